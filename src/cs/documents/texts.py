"""All texts and lists of a policy with the place where they stand, for the rules about texts."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from pydantic import BaseModel

from cs.kernel.fields import MayRepeat, Model
from cs.kernel.findings import Route
from cs.kernel.remembering import remembered


def texts_of(policy: BaseModel) -> Iterator[tuple[Route, str]]:
    """Every text that the document states, in its order; ids are texts too."""
    for route, value, _ in _values(policy):
        if isinstance(value, str):
            yield route, value


def lists_of(policy: BaseModel) -> Iterator[tuple[Route, tuple[object, ...]]]:
    """Every list of two items or more whose items should differ, in the document's order."""
    for route, value, markers in _values(policy):
        if not isinstance(value, tuple) or len(value) < 2:
            continue
        if not any(isinstance(each, MayRepeat) for each in markers):
            yield route, value


def models_of(model: Model, *, into_lists: bool = True) -> Iterator[tuple[Route, Model]]:
    """The model itself and every part of it with its place, in the document's order."""
    for route, value, _ in _values(model):
        if isinstance(value, Model) and (
            into_lists or not any(isinstance(step, int) for step in route)
        ):
            yield route, value


@cache
def _fields(model: type[BaseModel]) -> tuple[tuple[str, str, Sequence[object]], ...]:
    """Of every field its name, its key in documents, and its markers."""
    return tuple(
        (name, field.alias or name, field.metadata) for name, field in model.model_fields.items()
    )


@remembered
def _values(model: BaseModel) -> list[tuple[Route, object, Sequence[object]]]:
    """Every value with its markers; gathered at once, since a dozen rules look at each."""
    found: list[tuple[Route, object, Sequence[object]]] = []
    _gather(model, (), (), found)
    return found


def _gather(
    value: object,
    route: Route,
    markers: Sequence[object],
    found: list[tuple[Route, object, Sequence[object]]],
) -> None:
    found.append((route, value, markers))
    if isinstance(value, str | int):
        return
    if isinstance(value, BaseModel):
        stated = value.model_fields_set
        for name, key, inner in _fields(type(value)):
            if name in stated:
                _gather(getattr(value, name), (*route, key), inner, found)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            _gather(item, (*route, index), (), found)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            _gather(item, (*route, key), (), found)
