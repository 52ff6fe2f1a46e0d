"""Periods: their names as tables write them, and which of them a cycle has on a day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cs.kernel.calendars import WorkingCalendar
from cs.kernel.durations import parse_duration
from cs.kernel.periods import Cycle, Period, newest_due, parse_period

JANUARY = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("text", "start", "months", "name"),
    [
        ("2026-03", "2026-03-01", 1, "2026-03"),
        ("2026年3月", "2026-03-01", 1, "2026-03"),
        ("202603", "2026-03-01", 1, "2026-03"),
        ("2026-03-01", "2026-03-01", 1, "2026-03"),
        ("2026Q1", "2026-01-01", 3, "2026Q1"),
        ("2026年第四季度", "2026-10-01", 3, "2026Q4"),
        ("2026年2季度", "2026-04-01", 3, "2026Q2"),
        ("2026H2", "2026-07-01", 6, "2026H2"),
        ("2026年上半年", "2026-01-01", 6, "2026H1"),
        ("2026年度", "2026-01-01", 12, "2026"),
        ("2026", "2026-01-01", 12, "2026"),
        ("2026-03..2026-04", "2026-03-01", 2, "2026-03..2026-04"),
        ("2026-11至2027-01", "2026-11-01", 3, "2026-11..2027-01"),
    ],
)
def test_a_period_is_read_as_people_write_it(text: str, start: str, months: int, name: str) -> None:
    period = parse_period(text)
    assert period == Period(date.fromisoformat(start), months)
    assert str(period) == name


@pytest.mark.parametrize(
    "text", ["March", "2026-13", "2026-00", "2026Q5", "26-03", "2026-03-31", "2026-04..2026-03", ""]
)
def test_what_names_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"month|period"):
        parse_period(text)


@given(
    st.dates(date(1990, 1, 1), date(2100, 1, 1)),
    st.sampled_from([1, 2, 3, 4, 6, 12]),
    st.dates(date(1990, 1, 1), date(2100, 1, 1)),
)
def test_every_day_lies_in_the_one_period_of_its_number(
    first: date, months: int, day: date
) -> None:
    cycle = Cycle(months, first.replace(day=min(first.day, 28)))
    number = cycle.number_at(day)
    period = cycle.period(number)
    assert period.start <= day <= period.end
    assert cycle.period(number + 1).start == period.end + timedelta(days=1)
    assert cycle.number_of(parse_period(str(period))) in (number, None)


def test_a_quarter_is_no_period_of_a_monthly_cycle() -> None:
    assert Cycle(1, JANUARY).number_of(parse_period("2026Q1")) is None
    assert Cycle(3, JANUARY).number_of(parse_period("2026Q3")) == 2
    assert Cycle(3, date(2026, 2, 1)).number_of(parse_period("2026Q3")) is None


def test_a_period_from_the_26th_has_the_name_of_the_month_in_which_it_ends() -> None:
    cycle = Cycle(1, date(2025, 12, 26))
    number = cycle.number_of(parse_period("2026-03"))
    assert number is not None
    assert cycle.period(number) == Period(date(2026, 2, 26), 1)
    assert str(cycle.period(number)) == "2026-03"


def newest(day: str, wait: str | None) -> str:
    cycle = Cycle(1, JANUARY)
    duration = parse_duration(wait) if wait else None
    return str(
        cycle.period(newest_due(cycle, date.fromisoformat(day), duration, WorkingCalendar()))
    )


def test_a_result_is_due_so_long_after_its_period() -> None:
    assert newest("2026-12-01", None) == "2026-11"
    assert newest("2026-11-30", None) == "2026-10"
    assert newest("2026-12-10", "10 days") == "2026-11"
    assert newest("2026-12-09", "10 days") == "2026-10"
    # 2026-10-31 is a Saturday; the tenth working day after it is Friday 13 November.
    assert newest("2026-11-13", "10 working days") == "2026-10"
    assert newest("2026-11-12", "10 working days") == "2026-09"
