"""One leave may be longer than all leaves of a year

The longest single leave of a kind is longer than what a year allows of it.

Bad:

    ```yaml
    kind: attendance
    id: attendance
    name: 考勤
    leave:
      - {id: 年假, name: 年休假, notice: 5 days, handover: true, most: 10 days, a_year: 5 days}
    approvals: [{approver: 组长}]
    ```

Good:

    ```yaml
    kind: attendance
    id: attendance
    name: 考勤
    leave:
      - {id: 年假, name: 年休假, notice: 5 days, handover: true, most: 5 days, a_year: 5 days}
    approvals: [{approver: 组长}]
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
    """Each kind of leave of which one may be longer than all of a year."""
    for document in policies.of(AttendancePolicy):
        for number, leave in enumerate(document.policy.leave):
            if leave.most is None or leave.a_year is None:
                continue
            if not is_surely_longer(leave.most, leave.a_year):
                continue
            place = document.place.at("leave", number)
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "One {leave} may last {most}, all of a year {a_year}.",
                    leave=leave.name,
                    most=leave.most,
                    a_year=leave.a_year,
                ),
                place / "most",
                expected=message("{a_year} or less", a_year=leave.a_year),
                mend=message("Shorten the one, or lengthen the other."),
                related=(Related(place / "a_year", message("What a year allows.")),),
            )


RULE = Rule("ATT014", "leave-beyond-year", Severity.WARNING, check)
