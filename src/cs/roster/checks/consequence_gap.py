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
from cs.kernel.conventions import overlaps_too, turned
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Fix, Place, Related, Severity
from cs.kernel.intervals import ascending, gaps
from cs.kernel.messages import Message, message
from cs.kernel.texts import plain
from cs.roster.attendance import AttendancePolicy
from cs.roster.leave import consequences_of


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each gap between consequences, and above the last of them."""
    for document in policies.of(AttendancePolicy):
        for banded in consequences_of(document):
            for lower, upper, left_out in gaps(banded.bands):
                wrong = turned(banded.bands, lower, upper)
                if overlaps_too(banded.bands, wrong):
                    continue
                line = banded.places[(wrong or upper).index]
                other = lower.index + upper.index - (wrong or upper).index
                yield _finding(
                    message(
                        "{what}: nothing follows from {left_out}.",
                        what=banded.what,
                        left_out=left_out,
                    ),
                    line / ("includes" if wrong else "from"),
                    wrong.mend
                    if wrong
                    else message("Let this line begin where the one below ends."),
                    (
                        Related(
                            banded.places[other],
                            message("The line below.")
                            if other == lower.index
                            else message("The line above."),
                        ),
                    ),
                    wrong.fix(line) if wrong else None,
                )
            found = ascending(banded.bands)
            last = max(found, key=lambda one: (one.high is None, one.high or 0), default=None)
            if last is not None and last.high is not None:
                yield _finding(
                    message(
                        "{what}: nothing follows from {left_out}.",
                        what=banded.what,
                        left_out=message("every value above {value}", value=plain(last.high)),
                    ),
                    banded.places[last.index] / "to",
                    message("Take the upper end out of the last line."),
                )


def _finding(
    text: Message,
    place: Place,
    mend: Message,
    related: tuple[Related, ...] = (),
    fix: Fix | None = None,
) -> Finding:
    return Finding(
        RULE.code,
        RULE.severity,
        text,
        place,
        expected=message("a consequence for every value from the first line on"),
        mend=mend,
        related=related,
        fix=fix,
    )


RULE = Rule("ATT009", "consequence-gap", Severity.WARNING, check, fixes="unsafe")
