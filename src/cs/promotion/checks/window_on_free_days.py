"""A window in which no day is worked

On the real calendar of one of the next three years, every day from the window's opening to its
close is a weekend or a holiday: nobody can hand in an application in that round.

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    windows:
      - {month: 10, opens: 1, closes: 5}
    ```

Good:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    windows:
      - {month: 10, opens: 10, closes: 20}
    ```
"""

from collections.abc import Iterator
from datetime import date, timedelta

from cs.checking.rule import Rule
from cs.kernel.calendars import WorkingCalendar
from cs.kernel.document import PolicySet
from cs.kernel.durations import Duration, Unit
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.promotion.policy import PromotionPolicy
from cs.promotion.projections import projected
from cs.promotion.timetable import rounds, surely_after, window_days

ONE_DAY = Duration(1, Unit.WORKING_DAY)


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each window that is free in a coming year; one finding a window."""
    if policies.as_of is None:
        return
    for document in policies.of(PromotionPolicy):
        for number, window in enumerate(document.policy.windows):
            found = [
                (opens, closes)
                for opens, closes in (
                    window_days(window, year)
                    for year in rounds(document.policy, number, policies.as_of)
                )
                if not _is_any_worked(policies.calendar, opens, closes)
            ]
            if not found:
                continue
            opens, closes = found[0]
            place = document.place.at("windows", number)
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "In the window from {opens} to {closes} no day is worked (rounds with such a "
                    "window in the next three years: {rounds}).",
                    opens=opens,
                    closes=closes,
                    rounds=", ".join(f"{day:%Y-%m}" for day, _ in found),
                ),
                place / ("closes" if window.closes is not None else "month"),
                expected=message("a window with working days"),
                mend=message("Let the window open later or close later."),
                related=projected(policies.calendar, (opens.year, closes.year), place),
            )


def _is_any_worked(calendar: WorkingCalendar, opens: date, closes: date) -> bool:
    try:
        surely = surely_after(ONE_DAY, opens - timedelta(days=1), calendar)
    except ValueError:  # a calendar without any working day, or beyond its end
        surely = None
    if surely is not None and surely <= closes:
        return True
    days = (closes - opens).days + 1
    return any(calendar.is_working_day(opens + timedelta(days=n)) for n in range(days))


RULE = Rule("PRM038", "window-on-free-days", Severity.WARNING, check, ("D24",))
