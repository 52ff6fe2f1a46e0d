"""Some lateness or absence has no consequence, though less of it has

Between two lines, or above the last one, some minutes or days are in none: who comes that late
gets away with it.

Bad:

    ```yaml
    kind: attendance
    id: attendance
    name: 考勤
    lateness:
      minutes:
        - {to: 30, includes: to, act: warn}
        - {from: 60, includes: from, act: absence}
    ```

Good:

    ```yaml
    kind: attendance
    id: attendance
    name: 考勤
    lateness:
      minutes:
        - {to: 60, includes: neither, act: warn}
        - {from: 60, includes: from, act: absence}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.intervals import ascending, gaps
from cs.kernel.messages import message
from cs.kernel.texts import plain
from cs.roster.attendance import AttendancePolicy
from cs.roster.leave import consequences_of


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each gap between consequences, and above the last of them."""
    for document in policies.of(AttendancePolicy):
        for banded in consequences_of(document):
            left = [(lower, left_out) for lower, _, left_out in gaps(banded.bands)]
            found = ascending(banded.bands)
            last = max(found, key=lambda one: (one.high is None, one.high or 0), default=None)
            if last is not None and last.high is not None:
                more = message("every value above {value}", value=plain(last.high))
                left.append((last, more))
            for lower, left_out in left:
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message(
                        "{what}: nothing follows from {left_out}.",
                        what=banded.what,
                        left_out=left_out,
                    ),
                    banded.places[lower.index],
                    expected=message("a consequence for every value from here on"),
                    mend=message(
                        "Let this line reach up to the next, and leave the last one open."
                    ),
                )


RULE = Rule("ATT009", "consequence-gap", Severity.WARNING, check)
