"""The last round is decided when its policy is no longer in force

A window opens while the policy is in force, but the steps, each taking all the time it may, end
after the policy's `until`. The decision would rest on rules that no longer hold.

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    until: 2026-12-31
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    windows:
      - {month: 12, opens: 1, closes: 20}
    process:
      - {id: review, name: 评审, act: review, actor: 评审小组, duration: 10 working days}
      - {id: approve, name: 审批, act: approve, actor: 人力资源部, duration: 3 working days}
    ```

Good:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    until: 2027-03-31
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    windows:
      - {month: 12, opens: 1, closes: 20}
    process:
      - {id: review, name: 评审, act: review, actor: 评审小组, duration: 10 working days}
      - {id: approve, name: 审批, act: approve, actor: 人力资源部, duration: 3 working days}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.promotion.policy import PromotionPolicy
from cs.promotion.projections import projected
from cs.promotion.timetable import rounds, surely_over_by, timetable, window_days


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each round that begins in force and ends after it."""
    if policies.as_of is None:
        return
    for document in policies.of(PromotionPolicy):
        policy = document.policy
        if policy.until is None:
            continue
        for number, window in enumerate(policy.windows):
            for year in rounds(policy, number, policies.as_of):
                over = surely_over_by(policy, window_days(window, year)[1], policies.calendar)
                if over is not None and over <= policy.until:
                    continue
                try:
                    round_ = timetable(policy, number, year, policies.calendar)
                except ValueError:  # beyond the calendar
                    continue
                if round_.decided <= policy.until:
                    continue
                place = document.place.at("windows", number)
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message(
                        "The round of {round} is decided on {decided} at the latest, {days} days "
                        "after the policy's last day {until}.",
                        round=round_.name,
                        decided=round_.decided,
                        days=(round_.decided - policy.until).days,
                        until=policy.until,
                    ),
                    document.place / "until",
                    expected=message("{decided} or later", decided=round_.decided),
                    mend=message("Let the policy hold until its last round is decided."),
                    related=(
                        Related(place, message("The window of that round.")),
                        *projected(policies.calendar, round_.projected, place),
                    ),
                )


RULE = Rule("PRM041", "round-outlives-policy", Severity.WARNING, check, ("D24",))
