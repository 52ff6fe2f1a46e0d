"""What a model says of its fields: aliases, item types, tags of unions, markers; read generically.

`land` follows the location of a validation error through model and data together, because such a
location also holds steps that are in no document (tags of unions, names of union members).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from cs.kernel.fields import Defines, RefersTo
from cs.kernel.findings import Route
from cs.kernel.remembering import remembered


@dataclass(frozen=True)
class Shape:
    """An annotation without its wrappings.

    Attributes:
        core: a class, `tuple[X, ...]`, `dict[…]`, `Literal[…]`, or a union of several members.
        markers: what `Annotated` added, innermost first.
        discriminator: the key that tells a union's members apart, if there is one.
    """

    core: Any
    markers: tuple[Any, ...] = ()
    discriminator: str | None = None

    @cached_property
    def members(self) -> tuple["Shape", ...]:
        """The members of a union; empty for anything else."""
        if get_origin(self.core) not in (Union, UnionType):
            return ()
        return tuple(shape_of(each) for each in get_args(self.core) if each is not NoneType)

    @cached_property
    def item(self) -> "Shape | None":
        """What a list holds."""
        return shape_of(get_args(self.core)[0]) if get_origin(self.core) is tuple else None

    @cached_property
    def entry(self) -> "Shape | None":
        """What a mapping with free keys holds."""
        return shape_of(get_args(self.core)[1]) if get_origin(self.core) is dict else None

    @property
    def model(self) -> type[BaseModel] | None:
        """The model, if it is one."""
        is_model = isinstance(self.core, type) and issubclass(self.core, BaseModel)
        return self.core if is_model else None

    @property
    def words(self) -> tuple[str, ...]:
        """The words that may stand here, members of a union included."""
        own = get_args(self.core) if get_origin(self.core) is Literal else ()
        return tuple(map(str, own)) + tuple(w for member in self.members for w in member.words)

    def tagged(self) -> dict[str, "Shape"]:
        """The members of a union told apart by a key, by the words of that key."""
        if self.discriminator is None:
            return {}
        return {
            word: member
            for member in self.members
            if member.model
            for word in field_shape(member.model.model_fields[self.discriminator]).words
        }


def shape_of(annotation: Any) -> Shape:
    """An annotation as a shape: `Annotated` and `| None` taken off."""
    if get_origin(annotation) is Annotated:
        inner, *extras = get_args(annotation)
        return _wrapped(inner, extras)
    if get_origin(annotation) in (Union, UnionType):
        members = [each for each in get_args(annotation) if each is not NoneType]
        if len(members) == 1:
            return shape_of(members[0])
    return Shape(annotation)


def field_shape(info: FieldInfo) -> Shape:
    """The shape of a model's field."""
    return _wrapped(info.annotation, [*info.metadata, info])


def aliases(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """The keys that a model takes, as documents write them."""
    return {info.alias or name: info for name, info in model.model_fields.items()}


@dataclass(frozen=True)
class Landing:
    """Where a validation error's location leads.

    Attributes:
        route: into the document, as far as it goes.
        shape: what belongs there.
        owner: the model whose key it is, if it is one's.
        rest: the steps that are in no document (a missing key).
    """

    route: Route
    shape: Shape
    owner: type[BaseModel] | None
    rest: tuple[str | int, ...]


def land(model: type[BaseModel], location: Route, data: Any) -> Landing:
    """Follow a location through a model and the data that it refused."""
    shape, value = Shape(model), data
    route: Route = ()
    owner: type[BaseModel] | None = None
    steps = list(location)
    while steps:
        step = steps[0]
        if shape.members:
            steps.pop(0)
            tagged = shape.tagged()
            if step in tagged:
                shape = tagged[str(step)]
            continue
        if shape.item and not isinstance(value, tuple):
            steps.pop(0)
            shape = shape.item
            continue
        if not _has(value, step):
            break
        if shape.model:
            owner = shape.model
            info = aliases(owner).get(str(step))
            shape = field_shape(info) if info else Shape(object)
        else:
            owner, shape = None, shape.item or shape.entry or Shape(object)
        steps.pop(0)
        value, route = value[step], (*route, step)
    if steps and shape.model:
        owner = shape.model
        info = aliases(owner).get(str(steps[0]))
        shape = field_shape(info) if info else shape
    return Landing(route, shape, owner, tuple(steps))


@remembered
def marked(policy: BaseModel) -> tuple[tuple[Defines | RefersTo, str, Route], ...]:
    """All values of a policy that define or refer to something, with their routes."""
    return tuple(_marked(policy, Shape(type(policy)), ()))


@cache
def sorts_defined(model: type[BaseModel]) -> frozenset[str]:
    """The sorts of things that documents of a model may define."""
    return frozenset(_sorts(Shape(model), set()))


def _sorts(shape: Shape, seen: set[Any]) -> Iterator[str]:
    yield from (marker.sort for marker in shape.markers if isinstance(marker, Defines))
    for inner in (shape.item, shape.entry, *shape.members):
        if inner:
            yield from _sorts(inner, seen)
    if shape.model and shape.model not in seen:
        seen.add(shape.model)
        for info in shape.model.model_fields.values():
            yield from _sorts(field_shape(info), seen)


def _marked(
    value: Any, shape: Shape, route: Route
) -> Iterator[tuple[Defines | RefersTo, str, Route]]:
    if isinstance(value, str):
        for marker in shape.markers:
            if isinstance(marker, Defines | RefersTo):
                yield marker, value, route
    elif isinstance(value, BaseModel):
        for name, key, shape in _fields(type(value)):
            yield from _marked(getattr(value, name), shape, (*route, key))
    elif isinstance(value, tuple) and shape.item:
        for number, each in enumerate(value):
            yield from _marked(each, shape.item, (*route, number))
    elif isinstance(value, dict) and shape.entry:
        for key, each in value.items():
            yield from _marked(each, shape.entry, (*route, key))


@cache
def _fields(model: type[BaseModel]) -> tuple[tuple[str, str, Shape], ...]:
    """Name, key and shape of a model's fields."""
    return tuple(
        (name, info.alias or name, field_shape(info)) for name, info in model.model_fields.items()
    )


def _wrapped(inner: Any, extras: list[Any]) -> Shape:
    shape = shape_of(inner)
    discriminator = shape.discriminator
    for extra in extras:
        if isinstance(extra, FieldInfo) and isinstance(extra.discriminator, str):
            discriminator = extra.discriminator
    return Shape(shape.core, (*shape.markers, *extras), discriminator)


def _has(value: Any, step: str | int) -> bool:
    if isinstance(value, dict):
        return step in value
    return isinstance(value, tuple) and isinstance(step, int) and step < len(value)
