"""Agents are needed when no shift is worked

A line of cover asks for agents at a time that no shift spans. No roster of these shifts can meet
it.

Bad:

    ```yaml
    kind: roster
    id: roster
    name: 排班
    shifts: [{id: 早班, name: 早班, from: "08:00", to: "16:00"}]
    cover: [{from: "09:00", to: "18:00", least: 5}]
    ```

Good:

    ```yaml
    kind: roster
    id: roster
    name: 排班
    shifts: [{id: 早班, name: 早班, from: "08:00", to: "18:00"}]
    cover: [{from: "09:00", to: "18:00", least: 5}]
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Route, Severity
from cs.kernel.messages import message
from cs.roster.policy import RosterPolicy
from cs.roster.week import lines, often, outside, worked


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each line of cover with the times of it that no shift spans."""
    for document in policies.of(RosterPolicy):
        there = worked(document.policy.shifts)
        by_line: dict[Route, list[tuple[int, int]]] = {}
        heads: dict[Route, int] = {}
        for each in lines(document.policy):
            if each.heads:
                by_line.setdefault(each.line, []).append((each.start, each.end))
                heads[each.line] = each.heads
        for line, parts in by_line.items():
            for bare in often(outside(parts, there)):
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message(
                        "From {start} to {end} {heads} agents are needed and no shift is worked; "
                        "days of the week: {days}.",
                        start=bare.start,
                        end=bare.end,
                        heads=heads[line],
                        days=bare.days,
                    ),
                    document.place.at(*line),
                    expected=message("a shift that spans it"),
                    mend=message("Add or lengthen a shift, or shorten the cover."),
                    related=(Related(document.place / "shifts", message("The shifts.")),),
                )


RULE = Rule("RST001", "cover-without-shift", Severity.ERROR, check)
