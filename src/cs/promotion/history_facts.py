"""What do the tables of agents' past say of each candidate? One fact a kind of condition.

A result of a review that its policy cannot read (another cycle, an unknown grade) and two different
results of one period are findings: a run counted over them would be another run.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

import numpy as np
import polars as pl

from cs.kernel.agents import Absence, Agent
from cs.kernel.calendars import WorkingCalendar
from cs.kernel.findings import Finding, Place, Related, Span
from cs.kernel.histories import ReviewResult
from cs.kernel.messages import Message, message
from cs.kernel.periods import Cycle, newest_due
from cs.promotion.codes import RESULT_NOT_IN_REVIEW, RESULT_TWICE
from cs.promotion.combinations import singles
from cs.promotion.conditions.condition import (
    DISCIPLINE_FACT,
    POSTS_FACT,
    REVIEWS_FACT,
    TRAINING_FACT,
    folded,
)
from cs.promotion.histories import (
    CourseHistory,
    KnownReview,
    Past,
    PostHistory,
    PunishmentHistory,
    ReviewHistory,
)
from cs.promotion.lots_facts import completed, lots_fact
from cs.promotion.past_conditions import (
    DisciplineCondition,
    ReviewCondition,
    RotatedPostsCondition,
    TrainingCondition,
)
from cs.promotion.policy import PromotionPolicy
from cs.promotion.problem import Fact, FactEntry, FactValue, Source
from cs.promotion.review_facts import review_entries
from cs.promotion.sorting import positions_of
from cs.tables.findings import row_finding
from cs.tables.review_columns import ReviewColumns
from cs.tables.table_columns import ColumnRows

_Row = TypeVar("_Row", bound=tuple[Any, ...])
NOBODY_KNOWS = -1
_FARTHEST = 120
"""So many periods back leave is looked at."""


def tables_needed(policy: PromotionPolicy) -> tuple[str, ...]:
    """The tables of `Past` that the policy's conditions look at."""
    read = {
        ReviewCondition: ("reviews", "leave"),
        DisciplineCondition: ("discipline",),
        TrainingCondition: ("training",),
        RotatedPostsCondition: ("stints",),
    }
    rules = {type(part.rule) for item in policy.eligibility for part in singles(item.rule)}
    roles = [role for rule in read if rule in rules for role in read[rule]]
    if policy.skips is not None or any(item.waiver for item in policy.eligibility):
        roles.append("waivers")
    return tuple(dict.fromkeys(roles))


def known_review(reviews: Sequence[KnownReview], named: str) -> KnownReview | None:
    """The review that a condition speaks of: the one it names, else the only one."""
    fitting = [each for each in reviews if named in ("", each.id)]
    return fitting[0] if len(fitting) == 1 else None


def history_fact(
    name: str,
    ids: Sequence[str],
    past: Past,
    reviews: Sequence[KnownReview],
    staff: Mapping[str, Agent],
    day: date,
    calendar: WorkingCalendar,
) -> tuple[Fact, tuple[Finding, ...]]:
    """One of `conditions.condition.HISTORIES` for all candidates, by their ids."""
    if name == DISCIPLINE_FACT:
        return _punishments(ids, past), ()
    if name == TRAINING_FACT:
        return _courses(ids, past), ()
    if name == POSTS_FACT:
        return _posts(ids, past), ()
    review = known_review(reviews, name.removeprefix(REVIEWS_FACT))
    if review is None or past.reviews is None:
        return _unknown(len(ids)), ()
    findings: list[Finding] = []
    away = _away(past.leave or (), review, day, calendar)
    if isinstance(past.reviews, ReviewColumns):
        large = review_entries(ids, past.reviews, review, away, staff)
        if large is not None:
            fact, faulty = large
            _ranks(map(past.reviews.row, faulty.tolist()), review, len(reviews) == 1, findings)
            return fact, tuple(findings)
    ranks = _ranks(past.reviews, review, len(reviews) == 1, findings)

    def history(id_: str) -> ReviewHistory:
        agent = staff.get(id_)
        own = ranks.get(id_, {})
        return ReviewHistory(
            tuple(sorted(own.items(), reverse=True)),
            away.get(id_, ()),
            agent.post_since if agent else None,
            agent.hired if agent else None,
        )

    return _coded(ids, history, "reviews"), tuple(findings)


