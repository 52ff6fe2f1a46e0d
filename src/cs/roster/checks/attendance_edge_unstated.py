"""To which line an edge belongs is not stated

Two lines meet at a number, and neither says whether it belongs to it (`includes`). In Chinese law
以上, 以下 and 以内 include the number, 超过, 不满 and 以外 do not; in firms' rules both are meant.

Bad:

    ```yaml
    kind: attendance
    id: attendance
    name: 考勤
    lateness:
      minutes:
        - {to: 30, act: warn}
        - {from: 30, act: deduct}
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
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.intervals import open_edges
from cs.kernel.messages import message
from cs.kernel.texts import plain
from cs.roster.attendance import AttendancePolicy
from cs.roster.leave import all_bands


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each edge that two lines share and do not share out."""
    for document in policies.of(AttendancePolicy):
        for banded in all_bands(document):
            for edge in open_edges(banded.bands):
                touching = [
                    place
                    for band, place in zip(banded.bands, banded.places, strict=True)
                    if edge in (band.low, band.high)
                ]
                if len(touching) < 2:
                    continue
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message(
                        "{what}: to which line {edge} belongs is not stated.",
                        what=banded.what,
                        edge=plain(edge),
                    ),
                    touching[-1],
                    expected=message("`includes` in both lines"),
                    mend=message("Add `includes: from`, `to`, `both` or `neither`."),
                    related=(Related(touching[0], message("The other line.")),),
                )


RULE = Rule("ATT007", "attendance-edge-unstated", Severity.WARNING, check, ("D04",))
