"""When does each step of a round end, at the latest? The rounds of the coming years, day by day.

Applications run from the window's opening to its close, whatever time a single applicant has. After
the close each other step starts when those are done that it waits for, mostly the one before, and
takes all the time that it may; a step without a limit takes none, so every date here is one that
the process cannot beat if all limits are used. The promotion is decided with the last step before
taking up and training, which follow it; nobody takes up before the stated day of effect.
"""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from cs.kernel.calendars import WorkingCalendar, unpublished_years
from cs.kernel.durations import Duration, Unit
from cs.promotion.policy import PromotionPolicy, Step, TakesEffect, Window
from cs.promotion.process_policy import AFTER_DECISION

YEARS_AHEAD = 3
"""For how many years rounds are looked at."""


@dataclass(frozen=True, slots=True)
class StepDates:
    """One step of a round: from a day to a day, the position being that in the process."""

    position: int
    starts: date
    ends: date


@dataclass(frozen=True, slots=True)
class Timetable:
    """One round.

    Attributes:
        window: its position in the policy.
        name: its month, `2026-12`.
        opens, closes: first and last day of the window.
        decided: the day on which the last step but training ends.
        takes_effect: the day that the policy states; else None.
        projected: years on which `decided` rests and whose calendar is not announced yet.
    """

    window: int
    name: str
    opens: date
    closes: date
    steps: tuple[StepDates, ...]
    decided: date
    takes_effect: date | None
    projected: tuple[int, ...] = ()

    @property
    def effect(self) -> date:
        """The day from which the promotion holds: as stated, else once decided."""
        return self.takes_effect or self.decided


