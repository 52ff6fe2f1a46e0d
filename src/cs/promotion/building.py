"""The exact question, from a policy, a table of candidates and what is known of the staff.

Everything wrong with the table is reported, not the first thing; with an error there is no problem
to solve, because a candidate with a bad cell would otherwise be ranked on something else.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import polars as pl

from cs.kernel.agents import Agent
from cs.kernel.calendars import WorkingCalendar
from cs.kernel.findings import Finding, Related, Severity, has_errors
from cs.kernel.messages import message
from cs.kernel.texts import fold
from cs.promotion.candidate_columns import Layout, lay_out
from cs.promotion.candidate_facts import in_staff, read_fact
from cs.promotion.codes import NO_FACT_COLUMN
from cs.promotion.conditions.condition import REVIEWS_FACT, column_of, folded, is_history
from cs.promotion.conflicts import unconflicted
from cs.promotion.histories import NO_TABLES, KnownReview, Past
from cs.promotion.history_facts import history_fact, known_review
from cs.promotion.id_texts import IdTexts
from cs.promotion.lots import lot_key
from cs.promotion.policy import PromotionPolicy
from cs.promotion.positions import policy_at
from cs.promotion.problem import (
    Candidates,
    Codes,
    Context,
    Fact,
    Flags,
    Integers,
    PromotionProblem,
    Ratings,
    RequirementRule,
    Round,
    ScoringRule,
    Vacancies,
)
from cs.promotion.ratings import long_ratings, wide_ratings
from cs.promotion.rules import component_rule, requirement_rules, scoring_rule
from cs.promotion.score_findings import cell_finding
from cs.promotion.sorting import id_places
from cs.promotion.table_verifier import TablesRead
from cs.promotion.vacancies import KnownGrade, is_employed
from cs.promotion.waivers import waivers_of
from cs.promotion.windows import openings_from
from cs.tables import cells
from cs.tables import findings as found
from cs.tables.raw import RawTable
from cs.tables.statuses import STATUS_WORDS

STAFF = ""
"""File of the table that `staff_table` makes: there is none."""


@dataclass(frozen=True)
class Surroundings:
    """What is known beside the policy and the table.

    Attributes:
        staff: None without a staff table.
        grades: of all ladders.
        past: tables of agents' past.
        reviews: the review policies in force.
        steps: per grade's id, how many steps of the ladder the target is above it.
        role: a role as it is compared (`PolicySet.role`).
        seed: what lots are drawn with.
        elsewhere: ids of those whom other rounds have proposed.
        rivals: names of other policies whose rounds fill the same places in this window.
        post: the post that is filled; weights may be other ones for it.
    """

    calendar: WorkingCalendar
    round: Round
    vacancies: Vacancies
    staff: tuple[Agent, ...] | None = None
    grades: tuple[KnownGrade, ...] = ()
    past: Past = NO_TABLES
    reviews: tuple[KnownReview, ...] = ()
    steps: Mapping[str, int] = field(default_factory=dict)
    role: Callable[[str], str] = fold
    seed: int = 0
    elsewhere: frozenset[str] = frozenset()
    rivals: tuple[str, ...] = ()
    post: str | None = None


@dataclass(frozen=True)
class Built:
    """The problem, or None if a finding is an error.

    Attributes:
        extras: columns that nothing asked for, a row a candidate, named by their headers.
        read: what the verifier asks anew from; None without a problem.
    """

    problem: PromotionProblem | None
    extras: pl.DataFrame
    findings: tuple[Finding, ...]
    read: TablesRead | None = None


def build(
    table: RawTable, policy: PromotionPolicy, known: Surroundings, *, scored: bool = True
) -> Built:
    """The question that the table asks under the policy.

    Args:
        scored: whether scores are asked for; without, the table may lack their columns.

    Raises:
        ValueError: the policy leaves something open that scoring needs (`cs.promotion.rules`).
    """
    stated, policy = policy, policy_at(policy, known.post)
    components = tuple(component_rule(part) for part in policy.components)
    scoring = scoring_rule(policy.scoring, [part.id for part in policy.components])
    requirements = requirement_rules(policy)
    wanted = _wanted(requirements, scoring)
    layout, findings = lay_out(table, policy, wanted, scored=scored)
    findings = (*table.notes, *findings)
    if table.file != STAFF and not table.height:
        findings = (*findings, _nobody(table))
    if layout is None:
        return Built(None, pl.DataFrame(), findings)
    ids, places, rows, owners, bad_ids = _identify(table, layout)
    ratings, bad_ratings = _ratings(table, layout, policy, owners, len(ids))
    positions = _positions(ids, known.staff)
    of_tables = tuple(name for name in wanted if not is_history(name))
    facts, bad_facts = _facts(
        table, layout, requirements, of_tables, owners, known.staff, positions
    )
    pasts, bad_pasts = _pasts(wanted, ids, known)
    facts |= pasts
    bad_facts += bad_pasts
    findings += (*bad_ids, *bad_ratings, *bad_facts)
    rows_waived = known.past.waivers or ()
    read = TablesRead(stated, known.post, ratings, known.staff or (), rows_waived, known.role)
    ratings, no_raters = unconflicted(table, policy, ratings, ids, known.staff, positions)
    waivers, bad_waivers = waivers_of(
        rows_waived,
        policy.id,
        requirements,
        ids.to_list() if rows_waived else (),
        known.round,
        known.role,
    )
    findings += (*no_raters, *bad_waivers)
    if has_errors(findings):
        return Built(None, pl.DataFrame(), findings)
    candidates = Candidates(
        ids=IdTexts(ids),
        names=_names(table, layout, rows, known.staff, positions),
        id_order=places,
        rows=table.rows.gather(rows).to_numpy().astype(np.int64),
        ratings=ratings,
    )
    problem = PromotionProblem(
        components=components,
        scoring=scoring,
        requirements=requirements,
        candidates=candidates,
        facts=facts,
        in_staff=None if known.staff is None else in_staff(positions),
        context=_context(policy, known),
        vacancies=known.vacancies,
        round=known.round,
        gone=None if known.staff is None else _gone(known.staff, positions, known.round),
        waivers=waivers,
        target=policy.target_grade,
        openings=openings_from(policy, known.round),
        filling=tuple(way for step in policy.filling or () for way in step),
        elsewhere=_elsewhere(ids, known.elsewhere),
        rivals=known.rivals,
        lot_key=lot_key(policy.id, known.round.window, known.round.day.isoformat(), known.seed),
    )
    return Built(problem, _extras(table, layout, rows), findings, read)


def _elsewhere(ids: pl.Series, proposed: frozenset[str]) -> Flags | None:
    if not proposed:
        return None
    return np.array([str(id_) in proposed for id_ in ids.to_list()], np.bool_)


def _nobody(table: RawTable) -> Finding:
    return found.row_finding(
        found.EMPTY_TABLE,
        table.header_place(),
        message("There is no candidate below the headers."),
        expected=message("a header row and rows below it"),
    )


def staff_table(staff: Sequence[Agent]) -> RawTable:
    """All agents as candidates without scores."""
    frame = pl.DataFrame({"c0": [agent.id for agent in staff]}, schema={"c0": pl.String})
    return RawTable(STAFF, ("id",), frame, pl.int_range(2, len(staff) + 2, eager=True))


def _wanted(requirements: Sequence[RequirementRule], scoring: ScoringRule) -> tuple[str, ...]:
    by_ties = [rule.fact for rule in scoring.tie_breaks if rule.fact is not None]
    asked = [leaf.fact for item in requirements for leaf in item.leaves()]
    return tuple(dict.fromkeys([*asked, *by_ties]))


def _identify(
    table: RawTable, layout: Layout
) -> tuple[pl.Series, Integers, pl.Series, Codes | None, list[Finding]]:
    """Ids, their places in order, the first row of each, for long tables each row's candidate."""
    texts = cells.identifiers(table, layout.id)
    findings = [
        cell_finding(
            found.EMPTY_CELL,
            table,
            row,
            layout.id,
            message("The candidate has no id."),
            expected=message("an id, unique in the table"),
        )
        for row in texts.is_null().arg_true().to_list()
    ]
    if not layout.is_long:
        places, twice = id_places(texts.fill_null(""))
        if twice:
            findings += _same_ids(table, layout, texts)
        return texts, places, pl.int_range(len(texts), eager=True), None, findings
    ids = texts.drop_nulls().unique(maintain_order=True)
    owners = _numbered(texts, ids.to_list())
    _, first = np.unique(owners[owners >= 0], return_index=True)
    rows = np.flatnonzero(owners >= 0)[first]
    return ids, id_places(ids)[0], pl.Series(rows), owners, findings


