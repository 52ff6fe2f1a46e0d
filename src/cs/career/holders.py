"""Who holds which grade, and who may move to it? The staff against the ladder, for the rules."""

from collections import Counter
from collections.abc import Iterable

from cs.career.policy import Grade, LadderPolicy
from cs.kernel.agents import Agent
from cs.kernel.texts import fold


def holders(policy: LadderPolicy, staff: Iterable[Agent]) -> Counter[str]:
    """Agents by the id of their grade; grades that the ladder lacks are left out."""
    known = {fold(word): grade.id for grade in policy.grades for word in (grade.name, grade.id)}
    return Counter(
        known[fold(agent.grade)]
        for agent in staff
        if agent.grade is not None and agent.status != "left" and fold(agent.grade) in known
    )


def feeding(policy: LadderPolicy, grade: Grade) -> tuple[str, ...]:
    """Ids of the lower grades from which a grade is filled: by the moves, else the level below."""
    levels = {each.id: each.level for each in policy.grades}
    if policy.moves:
        return tuple(
            dict.fromkeys(
                move.source
                for move in policy.moves
                if move.target == grade.id and levels.get(move.source, grade.level) < grade.level
            )
        )
    below = [each for each in policy.grades if each.level < grade.level]
    highest = max((each.level for each in below), default=0)
    return tuple(each.id for each in below if each.level == highest)
