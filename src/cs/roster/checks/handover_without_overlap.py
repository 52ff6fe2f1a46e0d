"""A shift ends before the next has taken over

Shifts hand over for so many minutes, and both must be there. When this shift ends, the others that
go on have begun too late, or have not begun.

Bad:

    ```yaml
    kind: roster
    id: roster
    name: 排班
    shifts:
      - {id: 早班, name: 早班, from: "08:00", to: "16:00"}
      - {id: 中班, name: 中班, from: "16:00", to: "23:00"}
    handover: {minutes: 15, items: [未结工单]}
    ```

Good:

    ```yaml
    kind: roster
    id: roster
    name: 排班
    shifts:
      - {id: 早班, name: 早班, from: "08:00", to: "16:15"}
      - {id: 中班, name: 中班, from: "16:00", to: "23:00"}
    handover: {minutes: 15, items: [未结工单]}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.roster.policy import DAY, RosterPolicy, Shift
from cs.roster.week import clock


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each shift that others follow and none overlaps for long enough."""
    for document in policies.of(RosterPolicy):
        handover = document.policy.handover
        if handover is None or not handover.minutes:
            continue
        for number, shift in enumerate(document.policy.shifts):
            best = max(
                (
                    overlap
                    for other in document.policy.shifts
                    if other.id != shift.id and (overlap := _overlap(shift, other)) is not None
                ),
                default=None,
            )
            if best is None or best >= handover.minutes:
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "«{shift}» ends at {end}; whoever goes on is there for {overlap} minutes "
                    "before, and {minutes} are asked for.",
                    shift=shift.name,
                    end=clock(shift.end),
                    overlap=best,
                    minutes=handover.minutes,
                ),
                document.place.at("shifts", number, "to"),
                expected=message("{minutes} minutes together", minutes=handover.minutes),
                mend=message("Let the shift end later, or the next one begin earlier."),
                related=(
                    Related(
                        document.place.at("handover", "minutes"), message("What is asked for.")
                    ),
                ),
            )


def _overlap(shift: Shift, other: Shift) -> int | None:
    """Minutes for which another shift, that goes on, is there at the end; None if it is not."""
    since = (shift.start + shift.length - other.start) % DAY
    return since if since < other.length else None


RULE = Rule("RST006", "handover-without-overlap", Severity.WARNING, check)
