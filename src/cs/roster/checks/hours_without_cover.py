"""How many agents serve at some of the service hours is not stated

The policy states service hours and cover, and for some of these hours no line of cover. A roster
may leave them empty then and keep every rule. Hours without any shift are found by RST002.

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
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.roster.holes import lines_beside, unasked
from cs.roster.policy import RosterPolicy
from cs.roster.week import often


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each time of the service hours at which nobody is asked for."""
    for document in policies.of(RosterPolicy):
        for bare in often(unasked(document.policy)):
            beside = lines_beside(document.place, document.policy, bare)
            place = beside[0].place if beside else document.place / "hours"
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
                place,
                expected=message("cover at every time of the service hours"),
                mend=message("Let this line reach further, or add a line of cover for it.")
                if beside
                else message("Add a line of cover for it, with one agent at least."),
                related=(
                    *beside[1:],
                    *([Related(document.place / "hours", message("The hours."))] if beside else []),
                ),
            )


RULE = Rule("RST003", "hours-without-cover", Severity.WARNING, check)
