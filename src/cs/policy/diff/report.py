"""All that `cs policy diff` has to show, before it is worded for a terminal or a file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from cs.comparing.changes import DocumentChange, PolicyChanges
from cs.comparing.finding import FindingChanges, Found
from cs.documents import Failed
from cs.kernel.findings import Place
from cs.kernel.messages import Message
from cs.kernel.records import InputRecord

if TYPE_CHECKING:
    from cs.comparing.moving import RotationImpact
    from cs.comparing.standing import PromotionImpact


@dataclass(frozen=True, slots=True)
class Uncompared:
    """A document that one side has, but not as a good one.

    Attributes:
        side: `old` or `new`.
        kind, id: as far as they can be read.
    """

    side: str
    file: str
    kind: str | None
    id: str | None


@dataclass(frozen=True)
class Measured:
    """Whom the change touches.

    Attributes:
        notes: what was left out, and why.
    """

    promotions: "tuple[PromotionImpact, ...]" = ()
    rotations: "tuple[RotationImpact, ...]" = ()
    notes: tuple[Message, ...] = ()
    inputs: tuple[InputRecord, ...] = ()


@dataclass(frozen=True)
class DiffReport:
    """The whole answer.

    Attributes:
        old, new: the two sides as named; None for the workspace as it is.
        changes: documents that differ.
        line_of: file, line and column of a place on either side.
        top: how many of the touched are named in each list.
        inputs: the policy files of both sides and the tables, with their hashes.
    """

    old: str
    new: str | None
    as_of: date
    changes: tuple[DocumentChange, ...]
    findings: FindingChanges
    measured: Measured
    uncompared: tuple[Uncompared, ...]
    line_of: Callable[[Place], Place]
    top: int
    names: Mapping[str, str]
    version: str
    seed: int
    inputs: tuple[InputRecord, ...]

    @property
    def count(self) -> int:
        """Single changes; a document added or removed is one."""
        return sum(len(each.changes) or 1 for each in self.changes)

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all differs."""
        return not (
            self.changes or self.findings.appeared or self.findings.vanished or self.uncompared
        )


def part_uncompared(
    changes: PolicyChanges,
    old: tuple[Found, Sequence[Failed]],
    new: tuple[Found, Sequence[Failed]],
) -> tuple[tuple[DocumentChange, ...], tuple[Uncompared, ...]]:
    """The changes without those that only seem so because the other side's document is broken."""
    uncompared = tuple(
        Uncompared(side, each.file, each.kind, each.id)
        for side, (_, failed) in (("old", old), ("new", new))
        for each in failed
    )
    kept = []
    for change in changes.documents:
        here, (there, failed) = (change.old, new) if change.new is None else (change.new, old)
        if change.old is not None and change.new is not None:
            kept.append(change)
        elif here is not None:
            base = (old if change.new is None else new)[0].base
            name = here.file.removeprefix(base)
            if not any(
                (each.kind in (None, here.policy.kind) and each.id == here.policy.id)
                or (each.id is None and each.file.removeprefix(there.base) == name)
                for each in failed
            ):
                kept.append(change)
    return tuple(kept), uncompared
