"""Customers are served when no shift is worked

The service hours hold times that no shift spans: who calls then reaches nobody. Where lines of
cover or calls ask for agents at that time too, RST001 says so instead.

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
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.roster.holes import edges_beside, holes
from cs.roster.policy import RosterPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each time of the service hours without a shift, where no agent is asked for."""
    for document in policies.of(RosterPolicy):
        for hole in holes(document.policy):
            if hole.heads:
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "From {start} to {end} customers are served and no shift is worked; days of "
                    "the week: {days}.",
                    start=hole.when.start,
                    end=hole.when.end,
                    days=hole.when.days,
                ),
                document.place / "hours",
                expected=message("a shift at every time of the service hours"),
                mend=message("Add or lengthen a shift, or shorten the hours."),
                related=tuple(edges_beside(document.place, document.policy, hole)),
            )


RULE = Rule("RST002", "hours-without-shift", Severity.ERROR, check)
