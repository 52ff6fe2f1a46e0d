"""Two lines say who approves a leave of one length

Where two lines hold the same number of days, each names an approver, and nobody knows whose word
counts.

Bad:

    ```yaml
    kind: attendance
    id: attendance
    name: 考勤
    approvals:
      - {to: 3, includes: to, approver: 组长}
      - {from: 3, includes: from, approver: 客服经理}
    ```

Good:

    ```yaml
    kind: attendance
    id: attendance
    name: 考勤
    approvals:
      - {to: 3, includes: to, approver: 组长}
      - {from: 3, includes: neither, approver: 客服经理}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.conventions import turned
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.intervals import overlaps
from cs.kernel.messages import message
from cs.roster.attendance import AttendancePolicy
from cs.roster.leave import approvals_of


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each pair of approvals that share a length of leave."""
    for document in policies.of(AttendancePolicy):
        for banded in approvals_of(document):
            for lower, upper, shared in overlaps(banded.bands):
                wrong = turned(banded.bands, lower, upper)
                line = banded.places[upper.index if wrong is None else wrong.index]
                other = banded.places[lower.index + upper.index - (wrong or upper).index]
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message("{what}: two lines hold {shared}.", what=banded.what, shared=shared),
                    line / "includes" if wrong else line,
                    expected=message("one line for every number of days"),
                    mend=wrong.mend
                    if wrong
                    else message("Let only one of the two include the edge, or part them."),
                    related=(Related(other, message("The other line.")),),
                    fix=wrong.fix(line) if wrong else None,
                )


RULE = Rule("ATT006", "leave-approval-overlap", Severity.WARNING, check, fixes="unsafe")
