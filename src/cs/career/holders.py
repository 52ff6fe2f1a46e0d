"""Who holds which grade, and who may move to it? The staff against the ladder, for the rules."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

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


def feeding(policy: LadderPolicy) -> dict[str, tuple[str, ...]]:
    """The lower grades from which each grade is filled: by the moves, else the level below.

    By the id of every grade, ids.
    """
    if policy.moves:
        levels = {each.id: each.level for each in policy.grades}
        found: dict[str, dict[str, None]] = {each.id: {} for each in policy.grades}
        for move in policy.moves:
            level = levels.get(move.target)
            if level is not None and levels.get(move.source, level) < level:
                found[move.target][move.source] = None
        return {grade: tuple(sources) for grade, sources in found.items()}
    of_level: dict[int, list[str]] = {}
    for grade in policy.grades:
        of_level.setdefault(grade.level, []).append(grade.id)
    below: dict[int, tuple[str, ...]] = {}
    ids: tuple[str, ...] = ()
    for level in sorted(of_level):
        below[level], ids = ids, tuple(of_level[level])
    return {grade.id: below[grade.level] for grade in policy.grades}


def next_lower(
    grades: Sequence[Grade], counts: Callable[[Grade], bool]
) -> Iterator[tuple[int, int]]:
    """Each grade with the next lower one on its track that counts, by their positions.

    Of several on one level the first stands for all; grades with none below are left out.
    """
    first: dict[str, dict[int, int]] = {}
    for number, grade in enumerate(grades):
        if counts(grade):
            first.setdefault(grade.track, {}).setdefault(grade.level, number)
    levels = {track: sorted(each) for track, each in first.items()}
    for number, grade in enumerate(grades):
        known = levels.get(grade.track, [])
        position = bisect_left(known, grade.level)
        if position:
            yield number, first[grade.track][known[position - 1]]
