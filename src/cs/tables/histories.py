"""What do tables say of agents' past? Reviews, ratings, training, discipline, waivers as values.

Read as all tables about agents are (`cs.tables.people`): every bad cell is reported, and a row with
a bad cell in a column that is not required still gives a value.
"""

from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Any

from cs.kernel.findings import Finding, Related
from cs.kernel.histories import CourseTaken, Punishment, Rating, ReviewResult, Waiver
from cs.kernel.messages import message
from cs.tables import cells, schema
from cs.tables import findings as found
from cs.tables.people import Table, agent_rows
from cs.tables.raw import RawTable
from cs.tables.review_columns import ReviewColumns
from cs.tables.table_columns import ColumnRows, TableColumns, table_columns

MANY = 50_000
"""With more rows, results are held by the column, and only rows to be reported read singly."""
Known = Collection[str] | None
"""Ids of the staff; another agent gives a finding. None: not looked at."""


def read_reviews(
    raws: Sequence[RawTable], known: Known = None
) -> tuple[Collection[ReviewResult], tuple[Finding, ...]]:
    """Results of reviews in the order of the files; many are kept by the column."""
    if (large := _large(raws, schema.REVIEWS, known)) is not None:
        columns, faulty = large
        return ReviewColumns(columns), _reviews(faulty, known)[1]
    return _reviews(raws, known)


def _large(
    raws: Sequence[RawTable],
    table: schema.TableSchema,
    known: Known,
    in_order: Sequence[tuple[str, str]] = (),
) -> tuple[TableColumns, tuple[RawTable, ...]] | None:
    """A table of many rows by the column, and its rows to be reported; None for any other."""
    if sum(raw.height for raw in raws) <= MANY:
        return None
    return table_columns(raws, table, known, in_order)


def _reviews(
    raws: Sequence[RawTable], known: Known
) -> tuple[tuple[ReviewResult, ...], tuple[Finding, ...]]:
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
) -> tuple[Collection[CourseTaken], tuple[Finding, ...]]:
    """Courses in the order of the files; many are kept by the column."""
    if (large := _large(raws, schema.TRAINING, known)) is not None:
        columns, faulty = large
        return ColumnRows(columns, _course), _training(faulty, known)[1]
    return _training(raws, known)


def _course(table: TableColumns, row: int) -> CourseTaken:
    return CourseTaken(
        table.text("agent", row) or "",
        table.text("course", row) or "",
        _value(table, "completed", row),
        _number(_value(table, "score", row)),
        _value(table, "passed", row),
        table.place(row),
    )


def _value(table: TableColumns, name: str, row: int) -> Any:
    column = table.values.get(name)
    return None if column is None else column[row]


def _training(
    raws: Sequence[RawTable], known: Known
) -> tuple[tuple[CourseTaken, ...], tuple[Finding, ...]]:
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
) -> tuple[Collection[Punishment], tuple[Finding, ...]]:
    """Punishments in the order of the files; many are kept by the column."""
    ends = (("date", "until"), ("date", "offset_on"))
    if (large := _large(raws, schema.DISCIPLINE, known, ends)) is not None:
        columns, faulty = large
        return ColumnRows(columns, _punishment), _discipline(faulty, known)[1]
    return _discipline(raws, known)


def _punishment(table: TableColumns, row: int) -> Punishment:
    return Punishment(
        table.text("agent", row) or "",
        _value(table, "date", row),
        table.text("measure", row) or "",
        _value(table, "until", row),
        _value(table, "offset_on", row),
        table.place(row),
    )


def _discipline(
    raws: Sequence[RawTable], known: Known
) -> tuple[tuple[Punishment, ...], tuple[Finding, ...]]:
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
