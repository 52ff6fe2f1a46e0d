"""A graver case has a milder consequence

More minutes, more days or more repetitions lead to something milder than fewer do. From the
mildest: a reminder, a warning, a deduction, counting as absence, a written warning, a transfer,
dismissal.

Bad:

    ```yaml
    kind: attendance
    id: attendance
    name: 考勤
    lateness:
      minutes:
        - {to: 30, includes: to, act: deduct}
        - {from: 30, includes: neither, act: warn}
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
from itertools import pairwise

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Place, Related, Severity
from cs.kernel.intervals import ascending
from cs.kernel.messages import message
from cs.roster.attendance import GRAVITY, Act, Approval, AttendancePolicy, Consequence
from cs.roster.leave import consequences_of


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each consequence that is milder than that of a lesser case."""
    for document in policies.of(AttendancePolicy):
        for banded in consequences_of(document):
            order = [each.index for each in ascending(banded.bands)]
            acts = [(_act(banded.bands[index]), banded.places[index]) for index in order]
            yield from _falling(acts)
        lateness = document.policy.lateness
        if lateness is not None:
            place = document.place.at("lateness", "repeated")
            groups: dict[str, list[tuple[int, int]]] = {}
            for number, each in enumerate(lateness.repeated):
                groups.setdefault(str(each.within), []).append((each.times, number))
            for group in groups.values():
                yield from _falling(
                    [(lateness.repeated[n].act, place / n) for _, n in sorted(group)]
                )


def _act(band: Consequence | Approval) -> Act:
    return band.act if isinstance(band, Consequence) else "remind"


def _falling(acts: list[tuple[Act, Place]]) -> Iterator[Finding]:
    for (before, lesser), (act, place) in pairwise(acts):
        if GRAVITY.index(act) >= GRAVITY.index(before):
            continue
        yield Finding(
            RULE.code,
            RULE.severity,
            message(
                "A graver case leads to `{act}`, the lesser one before it to `{before}`.",
                act=act,
                before=before,
            ),
            place / "act",
            expected=message("`{before}` or something graver", before=before),
            mend=message("Exchange the two, or make the graver case's consequence graver."),
            related=(Related(lesser / "act", message("The lesser case.")),),
        )


RULE = Rule("ATT010", "consequence-falls", Severity.WARNING, check)
