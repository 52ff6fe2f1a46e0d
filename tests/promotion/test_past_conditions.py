"""Conditions on reviews, discipline, training and posts: exact days, gaps, leave, new posts."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import TypeAdapter

from cs.kernel.agents import Absence, Agent, PastStint
from cs.kernel.calendars import WorkingCalendar
from cs.kernel.durations import parse_duration
from cs.kernel.histories import CourseTaken, Punishment, ReviewResult
from cs.kernel.intervals import Interval
from cs.kernel.periods import Cycle, parse_period
from cs.kernel.runs import RunRules
from cs.promotion.conditions import condition_of
from cs.promotion.histories import KnownReview, Past
from cs.promotion.history_facts import history_fact, known_review
from cs.promotion.policy import AnyCondition
from cs.promotion.problem import Context

DAY = date(2026, 12, 1)
CALENDAR = WorkingCalendar()
GRADES = ("优秀", "良好", "待改进")
BANDS = (
    Interval(0, Decimal(90), None, True, False),
    Interval(1, Decimal(60), Decimal(90), True, False),
    Interval(2, None, Decimal(60), False, False),
)
MONTHLY = KnownReview(
    "monthly", Cycle(1, date(2026, 1, 1)), GRADES, GRADES, BANDS,
    RunRules("breaks", "skips", "continues"), parse_duration("10 working days"),
)  # fmt: skip
SIX = {"condition": "reviews", "at_least": "优秀", "in_a_row": 6}
MAY_TO_OCTOBER = "优秀 优秀 优秀 优秀 优秀 优秀"


def answer(
    rule: dict[str, Any],
    past: Past,
    review: KnownReview = MONTHLY,
    as_of: date = DAY,
    agent: Agent | None = None,
) -> tuple[str, str]:
    """Verdict and English evidence for the agent E1 on the window's opening day."""
    model: AnyCondition = TypeAdapter(AnyCondition).validate_python(rule)
    condition = condition_of(model)
    staff = {"E1": agent or Agent("E1", "测试")}
    fact, findings = history_fact(
        condition.fact(model), ["E1"], past, [review], staff, DAY, CALENDAR
    )
    assert not findings
    entry = fact.of(0)
    if entry is None:
        return "unknown", condition.unknown(model).english()
    context = Context(DAY, CALENDAR, reviews={"": review, review.id: review}, as_of=as_of)
    verdict, text = condition.judge(model, entry.value, context)
    return verdict.name.lower(), text.english()


def months(first: str, grades: str) -> Past:
    """Results of E1, one a month from the first on; `-` is a month without."""
    cycle = MONTHLY.cycle
    start = cycle.number_of(parse_period(first))
    assert start is not None
    return Past(
        reviews=tuple(
            ReviewResult("E1", cycle.period(start + number), grade)
            for number, grade in enumerate(grades.split())
            if grade != "-"
        )
    )


def test_exactly_six_are_enough_and_five_are_not() -> None:
    # The window opens on 1 December; November's results are due ten working days later.
    assert answer(SIX, months("2026-05", MAY_TO_OCTOBER)) == (
        "met", "6 in a row of 优秀 or better, 2026-05 to 2026-10; needs 6",
    )  # fmt: skip
    assert answer(SIX, months("2026-06", "优秀 优秀 优秀 优秀 优秀")) == (
        "unmet", "5 in a row of 优秀 or better up to 2026-10; no result of 2026-05; needs 6",
    )  # fmt: skip


def test_a_lower_grade_ends_the_run_and_older_ones_do_not_matter() -> None:
    assert answer(SIX, months("2026-01", f"待改进 良好 良好 良好 {MAY_TO_OCTOBER}"))[0] == "met"
    assert answer(SIX, months("2026-03", "优秀 优秀 优秀 优秀 优秀 良好 优秀 优秀")) == (
        "unmet", "2 in a row of 优秀 or better up to 2026-10; 2026-08 is 良好; needs 6",
    )  # fmt: skip
    good = {**SIX, "at_least": "良好"}
    assert answer(good, months("2026-05", "优秀 良好 优秀 良好 优秀 良好"))[0] == "met"


def test_a_month_without_a_result_does_what_the_review_says() -> None:
    past = months("2026-04", "优秀 优秀 优秀 - 优秀 优秀 优秀")
    assert answer(SIX, past) == (
        "unmet", "3 in a row of 优秀 or better up to 2026-10; no result of 2026-07; needs 6",
    )  # fmt: skip
    skips = replace(MONTHLY, rules=RunRules("skips", "skips", "continues"))
    assert answer(SIX, past, skips) == (
        "met", "6 in a row of 优秀 or better, 2026-04 to 2026-10; needs 6",
    )  # fmt: skip
    assert answer(SIX, past, replace(MONTHLY, rules=RunRules()))[0] == "unknown"


