"""Leave is taken without handing over, though the roster needs cover

Open cases, customers' information and documents are handed over before a leave. Where a kind of
leave that can be foreseen leaves that open, or says no, the work of the absent waits, at the
roster's peaks above all.

Bad:

    ```yaml
    kind: attendance
    id: attendance
    name: 考勤
    leave: [{id: 年假, name: 年休假, notice: 5 days}]
    approvals: [{approver: 组长}]
    ---
    kind: roster
    id: roster
    name: 排班
    shifts: [{id: 早班, name: 早班, from: "08:00", to: "16:00"}]
    cover: [{from: "09:00", to: "12:00", least: 8, peak: true}]
    ```

Good:

    ```yaml
    kind: attendance
    id: attendance
    name: 考勤
    leave: [{id: 年假, name: 年休假, notice: 5 days, handover: true}]
    approvals: [{approver: 组长}]
    ---
    kind: roster
    id: roster
    name: 排班
    shifts: [{id: 早班, name: 早班, from: "08:00", to: "16:00"}]
    cover: [{from: "09:00", to: "12:00", least: 8, peak: true}]
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.roster.attendance import AttendancePolicy
from cs.roster.leave import peaks_of


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each kind of leave that can be foreseen and taken at a peak, without handing over."""
    peaks = peaks_of(policies)
    if not peaks:
        return
    for document in policies.of(AttendancePolicy):
        for number, leave in enumerate(document.policy.leave):
            if not leave.foreseen or not leave.at_peak or leave.handover:
                continue
            place = document.place.at("leave", number)
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "Whether work is handed over before {leave} is not stated.", leave=leave.name
                )
                if leave.handover is None
                else message("Before {leave} no work is handed over.", leave=leave.name),
                place if leave.handover is None else place / "handover",
                expected=message("`handover: true`, or `at_peak: false`"),
                mend=message("Add `handover: true`, and state in `handover` what passes to whom."),
                related=peaks,
            )


RULE = Rule("ATT013", "leave-without-handover", Severity.WARNING, check)