def _same_ids(table: RawTable, layout: Layout, ids: pl.Series) -> list[Finding]:
    first: dict[str, int] = {}
    findings = []
    for row, id_ in enumerate(ids.to_list()):
        if id_ is None or first.setdefault(id_, row) == row:
            continue
        findings.append(
            found.row_finding(
                found.SAME_ID_TWICE,
                table.place(row, layout.id),
                message("The candidate {id} has a row already.", id=id_),
                expected=message("one row for each candidate"),
                related=(
                    Related(table.place(first[id_], layout.id), message("the first of them")),
                ),
            )
        )
    return findings


def _ratings(
    table: RawTable, layout: Layout, policy: PromotionPolicy, owners: Codes | None, size: int
) -> tuple[Sequence[Ratings], tuple[Finding, ...]]:
    if owners is None:
        return wide_ratings(table, layout, policy.components)
    return long_ratings(table, layout, policy.components, owners, size)


def _positions(ids: pl.Series, staff: tuple[Agent, ...] | None) -> Codes:
    return _numbered(ids, [agent.id for agent in staff or ()])


def _numbered(texts: pl.Series, known: Sequence[str]) -> Codes:
    """Each text's position among `known`, -1 where it is not one of them."""
    if not known:
        return np.full(len(texts), -1, np.int32)
    positions = pl.DataFrame(
        {"text": known, "position": range(len(known))},
        schema={"text": pl.String, "position": pl.Int32},
    )
    joined = texts.to_frame("text").join(positions, on="text", how="left", maintain_order="left")
    return joined["position"].fill_null(-1).to_numpy()


