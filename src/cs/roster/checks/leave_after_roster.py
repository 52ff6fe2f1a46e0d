"""Leave may be asked for when the roster is out already

The roster is made known so long before its first day; the leave asks for shorter notice. Each such
leave changes a roster on which others have settled.

Bad:

    ```yaml
    kind: attendance
    id: attendance
    name: 考勤
    leave: [{id: 年假, name: 年休假, notice: 3 days, handover: true}]
    approvals: [{approver: 组长}]
    ---
    kind: roster
    id: roster
    name: 排班
    published: 2 weeks
    shifts: [{id: 早班, name: 早班, from: "08:00", to: "16:00"}]
    ```

Good:

    ```yaml
    kind: attendance
    id: attendance
    name: 考勤
    leave: [{id: 年假, name: 年休假, notice: 15 days, handover: true}]
    approvals: [{approver: 组长}]
    ---
    kind: roster
    id: roster
    name: 排班
    published: 2 weeks
    shifts: [{id: 早班, name: 早班, from: "08:00", to: "16:00"}]
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.kernel.reckoning import is_surely_longer
from cs.roster.attendance import AttendancePolicy
from cs.roster.policy import RosterPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each kind of paid or longer leave with less notice than the roster has."""
    for document in policies.of(AttendancePolicy):
        for number, leave in enumerate(document.policy.leave):
            if not leave.foreseen or leave.notice is None or leave.within is not None:
                continue
            for roster in policies.of(RosterPolicy):
                published = roster.policy.published
                if published is None or not is_surely_longer(published, leave.notice):
                    continue
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message(
                        "{leave} is asked for {notice} before; the roster is out {published} "
                        "before.",
                        leave=leave.name,
                        notice=leave.notice,
                        published=published,
                    ),
                    document.place.at("leave", number, "notice"),
                    expected=message("a notice of {published} or more", published=published),
                    mend=message(
                        "Lengthen the notice, or state `within` for what comes unforeseen."
                    ),
                    related=(
                        Related(roster.place / "published", message("When the roster is out.")),
                    ),
                )


RULE = Rule("ATT015", "leave-after-roster", Severity.INFO, check)
