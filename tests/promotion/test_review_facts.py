"""Judged as one array, a large table of reviews gives the answers that candidates get singly."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cs.kernel.agents import Absence, Agent
from cs.kernel.calendars import WorkingCalendar
from cs.kernel.findings import Finding
from cs.kernel.intervals import Interval
from cs.kernel.periods import Cycle
from cs.kernel.runs import RunRules
from cs.promotion.conditions import condition_of
from cs.promotion.histories import KnownReview, Past
from cs.promotion.history_facts import history_fact
from cs.promotion.past_conditions import ReviewCondition
from cs.promotion.problem import Context, Verdict
from cs.promotion.review_facts import ReviewEntries
from cs.tables import histories
from cs.tables.reading import read_raw
from cs.tables.review_columns import ReviewColumns
from tests.tables.builders import table

DAY, CALENDAR = date(2026, 12, 1), WorkingCalendar()
MONTHLY = KnownReview(
    "monthly", Cycle(1, date(2026, 1, 1)), ("A", "B", "C"), ("优秀", "良好", "待改进"), ()
)
HEADER = "agent,period,grade,review\n"


def read(
    text: str, monkeypatch: pytest.MonkeyPatch, many: int = 0
) -> tuple[Past, tuple[Finding, ...]]:
    raw = read_raw(text.encode(), "reviews.csv")
    assert not isinstance(raw, tuple)
    monkeypatch.setattr(histories, "MANY", many)
    results, findings = histories.read_reviews([raw])
    return Past(reviews=results), findings


def test_a_large_table_has_the_rows_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "agent,period,grade,score,review\nＥ1,2026-03,优秀,97.5,\nE2,2026年4月,,,monthly\n"
    large, findings = read(text, monkeypatch)
    small, _none = read(text, monkeypatch, many=9)
    assert isinstance(large.reviews, ReviewColumns)
    assert not isinstance(small.reviews, ReviewColumns)
    assert small.reviews is not None
    assert list(large.reviews) == list(small.reviews)
    assert len(large.reviews) == 2
    assert findings == ()


@pytest.mark.parametrize(
    ("text", "results"),
    [
        ("agent,period,grade\nE1,spring,A\nE2,2026-03,A\n", 1),
        ("agent,period,grade\nE1,2026-03,A\n,2026-03,A\n \u200b,2026-03,A\n", 1),
        ("agent,period\nE1,2026-03\nE1,\n", 1),
        ("agent,period,score\nE1,2026-03,many\nE1,2026-04,2.5\n", 2),
        ("agent,grade\nE1,A\n", 0),
        ("agent,period,period\nE1,2026-03,2026-04\n", 1),
    ],
)
def test_only_rows_with_something_to_report_are_read_row_by_row(
    text: str, results: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    large, findings = read(text, monkeypatch)
    small, one_by_one = read(text, monkeypatch, many=9)
    assert findings == one_by_one != ()
    assert large.reviews is not None
    assert small.reviews is not None
    assert list(large.reviews) == list(small.reviews)
    assert len(large.reviews) == results


def test_agents_that_the_staff_table_does_not_know_are_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    raw = table("agent,period,grade\nE1,2026-03,A\nE9,2026-03,A\nE1,2026-04,A\n")
    monkeypatch.setattr(histories, "MANY", 0)
    large, findings = histories.read_reviews([raw, raw], {"E1", "E2"})
    monkeypatch.setattr(histories, "MANY", 99)
    small, one_by_one = histories.read_reviews([raw, raw], {"E1", "E2"})
    assert findings == one_by_one
    assert len(findings) == 2
    assert list(large) == list(small)


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        ("E1,2026Q1,A,\n", 1),
        ("E1,2026-03,D,\nE1,2026-04,D,other\n", 1),
        ("E2,2026-03,A,\nE1,2026-03,A,\nE1,2026-03,B,\nE2,2026-03,A,\n", 1),
        ("E1,2026-03,A,\nE1,2026-03,B,\nE1,2026-03,A,\nE1,2026-03,C,\nE1,spring,A,\n", 2),
    ],
)
def test_results_the_review_cannot_read_are_found_in_large_tables_too(
    rows: str, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = HEADER + "E1,2026-01,A,\n" + rows
    (large, _none), (small, _other) = read(text, monkeypatch), read(text, monkeypatch, many=99)
    assert isinstance(large.reviews, ReviewColumns)
    asked = (["E1", "E2"], [MONTHLY], {}, DAY, CALENDAR)
    fact, findings = history_fact("reviews:", asked[0], large, *asked[1:])
    assert findings == history_fact("reviews:", asked[0], small, *asked[1:])[1]
    assert len(findings) == count
    assert isinstance(fact.entries, ReviewEntries)


def test_a_result_with_a_score_alone_has_the_grade_of_its_score(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    edges = ((90, 101), (75, 90), (0, 75))
    bands = tuple(
        Interval(rank, low=Decimal(low), high=Decimal(high), holds_low=True, holds_high=False)
        for rank, (low, high) in enumerate(edges)
    )
    scored = replace(MONTHLY, bands=bands)
    text = "agent,period,grade,score\nE1,2026-03,,97.5\nE1,2026-04,B,1\nE1,2026-05,,\n"
    text += "E2,2026-03,,200\n"
    both = []
    for many in (0, 99):
        past, _none = read(text, monkeypatch, many)
        fact, findings = history_fact("reviews:", ["E1", "E2"], past, [scored], {}, DAY, CALENDAR)
        both.append(([fact.of(0), fact.of(1)], findings))
    assert both[0] == both[1]
    assert len(both[0][1]) == 1


RULES = st.builds(
    RunRules,
    st.sampled_from(["breaks", "skips", None]),
    st.sampled_from(["breaks", "skips", None]),
    st.sampled_from(["continues", "restarts", None]),
    st.sampled_from([None, 0, 1, 2]),
)
MONTHS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@settings(max_examples=60, deadline=None)
@given(
    histories_=st.lists(st.text("ABC---", min_size=0, max_size=12), min_size=1, max_size=4),
    rules=RULES,
    begins=st.none() | MONTHS,
    hired=st.none() | MONTHS,
    since=st.none() | MONTHS,
    leave=st.none() | MONTHS,
    as_of=MONTHS,
    at_least=st.sampled_from(["A", "B"]),
    in_a_row=st.integers(1, 7),
)
def test_all_at_once_is_judged_as_one_by_one(
    histories_: list[str],
    rules: RunRules,
    begins: date | None,
    hired: date | None,
    since: date | None,
    leave: date | None,
    as_of: date,
    at_least: str,
    in_a_row: int,
) -> None:
    rows = [
        f"E{number},2026-{month + 1:02},{grade},\n"
        for number, grades in enumerate(histories_)
        for month, grade in enumerate(grades)
        if grade != "-"
    ]
    ids = [f"E{number}" for number in range(len(histories_))]
    review = replace(MONTHLY, rules=rules, begins=begins)
    staff = {"E0": Agent("E0", "测试", hired=hired, post_since=since)}
    away = () if leave is None else (Absence("E0", leave, date(2026, 12, 31)),)
    with pytest.MonkeyPatch.context() as patch:
        large, _none = read(HEADER + "".join(rows), patch)
        small, _none = read(HEADER + "".join(rows), patch, many=1000)
    rule = ReviewCondition(condition="reviews", at_least=at_least, in_a_row=in_a_row)
    context = Context(DAY, CALENDAR, reviews={"": review}, as_of=as_of)
    condition = condition_of(rule)
    fact, _none = history_fact(
        "reviews:", ids, replace(large, leave=away), [review], staff, DAY, CALENDAR
    )
    expected, _none = history_fact(
        "reviews:", ids, replace(small, leave=away), [review], staff, DAY, CALENDAR
    )
    assert condition.judge_all is not None
    verdicts = condition.judge_all(rule, fact.entries, context)
    for number in range(len(ids)):
        one, same = expected.of(number), fact.of(number)
        assert one is not None
        assert one == same
        judged = condition.judge(rule, one.value, context)[0]
        if rows:
            assert verdicts is not None
            assert Verdict(int(verdicts[number])) is judged
