"""Which grades are there, and how many steps apart? Of all ladders in force."""

from collections import deque
from collections.abc import Iterable, Iterator
from datetime import date

from cs.career.policy import LadderPolicy
from cs.kernel.document import PolicySet
from cs.promotion.vacancies import KnownGrade


def known_grades(ladders: Iterable[LadderPolicy], day: date) -> tuple[KnownGrade, ...]:
    """The grades of the ladders that are in force on the day."""
    return tuple(
        KnownGrade(
            grade.id,
            grade.name,
            None if grade.headcount is None else grade.headcount.high,
            all(track.promotes == "post" for track in ladder.tracks if track.id == grade.track),
        )
        for ladder in ladders
        if ladder.in_force(day)
        for grade in ladder.grades
    )


def steps_below(ladder: LadderPolicy, target: str | None) -> dict[str, int]:
    """Per grade from which moves lead to the target, the fewest levels that one must climb.

    A move to a higher level is a step, one to the same or a lower level is none. A ladder without
    moves rules none out: from each grade below, the target is as many steps up as levels. Nothing
    where the target is not on the ladder.
    """
    levels = {grade.id: grade.level for grade in ladder.grades}
    if target is None or target not in levels:
        return {}
    if not ladder.moves:
        return {id_: max(0, levels[target] - level) for id_, level in levels.items()}
    return _climbs(ladder, levels, target)


def steps_in_force(
    ladders: Iterable[LadderPolicy], target: str | None, day: date
) -> dict[str, int]:
    """The same of the first ladder in force on a day that holds the target."""
    for ladder in ladders:
        if ladder.in_force(day) and (steps := steps_below(ladder, target)):
            return steps
    return {}


def _climbs(ladder: LadderPolicy, levels: dict[str, int], target: str) -> dict[str, int]:
    """Searched backwards from the target; a deque keeps what costs nothing in front."""
    found: dict[str, int] = {}
    waiting = deque([(target, 0)])
    while waiting:
        grade, steps = waiting.popleft()
        if grade in found:
            continue
        found[grade] = steps
        for source, climb in _sources(ladder, levels, grade):
            (waiting.append if climb else waiting.appendleft)((source, steps + climb))
    return found


def _sources(ladder: LadderPolicy, levels: dict[str, int], grade: str) -> Iterator[tuple[str, int]]:
    for move in ladder.moves:
        if move.target == grade and move.source in levels:
            yield move.source, int(levels[move.source] < levels[grade])


def grades_by_level(policies: PolicySet, day: date) -> tuple[tuple[str, str], ...]:
    """Ids and names of the grades of all ladders in force, from the lowest level."""
    grades = [
        grade
        for each in policies.of(LadderPolicy)
        if each.policy.in_force(day)
        for grade in each.policy.grades
    ]
    ordered = sorted(grades, key=lambda grade: grade.level)
    return tuple({grade.id: grade.name for grade in ordered}.items())
