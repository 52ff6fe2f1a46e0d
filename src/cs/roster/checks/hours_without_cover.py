"""How many agents serve at some of the service hours is not stated

The policy states service hours and cover, and for some of these hours no line of cover. A roster
may leave them empty then and keep every rule.

Bad:

    ```yaml
    kind: roster
    id: roster
    name: 排班
    hours: {from: "08:00", to: "20:00"}
    shifts: [{id: 长班, name: 长班, from: "08:00", to: "20:00"}]
    cover: [{from: "08:00", to: "18:00", least: 5}]
    ```

Good:

    ```yaml
    kind: roster
    id: roster
    name: 排班
    hours: {from: "08:00", to: "20:00"}
    shifts: [{id: 长班, name: 长班, from: "08:00", to: "20:00"}]
    cover: [{from: "08:00", to: "20:00", least: 5}]
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.roster.policy import RosterPolicy
from cs.roster.week import demand, often, outside, served


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each time of the service hours at which nobody is asked for."""
    for document in policies.of(RosterPolicy):
        needed = [(each.start, each.end) for each in demand(document.policy)]
        parts = [(each.start, each.end) for each in served(document.policy)]
        if not needed:
            continue
        for bare in often(outside(parts, needed)):
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "From {start} to {end} customers are served and no agent is asked for; days of "
                    "the week: {days}.",
                    start=bare.start,
                    end=bare.end,
                    days=bare.days,
                ),
                document.place / "hours",
                expected=message("cover at every time of the service hours"),
                mend=message("Add a line of cover for it, with one agent at least."),
            )


RULE = Rule("RST003", "hours-without-cover", Severity.WARNING, check)
