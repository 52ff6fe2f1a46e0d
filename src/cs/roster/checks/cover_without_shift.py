"""Agents are needed when no shift is worked

A line of cover or of calls asks for agents at a time that no shift spans. No roster of these shifts
can meet it. A hole is found once for all lines that ask for agents in it; where one shift ends
before the next begins, at the edge of the shift.

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
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.roster.holes import culprit, edges_beside, holes
from cs.roster.policy import RosterPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each time at which agents are needed and no shift is worked, once for all lines."""
    for document in policies.of(RosterPolicy):
        for hole in holes(document.policy):
            if not hole.heads:
                continue
            wrong = culprit(document.policy, hole)
            place = (
                document.place.at(*hole.lines[0])
                if wrong is None
                else document.place.at("shifts", *wrong)
            )
            asking = (
                Related(document.place.at(*line), message("Here agents are needed then."))
                for line in hole.lines
            )
            related = (*edges_beside(document.place, document.policy, hole), *asking)
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "From {start} to {end} {heads} agents are needed and no shift is worked; "
                    "days of the week: {days}.",
                    start=hole.when.start,
                    end=hole.when.end,
                    heads=hole.heads,
                    days=hole.when.days,
                ),
                place,
                expected=message("a shift that spans it"),
                mend=message("Lengthen this shift, or one next to it.")
                if wrong
                else message("Add or lengthen a shift, or shorten the cover."),
                related=tuple(each for each in related if each.place != place),
            )


RULE = Rule("RST001", "cover-without-shift", Severity.ERROR, check)