def window_days(window: Window, year: int) -> tuple[date, date]:
    """First and last day of a window that opens in a year.

    Without a closing day it lasts to the end of its month; one that closes on an earlier day of the
    month than it opens closes in the month after. Days beyond a month's end mean its end.
    """
    opens = clipped(year, window.month, window.opens)
    if window.closes is None:
        return opens, clipped(year, window.month, 31)
    closes = clipped(year, window.month, window.closes)
    if closes < opens:
        after = year * 12 + window.month
        closes = clipped(after // 12, after % 12 + 1, window.closes)
    return opens, closes


def clipped(year: int, month: int, day: int) -> date:
    """A day of a month, or the month's last; the last day of all beyond the calendar."""
    if year > date.max.year:
        return date.max
    return date(year, month, min(day, monthrange(year, month)[1]))


def following(policy: PromotionPolicy) -> list[tuple[int, Step]]:
    """The steps after applications, with their positions."""
    return [(number, step) for number, step in enumerate(policy.process) if step.act != "apply"]


def timetable(
    policy: PromotionPolicy, number: int, year: int, calendar: WorkingCalendar
) -> Timetable:
    """The round of one window that opens in a year.

    Raises:
        ValueError: a date is beyond the calendar.
    """
    window = policy.windows[number]
    opens, closes = window_days(window, year)
    effect = None if window.takes_effect is None else effect_day(window.takes_effect, opens)
    dates = dated(policy.process, closes, calendar, effect)
    after = [each for each in dates if policy.process[each.position].act != "apply"]
    deciding = (
        each.ends for each in after if policy.process[each.position].act not in AFTER_DECISION
    )
    decided = max(deciding, default=closes)
    years = range(opens.year, decided.year + 1)
    return Timetable(
        number,
        f"{opens.year:04}-{opens.month:02}",
        opens,
        closes,
        tuple(after),
        decided,
        effect,
        unpublished_years(calendar, years) if counts_working_days(policy) else (),
    )


def dated(
    process: Sequence[Step], begins: date, calendar: WorkingCalendar, effect: date | None
) -> list[StepDates]:
    """All steps at their latest: applications end on `begins`, and so starts what follows.

    Args:
        effect: nobody takes up before that day.

    Raises:
        ValueError: a date is beyond the calendar.
    """
    found: list[StepDates] = []
    for position, step in enumerate(process):
        if step.act == "apply":
            found.append(StepDates(position, begins, begins))
            continue
        starts = max((found[each].ends for each in awaited(process, position)), default=begins)
        if step.act == "take_up" and effect is not None:
            starts = max(starts, effect)
        found.append(StepDates(position, starts, step_end(step, starts, calendar)))
    return found


def awaited(process: Sequence[Step], position: int) -> tuple[int, ...]:
    """The positions of the earlier steps for which one waits; by default that of the one before."""
    stated = process[position].starts_after
    if stated is None:
        return (position - 1,) if position else ()
    return tuple(each for each in range(position) if process[each].id in stated)


def step_end(step: Step, starts: date, calendar: WorkingCalendar) -> date:
    """The last day of a step that starts on a day and takes all its time.

    Raises:
        ValueError: the date is beyond the calendar.
    """
    if step.duration is None:
        return starts
    counted_from = starts - timedelta(days=1) if step.counts_first_day else starts
    return step.duration.after(counted_from, calendar)


def effect_day(stated: TakesEffect, opens: date) -> date:
    """The first such day after the window's opening."""
    day = clipped(opens.year, stated.month, stated.day)
    return day if day > opens else clipped(opens.year + 1, stated.month, stated.day)


def rounds(policy: PromotionPolicy, number: int, as_of: date) -> Iterator[int]:
    """The years in which a window opens within the coming years and the policy is in force.

    None of a window that closes before it opens: which day is wrong is not known.
    """
    window = policy.windows[number]
    if window.closes is not None and window.closes < window.opens:
        return
    for year in range(as_of.year, min(as_of.year + YEARS_AHEAD + 1, date.max.year)):
        opens, _ = window_days(window, year)
        if as_of <= opens < clipped(as_of.year + YEARS_AHEAD, as_of.month, as_of.day) and (
            policy.in_force(opens)
        ):
            yield year


def counts_working_days(policy: PromotionPolicy) -> bool:
    """Whether a date of the process depends on holidays."""
    return any(
        step.duration is not None and step.duration.unit is Unit.WORKING_DAY
        for _, step in following(policy)
    )


def surely_over_by(policy: PromotionPolicy, closes: date, calendar: WorkingCalendar) -> date | None:
    """A day by which a round that closes on a day is surely decided, found without holidays.

    The library of holidays takes a noticeable time to load, and most processes are far from any
    bound. None where nothing can be said.
    """
    day = closes
    durations = (
        step.duration
        for _, step in following(policy)
        if step.duration and step.act not in AFTER_DECISION
    )
    try:
        for unit, group in groupby(durations, key=lambda duration: duration.unit):
            whole = Duration(sum(duration.count for duration in group), unit)
            surely = surely_after(whole, day, calendar)
            if surely is None or (surely - closes).days > LONGEST_SPAN:
                return None
            day = surely
    except ValueError:  # beyond the calendar
        return None
    return day


def surely_after(duration: Duration, start: date, calendar: WorkingCalendar) -> date | None:
    """A day on which a duration is surely over, found without holidays; None if none is known.

    Raises:
        ValueError: the date is out of range.
    """
    if duration.unit is not Unit.WORKING_DAY:
        return duration.after(start)
    if calendar.country not in ("CN", None):
        return None
    weekdays = WorkingCalendar(None, calendar.weekend)
    off = len(calendar.free)
    if calendar.country is None or duration.count > LONGEST_SPAN:
        return weekdays.add_working_days(start, duration.count + off)
    most = weekdays.add_working_days(start, duration.count + off + max(_MOST_DAYS_OFF.values()))
    first = start + timedelta(days=1)
    months = range(first.year * 12 + first.month - 1, most.year * 12 + most.month)
    off += sum(_MOST_DAYS_OFF[month % 12 + 1] for month in months)
    return weekdays.add_working_days(start, duration.count + off)


LONGEST_SPAN = 120
"""In days; longer processes are counted on the calendar itself."""
_MOST_DAYS_OFF = {1: 9, 2: 8, 3: 0, 4: 5, 5: 6, 6: 4, 7: 0, 8: 0, 9: 5, 10: 8, 11: 0, 12: 2}
"""The most days from Monday to Friday that were ever off in a month in China, since 2007."""
