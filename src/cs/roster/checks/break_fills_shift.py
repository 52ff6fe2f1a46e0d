"""The breaks fill the whole shift

The breaks of a shift last as long as the shift, or longer: no work is left. Often hours were
meant, or the shift's times are wrong.

Bad:

    ```yaml
    kind: roster
    id: roster
    name: 排班
    shifts: [{id: 早班, name: 早班, from: "08:00", to: "09:00", break_minutes: 60}]
    ```

Good:

    ```yaml
    kind: roster
    id: roster
    name: 排班
    shifts: [{id: 早班, name: 早班, from: "08:00", to: "17:00", break_minutes: 60}]
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.roster.policy import RosterPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each shift without time for work."""
    for document in policies.of(RosterPolicy):
        for number, shift in enumerate(document.policy.shifts):
            if shift.break_minutes < shift.length:
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "«{shift}» lasts {length} minutes, its breaks {breaks}.",
                    shift=shift.name,
                    length=shift.length,
                    breaks=shift.break_minutes,
                ),
                document.place.at("shifts", number, "break_minutes"),
                expected=message("breaks of less than {length} minutes", length=shift.length),
                mend=message("Correct the breaks or the times of the shift."),
            )


RULE = Rule("RST017", "break-fills-shift", Severity.ERROR, check)
