"""All figures of a policy with the place where they stand, for the rules about figures of any kind.

Figures are numbers, durations and ranges; yes and no, dates, times of day and words are none. What
a figure is for is not known here: these rules compare figures with their own neighbours.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from pydantic import BaseModel, WithJsonSchema
from pydantic.fields import FieldInfo

from cs.documents.shape import field_shape
from cs.documents.texts import lists_of
from cs.kernel.durations import Duration
from cs.kernel.fields import EXPECTED_AS, Model, Usual
from cs.kernel.findings import Route
from cs.kernel.ranges import Range
from cs.kernel.reckoning import days_at_least
from cs.kernel.texts import plain

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
    """

    route: Route
    key: str
    value: Figure
    is_percent: bool
    usual: Usual | None = None
    counts: str | None = None

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


def figures_of(policy: BaseModel) -> Iterator[Stated]:
    """Every figure that the document states, in its order."""
    yield from _figures(policy, (), "", into_lists=True)


def rows_of(policy: BaseModel) -> Iterator[tuple[Route, tuple[dict[str, Stated], ...]]]:
    """Every list of `FEWEST` items or more of one model, as the figures of its items by key."""
    for route, items in lists_of(policy):
        models = [item for item in items if isinstance(item, Model) and item.in_order]
        if len(models) < max(FEWEST, len(items)) or len({type(each) for each in models}) > 1:
            continue
        yield (
            route,
            tuple(
                {
                    each.key: replace(each, counts=getattr(item, "unit", None))
                    for each in _figures(item, (*route, number), "", into_lists=False)
                }
                for number, item in enumerate(models)
            ),
        )


def _figures(model: BaseModel, route: Route, above: str, *, into_lists: bool) -> Iterator[Stated]:
    for name, info in type(model).model_fields.items():
        if name not in model.model_fields_set:
            continue
        key = info.alias or name
        yield from _inside(
            getattr(model, name), info, (*route, key), f"{above}{key}", into_lists=into_lists
        )


def _inside(
    value: object, info: FieldInfo, route: Route, key: str, *, into_lists: bool
) -> Iterator[Stated]:
    if isinstance(value, BaseModel):
        yield from _figures(value, route, f"{key}.", into_lists=into_lists)
    elif isinstance(value, tuple) and into_lists:
        for number, item in enumerate(value):
            yield from _inside(item, info, (*route, number), key, into_lists=True)
    elif isinstance(value, int | Decimal | Duration | Range) and not isinstance(value, bool):
        markers = field_shape(info).markers
        read_as = _read_as(markers)
        usual = next((each for each in markers if isinstance(each, Usual)), None)
        if read_as != "cs_time":
            yield Stated(route, key, value, read_as == "cs_percent", usual)


def _read_as(markers: Iterable[object]) -> str | None:
    """The type of error that words what belongs into a field, if it is read from text."""
    for marker in markers:
        if isinstance(marker, WithJsonSchema) and marker.json_schema:
            found = marker.json_schema.get(EXPECTED_AS)
            return found if isinstance(found, str) else None
    return None
