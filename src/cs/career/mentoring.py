"""Who may mentor whom, and are there mentors enough? The staff against the mentoring of a policy.

A mentee of level l needs a mentor whose level lies `levels_above` above l. Both ends of that span
rise with l, so that mentees can all be placed if and only if those of each run of levels have
mentors enough between them (Hall's condition, which for such spans need be asked of runs alone).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cs.career.development import DevelopmentPolicy
from cs.career.policy import LadderPolicy
from cs.kernel.agents import Agent
from cs.kernel.choosing import chosen
from cs.kernel.document import PolicySet
from cs.kernel.ranges import Range
from cs.kernel.texts import fold


@dataclass(frozen=True, slots=True)
class Shortage:
    """Mentees for whom there are too few mentors.

    Attributes:
        low, high: the levels of these mentees; None where levels do not matter.
        mentees: how many they are.
        mentors: how many may mentor them.
        missing: how many of these mentees no mentor is left for.
    """

    low: int | None
    high: int | None
    mentees: int
    mentors: int
    missing: int


def levels_of(policies: PolicySet) -> dict[str, int]:
    """The level of each grade of all ladders, by its folded id and name."""
    return {
        fold(word): grade.level
        for ladder in policies.of(LadderPolicy)
        for grade in ladder.policy.grades
        for word in (grade.name, grade.id)
    }


def level_of(agent: Agent, levels: Mapping[str, int]) -> int | None:
    """The level of an agent's grade; None if the ladders do not know it."""
    return None if agent.grade is None else levels.get(fold(agent.grade))


def mentees(policy: DevelopmentPolicy, policies: PolicySet) -> tuple[Agent, ...]:
    """The agents who must have a mentor."""
    if policy.mentoring is None or policies.staff is None:
        return ()
    return chosen(policy.mentoring.mentees, policies.staff, policies.as_of)


def mentors(policy: DevelopmentPolicy, policies: PolicySet) -> tuple[Agent, ...]:
    """The agents who may be mentors; who must have a mentor may be none."""
    if policy.mentoring is None or policies.staff is None:
        return ()
    learning = {agent.id for agent in mentees(policy, policies)}
    found = chosen(policy.mentoring.mentors, policies.staff, policies.as_of)
    return tuple(agent for agent in found if agent.id not in learning)


def shortage(policy: DevelopmentPolicy, policies: PolicySet) -> Shortage | None:
    """Where mentors are lacking most; None if every mentee can have one."""
    mentoring = policy.mentoring
    if mentoring is None:
        return None
    learning, teaching = mentees(policy, policies), mentors(policy, policies)
    levels = levels_of(policies)
    if mentoring.levels_above is None or not levels:
        return _worst([_judged(None, None, len(learning), len(teaching), mentoring.most_mentees)])
    below, above = _by_level(learning, levels), _by_level(teaching, levels)
    return _worst(
        [
            _judged(
                low,
                high,
                sum(count for level, count in below.items() if low <= level <= high),
                sum(
                    count
                    for level, count in above.items()
                    if stands(level, low, mentoring.levels_above, high)
                ),
                mentoring.most_mentees,
            )
            for low in below
            for high in below
            if low <= high
        ]
    )


def stands(mentor: int, mentee: int, above: Range, highest: int | None = None) -> bool:
    """Whether a mentor's level is right for a mentee's, or for mentees up to `highest`."""
    top = mentee if highest is None else highest
    return mentor >= mentee + above.low and (above.high is None or mentor <= top + above.high)


def _judged(
    low: int | None, high: int | None, learning: int, teaching: int, most: int | None
) -> Shortage:
    room = teaching * most if most is not None else learning if teaching else 0
    return Shortage(low, high, learning, teaching, learning - room)


def _worst(found: list[Shortage]) -> Shortage | None:
    lacking = [each for each in found if each.missing > 0]
    return max(lacking, key=lambda each: (each.missing, -each.mentees), default=None)


def _by_level(agents: Iterable[Agent], levels: Mapping[str, int]) -> Counter[int]:
    known = (level_of(agent, levels) for agent in agents)
    return Counter(level for level in known if level is not None)