def _facts(
    table: RawTable,
    layout: Layout,
    requirements: Sequence[RequirementRule],
    wanted: Sequence[str],
    owners: Codes | None,
    staff: tuple[Agent, ...] | None,
    positions: Codes,
) -> tuple[dict[str, Fact], list[Finding]]:
    facts: dict[str, Fact] = {}
    findings: list[Finding] = []
    for name in wanted:
        facts[name], bad = read_fact(
            name, table, layout, requirements, owners, staff or (), positions
        )
        findings += bad
        if column_of(name) is not None and name not in layout.facts and table.file != STAFF:
            findings.append(_no_fact_column(table, name, requirements))
    return facts, findings


def _pasts(
    wanted: Sequence[str], ids: pl.Series, known: Surroundings
) -> tuple[dict[str, Fact], list[Finding]]:
    facts: dict[str, Fact] = {}
    findings: list[Finding] = []
    for name in filter(is_history, wanted):
        staff = {agent.id: agent for agent in known.staff or ()}
        facts[name], bad = history_fact(
            name, ids.to_list(), known.past, known.reviews, staff, known.round.day, known.calendar
        )
        findings += bad
    return facts, findings


def _no_fact_column(table: RawTable, fact: str, requirements: Sequence[RequirementRule]) -> Finding:
    asking = next(
        item.name for item in requirements if any(leaf.fact == fact for leaf in item.leaves())
    )
    return found.row_finding(
        NO_FACT_COLUMN,
        table.header_place(),
        message(
            "There is no column {column}; whether {requirement} is met is unknown for every "
            "candidate.",
            column=column_of(fact),
            requirement=asking,
        ),
        mend=message("Add the column, or judge it outside and leave it out of the policy."),
        severity=Severity.WARNING,
    )


def _names(
    table: RawTable,
    layout: Layout,
    rows: pl.Series,
    staff: tuple[Agent, ...] | None,
    positions: Codes,
) -> np.typing.NDArray[np.object_]:
    names = np.full(len(rows), "", np.object_)
    if layout.name is not None:
        names[:] = table.texts(layout.name).gather(rows).fill_null("").to_list()
    if staff and (names == "").any():
        known = np.array([agent.name for agent in staff] + [""], np.object_)[positions]
        names = np.where(names == "", known, names)
    return names


def _gone(staff: tuple[Agent, ...], positions: Codes, round_: Round) -> Flags:
    gone = [not is_employed(agent, round_.day) for agent in staff]
    return np.array([*gone, False], np.bool_)[positions]


def _context(policy: PromotionPolicy, known: Surroundings) -> Context:
    grades: dict[str, str] = {folded(grade.name): grade.id for grade in reversed(known.grades)}
    grades |= {folded(grade.id): grade.id for grade in known.grades}
    return Context(
        day=known.round.day,
        calendar=known.calendar,
        source_grades=policy.source_grades,
        grades=grades,
        grade_names={grade.id: grade.name for grade in known.grades},
        statuses=STATUS_WORDS,
        reviews=_reviews(policy, known),
        as_of=known.round.as_of,
        steps=known.steps,
    )


def _reviews(policy: PromotionPolicy, known: Surroundings) -> dict[str, KnownReview]:
    """The reviews that conditions speak of, by the id that they name."""
    facts = [leaf.fact for item in requirement_rules(policy) for leaf in item.leaves()]
    named = [fact.removeprefix(REVIEWS_FACT) for fact in facts if fact.startswith(REVIEWS_FACT)]
    found = {each: known_review(known.reviews, each) for each in named}
    return {name: review for name, review in found.items() if review is not None}


def _extras(table: RawTable, layout: Layout, rows: pl.Series) -> pl.DataFrame:
    columns: dict[str, pl.Series] = {}
    for column in layout.extras:
        header = name = table.headers[column]
        number = 2
        while name in columns:
            name, number = f"{header} {number}", number + 1
        columns[name] = table.texts(column).gather(rows)
    return pl.DataFrame(columns)
