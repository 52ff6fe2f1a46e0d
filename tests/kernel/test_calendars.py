"""The working calendar: national holidays, make-up weekends, own days, unpublished years."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cs.kernel.calendars import WorkingCalendar, unpublished_years

CHINA = WorkingCalendar()
MAKE_UP_2026 = [
    date(2026, 1, 4), date(2026, 2, 14), date(2026, 2, 28),
    date(2026, 5, 9), date(2026, 9, 20), date(2026, 10, 10),
]  # fmt: skip


def test_the_six_make_up_weekend_days_of_2026_are_worked() -> None:
    days = (date(2026, 1, 1) + timedelta(days=n) for n in range(365))
    worked_weekends = [day for day in days if day.weekday() >= 5 and CHINA.is_working_day(day)]
    assert worked_weekends == MAKE_UP_2026


def test_a_firm_may_ignore_make_up_weekends() -> None:
    calendar = WorkingCalendar(make_up_weekends=False)
    assert not any(calendar.is_working_day(day) for day in MAKE_UP_2026)


def test_own_days_win() -> None:
    calendar = WorkingCalendar(
        free=frozenset({date(2026, 11, 24)}), working=frozenset({date(2026, 11, 28)})
    )
    assert not calendar.is_working_day(date(2026, 11, 24))
    assert calendar.is_working_day(date(2026, 11, 28))


def test_81_start_dates_of_2026_end_otherwise_than_a_monday_to_friday_count() -> None:
    plain = WorkingCalendar(country=None)
    starts = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
    other = [d for d in starts if CHINA.add_working_days(d, 5) != plain.add_working_days(d, 5)]
    assert len(other) == 81


def test_a_year_without_announced_make_up_days_is_unpublished() -> None:
    assert unpublished_years(CHINA, [2028, 2026, 2025]) == (2028,)


def test_own_days_make_a_year_known() -> None:
    calendar = WorkingCalendar(working=frozenset({date(2028, 1, 29)}))
    assert unpublished_years(calendar, [2028]) == ()


def test_no_working_day_at_all_is_an_error_not_a_hang() -> None:
    never = WorkingCalendar(country=None, weekend=frozenset(range(7)))
    with pytest.raises(ValueError, match=r"no such|range"):
        never.add_working_days(date(2026, 1, 1), 1)


@given(st.dates(date(2020, 1, 1), date(2026, 12, 1)), st.integers(1, 40))
def test_adding_and_counting_agree(start: date, count: int) -> None:
    end = CHINA.add_working_days(start, count)
    assert CHINA.is_working_day(end)
    assert CHINA.working_days(start + timedelta(days=1), end) == count
