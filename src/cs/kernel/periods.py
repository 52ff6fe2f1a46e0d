"""Which stretches of time does a cycle name? Months, quarters, half-years and years, as tables do.

A cycle is a number of months and the first day of one of its periods; the others follow one another
without gap in both directions. A period that begins on the first of a month has the name of its
months (`2026-03`, `2026Q1`, `2026H1`, `2026`); one that begins later in a month, as from the 26th
to the 25th, has the name of the month in which it ends.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from cs.kernel.durations import CountsWorkingDays, Duration

_DIGITS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_YEAR = r"((?:19|20|21)\d\d)"
_MONTH = re.compile(rf"{_YEAR}(?:[-/.年]\s*(\d{{1,2}})|(\d\d))月?(?:[-/.]0?1)?", re.ASCII)
_QUARTER = re.compile(rf"{_YEAR}\s*[-/年]?\s*(?:[qQ]([1-4])|第?([一二三四1-4])季度)")
_HALF = re.compile(rf"{_YEAR}\s*[-/年]?\s*(?:[hH]([12])|([上下])半年)")
_WHOLE = re.compile(rf"{_YEAR}年?度?")
_SPAN = re.compile(r"(.+?)\s*(?:\.\.|~|至)\s*(.+)")
_YEAR_MONTHS = 12


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Whole months from a first day on."""

    start: date
    months: int

    @property
    def end(self) -> date:
        """Its last day."""
        return self.start + relativedelta(months=self.months) - timedelta(days=1)

    def __str__(self) -> str:
        year, month = self.start.year, self.start.month
        if self.start.day == 1 and _YEAR_MONTHS % self.months == 0:
            number, rest = divmod(month - 1, self.months)
            match self.months, rest:
                case 1, _:
                    return f"{year:04}-{month:02}"
                case 3, 0:
                    return f"{year:04}Q{number + 1}"
                case 6, 0:
                    return f"{year:04}H{number + 1}"
                case 12, 0:
                    return f"{year:04}"
        last = self.end
        if self.months == 1:
            return f"{last.year:04}-{last.month:02}"
        return f"{year:04}-{month:02}..{last.year:04}-{last.month:02}"


def parse_period(text: str) -> Period:
    """A period from its name, as whole calendar months.

    Raises:
        ValueError: no such name.
    """
    text = text.strip()
    if (span := _SPAN.fullmatch(text)) is not None:
        first, last = parse_period(span[1]), parse_period(span[2])
        months = _months_between(first.start, last.start) + last.months
        if months < 1:
            raise ValueError(f"not a period: {text!r}")
        return Period(first.start, months)
    if found := _MONTH.fullmatch(text):
        return Period(date(int(found[1]), int(found[2] or found[3]), 1), 1)
    if found := _QUARTER.fullmatch(text):
        return Period(date(int(found[1]), 3 * _DIGITS[found[2] or found[3]] - 2, 1), 3)
    if found := _HALF.fullmatch(text):
        is_first = found[2] == "1" or found[3] == "上"
        return Period(date(int(found[1]), 1 if is_first else 7, 1), 6)
    if found := _WHOLE.fullmatch(text):
        return Period(date(int(found[1]), 1, 1), 12)
    raise ValueError(f"not a period: {text!r}")


@dataclass(frozen=True, slots=True)
class Cycle:
    """Periods of so many months; `first` is the first day of period 0, others count from it."""

    months: int
    first: date

    def period(self, number: int) -> Period:
        """The period of a number, which may be negative."""
        return Period(self.first + relativedelta(months=number * self.months), self.months)

    def number_at(self, day: date) -> int:
        """The number of the period that holds a day."""
        months = _months_between(self.first, day)
        if self.first + relativedelta(months=months) > day:
            months -= 1
        return months // self.months

    def number_of(self, named: Period) -> int | None:
        """The number of the period that has a name; None if the cycle has no such period."""
        if named.months != self.months:
            return None
        number = self.number_at(named.end.replace(day=1))
        period = self.period(number)
        if self.first.day == 1:
            return number if period.start == named.start else None
        last = period.end
        return number if (last.year, last.month) == (named.end.year, named.end.month) else None


def _months_between(start: date, end: date) -> int:
    return (end.year - start.year) * _YEAR_MONTHS + end.month - start.month


def newest_due(
    cycle: Cycle, day: date, wait: Duration | None, calendar: CountsWorkingDays | None = None
) -> int:
    """The number of the newest period whose result is due on a day.

    A period is over on the day after its last one; its result is due `wait` after that last day.

    Raises:
        ValueError: as `Duration.after`.
    """
    number = cycle.number_at(day) - 1
    while wait is not None and wait.after(cycle.period(number).end, calendar) > day:
        number -= 1
    return number