@pytest.mark.parametrize(
    ("start", "end", "verdict"),
    [
        ("2026-07-01", "2026-07-31", "met"),
        # 23 working days in July 2026: twelve are more than half, eleven are not.
        ("2026-07-01", "2026-07-16", "met"),
        ("2026-07-01", "2026-07-15", "unmet"),
        ("2026-06-25", "2026-07-10", "unmet"),
    ],
)
def test_a_month_of_leave_is_skipped(start: str, end: str, verdict: str) -> None:
    past = months("2026-04", "优秀 优秀 优秀 - 优秀 优秀 优秀")
    leave = (Absence("E1", date.fromisoformat(start), date.fromisoformat(end)),)
    found = answer(SIX, replace(past, leave=leave))
    assert found[0] == verdict


def test_a_result_counts_although_most_of_the_month_was_leave() -> None:
    past = months("2026-05", "优秀 优秀 待改进 优秀 优秀 优秀")
    leave = (Absence("E1", date(2026, 7, 1), date(2026, 7, 31)),)
    assert "2026-07 is 待改进" in answer(SIX, replace(past, leave=leave))[1]


def test_a_result_that_is_not_due_yet_leaves_the_answer_open() -> None:
    past = months("2026-05", "优秀 优秀 优秀 优秀 优秀")
    assert answer(SIX, past, as_of=date(2026, 11, 12)) == (
        "unknown",
        "0 in a row of 优秀 or better up to 2026-10; the result of 2026-10 is not there yet; "
        "needs 6",
    )
    assert answer(SIX, past, as_of=date(2026, 11, 13))[0] == "unmet"


def test_a_new_post_may_begin_a_new_run() -> None:
    restarts = replace(MONTHLY, rules=RunRules("breaks", "skips", "restarts"))
    past = months("2026-05", MAY_TO_OCTOBER)
    agent = Agent("E1", "测试", post_since=date(2026, 5, 2))
    assert answer(SIX, past, agent=agent)[0] == "met"
    assert answer(SIX, past, restarts, agent=agent) == (
        "unmet",
        "5 in a row of 优秀 or better up to 2026-10; 2026-05 began before the present post, held "
        "since 2026-05-02; needs 6",
    )
    agent = Agent("E1", "测试", post_since=date(2026, 5, 1))
    assert answer(SIX, past, restarts, agent=agent)[0] == "met"


def test_months_before_hiring_or_before_reviews_began_are_no_gap() -> None:
    skips = replace(MONTHLY, rules=RunRules())
    past = months("2026-08", "优秀 优秀 优秀")
    agent = Agent("E1", "测试", hired=date(2026, 7, 15))
    assert answer(SIX, past, skips, agent=agent) == (
        "unmet",
        "3 in a row of 优秀 or better up to 2026-10, and no earlier result; needs 6",
    )
    begun = replace(skips, begins=date(2026, 8, 1))
    assert answer(SIX, past, begun)[0] == "unmet"
    assert answer(SIX, past, skips)[0] == "unknown"


def test_a_score_has_the_grade_of_its_band() -> None:
    results = tuple(
        ReviewResult("E1", parse_period(f"2026-{month:02}"), None, Decimal(90))
        for month in range(5, 11)
    )
    assert answer(SIX, Past(reviews=results))[0] == "met"
    lower = (*results[:-1], ReviewResult("E1", parse_period("2026-10"), None, Decimal("89.9")))
    assert "2026-10 is 良好" in answer(SIX, Past(reviews=lower))[1]


def test_quarterly_results_answer_a_quarterly_review() -> None:
    quarterly = replace(MONTHLY, cycle=Cycle(3, date(2026, 1, 1)))
    past = Past(
        reviews=tuple(
            ReviewResult("E1", parse_period(period), "优秀")
            for period in ("2025Q4", "2026Q1", "2026Q2", "2026Q3")
        )
    )
    four = {**SIX, "in_a_row": 4}
    assert answer(four, past, quarterly) == (
        "met", "4 in a row of 优秀 or better, 2025Q4 to 2026Q3; needs 4",
    )  # fmt: skip


def test_without_a_table_or_a_single_review_nothing_is_known() -> None:
    assert answer(SIX, Past())[0] == "unknown"
    assert known_review([MONTHLY, replace(MONTHLY, id="yearly")], "") is None
    assert known_review([MONTHLY, replace(MONTHLY, id="yearly")], "monthly") is MONTHLY
    assert answer({**SIX, "at_least": "卓越"}, months("2026-05", MAY_TO_OCTOBER))[0] == "unknown"


CLEAN = {"condition": "discipline", "blocks": "same_and_following_year", "offset": "within_year"}


def punished(day: str, offset_on: str | None = None, until: str | None = None) -> Past:
    def days(text: str | None) -> date | None:
        return date.fromisoformat(text) if text else None

    return Past(
        discipline=(
            Punishment("E1", date.fromisoformat(day), "警告", days(until), days(offset_on)),
            Punishment("E2", DAY, "记过"),
        )
    )


@pytest.mark.parametrize(
    ("blocks", "day", "verdict"),
    [
        ("same_and_following_year", "2024-12-31", "met"),
        ("same_and_following_year", "2025-01-01", "unmet"),
        ("same_and_following_year", "2026-12-01", "unmet"),
        ("same_and_following_year", "2026-12-02", "met"),
        ("following_year", "2026-10-01", "met"),
        ("following_year", "2025-10-01", "unmet"),
        ("same_year", "2026-01-01", "unmet"),
        ("same_year", "2025-12-31", "met"),
        ("twelve_months", "2025-12-02", "unmet"),
        ("twelve_months", "2025-12-01", "met"),
        ("while_in_effect", "2020-01-01", "unmet"),
        (None, "2025-10-01", "unknown"),
    ],
)
def test_a_punishment_blocks_as_long_as_the_policy_says(
    blocks: str | None, day: str, verdict: str
) -> None:
    assert answer({**CLEAN, "blocks": blocks}, punished(day))[0] == verdict


@pytest.mark.parametrize(
    ("offset", "on", "verdict"),
    [
        ("within_year", "2025-12-31", "met"),
        ("within_year", "2026-01-01", "unmet"),
        ("by_opening", "2026-01-01", "met"),
        ("by_opening", "2026-12-02", "unmet"),
        ("never", "2025-12-31", "unmet"),
        (None, "2025-12-31", "unknown"),
        (None, None, "unmet"),
    ],
)
def test_an_offset_lifts_what_the_policy_lets_it(
    offset: str | None, on: str | None, verdict: str
) -> None:
    assert answer({**CLEAN, "offset": offset}, punished("2025-06-01", on))[0] == verdict


def test_the_evidence_names_the_punishment_and_its_end() -> None:
    assert answer(CLEAN, punished("2025-06-01"))[1] == (
        "警告 of 2025-06-01 counts until 2026-12-31"
    )
    assert answer(CLEAN, punished("2025-06-01", "2025-09-01"))[1] == (
        "punishments on record: 1; none counts on 2026-12-01"
    )
    assert answer(CLEAN, Past(discipline=()))[1] == "no punishment on record at 2026-12-01"
    in_effect = {**CLEAN, "blocks": "while_in_effect"}
    assert answer(in_effect, punished("2026-05-01", until="2026-11-30"))[0] == "met"
    assert answer(in_effect, punished("2026-05-01", until="2026-12-01"))[0] == "unmet"
    assert answer({**CLEAN, "measures": ("记过",)}, punished("2026-05-01"))[0] == "met"
    assert answer(CLEAN, Past()) == ("unknown", "there is no table of discipline")


def test_courses_are_completed_by_the_opening_day() -> None:
    rule = {"condition": "training", "all_of": ("领导与管理", "服务技能")}

    def past(second: date | None, *, passed: bool | None = None) -> Past:
        return Past(
            training=(
                CourseTaken("E1", "领导与管理", date(2026, 3, 1)),
                CourseTaken("E1", "服务技能", second, passed=passed),
            )
        )

    assert answer(rule, past(DAY)) == (
        "met", "completed: 领导与管理 on 2026-03-01, 服务技能 on 2026-12-01",
    )  # fmt: skip
    assert answer(rule, past(date(2026, 12, 2))) == (
        "unmet", "not completed: 服务技能; needed: 领导与管理, 服务技能",
    )  # fmt: skip
    assert answer(rule, past(None))[0] == "unmet"
    assert answer(rule, past(DAY, passed=False))[0] == "unmet"
    assert answer({**rule, "within": "9 months"}, past(DAY))[0] == "met"
    assert answer({**rule, "within": "8 months"}, past(DAY)) == (
        "unmet",
        "completed too long ago: 领导与管理 on 2026-03-01; needed within 8 months before "
        "2026-12-01",
    )
    assert answer(rule, Past())[0] == "unknown"


def test_posts_count_once_their_stint_is_over() -> None:
    rule = {"condition": "rotated_posts", "at_least": 2}

    def past(last: date | None) -> Past:
        return Past(
            stints=(
                PastStint("E1", "一部", date(2026, 1, 1), date(2026, 3, 31)),
                PastStint("E1", "一部", date(2026, 4, 1), date(2026, 6, 30)),
                PastStint("E1", "二部", date(2026, 7, 1), last),
            )
        )

    assert answer(rule, past(date(2026, 11, 30))) == (
        "met", "posts completed: 2 (一部 to 2026-06-30, 二部 to 2026-11-30); needed: 2",
    )  # fmt: skip
    assert answer(rule, past(DAY))[0] == "unmet"
    assert answer(rule, past(None))[0] == "unmet"
    assert answer({**rule, "posts": ("二部",)}, past(None)) == (
        "unmet", "no post completed; needed: 2",
    )  # fmt: skip
    long_enough = {**rule, "stint_at_least": "3 months"}
    assert answer(long_enough, past(date(2026, 9, 30)))[0] == "met"
    assert answer(long_enough, past(date(2026, 9, 29)))[0] == "unmet"
    assert answer(rule, Past(stints=()))[0] == "unmet"
    assert answer(rule, Past())[0] == "unknown"
