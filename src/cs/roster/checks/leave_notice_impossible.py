"""The notice for a leave cannot be kept

A leave that nobody can foresee has a notice all the same, or the notice is longer than the time in
which the leave must begin: whoever keeps the one rule breaks the other.

Bad:

    ```yaml
    kind: attendance
    id: attendance
    name: 考勤
    leave:
      - {id: 丧假, name: 丧假, notice: 5 days, within: 3 days, handover: true}
      - {id: 病假, name: 病假, foreseen: false, notice: 1 day}
    approvals: [{from: 0, approver: 组长, includes: from}]
    ```

Good:

    ```yaml
    kind: attendance
    id: attendance
    name: 考勤
    leave:
      - {id: 丧假, name: 丧假, notice: 1 day, within: 3 days, handover: true}
      - {id: 病假, name: 病假, foreseen: false}
    approvals: [{from: 0, approver: 组长, includes: from}]
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.kernel.reckoning import is_surely_longer
from cs.roster.attendance import AttendancePolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each kind of leave whose notice contradicts what else is said of it."""
    for document in policies.of(AttendancePolicy):
        for number, leave in enumerate(document.policy.leave):
            place = document.place.at("leave", number)
            if leave.notice is None or not leave.notice.count:
                continue
            if not leave.foreseen:
                text = message(
                    "{leave} cannot be foreseen, and must be asked for {notice} before.",
                    leave=leave.name,
                    notice=leave.notice,
                )
                other = Related(place / "foreseen", message("It cannot be foreseen."))
            elif leave.within is not None and is_surely_longer(leave.notice, leave.within):
                text = message(
                    "{leave} must be asked for {notice} before, and begin within {within} after "
                    "its event.",
                    leave=leave.name,
                    notice=leave.notice,
                    within=leave.within,
                )
                other = Related(place / "within", message("By then it must have begun."))
            else:
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                text,
                place / "notice",
                expected=message("a notice that can be kept"),
                mend=message("Shorten the notice, or drop it and let the leave be told at once."),
                related=(other,),
            )


RULE = Rule("ATT002", "leave-notice-impossible", Severity.ERROR, check)
