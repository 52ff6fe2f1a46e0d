"""Dismissal comes without a warning before it

An employer may dismiss at once for a serious breach of its rules, but the rules must have been
made with the staff and made known, and must say what is serious (Labour Contract Law of the PRC,
articles 4 and 39(2)). Where the very first line is the dismissal, a court asks what made it
serious. (For the reader, not legal advice.)

Bad:

    ```yaml
    kind: attendance
    id: attendance
    name: 考勤
    absence:
      days: [{from: 1, includes: from, act: dismiss}]
    ```

Good:

    ```yaml
    kind: attendance
    id: attendance
    name: 考勤
    absence:
      days:
        - {to: 3, includes: neither, act: written warning}
        - {from: 3, includes: from, act: dismiss}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Place, Severity
from cs.kernel.intervals import ascending
from cs.kernel.messages import message
from cs.roster.attendance import Approval, AttendancePolicy, Consequence
from cs.roster.leave import consequences_of


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each list of consequences that begins with a dismissal."""
    for document in policies.of(AttendancePolicy):
        lists = [(banded.bands, banded.places) for banded in consequences_of(document)]
        for bands, places in lists:
            first = next(iter(ascending(bands)), None)
            if first is not None and _is_dismissal(bands[first.index]):
                yield _finding(places[first.index] / "act")
        lateness = document.policy.lateness
        if lateness is not None and lateness.repeated and not lateness.minutes:
            least = min(range(len(lateness.repeated)), key=lambda n: lateness.repeated[n].times)
            if lateness.repeated[least].act == "dismiss":
                yield _finding(document.place.at("lateness", "repeated", least, "act"))


def _is_dismissal(band: Consequence | Approval) -> bool:
    return isinstance(band, Consequence) and band.act == "dismiss"


def _finding(place: Place) -> Finding:
    return Finding(
        RULE.code,
        RULE.severity,
        message("The first thing that follows is dismissal; no warning comes before it."),
        place,
        expected=message("a written warning for the lesser case"),
        mend=message(
            "Add a line with `act: written warning` below it, and make the rules known to all."
        ),
    )


RULE = Rule("ATT012", "absence-dismissed-first", Severity.INFO, check, ("D43",))
