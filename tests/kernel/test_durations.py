"""Durations read as people write them and land on the day a person would expect."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cs.kernel.calendars import WorkingCalendar
from cs.kernel.durations import Duration, Unit, parse_duration


@pytest.mark.parametrize(
    ("text", "count", "unit"),
    [
        ("3 months", 3, Unit.MONTH),
        ("1 month", 1, Unit.MONTH),
        ("2 weeks", 2, Unit.WEEK),
        ("5 working days", 5, Unit.WORKING_DAY),
        ("1 year", 1, Unit.YEAR),
        ("10 days", 10, Unit.DAY),
        ("P3M", 3, Unit.MONTH),
        ("P1Y6M", 18, Unit.MONTH),
        ("P2W", 2, Unit.WEEK),
        ("P1W3D", 10, Unit.DAY),
        ("P10D", 10, Unit.DAY),
        ("3个月", 3, Unit.MONTH),
        ("5 个工作日", 5, Unit.WORKING_DAY),
        ("2周", 2, Unit.WEEK),
        ("1年", 1, Unit.YEAR),
        ("  6   MONTHS ", 6, Unit.MONTH),
    ],
)
def test_written_forms(text: str, count: int, unit: Unit) -> None:
    assert parse_duration(text) == Duration(count, unit)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "P",
        "months",
        "3",
        "-3 months",
        "1.5 years",
        "P1M3D",
        "3 moons",
        "9999999 days",
        "３ months x",
    ],
)
def test_what_is_no_duration(text: str) -> None:
    with pytest.raises(ValueError, match="not a duration"):
        parse_duration(text)


def test_month_ends_are_clipped() -> None:
    assert parse_duration("1 month").after(date(2026, 1, 31)) == date(2026, 2, 28)
    assert parse_duration("1 year").before(date(2028, 2, 29)) == date(2027, 2, 28)


def test_working_days_need_a_calendar() -> None:
    with pytest.raises(ValueError, match="calendar"):
        parse_duration("5 working days").after(date(2026, 9, 24))


def test_five_working_days_across_national_day_with_make_up_weekends() -> None:
    notice = parse_duration("5 working days")
    assert notice.after(date(2026, 9, 24), WorkingCalendar()) == date(2026, 10, 9)


def test_dates_out_of_range_are_errors_not_crashes() -> None:
    with pytest.raises(ValueError, match="range"):
        Duration(100_000, Unit.DAY).after(date(9999, 1, 1))


@given(st.integers(1, 100_000), st.sampled_from(Unit))
def test_what_is_shown_reads_back(count: int, unit: Unit) -> None:
    assert parse_duration(str(Duration(count, unit))) == Duration(count, unit)
