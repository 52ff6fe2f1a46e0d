"""Which grades are there? Those of all ladders in force, as vacancies are counted from them."""

from collections.abc import Iterable
from datetime import date

from cs.career.policy import LadderPolicy
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
