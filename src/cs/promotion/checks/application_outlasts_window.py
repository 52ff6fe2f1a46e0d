"""Applicants are given more time than the window is open

The step of applying may take longer than from the window's opening to its close, on the real
calendar of one of the next three years. Whoever uses the time that the process gives is too late.

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    windows:
      - {month: 6, opens: 1, closes: 5}
    process:
      - {id: apply, name: 申请, act: apply, actor: 候选人, duration: 10 working days}
      - {id: approve, name: 审批, act: approve, actor: 人力资源部, duration: 3 working days}
    ```

Good:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    windows:
      - {month: 6, opens: 1, closes: 20}
    process:
      - {id: apply, name: 申请, act: apply, actor: 候选人, duration: 10 working days}
      - {id: approve, name: 审批, act: approve, actor: 人力资源部, duration: 3 working days}
    ```
"""

from collections.abc import Iterator
from datetime import date

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.durations import Duration
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.promotion.policy import PromotionPolicy
from cs.promotion.projections import projected
from cs.promotion.timetable import rounds, surely_after, window_days


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each window that closes before an application's time is over; one finding a window."""
    if policies.as_of is None:
        return
    for document in policies.of(PromotionPolicy):
        steps = [
            (position, step, step.duration)
            for position, step in enumerate(document.policy.process)
            if step.act == "apply" and step.duration is not None
        ]
        for number, window in enumerate(document.policy.windows):
            if window.closes is None:
                continue
            for position, step, duration in steps:
                late = [
                    (opens, closes, ends)
                    for opens, closes in (
                        window_days(window, year)
                        for year in rounds(document.policy, number, policies.as_of)
                    )
                    if (ends := _end(duration, opens, closes, policies)) > closes
                ]
                if not late:
                    continue
                opens, closes, ends = late[0]
                place = document.place.at("windows", number)
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message(
                        "«{step}» may take {duration}; from {opens} that lasts to {ends}, but the "
                        "window closes on {closes} (such rounds in the next three years: "
                        "{rounds}).",
                        step=step.name,
                        duration=duration,
                        opens=opens,
                        ends=ends,
                        closes=closes,
                        rounds=", ".join(f"{day:%Y-%m}" for day, _, _ in late),
                    ),
                    place / "closes",
                    expected=message("a window that is open for all the time of an application"),
                    mend=message("Close the window later, or give applicants less time."),
                    related=(
                        Related(
                            document.place.at("process", position, "duration"),
                            message("The time for an application."),
                        ),
                        *projected(policies.calendar, (opens.year, ends.year), place),
                    ),
                )


def _end(duration: Duration, opens: date, closes: date, policies: PolicySet) -> date:
    """The last day of an application; any day not after the close where it is surely over then."""
    try:
        surely = surely_after(duration, opens, policies.calendar)
        if surely is not None and surely <= closes:
            return surely
        return duration.after(opens, policies.calendar)
    except ValueError:  # beyond the calendar
        return date.max


RULE = Rule("PRM042", "application-outlasts-window", Severity.WARNING, check, ("D24",))
