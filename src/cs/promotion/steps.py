"""How many steps of the ladder does a promotion take? One at a time, more with an approval."""

from dataclasses import dataclass
from typing import Final

from cs.promotion.transitions import Skips

SKIPS: Final = "skips"
"""Id of the condition that an approval may waive; tables of waivers name it so."""
MOST_SKIPS: Final = "skips.most"
"""Id of the condition that nobody may waive."""


@dataclass(frozen=True, slots=True)
class StepsRule:
    """So many steps of the ladder at most lie between the candidate's grade and the target."""

    most: int


@dataclass(frozen=True, slots=True)
class StepsRequirement:
    """A condition that follows from `skips` of a policy."""

    id: str
    rule: StepsRule
    waiver: str | None


def steps_requirements(skips: Skips | None) -> tuple[StepsRequirement, ...]:
    """One step at a time unless approved; so many at most, whoever approves."""
    if skips is None:
        return ()
    one = StepsRequirement(SKIPS, StepsRule(1), skips.approval)
    if skips.most is None:
        return (one,)
    return (one, StepsRequirement(MOST_SKIPS, StepsRule(skips.most), None))
