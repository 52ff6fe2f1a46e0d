"""Customers are served when no shift is worked

The service hours hold times that no shift spans: who calls then reaches nobody.

Bad:

    ```yaml
    kind: roster
    id: roster
    name: 排班
    hours: {from: "00:00", to: "24:00"}
    shifts:
      - {id: 早班, name: 早班, from: "08:00", to: "16:00"}
      - {id: 中班, name: 中班, from: "16:00", to: "23:00"}
    ```

Good:

    ```yaml
    kind: roster
    id: roster
    name: 排班
    hours: {from: "08:00", to: "23:00"}
    shifts:
      - {id: 早班, name: 早班, from: "08:00", to: "16:00"}
      - {id: 中班, name: 中班, from: "16:00", to: "23:00"}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.roster.policy import RosterPolicy
from cs.roster.week import often, outside, served, worked


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each time of the service hours without a shift."""
    for document in policies.of(RosterPolicy):
        parts = [(each.start, each.end) for each in served(document.policy)]
        for bare in often(outside(parts, worked(document.policy.shifts))):
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "From {start} to {end} customers are served and no shift is worked; days of "
                    "the week: {days}.",
                    start=bare.start,
                    end=bare.end,
                    days=bare.days,
                ),
                document.place / "hours",
                expected=message("a shift at every time of the service hours"),
                mend=message("Add or lengthen a shift, or shorten the hours."),
                related=(Related(document.place / "shifts", message("The shifts.")),),
            )


RULE = Rule("RST002", "hours-without-shift", Severity.ERROR, check)
