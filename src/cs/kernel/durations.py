"""Durations as people say them (`3 months`, `5 working days`, `3个月`) and as ISO 8601 (`P3M`)."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

from dateutil.relativedelta import relativedelta


class Unit(StrEnum):
    """What a duration counts."""

    DAY = "day"
    WORKING_DAY = "working day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class CountsWorkingDays(Protocol):
    """The one thing a duration needs of a calendar."""

    def add_working_days(self, start: date, count: int) -> date:
        """The `count`-th working day after `start` (before it, if negative)."""
        ...


@dataclass(frozen=True, slots=True, order=True)
class Duration:
    """A count of one unit; never mixed (`P1Y6M` is 18 months)."""

    count: int
    unit: Unit

    def __str__(self) -> str:
        return f"{self.count} {self.unit}{'' if self.count == 1 else 's'}"

    @property
    def months(self) -> int | None:
        """In months, if it counts months or years; else None."""
        if self.unit is Unit.YEAR:
            return self.count * 12
        return self.count if self.unit is Unit.MONTH else None

    @property
    def weeks(self) -> int | None:
        """In whole weeks, if it is whole weeks; else None."""
        if self.unit is Unit.WEEK:
            return self.count
        if self.unit is Unit.DAY and self.count % 7 == 0:
            return self.count // 7
        return None

    def after(self, start: date, calendar: CountsWorkingDays | None = None) -> date:
        """The day this duration after `start`; month ends are clipped (31 January + 1 month).

        Raises:
            ValueError: working days are counted and no calendar is given, or the date overflows.
        """
        return self._shift(start, 1, calendar)

    def before(self, end: date, calendar: CountsWorkingDays | None = None) -> date:
        """The day this duration before `end`; raises as `after`."""
        return self._shift(end, -1, calendar)

    def _shift(self, day: date, sign: int, calendar: CountsWorkingDays | None) -> date:
        count = sign * self.count
        try:
            match self.unit:
                case Unit.WORKING_DAY:
                    if calendar is None:
                        raise ValueError("working days need a calendar")
                    return calendar.add_working_days(day, count)
                case Unit.DAY:
                    return day + timedelta(days=count)
                case Unit.WEEK:
                    return day + timedelta(weeks=count)
                case Unit.MONTH:
                    return day + relativedelta(months=count)
                case Unit.YEAR:
                    return day + relativedelta(years=count)
        except OverflowError as error:
            raise ValueError("the date is out of range") from error


MAX_COUNT = 100_000

_UNITS = {
    "d": Unit.DAY, "day": Unit.DAY, "days": Unit.DAY, "calendar days": Unit.DAY,
    "calendar day": Unit.DAY, "天": Unit.DAY, "日": Unit.DAY,
    "个自然日": Unit.DAY, "自然日": Unit.DAY,
    "working day": Unit.WORKING_DAY, "working days": Unit.WORKING_DAY,
    "business day": Unit.WORKING_DAY, "business days": Unit.WORKING_DAY,
    "个工作日": Unit.WORKING_DAY, "工作日": Unit.WORKING_DAY,
    "w": Unit.WEEK, "week": Unit.WEEK, "weeks": Unit.WEEK, "周": Unit.WEEK, "个星期": Unit.WEEK,
    "month": Unit.MONTH, "months": Unit.MONTH, "个月": Unit.MONTH, "月": Unit.MONTH,
    "y": Unit.YEAR, "year": Unit.YEAR, "years": Unit.YEAR, "年": Unit.YEAR,
}  # fmt: skip
_WORDS = re.compile(r"(\d{1,7})\s*([^\d\s][^\d]*)", re.ASCII)
_WRITTEN = (
    r"(?:(?:calendar\s+|working\s+|business\s+)?days?|d|weeks?|w|months?|years?|y"
    r"|天|日|个?自然日|个?工作日|周|个星期|个?月|年)"
)
_SMALL = r"(?:0?100000|0{0,2}[0-9]{1,5})"
DURATION_PATTERN = (
    r"^\s*(?:"
    + _SMALL
    + r"\s*"
    + re.sub(r"(?<!\\)[a-z]", lambda letter: f"[{letter[0].upper()}{letter[0]}]", _WRITTEN)
    + r"|P(?=[0-9])(?:(?:[0-9]{1,5}Y)?(?:[0-9]{1,6}M)?|(?:[0-9]{1,5}W)?(?:[0-9]{1,6}D)?))\s*$"
)
"""What `parse_duration` reads, as a pattern that JSON Schema and Python share (bounds aside)."""
_ISO = re.compile(r"P(?:(\d{1,6})Y)?(?:(\d{1,6})M)?(?:(\d{1,6})W)?(?:(\d{1,6})D)?", re.ASCII)


def parse_duration(text: str) -> Duration:
    """A duration from its written form.

    Raises:
        ValueError: not a duration, a mix that has no single unit (`P1M3D`), or over 100,000.
    """
    folded = " ".join(text.split())
    duration = _parse_iso(folded) if folded.startswith("P") else _parse_words(folded.lower())
    if duration is None or duration.count > MAX_COUNT:
        raise ValueError(f"not a duration: {text!r}")
    return duration


def _parse_words(text: str) -> Duration | None:
    match = _WORDS.fullmatch(text)
    unit = _UNITS.get(match[2]) if match else None
    return Duration(int(match[1]), unit) if match and unit else None


def _parse_iso(text: str) -> Duration | None:
    match = _ISO.fullmatch(text)
    if not match or not any(match.groups()):
        return None
    years, months, weeks, days = (int(group or 0) for group in match.groups())
    if (years or months) and (weeks or days):
        return None
    if match[3] and match[4]:
        return Duration(weeks * 7 + days, Unit.DAY)
    if match[4]:
        return Duration(days, Unit.DAY)
    if match[3]:
        return Duration(weeks, Unit.WEEK)
    if match[1] and match[2]:
        return Duration(years * 12 + months, Unit.MONTH)
    return Duration(years, Unit.YEAR) if match[1] else Duration(months, Unit.MONTH)
