"""Which day is which period: changeovers by month or by week, counted from time zero.

Periods are whole numbers; time zero is the start of period 0, earlier periods are negative. A day
in the middle of a period counts from the changeover nearest to it, the earlier one if both are
equally near.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from typing import Literal

from dateutil.relativedelta import relativedelta

from cs.kernel.calendars import WorkingCalendar
from cs.rotation.problem import Period

PeriodKind = Literal["month", "week"]
WEEK = 7


@dataclass(frozen=True, slots=True)
class Timeline:
    """Periods of one kind, counted from the changeover `start`."""

    kind: PeriodKind
    start: date

    def first_day(self, period: int) -> date:
        """The changeover that begins `period`."""
        if self.kind == "week":
            return self.start + timedelta(days=WEEK * period)
        return self.start + relativedelta(months=period)

    def last_day(self, period: int) -> date:
        """The last day of `period`."""
        return self.first_day(period + 1) - timedelta(days=1)

    def containing(self, day: date) -> int:
        """The period that `day` is in."""
        if self.kind == "week":
            return (day - self.start).days // WEEK
        return (day.year - self.start.year) * 12 + day.month - self.start.month

    def nearest(self, day: date) -> int:
        """The period whose changeover is nearest to `day`."""
        period = self.containing(day)
        since, until = day - self.first_day(period), self.first_day(period + 1) - day
        return period if since <= until else period + 1

    def period(self, number: int) -> Period:
        """The period as a plan names it."""
        first = self.first_day(number)
        label = f"{first:%Y-%m}" if self.kind == "month" else first.isoformat()
        return Period(first, self.last_day(number), label)


def changeover_after(day: date, kind: PeriodKind) -> date:
    """The first changeover after `day`, `day` itself excluded."""
    if kind == "week":
        return day + timedelta(days=WEEK - day.weekday())
    return day.replace(day=1) + relativedelta(months=1)


def changeover_in(month: date, kind: PeriodKind) -> date:
    """The first changeover on or after `month`, the first day of a month."""
    return month if kind == "month" else changeover_after(month - timedelta(days=1), kind)


def periods_in(start: date, months: int, kind: PeriodKind) -> int:
    """How many periods begin within `months` months from the changeover `start` on."""
    if kind == "month":
        return months
    return -(-((start + relativedelta(months=months)) - start).days // WEEK)


def absent_periods(
    absences: Iterable[tuple[date, date]],
    timeline: Timeline,
    first: int,
    last: int,
    working: "WorkingDays",
) -> frozenset[int]:
    """The periods `first` to `last` more than half of whose working days are absence.

    Args:
        absences: first and last day of each, both included; they may overlap.
        working: counts the working days.
    """
    worst: dict[int, int] = {}
    lowest, highest = timeline.first_day(first), timeline.last_day(last)
    for start, end in _merged(absences):
        start, end = max(start, lowest), min(end, highest)
        if start > end:
            continue
        for period in range(timeline.containing(start), timeline.containing(end) + 1):
            begin, close = timeline.first_day(period), timeline.last_day(period)
            away = working.count(max(start, begin), min(end, close))
            worst[period] = worst.get(period, 0) + away
    return frozenset(
        period
        for period, away in worst.items()
        if 2 * away > working.count(timeline.first_day(period), timeline.last_day(period))
    )


@dataclass(frozen=True)
class WorkingDays:
    """Counts working days fast over many agents: how many were worked up to each day."""

    first: date
    worked: Sequence[int]

    def count(self, start: date, end: date) -> int:
        """Working days from `start` to `end`, both included and within the days prepared."""
        return self.worked[(end - self.first).days + 1] - self.worked[(start - self.first).days]


def working_days(calendar: WorkingCalendar, first: date, last: date) -> WorkingDays:
    """The working days from `first` to `last`, both included, ready to be counted."""
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return WorkingDays(
        first, tuple(accumulate((int(calendar.is_working_day(day)) for day in days), initial=0))
    )


def period_at(periods: Sequence[Period], day: date) -> int | None:
    """The index of the period that `day` is in; None if it is in none of them."""
    number = bisect_right([period.start for period in periods], day) - 1
    return number if number >= 0 and day <= periods[number].end else None


def _merged(spans: Iterable[tuple[date, date]]) -> list[tuple[date, date]]:
    merged: list[tuple[date, date]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1] + timedelta(days=1):
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged
