"""The changes between two models of one sort, field by field, parts of lists by identity.

The order of a list is a change only where it means something; elsewhere lists of words are sets.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel

from cs.comparing import wording
from cs.comparing.matching import pair_parts, sort_of
from cs.comparing.words import field_words, key_of, label
from cs.kernel.findings import Route
from cs.kernel.messages import Message

ORDERED = frozenset(
    {
        "promotion.Scoring.tie_breaks",
        "promotion.PromotionPolicy.process",
        "promotion.PromotionPolicy.filling",
        "review.ReviewPolicy.grades",
    }
)
"""Lists whose order means something in every document."""
RING = "rotation.RotationPolicy.posts"
"""The order of posts means something where agents move in a ring."""


@dataclass(frozen=True, slots=True)
class Both:
    """Where a walk is: the path by ids, and the route on either side."""

    path: tuple[str, ...]
    old: Route
    new: Route

    def key(self, name: str) -> "Both":
        """The place one key further."""
        return Both((*self.path, name), (*self.old, name), (*self.new, name))

    def part(self, name: str, old: int | None, new: int | None) -> "Both":
        """The place of a part of a list."""
        return Both(
            (*self.path, name),
            self.old if old is None else (*self.old, old),
            self.new if new is None else (*self.new, new),
        )


@dataclass(frozen=True)
class Difference:
    """A change before its places are known; see `changes.Change`."""

    what: Literal["added", "removed", "changed", "renamed", "reordered"]
    at: Both
    old: object
    new: object
    text: Message


def walk(
    old: BaseModel, new: BaseModel, at: Both, owner: Message | None = None
) -> Iterator[Difference]:
    """All differences between two models of one class.

    Args:
        owner: what the part is called that holds the fields; None for the document itself.
    """
    for name in type(new).model_fields:
        before, after = getattr(old, name), getattr(new, name)
        below = at.key(key_of(type(new), name))
        if before != after:
            yield from _field(old, new, name, below, owner)


def _field(
    old: BaseModel, new: BaseModel, name: str, at: Both, owner: Message | None
) -> Iterator[Difference]:
    before, after = getattr(old, name), getattr(new, name)
    model = type(new)
    thing = wording.thing(field_words(model, name), owner)
    if name == "id":
        yield Difference("renamed", at, before, after, wording.renamed(owner, before, after))
    elif _holds_parts(before, after):
        ordered = _is_ordered(old, name) and _is_ordered(new, name)
        yield from _parts(before or (), after or (), at, thing, owner, ordered=ordered)
    elif isinstance(before, BaseModel) and type(before) is type(after):
        yield from walk(before, after, at, owner)
    elif isinstance(before, dict) and isinstance(after, dict):
        yield from _entries(before, after, at, thing)
    elif isinstance(before, tuple) and isinstance(after, tuple):
        yield from _words(before, after, at, thing, ordered=_is_ordered(new, name))
    else:
        text = wording.changed(model, name, before, after, thing, owner)
        yield Difference("changed", at, before, after, text)


def _holds_parts(before: object, after: object) -> bool:
    """Whether a field holds a list of parts on one side and no other than a list on the other."""
    sides = [side for side in (before, after) if side is not None]
    lists = [side for side in sides if isinstance(side, tuple)]
    return len(lists) == len(sides) and any(
        isinstance(part, BaseModel) for side in lists for part in side
    )


def _parts(
    old: Sequence[Any],
    new: Sequence[Any],
    at: Both,
    thing: Message,
    owner: Message | None,
    *,
    ordered: bool,
) -> Iterator[Difference]:
    pairs = pair_parts(old, new)
    for left, right in pairs:
        before = None if left is None else old[left]
        after = None if right is None else new[right]
        part: BaseModel = old[left or 0] if right is None else new[right]
        place = at.part(_name(part, left if right is None else right), left, right)
        whose = wording.thing(label(part), owner)
        if before is None:
            yield Difference("added", place, None, after, wording.added(thing, whose, part))
        elif after is None:
            yield Difference("removed", place, before, None, wording.removed(thing, whose, part))
        elif type(before) is not type(after):
            text = wording.stated(whose, before, after)
            yield Difference("changed", place, before, after, text)
        elif before != after:
            yield from walk(before, after, place, whose)
    kept = [(left, right) for left, right in pairs if left is not None and right is not None]
    if ordered and kept != sorted(kept, key=lambda pair: pair[0]):
        first = [label(old[left]) for left, _ in sorted(kept)]
        then = [label(new[right]) for _, right in kept]
        yield Difference("reordered", at, tuple(old), tuple(new),
                         wording.reordered(thing, tuple(first), tuple(then)))  # fmt: skip


def _words(
    old: tuple[object, ...], new: tuple[object, ...], at: Both, thing: Message, *, ordered: bool
) -> Iterator[Difference]:
    come = tuple(each for each in new if each not in old)
    gone = tuple(each for each in old if each not in new)
    if come or gone:
        yield Difference("changed", at, old, new, wording.listed(thing, gone, come))
    elif ordered:
        yield Difference("reordered", at, old, new, wording.reordered(thing, old, new))


def _entries(
    old: dict[str, object], new: dict[str, object], at: Both, thing: Message
) -> Iterator[Difference]:
    for key in dict.fromkeys((*old, *new)):
        before, after = old.get(key), new.get(key)
        if before == after:
            continue
        what: Literal["added", "removed", "changed"] = "changed"
        if before is None or after is None:
            what = "added" if before is None else "removed"
        text = wording.stated(wording.entry(thing, key), before, after)
        yield Difference(what, at.key(key), before, after, text)


def _is_ordered(model: BaseModel, name: str) -> bool:
    field = f"{sort_of(type(model))}.{name}"
    return field in ORDERED or (field == RING and getattr(model, "order", None) == "ring")


def _name(part: BaseModel, position: int | None) -> str:
    """What a path calls a part: its id, else its position."""
    return str(getattr(part, "id", None) or f"[{position}]")
