"""A case's rows as the values and tables that engines are asked with, by the readers of files."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from cs.kernel.agents import Absence, Agent, Pair, PastStint, Pin
from cs.kernel.findings import Finding
from cs.kernel.histories import CourseTaken, Punishment, Rating, ReviewResult, Waiver
from cs.policytests.policy import Row
from cs.policytests.problem import Library, Question
from cs.policytests.rows import completed, rating_rows, table_of
from cs.tables import schema
from cs.tables.histories import (
    read_discipline,
    read_ratings,
    read_reviews,
    read_training,
    read_waivers,
)
from cs.tables.people import read_leave, read_pairs, read_pins, read_staff, read_stints
from cs.tables.raw import RawTable

_Reader = Callable[
    [Sequence[RawTable], Collection[str] | None],
    tuple[Collection[Any], tuple[Finding, ...]],
]


@dataclass(frozen=True)
class People:
    """The tables of a case; None where it has no such table, which an empty list is.

    Attributes:
        candidates, plan: not read yet: what their columns are depends on the policy.
        findings: of the reading.
    """

    staff: tuple[Agent, ...] | None = None
    stints: tuple[PastStint, ...] | None = None
    leave: tuple[Absence, ...] | None = None
    pins: tuple[Pin, ...] | None = None
    pairs: tuple[Pair, ...] | None = None
    reviews: tuple[ReviewResult, ...] | None = None
    training: tuple[CourseTaken, ...] | None = None
    discipline: tuple[Punishment, ...] | None = None
    waivers: tuple[Waiver, ...] | None = None
    candidates: RawTable | None = None
    plan: RawTable | None = None
    ratings: tuple[Rating, ...] | None = None
    findings: tuple[Finding, ...] = ()


def read_people(question: Question, library: Library) -> People:
    """All tables of a case."""
    findings: list[Finding] = []
    staff: tuple[Agent, ...] | None = None
    if (table := _table(question, library, "staff", schema.STAFF)) is not None:
        staff, found = read_staff([table])
        findings += found
    known = None if staff is None else [agent.id for agent in staff]

    def read(role: str, shape: schema.TableSchema, reader: _Reader) -> Any:
        if role not in question.case.model_fields_set:
            return None
        table = _table(question, library, role, shape)
        values, found = reader([] if table is None else [table], known)
        findings.extend(found)
        return values

    ratings = read("ratings", schema.RATINGS, read_ratings)
    return People(
        staff,
        read("stints", schema.STINTS, read_stints),
        read("leave", schema.LEAVE, read_leave),
        read("pins", schema.PINS, read_pins),
        read("pairs", schema.PAIRS, read_pairs),
        read("reviews", schema.REVIEWS, read_reviews),
        read("training", schema.TRAINING, read_training),
        read("discipline", schema.DISCIPLINE, read_discipline),
        read("waivers", schema.WAIVERS, read_waivers),
        _table(question, library, "candidates", schema.CANDIDATES),
        _table(question, library, "plan", schema.STINTS),
        ratings,
        tuple(findings),
    )


def _table(
    question: Question, library: Library, role: str, shape: schema.TableSchema
) -> RawTable | None:
    rows: tuple[Row, ...] = getattr(question.case, role)
    if not rows:
        return None
    place = question.place / role
    head = library.find(place.key())
    spans = [library.find(place / number) for number in range(len(rows))]
    lines: Sequence[int] = [span.line if span else 0 for span in spans]
    default: Row = getattr(question.test.policy.defaults, role)
    whole: Sequence[Any] = [completed(row, default) for row in rows]
    if shape is schema.RATINGS:
        whole, lines = rating_rows(whole, lines)
    return table_of(whole, lines, head.line if head else 0, question.test.file, shape)
