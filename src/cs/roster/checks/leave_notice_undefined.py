"""How long before a leave it must be asked for is not stated

Leave that can be foreseen is asked for beforehand, so that the roster can do without the agent.
«So many days ahead» without a number binds nobody. Leave that cannot be foreseen says `foreseen:
false`.

Bad:

    ```yaml
    kind: attendance
    id: attendance
    name: 考勤
    leave:
      - {id: 事假, name: 事假}
    approvals: [{from: 0, approver: 组长, includes: from}]
    ```

Good:

    ```yaml
    kind: attendance
    id: attendance
    name: 考勤
    leave:
      - {id: 事假, name: 事假, notice: 3 working days}
      - {id: 病假, name: 病假, foreseen: false}
    approvals: [{from: 0, approver: 组长, includes: from}]
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.roster.attendance import AttendancePolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each kind of leave that can be foreseen and asks for no notice."""
    for document in policies.of(AttendancePolicy):
        for number, leave in enumerate(document.policy.leave):
            if not leave.foreseen or (leave.notice is not None and leave.notice.count):
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "How long before {leave} it must be asked for is not stated.", leave=leave.name
                ),
                document.place.at("leave", number),
                expected=message("`notice`, or `foreseen: false`"),
                mend=message("Add for example `notice: 3 working days`."),
            )


RULE = Rule("ATT001", "leave-notice-undefined", Severity.WARNING, check, ("D08",))
