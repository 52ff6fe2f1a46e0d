"""Which parts of two versions are the same thing?

By id; where parts have none, by what identifies their sort (the edges of a band, the month of a
window), the strictest first. What is left over is held to be the same thing under another id only
where it is alike and nothing else is nearly so. Everything here is symmetric: the pairs of (A, B)
are those of (B, A) turned round.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from math import ceil
from typing import TypeVar

from pydantic import BaseModel

T = TypeVar("T")
Pair = tuple[int | None, int | None]
"""Positions on both sides; None where the other side has nothing like it."""

ALIKE = 0.6
"""Parts that share at least this much of what either says may be the same under another id."""
IDENTIFIED_BY: dict[str, tuple[tuple[str, ...], ...]] = {
    "promotion.Band": (("low", "high"), ("low",), ("high",), ("points",)),
    "promotion.Window": (("month", "opens"), ("month",)),
    "career.Move": (("source", "target"),),
    "rotation.Season": (("months",),),
    "rotation.Times": (("posts", "grades", "teams", "sites"), ("posts",)),
    "rotation.PostGroup": (("posts",),),
    "rotation.LeavePool": (("posts",),),
    "review.Raters": (("role", "name"), ("role",)),
    "review.Quota": (("grade",),),
    "review.GroupTarget": (("grades",),),
    "review.SpotCheck": (("name",),),
    "career.SkillLevel": (("level",), ("name",)),
    "career.Taught": (("skill",),),
    "roster.Consequence": (("low", "high"), ("low",), ("high",)),
    "roster.Repeated": (("times", "within"), ("times",)),
    "roster.Approval": (("of", "low", "high"), ("of", "low"), ("of", "approver")),
    "roster.ServiceHours": (("days", "start", "end"), ("days", "start")),
    "roster.Cover": (("days", "start", "end"), ("days", "start")),
    "roster.Calls": (("days", "start", "end"), ("days", "start")),
}
"""Fields that identify parts without an id, the strictest first."""


def sort_of(model: type[BaseModel]) -> str:
    """The name of a sort of part, unique among all kinds: its domain and its class."""
    domain = model.__module__.split(".")[1:2] or [model.__module__]
    return f"{domain[0]}.{model.__name__}"


def pair_parts(old: Sequence[BaseModel], new: Sequence[BaseModel]) -> tuple[Pair, ...]:
    """Pairs of positions in two lists of parts, in the new order, what is gone at the end."""
    keys: list[Callable[[BaseModel], Hashable]] = [_whole]
    sample = next(iter((*old, *new)), None)
    if sample is not None and "id" in type(sample).model_fields:
        keys = [lambda part: getattr(part, "id", None)]
    elif sample is not None:
        keys += [_fields_of(fields) for fields in IDENTIFIED_BY.get(sort_of(type(sample)), ())]
    pairs = pair_by(old, new, keys)
    lone_old = [left for left, right in pairs if right is None and left is not None]
    lone_new = [right for left, right in pairs if left is None and right is not None]
    alike = pair_alike([old[each] for each in lone_old], [new[each] for each in lone_new])
    found = {lone_new[right]: lone_old[left] for left, right in alike}
    gone = set(found.values())
    return tuple(
        (found.get(right, left) if left is None and right is not None else left, right)
        for left, right in pairs
        if not (right is None and left in gone)
    )


def pair_by(
    old: Sequence[T], new: Sequence[T], keys: Sequence[Callable[[T], Hashable]]
) -> tuple[Pair, ...]:
    """Pairs with equal keys, the keys tried in turn; equal ones pair in their order."""
    free_old, free_new = list(range(len(old))), list(range(len(new)))
    partner: dict[int, int] = {}
    for key in keys:
        waiting: dict[Hashable, list[int]] = {}
        for position in free_old:
            waiting.setdefault(key(old[position]), []).append(position)
        for position in free_new:
            if same := waiting.get(key(new[position])):
                partner[position] = same.pop(0)
        taken = set(partner.values())
        free_old = [each for each in free_old if each not in taken]
        free_new = [each for each in free_new if each not in partner]
    return (
        *((partner.get(position), position) for position in range(len(new))),
        *((position, None) for position in free_old),
    )


def pair_alike(old: Sequence[BaseModel], new: Sequence[BaseModel]) -> Iterator[tuple[int, int]]:
    """Pairs that are alike, each the other's single best."""
    shares = _alike([set(_says(each)) for each in old], [set(_says(each)) for each in new])
    rows: dict[int, list[float]] = {}
    columns: dict[int, list[float]] = {}
    for (row, column), share in shares.items():
        rows.setdefault(row, []).append(share)
        columns.setdefault(column, []).append(share)
    singles = [
        {at: max(found) for at, found in side.items() if found.count(max(found)) == 1}
        for side in (rows, columns)
    ]
    for (row, column), share in sorted(shares.items()):
        if share == singles[0].get(row) == singles[1].get(column):
            yield row, column


def _alike(
    left: Sequence[set[Hashable]], right: Sequence[set[Hashable]]
) -> dict[tuple[int, int], float]:
    """The pairs that share at least `ALIKE` of what either says, with the share.

    Not all pairs are looked at: what shares so much of n things has one of each other's n - 0.6 n
    + 1 rarest in common (prefix filtering; Chaudhuri, Ganti and Kaushik, ICDE 2006).
    """
    counts = Counter(thing for one in (*left, *right) for thing in one)
    holders: dict[Hashable, list[int]] = {}
    for column, one in enumerate(right):
        for thing in _rarest(one, counts):
            holders.setdefault(thing, []).append(column)
    return {
        (row, column): share
        for row, one in enumerate(left)
        for column in {each for thing in _rarest(one, counts) for each in holders.get(thing, ())}
        if (share := _share(one, right[column])) >= ALIKE
    }


def _rarest(things: set[Hashable], counts: Counter[Hashable]) -> list[Hashable]:
    kept = len(things) - ceil(ALIKE * len(things)) + 1
    return sorted(things, key=lambda thing: (counts[thing], repr(thing)))[:kept]


def _share(one: set[Hashable], other: set[Hashable]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


def _says(value: object, path: tuple[str, ...] = ()) -> Iterator[Hashable]:
    """What a part says that is not its default, each with its path; its id does not count."""
    if isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            inner = getattr(value, name)
            if not (path == () and name == "id") and inner != field.get_default():
                yield from _says(inner, (*path, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _says(item, path)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _says(item, (*path, str(key)))
    else:
        yield path, str(value)


def _whole(part: BaseModel) -> Hashable:
    return part


def _fields_of(fields: tuple[str, ...]) -> Callable[[BaseModel], Hashable]:
    return lambda part: tuple(getattr(part, field) for field in fields)
