"""How many days is a duration at least, and at most? For comparing durations of different units.

A working day is one day at least, and at most the days to it across weekends and a holiday week.
"""

from cs.kernel.durations import Duration, Unit

_LEAST = {Unit.DAY: 1, Unit.WORKING_DAY: 1, Unit.WEEK: 7, Unit.MONTH: 28, Unit.YEAR: 365}
_MOST = {Unit.DAY: 1, Unit.WEEK: 7, Unit.MONTH: 31, Unit.YEAR: 366}
_HOLIDAY_WEEK = 8


def days_at_least(duration: Duration) -> int:
    """No fewer days than these, whenever the duration begins."""
    return duration.count * _LEAST[duration.unit]


def days_at_most(duration: Duration) -> int:
    """No more days than these, whenever the duration begins."""
    if duration.unit is Unit.WORKING_DAY:
        return duration.count + (duration.count + 4) // 5 * 2 + _HOLIDAY_WEEK
    return duration.count * _MOST[duration.unit]


def is_surely_longer(one: Duration, other: Duration) -> bool:
    """Whether `one` lasts longer than `other` on every day on which both may begin."""
    if one.unit is other.unit:
        return one.count > other.count
    if one.months is not None and other.months is not None:
        return one.months > other.months
    return days_at_least(one) > days_at_most(other)
