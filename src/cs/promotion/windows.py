"""When does the round run? In the next window that is not over, or in the month asked for."""

from collections.abc import Sequence
from datetime import date

from cs.promotion.policy import PromotionPolicy, Window
from cs.promotion.problem import Round
from cs.promotion.timetable import window_days


def find_round(windows: Sequence[Window], as_of: date, month: date | None) -> Round:
    """The round at `as_of`; without windows it runs on that day.

    A window without a closing day lasts to the end of its month; one that closes on an earlier day
    of the month than it opens closes in the month after. Days beyond a month's end mean its end.
    After the calendar's last window (in the year 9999) there is none.

    Args:
        month: a day of the month asked for; if the policy names no window there, the round is an
            irregular one that opens on the first of it.
    """
    if month is not None:
        named = [window for window in windows if window.month == month.month]
        if not named:
            first = month.replace(day=1)
            return Round(as_of, first, first.isoformat()[:7], regular=False)
        return min((_round(window, month.year, as_of) for window in named), key=_opening)
    if not windows:
        return Round(as_of, as_of)
    rounds = [
        _round(window, year, as_of)
        for window in windows
        for year in (as_of.year - 1, as_of.year, as_of.year + 1)
        if date.min.year <= year <= date.max.year
    ]
    ahead = (each for each in rounds if (each.closes or each.day) >= as_of)
    return min(ahead, key=_opening, default=Round(as_of, as_of))


YEARS_AHEAD = 12
"""So far ahead later rounds are looked for."""


def openings_from(policy: PromotionPolicy, round_: Round) -> tuple[date, ...]:
    """The opening days of a round and of later ones while the policy is in force, in order."""
    if round_.window is None:
        return ()
    days = {
        window_days(window, year)[0]
        for window in policy.windows
        for year in range(round_.day.year, min(round_.day.year + YEARS_AHEAD, date.max.year))
    }
    later = (day for day in days if day > round_.day and policy.in_force(day))
    return (round_.day, *sorted(later))


def _opening(round_: Round) -> date:
    return round_.day


def _round(window: Window, year: int, as_of: date) -> Round:
    opens, closes = window_days(window, year)
    return Round(as_of, opens, f"{year:04}-{window.month:02}", closes)
