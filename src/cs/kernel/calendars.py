"""The working calendar: weekends, national holidays, make-up working weekends, own days.

National days come from the `holidays` library. It projects years whose official calendar is not
announced yet; a Chinese year without any make-up working weekend is such a year, and
`WorkingCalendar.is_published` says so, for the caller to report.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property, lru_cache

FIRST_YEAR, LAST_YEAR = 1990, 2099
_SEARCH_DAYS = 400_000
CALENDAR_UNPUBLISHED = "DOC024"
"""The code of findings about dates that rest on a projected year (`cs.documents.pages`)."""
_ANNOUNCED_TO = 2026
"""The official days of this year, and of those before, were out when this was written."""


@dataclass(frozen=True)
class WorkingCalendar:
    """Which days are worked.

    Attributes:
        country: ISO 3166 code for national holidays, or None for none.
        weekend: weekday numbers that are free, Monday 0.
        make_up_weekends: whether announced working weekends (调休) are worked.
        free: own free days; they win over everything but `working`.
        working: own working days; they win over everything.
    """

    country: str | None = "CN"
    weekend: frozenset[int] = frozenset({5, 6})
    make_up_weekends: bool = True
    free: frozenset[date] = field(default=frozenset())
    working: frozenset[date] = field(default=frozenset())

    def is_working_day(self, day: date) -> bool:
        """Whether `day` is worked."""
        if day in self.working:
            return True
        if day in self.free:
            return False
        holidays, made_up = _national_days(self.country, day.year)
        if day in holidays:
            return False
        if self.make_up_weekends and day in made_up:
            return True
        return day.weekday() not in self.weekend

    def add_working_days(self, start: date, count: int) -> date:
        """The `count`-th working day after `start` (before it, if negative); `start` if zero.

        Raises:
            ValueError: the calendar has no such day (all days free, or out of range).
        """
        step = timedelta(days=1 if count > 0 else -1)
        day, left = start, abs(count)
        for _ in range(_SEARCH_DAYS):
            if not left:
                return day
            try:
                day += step
            except OverflowError as error:
                raise ValueError("the date is out of range") from error
            left -= self.is_working_day(day)
        raise ValueError("the calendar has no such working day")

    def working_days(self, first: date, last: date) -> int:
        """How many days from `first` to `last`, both included, are worked."""
        span = (last - first).days + 1
        return sum(self.is_working_day(first + timedelta(days=n)) for n in range(max(span, 0)))

    def is_published(self, year: int) -> bool:
        """Whether the year's official calendar is known rather than projected.

        China announces a year's days in the November before, with at least one make-up weekend;
        own days stated for the year count as knowing it.
        """
        if self.country != "CN" or year in self._own_years:
            return True
        return bool(_national_days(self.country, year)[1])

    @cached_property
    def _own_years(self) -> frozenset[int]:
        return frozenset(day.year for day in self.free | self.working)


def country_codes() -> frozenset[str]:
    """The country codes whose holidays are known."""
    import holidays

    return frozenset(holidays.list_supported_countries())


def was_announced(year: int) -> bool:
    """Whether a year's official days are out, so that a calendar without them will not get them."""
    return year <= _ANNOUNCED_TO


def unpublished_years(calendar: WorkingCalendar, years: Iterable[int]) -> tuple[int, ...]:
    """Those of `years` whose calendar is only a projection, in order."""
    return tuple(year for year in sorted(set(years)) if not calendar.is_published(year))


@lru_cache(maxsize=256)
def _national_days(country: str | None, year: int) -> tuple[frozenset[date], frozenset[date]]:
    if country is None or not FIRST_YEAR <= year <= LAST_YEAR:
        return frozenset(), frozenset()
    import holidays

    days = holidays.country_holidays(country, years=year)
    made_up = {day for day in getattr(days, "weekend_workdays", ()) if day.year == year}
    return frozenset(day for day in days if day.year == year), frozenset(made_up)
