"""How many reviews in a row? A run counts back from the newest period until something breaks it.

What a period without a result does is stated by the policy, apart for an agent who was on leave
through most of it and for one who simply has none, and whether a new post begins a new run. Where
the policy leaves that open and it matters, the run is not known from there on.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


class Standing(StrEnum):
    """What one period means for a run."""

    COUNTS = "counts"
    """It has a result that belongs to the run."""
    FAILS = "fails"
    """It has a result that does not."""
    MISSING = "missing"
    """It has no result."""
    AWAY = "away"
    """It has no result, and the agent was on leave for more than half of its working days."""
    AWAITED = "awaited"
    """Its result is not due yet on the day for which is asked."""
    EARLIER_POST = "earlier post"
    """It began before the agent took up the present post."""


@dataclass(frozen=True, slots=True)
class RunRules:
    """What periods do that neither count nor fail; None leaves it open.

    Attributes:
        gap: a period without a result.
        leave: a period without a result that was spent on leave.
        new_post: whether periods from before the present post still count.
        most_skipped: so many skipped periods at most in one run; None: any number.
    """

    gap: Literal["breaks", "skips"] | None = None
    leave: Literal["breaks", "skips"] | None = None
    new_post: Literal["continues", "restarts"] | None = None
    most_skipped: int | None = None


OPEN_RULES = RunRules()
"""Nothing is stated."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run as far as it goes.

    Attributes:
        length: how many periods count.
        oldest: position of the oldest period that counts; None if none does.
        ended_by: position of the period that ended it; None if periods ran out, or enough were
            found.
        known: whether the run surely ends there; False where the policy or the table leaves it
            open.
    """

    length: int
    oldest: int | None
    ended_by: int | None
    known: bool


def run_of(standings: Iterable[Standing], rules: RunRules, enough: int | None = None) -> Run:
    """The run from the newest period back.

    Args:
        standings: of the periods, newest first.
        enough: counting stops there.
    """
    length = skipped = 0
    oldest: int | None = None
    for position, standing in enumerate(standings):
        if enough is not None and length >= enough:
            return Run(length, oldest, None, known=True)
        match standing:
            case Standing.COUNTS:
                length, oldest = length + 1, position
                continue
            case Standing.FAILS | Standing.EARLIER_POST:
                return Run(length, oldest, position, known=True)
            case Standing.AWAITED:
                return Run(length, oldest, position, known=False)
            case Standing.MISSING:
                rule = rules.gap
            case Standing.AWAY:
                rule = rules.leave
        skipped += 1
        too_many = rules.most_skipped is not None and skipped > rules.most_skipped
        if rule != "skips" or too_many:
            return Run(length, oldest, position, known=rule is not None)
    return Run(length, oldest, None, known=True)
