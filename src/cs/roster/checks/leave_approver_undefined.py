"""Who approves a leave is not stated

Leave needs approval, and going without it counts as absence. Then somebody must be named who
approves: for every kind of leave, every number of days, and also for the leave of those who
approve that of others.

Bad:

    ```yaml
    kind: attendance
    id: attendance
    name: 考勤
    leave: [{id: 事假, name: 事假, notice: 3 days}]
    approvals:
      - {of: 坐席员, from: 0, includes: from, approver: 组长}
    ```

Good:

    ```yaml
    kind: attendance
    id: attendance
    name: 考勤
    leave: [{id: 事假, name: 事假, notice: 3 days}]
    approvals:
      - {of: 坐席员, from: 0, includes: from, approver: 组长}
      - {of: 组长, from: 0, includes: from, approver: 客服经理}
      - {of: 客服经理, from: 0, includes: from, approver: 总经理}
    top: 总经理
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import Document, PolicySet
from cs.kernel.findings import Finding, Place, Severity
from cs.kernel.messages import Message, message
from cs.roster.attendance import Approval, AttendancePolicy
from cs.roster.leave import approvals_of


def check(policies: PolicySet) -> Iterator[Finding]:
    """Kinds of leave without approval, approvals without approver, approvers without superior."""
    for document in policies.of(AttendancePolicy):
        policy = document.policy
        for number, leave in enumerate(policy.leave):
            if not leave.approvals and not policy.approvals:
                yield _finding(
                    message("Who approves {leave} is not stated.", leave=leave.name),
                    document.place.at("leave", number),
                )
        for banded in approvals_of(document):
            for approval, place in zip(banded.bands, banded.places, strict=True):
                if isinstance(approval, Approval) and approval.approver is None:
                    yield _finding(message("This approval names no approver."), place)
        yield from _without_superior(policies, document)


def _without_superior(
    policies: PolicySet, document: Document[AttendancePolicy]
) -> Iterator[Finding]:
    policy = document.policy
    if not policy.approvals or any(each.of is None for each in policy.approvals):
        return
    known = {policies.role(each.of or "") for each in policy.approvals}
    if policy.top is not None:
        known.add(policies.role(policy.top))
    for number, each in enumerate(policy.approvals):
        if each.approver is None or policies.role(each.approver) in known:
            continue
        known.add(policies.role(each.approver))
        yield _finding(
            message(
                "{role} approves leave of others, and nobody is named who approves that of {role}.",
                role=each.approver,
            ),
            document.place.at("approvals", number, "approver"),
        )


def _finding(text: Message, place: Place) -> Finding:
    return Finding(
        RULE.code,
        RULE.severity,
        text,
        place,
        expected=message("an approver for everybody's leave, or the highest role as `top`"),
        mend=message("Add a line to `approvals`, or name the role that nobody stands above."),
    )


RULE = Rule("ATT004", "leave-approver-undefined", Severity.WARNING, check)