def _unknown(size: int) -> Fact:
    return Fact(np.full(size, NOBODY_KNOWS, np.int32), ())


def _coded(ids: Sequence[str], find: Callable[[str], FactValue], source: Source) -> Fact:
    """Each distinct value once."""
    order: dict[FactValue, int] = {}
    codes = [order.setdefault(find(id_), len(order)) for id_ in ids]
    return Fact(np.array(codes, np.int32), tuple(FactEntry(value, source) for value in order))


def _rows_fact(
    ids: Sequence[str],
    rows: Iterable[tuple[str, _Row]],
    arranged: Callable[[tuple[_Row, ...]], Iterable[_Row]],
    make: Callable[[tuple[_Row, ...]], FactValue],
    source: Source,
) -> Fact:
    """Each candidate's rows of a table, each distinct lot once.

    Args:
        rows: agents' ids and what their rows say.
        arranged: several rows of one agent in order.
    """
    own: dict[str, tuple[_Row, ...]] = {}
    for agent, row in rows:
        before = own.get(agent)
        own[agent] = (row,) if before is None else (*before, row)
    nothing: tuple[_Row, ...] = ()
    order = {nothing: 0}
    codes = np.zeros(len(ids), np.int32)
    positions = positions_of(pl.Series(list(own), dtype=pl.String), ids)
    for position, found in zip(positions.tolist(), own.values(), strict=True):
        if position >= 0:
            rows_ = tuple(arranged(found)) if len(found) > 1 else found
            codes[position] = order.setdefault(rows_, len(order))
    return Fact(codes, tuple(FactEntry(make(found), source) for found in order))


def _punishments(ids: Sequence[str], past: Past) -> Fact:
    if past.discipline is None:
        return _unknown(len(ids))
    if isinstance(past.discipline, ColumnRows):
        return lots_fact(
            ids,
            past.discipline.table,
            ("date", "measure", "until", "offset_on"),
            lambda row: row[:2],
            PunishmentHistory,
            "discipline",
        )
    rows = (
        (each.agent, (each.day, each.measure, each.until, each.offset_on))
        for each in past.discipline
    )
    return _rows_fact(
        ids,
        rows,
        lambda found: sorted(found, key=lambda row: row[:2]),
        PunishmentHistory,
        "discipline",
    )


def _courses(ids: Sequence[str], past: Past) -> Fact:
    if past.training is None:
        return _unknown(len(ids))
    if isinstance(past.training, ColumnRows):
        return lots_fact(
            ids,
            past.training.table,
            ("course", "completed"),
            lambda row: row,
            lambda rows: CourseHistory(tuple(dict.fromkeys(rows))),
            "training",
            completed,
        )
    rows = (
        (each.agent, (each.course, each.completed))
        for each in past.training
        if each.completed is not None and each.passed is not False
    )
    return _rows_fact(ids, rows, lambda found: sorted(set(found)), CourseHistory, "training")


def _posts(ids: Sequence[str], past: Past) -> Fact:
    if past.stints is None:
        return _unknown(len(ids))
    rows = ((each.agent, (each.post, each.start, each.end)) for each in past.stints)
    return _rows_fact(
        ids,
        rows,
        lambda found: sorted(found, key=lambda row: (row[1], row[0])),
        PostHistory,
        "stints",
    )


