"""Somebody approves his own leave

Approval is a second pair of eyes. The role whose leave it is, or a word such as 本人, stands as the
approver; or one line for everybody names a role whose own leave no other line speaks of.

Bad:

    ```yaml
    kind: attendance
    id: attendance
    name: 考勤
    approvals:
      - {of: 组长, from: 0, includes: from, approver: 组长}
    ```

Good:

    ```yaml
    kind: attendance
    id: attendance
    name: 考勤
    approvals:
      - {of: 组长, from: 0, includes: from, approver: 客服经理}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.roster.attendance import Approval, AttendancePolicy
from cs.roster.leave import approvals_of

ONESELF = frozenset(("本人", "自己", "申请人", "self", "applicant"))
"""Words for the one who asks, folded."""


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each approval by the one who asks for leave."""
    for document in policies.of(AttendancePolicy):
        spoken_of = {policies.role(each.of) for each in document.policy.approvals if each.of}
        if document.policy.top is not None:
            spoken_of.add(policies.role(document.policy.top))
        for banded in approvals_of(document):
            for approval, place in zip(banded.bands, banded.places, strict=True):
                if not isinstance(approval, Approval) or approval.approver is None:
                    continue
                role = policies.role(approval.approver)
                if role in ONESELF:
                    text = message(
                        "The one who asks for leave approves it: {role}.", role=approval.approver
                    )
                elif approval.of is None and role not in spoken_of:
                    text = message(
                        "{role} approves everybody's leave, and so that of {role} too.",
                        role=approval.approver,
                    )
                elif approval.of is not None and role == policies.role(approval.of):
                    text = message(
                        "{role} approves leave of the same role.", role=approval.approver
                    )
                else:
                    continue
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    text,
                    place / "approver",
                    expected=message("a role above the one whose leave it is"),
                    mend=message(
                        "Name the superior of that role, in a line of its own with `of` if need be."
                    ),
                    related=(Related(place / "of", message("Whose leave it is.")),)
                    if approval.of is not None
                    else (),
                )


RULE = Rule("ATT003", "leave-self-approval", Severity.ERROR, check)
