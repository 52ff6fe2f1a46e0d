"""Agents are needed when no customer is served

A line of cover asks for agents outside of the service hours. One of the two is mistaken, or work
without customers should be said to be that.

Bad:

    ```yaml
    kind: roster
    id: roster
    name: 排班
    hours: {from: "08:00", to: "20:00"}
    shifts: [{id: 长班, name: 长班, from: "08:00", to: "22:00"}]
    cover: [{from: "08:00", to: "21:00", least: 5}]
    ```

Good:

    ```yaml
    kind: roster
    id: roster
    name: 排班
    hours: {from: "08:00", to: "21:00"}
    shifts: [{id: 长班, name: 长班, from: "08:00", to: "22:00"}]
    cover: [{from: "08:00", to: "21:00", least: 5}]
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Route, Severity
from cs.kernel.messages import message
from cs.roster.policy import RosterPolicy
from cs.roster.week import lines, often, outside, served


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each line of cover with its times outside of the service hours."""
    for document in policies.of(RosterPolicy):
        hours = [(each.start, each.end) for each in served(document.policy)]
        if not hours:
            continue
        by_line: dict[Route, list[tuple[int, int]]] = {}
        for each in lines(document.policy):
            by_line.setdefault(each.line, []).append((each.start, each.end))
        for line, parts in by_line.items():
            for bare in often(outside(parts, hours)):
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message(
                        "From {start} to {end} agents are needed and no customer is served; days "
                        "of the week: {days}.",
                        start=bare.start,
                        end=bare.end,
                        days=bare.days,
                    ),
                    document.place.at(*line),
                    expected=message("cover within the service hours"),
                    mend=message("Correct the cover or the service hours."),
                    related=(Related(document.place / "hours", message("The service hours.")),),
                )


RULE = Rule("RST004", "cover-outside-hours", Severity.WARNING, check)