def _ranks(
    results: Iterable[ReviewResult], review: KnownReview, is_only: bool, findings: list[Finding]
) -> dict[str, dict[int, int]]:
    """Per agent, the grade's position per number of a period."""
    grades = {folded(name): rank for rank, name in enumerate(review.names)}
    grades |= {folded(id_): rank for rank, id_ in enumerate(review.grades)}
    ranks: dict[str, dict[int, int]] = defaultdict(dict)
    first: dict[tuple[str, int], ReviewResult] = {}
    for result in results:
        if result.review not in (None, review.id) or (
            result.grade is None and result.score is None
        ):
            continue
        number = review.cycle.number_of(result.period)
        if number is None:
            if is_only or result.review is not None:
                findings.append(_not_of_cycle(result, review))
            continue
        rank = (
            grades.get(folded(result.grade))
            if result.grade is not None
            else review.rank_of_score(result.score)
            if result.score is not None
            else None
        )
        if rank is None:
            findings.append(_no_such_grade(result, review))
            continue
        if ranks[result.agent].setdefault(number, rank) != rank:
            findings.append(_twice(result, first[result.agent, number]))
        first.setdefault((result.agent, number), result)
    return ranks


def _away(
    leave: Sequence[Absence], review: KnownReview, day: date, calendar: WorkingCalendar
) -> dict[str, tuple[int, ...]]:
    """Per agent, the periods of which more than half of the working days were spent on leave."""
    newest = newest_due(review.cycle, day, None, calendar)
    absent: dict[tuple[str, int], int] = defaultdict(int)
    for each in leave:
        for number in _numbers(each, review.cycle, newest):
            period = review.cycle.period(number)
            start, end = max(each.start, period.start), min(each.end, period.end)
            absent[each.agent, number] += calendar.working_days(start, end)
    length = {
        number: calendar.working_days(review.cycle.period(number).start,
                                      review.cycle.period(number).end)
        for number in {number for _, number in absent}
    }  # fmt: skip
    away = defaultdict(list)
    for (agent, number), days in absent.items():
        if 2 * days > length[number]:
            away[agent].append(number)
    return {agent: tuple(sorted(numbers)) for agent, numbers in away.items()}


def _numbers(absence: Absence, cycle: Cycle, newest: int) -> Iterator[int]:
    first = max(cycle.number_at(absence.start), newest - _FARTHEST)
    last = min(cycle.number_at(absence.end), newest)
    yield from range(first, last + 1)


def _not_of_cycle(result: ReviewResult, review: KnownReview) -> Finding:
    return _finding(
        RESULT_NOT_IN_REVIEW,
        result,
        message(
            "{period} is no period of the review {review}.", period=result.period, review=review.id
        ),
        message(
            "a period such as {period}",
            period=review.cycle.period(review.cycle.number_at(result.period.start)),
        ),
    )


def _no_such_grade(result: ReviewResult, review: KnownReview) -> Finding:
    text = (
        message("The review {review} has no grade {grade}.", review=review.id, grade=result.grade)
        if result.grade is not None
        else message(
            "The review {review} has no grade for the score {score}.",
            review=review.id,
            score=result.score,
        )
    )
    return _finding(
        RESULT_NOT_IN_REVIEW, result, text, message("one of: {words}", words=review.grades)
    )


def _twice(result: ReviewResult, first: ReviewResult) -> Finding:
    finding = _finding(
        RESULT_TWICE,
        result,
        message(
            "Agent {agent} has two different results for {period}.",
            agent=result.agent,
            period=result.period,
        ),
        message("one result for each agent and period"),
    )
    return Finding(
        finding.code,
        finding.severity,
        finding.message,
        finding.place,
        finding.expected,
        message("Remove one of the rows, or correct its period."),
        (Related(_place(first), message("the first of them")),),
    )


def _finding(code: str, result: ReviewResult, text: Message, expected: Message) -> Finding:
    return row_finding(code, _place(result), text, expected=expected)


def _place(result: ReviewResult) -> Place:
    file, row = result.place or ("", 0)
    return Place(file, span=Span(row, 1, row, 2))
