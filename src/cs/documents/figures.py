"""All figures of a policy with the place where they stand, for the rules about figures of any kind.

Figures are numbers, durations and ranges; yes and no, dates, times of day and words are none. What
a figure is for is not known here: these rules compare figures with their own neighbours.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cache

from pydantic import BaseModel, WithJsonSchema
from pydantic.fields import FieldInfo

from cs.documents.shape import field_shape
from cs.documents.texts import lists_of
from cs.kernel.durations import Duration, Unit, parse_duration
from cs.kernel.fields import EXPECTED_AS, Model, Usual
from cs.kernel.findings import Route
from cs.kernel.ranges import Range
from cs.kernel.reckoning import days_at_least
from cs.kernel.remembering import remembered
from cs.kernel.texts import plain

DAYS = {
    Unit.DAY: Fraction(1),
    Unit.WORKING_DAY: Fraction(7, 5),
    Unit.WEEK: Fraction(7),
    Unit.MONTH: Fraction(365, 12),
    Unit.YEAR: Fraction(365),
}
"""On average."""
Figure = int | Decimal | Duration | Range
FEWEST = 4
"""Items of a list from which on one of them can be the odd one."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure that a document states.

    Attributes:
        key: as the document writes it, keys above it in the same item included (`scale.to`).
        is_percent: whether it is read in percent.
        usual: where it mostly lies, if its field says so.
        counts: what the item says that its figures count, if it has a key `unit`.
        part: the form of the part of the item in which it stands, since a key means one thing in
            one form and may mean another in another; None for the item itself.
    """

    route: Route
    key: str
    value: Figure
    is_percent: bool
    usual: Usual | None = None
    counts: str | None = None
    part: str | None = None

    @property
    def alike(self) -> tuple[str | None, str | None]:
        """Figures of one key that can be compared have this in common."""
        return self.counts, self.part

    def __str__(self) -> str:
        if isinstance(self.value, int | Decimal):
            return plain(Decimal(self.value)) + ("%" if self.is_percent else "")
        return str(self.value)

    @property
    def size(self) -> Fraction | None:
        """As a plain number, a duration in days; None for a range."""
        if isinstance(self.value, Duration):
            return Fraction(days_at_least(self.value))
        return None if isinstance(self.value, Range) else Fraction(self.value)


@remembered
def figures_of(policy: BaseModel) -> tuple[Stated, ...]:
    """Every figure that the document states, in its order."""
    return tuple(_figures(policy, (), "", into_lists=True))


@remembered
def own_figures_of(model: BaseModel) -> tuple[Stated, ...]:
    """Every figure of an item and of its parts, but for those of lists in it."""
    counts = getattr(model, "unit", None)
    return tuple(replace(each, counts=counts) for each in _figures(model, (), "", into_lists=False))


def forms_of(policy: BaseModel) -> Iterator[tuple[Route, tuple[Model, ...]]]:
    """Every list of `FEWEST` items or more whose items are one form, filled in alike."""
    for route, items in lists_of(policy):
        models = tuple(item for item in items if isinstance(item, Model) and item.in_order)
        if len(models) >= max(FEWEST, len(items)) and len({type(each) for each in models}) == 1:
            yield route, models


def rows_of(policy: BaseModel) -> Iterator[tuple[Route, tuple[dict[str, Stated], ...]]]:
    """Every list of `forms_of`, as the figures of its items by key."""
    for route, models in forms_of(policy):
        yield (
            route,
            tuple(
                {
                    each.key: replace(each, route=(*route, number, *each.route))
                    for each in own_figures_of(item)
                }
                for number, item in enumerate(models)
            ),
        )


def is_beyond_usual(each: Stated) -> bool:
    """Whether a figure is above or below what its field says is usual; a zero duration is not."""
    size = _average(each.value) if isinstance(each.value, Duration) else each.size
    if each.usual is None or size is None or (isinstance(each.value, Duration) and not size):
        return False
    return not _average(each.usual.least) <= size <= _average(each.usual.most)


def is_below_one_percent(each: Stated) -> bool:
    """Whether it is a percentage above zero and below one: mostly 0.4 for 40%."""
    return each.is_percent and each.size is not None and 0 < each.size < 1


def _average(figure: int | str | Duration) -> Fraction:
    if isinstance(figure, int):
        return Fraction(figure)
    duration = parse_duration(figure) if isinstance(figure, str) else figure
    return duration.count * DAYS[duration.unit]


@dataclass(frozen=True, slots=True)
class _Field:
    """What is asked of a field whenever one of its figures is met."""

    name: str
    key: str
    read_as: str | None
    usual: Usual | None


@cache
def _fields(model: type[BaseModel]) -> tuple[_Field, ...]:
    return tuple(_field(name, info) for name, info in model.model_fields.items())


def _field(name: str, info: FieldInfo) -> _Field:
    markers = field_shape(info).markers
    usual = next((each for each in markers if isinstance(each, Usual)), None)
    return _Field(name, info.alias or name, _read_as(markers), usual)


def _figures(model: BaseModel, route: Route, above: str, *, into_lists: bool) -> Iterator[Stated]:
    stated = model.model_fields_set
    for field in _fields(type(model)):
        if field.name in stated:
            value = getattr(model, field.name)
            place, key = (*route, field.key), f"{above}{field.key}"
            yield from _inside(value, field, place, key, into_lists=into_lists)


def _inside(
    value: object, field: _Field, route: Route, key: str, *, into_lists: bool
) -> Iterator[Stated]:
    if isinstance(value, str):
        return
    if isinstance(value, BaseModel):
        for each in _figures(value, route, f"{key}.", into_lists=into_lists):
            yield replace(each, part=each.part or type(value).__name__)
    elif isinstance(value, tuple) and into_lists:
        for number, item in enumerate(value):
            yield from _inside(item, field, (*route, number), key, into_lists=True)
    elif (
        isinstance(value, int | Decimal | Duration | Range)
        and not isinstance(value, bool)
        and field.read_as != "cs_time"
    ):
        yield Stated(route, key, value, field.read_as == "cs_percent", field.usual)


def _read_as(markers: Iterable[object]) -> str | None:
    """The type of error that words what belongs into a field, if it is read from text."""
    for marker in markers:
        if isinstance(marker, WithJsonSchema) and marker.json_schema:
            found = marker.json_schema.get(EXPECTED_AS)
            return found if isinstance(found, str) else None
    return None
