"""Whether preparation counts as time worked is not stated

Agents must come early to check their equipment, or to a meeting. Whether these minutes count as
time worked is left open; over a month they add up, and disputes are about just that.

Bad:

    ```yaml
    kind: roster
    id: roster
    name: 排班
    shifts: [{id: 早班, name: 早班, from: "08:00", to: "16:00"}]
    preparation: {minutes: 15}
    ```

Good:

    ```yaml
    kind: roster
    id: roster
    name: 排班
    shifts: [{id: 早班, name: 早班, from: "08:00", to: "16:00"}]
    preparation: {minutes: 15, is_paid: true}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.roster.policy import RosterPolicy
from cs.roster.working import most_days


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each preparation of which that is not stated, with its minutes in a week."""
    for document in policies.of(RosterPolicy):
        preparation = document.policy.preparation
        if preparation is None or not preparation.minutes or preparation.is_paid is not None:
            continue
        yield Finding(
            RULE.code,
            RULE.severity,
            message(
                "{minutes} minutes before each shift, {week} in a week of {days} shifts; whether "
                "they count as time worked is not stated.",
                minutes=preparation.minutes,
                week=preparation.minutes * most_days(document.policy),
                days=most_days(document.policy),
            ),
            document.place / "preparation",
            expected=message("`is_paid: true` or `is_paid: false`"),
            mend=message("State which of the two was agreed."),
        )


RULE = Rule("RST019", "preparation-unpaid", Severity.INFO, check)
