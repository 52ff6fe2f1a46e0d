"""A trial falls into a long holiday

A trial of a month that begins in late January may have hardly two weeks of work, since the Spring
Festival lies in it; the trial of the next round has more than four. Looked at is every round of the
next three years, from the day its promotions hold; reported is a trial of less than three months in
which fewer than 85% of the days from Monday to Friday are worked. A trial stated in working days is
the same for all.

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    windows:
      - {month: 12, opens: 1, closes: 10, takes_effect: {month: 2, day: 1}}
    probation: {lasts: 1 month}
    ```

Good:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    windows:
      - {month: 12, opens: 1, closes: 10, takes_effect: {month: 3, day: 1}}
    probation: {lasts: 1 month}
    ```
"""

from collections.abc import Iterator
from datetime import date, timedelta

from cs.checking.rule import Rule
from cs.kernel.calendars import WorkingCalendar
from cs.kernel.document import Document, PolicySet
from cs.kernel.durations import Duration, Unit
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.promotion.policy import PromotionPolicy
from cs.promotion.projections import projected
from cs.promotion.timetable import (
    Timetable,
    effect_day,
    rounds,
    surely_over_by,
    timetable,
    window_days,
)

ENOUGH = 85
"""Percent of the days from Monday to Friday."""
LONG = 92
"""In days; a longer trial evens a holiday out."""
MONTHS_WITH_LONG_HOLIDAYS = frozenset({1, 2, 5, 9, 10})


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each window with a trial that has too few days of work; one finding a window."""
    if policies.as_of is None:
        return
    for document in policies.of(PromotionPolicy):
        probation = document.policy.probation
        if probation is None or probation.lasts.unit is Unit.WORKING_DAY:
            continue
        for number in range(len(document.policy.windows)):
            found = list(
                _thin_trials(document.policy, number, probation.lasts, policies, policies.as_of)
            )
            if found:
                yield _finding(document, probation.lasts, found, policies)


def _thin_trials(
    policy: PromotionPolicy, number: int, lasts: Duration, policies: PolicySet, as_of: date
) -> Iterator[tuple[Timetable, date, int, int]]:
    """Rounds with the trial's last day, its days of work and its days from Monday to Friday."""
    calendar = policies.calendar
    for year in rounds(policy, number, as_of):
        try:
            if not _may_meet_holidays(policy, number, year, lasts, calendar):
                continue
            round_ = timetable(policy, number, year, calendar)
            last = lasts.after(round_.effect) - timedelta(days=1)
        except ValueError:  # beyond the calendar
            continue
        weekdays = WorkingCalendar(None, calendar.weekend).working_days(round_.effect, last)
        worked = calendar.working_days(round_.effect, last)
        if worked * 100 < weekdays * ENOUGH:
            yield round_, last, worked, weekdays


def _may_meet_holidays(
    policy: PromotionPolicy, number: int, year: int, lasts: Duration, calendar: WorkingCalendar
) -> bool:
    """Whether the trial can touch a month with long holidays at all; saves their look-up."""
    if lasts.after(date(year, 1, 1)) > date(year, 1, 1) + timedelta(days=LONG):
        return False
    if calendar.country is None and not calendar.free:
        return False
    opens, closes = window_days(policy.windows[number], year)
    latest = surely_over_by(policy, closes, calendar)
    if calendar.country != "CN" or calendar.free or latest is None:
        return True
    stated = policy.windows[number].takes_effect
    first, last = closes, lasts.after(latest)
    if stated is not None:
        first = effect_day(stated, opens)
        last = lasts.after(first)
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return any(month % 12 + 1 in MONTHS_WITH_LONG_HOLIDAYS for month in months)


def _finding(
    document: Document[PromotionPolicy],
    lasts: Duration,
    found: list[tuple[Timetable, date, int, int]],
    policies: PolicySet,
) -> Finding:
    round_, last, worked, weekdays = found[0]
    window = document.place.at("windows", round_.window)
    return Finding(
        RULE.code,
        RULE.severity,
        message(
            "The trial of {lasts} after the round {round} runs from {first} to {last}: {worked} "
            "days of work, where {weekdays} are usual (such rounds in the next three years: "
            "{rounds}).",
            lasts=lasts,
            round=round_.name,
            first=round_.effect,
            last=last,
            worked=worked,
            weekdays=weekdays,
            rounds=", ".join(each.name for each, *_ in found),
        ),
        document.place.at("probation", "lasts"),
        expected=message("a trial with as many days of work in every round"),
        mend=message(
            "State the trial in working days, or let the window's promotions hold from a later "
            "day (`takes_effect`)."
        ),
        related=(
            Related(window, message("The window of that round.")),
            *projected(policies.calendar, (round_.effect.year, last.year), window),
        ),
    )


RULE = Rule("PRM043", "trial-over-holidays", Severity.INFO, check, ("D41",))
