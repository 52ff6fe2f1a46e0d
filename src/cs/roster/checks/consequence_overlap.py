"""The same lateness or absence has two consequences

Two lines hold the same minutes or days, and different things follow.

Bad:

    ```yaml
    kind: attendance
    id: attendance
    name: 考勤
    lateness:
      minutes:
        - {to: 30, includes: to, act: warn}
        - {from: 20, includes: neither, act: deduct}
    ```

Good:

    ```yaml
    kind: attendance
    id: attendance
    name: 考勤
    lateness:
      minutes:
        - {to: 30, includes: to, act: warn}
        - {from: 30, includes: neither, act: deduct}
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
from cs.roster.leave import consequences_of


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each pair of consequences that share a value."""
    for document in policies.of(AttendancePolicy):
        for banded in consequences_of(document):
            for lower, upper, shared in overlaps(banded.bands):
                wrong = turned(banded.bands, lower, upper)
                line = banded.places[upper.index if wrong is None else wrong.index]
                other = banded.places[lower.index + upper.index - (wrong or upper).index]
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message("{what}: two lines hold {shared}.", what=banded.what, shared=shared),
                    line / "includes" if wrong else line,
                    expected=message("one consequence for every value"),
                    mend=wrong.mend
                    if wrong
                    else message("Let only one of the two include the edge, or part them."),
                    related=(Related(other, message("The other line.")),),
                    fix=wrong.fix(line) if wrong else None,
                )


RULE = Rule("ATT008", "consequence-overlap", Severity.ERROR, check, fixes="unsafe")
