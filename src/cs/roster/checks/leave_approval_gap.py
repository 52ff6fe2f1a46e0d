"""Nobody approves leave of some lengths

The days of the approvals of one leave leave something out: below the first line, between two
lines, or above the last. A leave of that length has no approver.

Bad:

    ```yaml
    kind: attendance
    id: attendance
    name: 考勤
    approvals:
      - {to: 3, includes: to, approver: 组长}
      - {from: 5, includes: from, approver: 客服经理}
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
from cs.kernel.conventions import overlaps_too, turned
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Place, Related, Severity
from cs.kernel.intervals import ascending, gaps
from cs.kernel.messages import Message, message
from cs.kernel.reckoning import days_at_least
from cs.kernel.texts import plain
from cs.roster.attendance import AttendancePolicy
from cs.roster.leave import approvals_of


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each length of leave that no line of its approvals holds."""
    for document in policies.of(AttendancePolicy):
        longest = {
            document.place.at("leave", number, "approvals"): leave.most
            for number, leave in enumerate(document.policy.leave)
        }
        for banded in approvals_of(document):
            for lower, upper, left_out in gaps(banded.bands):
                wrong = turned(banded.bands, lower, upper)
                if overlaps_too(banded.bands, wrong):
                    continue
                yield _finding(
                    message(
                        "{what}: nobody approves {left_out}.", what=banded.what, left_out=left_out
                    ),
                    banded.places[upper.index],
                    (Related(banded.places[lower.index], message("The line below.")),),
                )
            found = ascending(banded.bands)
            if not found:
                continue
            first, last = found[0], max(found, key=lambda one: (one.high is None, one.high or 0))
            if first.low is not None and first.low > 0:
                yield _finding(
                    message(
                        "{what}: nobody approves less than {low}.",
                        what=banded.what,
                        low=plain(first.low),
                    ),
                    banded.places[first.index] / "from",
                )
            most = longest.get(banded.whole)
            if last.high is not None and (most is None or days_at_least(most) > last.high):
                yield _finding(
                    message(
                        "{what}: nobody approves more than {high}.",
                        what=banded.what,
                        high=plain(last.high),
                    ),
                    banded.places[last.index] / "to",
                )


def _finding(text: Message, place: Place, related: tuple[Related, ...] = ()) -> Finding:
    return Finding(
        RULE.code,
        RULE.severity,
        text,
        place,
        expected=message("lines that hold every number of days"),
        mend=message("Let one line end where the next begins, and leave the last one open."),
        related=related,
    )


RULE = Rule("ATT005", "leave-approval-gap", Severity.WARNING, check)
