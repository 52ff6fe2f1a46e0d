"""What do tables say of agents' past? Reviews, ratings, training, discipline, waivers as values.

Read as all tables about agents are (`cs.tables.people`): every bad cell is reported, and a row with
a bad cell in a column that is not required still gives a value.
"""

from collections.abc import Collection, Sequence
from decimal import Decimal

from cs.kernel.findings import Finding, Related
from cs.kernel.histories import CourseTaken, Punishment, Rating, ReviewResult, Waiver
from cs.kernel.messages import message
from cs.tables import cells, schema
from cs.tables import findings as found
from cs.tables.people import Table, agent_rows
from cs.tables.raw import RawTable
from cs.tables.review_columns import review_columns

MANY = 50_000
"""With more rows, tables without anything to report are held by the column."""
Known = Collection[str] | None
"""Ids of the staff; another agent gives a finding. None: not looked at."""


def read_reviews(
    raws: Sequence[RawTable], known: Known = None
) -> tuple[Collection[ReviewResult], tuple[Finding, ...]]:
    """Results of reviews in the order of the files; many faultless ones are kept by the column."""
    if sum(raw.frame.height for raw in raws) > MANY:
        columns = review_columns(raws, known)
        if columns is not None:
            return columns, ()
    results: list[ReviewResult] = []
    findings: list[Finding] = []
    for table, index, row in agent_rows(raws, schema.REVIEWS, known, findings):
        results.append(
            ReviewResult(
                row["agent"],
                row["period"],
                row["grade"],
                _number(row["score"]),
                row["review"],
                _place(table, index),
            )
        )
    return tuple(results), tuple(findings)


def read_ratings(
    raws: Sequence[RawTable], known: Known = None
) -> tuple[tuple[Rating, ...], tuple[Finding, ...]]:
    """Values of indicators in the order of the files."""
    ratings: list[Rating] = []
    findings: list[Finding] = []
    for table, index, row in agent_rows(raws, schema.RATINGS, known, findings):
        ratings.append(
            Rating(
                row["agent"],
                row["period"],
                row["indicator"],
                Decimal(row["value"]) / cells.SCALE,
                row["rater_kind"],
                row["rater"],
                _place(table, index),
            )
        )
    return tuple(ratings), tuple(findings)


def read_training(
    raws: Sequence[RawTable], known: Known = None
) -> tuple[tuple[CourseTaken, ...], tuple[Finding, ...]]:
    """Courses in the order of the files."""
    courses: list[CourseTaken] = []
    findings: list[Finding] = []
    for table, index, row in agent_rows(raws, schema.TRAINING, known, findings):
        courses.append(
            CourseTaken(
                row["agent"],
                row["course"],
                row["completed"],
                _number(row["score"]),
                row["passed"],
                _place(table, index),
            )
        )
    return tuple(courses), tuple(findings)


def read_discipline(
    raws: Sequence[RawTable], known: Known = None
) -> tuple[tuple[Punishment, ...], tuple[Finding, ...]]:
    """Punishments in the order of the files."""
    punishments: list[Punishment] = []
    findings: list[Finding] = []
    for table, index, row in agent_rows(raws, schema.DISCIPLINE, known, findings):
        punishment = Punishment(
            row["agent"],
            row["date"],
            row["measure"],
            row["until"],
            row["offset_on"],
            _place(table, index),
        )
        punishments.append(punishment)
        for column, day in (("until", punishment.until), ("offset_on", punishment.offset_on)):
            if day is not None and day < punishment.day:
                findings.append(_before(table, index, column, punishment))
    return tuple(punishments), tuple(findings)


def read_waivers(
    raws: Sequence[RawTable], known: Known = None
) -> tuple[tuple[Waiver, ...], tuple[Finding, ...]]:
    """Waivers in the order of the files."""
    findings: list[Finding] = []
    waivers = tuple(
        Waiver(
            row["agent"],
            row["requirement"],
            row["authority"],
            row["date"],
            row["reason"],
            row["until"],
            row["policy"],
            _place(table, index),
        )
        for table, index, row in agent_rows(raws, schema.WAIVERS, known, findings)
    )
    return waivers, tuple(findings)


def _number(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value) / cells.SCALE


def _place(table: Table, index: int) -> tuple[str, int]:
    return table.raw.file, int(table.raw.rows[index])


def _before(table: Table, index: int, column: str, punishment: Punishment) -> Finding:
    return found.row_finding(
        found.DATES_OUT_OF_ORDER,
        table.place(index, column),
        message(
            "{column} is before the day of the measure, {day}.",
            column=table.raw.headers[table.positions[column]],
            day=punishment.day.isoformat(),
        ),
        expected=message("a day from {start} on", start=punishment.day.isoformat()),
        related=(Related(table.place(index, "date"), message("the day of the measure")),),
    )
