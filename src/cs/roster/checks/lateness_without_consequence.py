"""Lateness is forbidden, and nothing follows from it

«Punished by the rules of the firm» needs such a rule. A policy that speaks of lateness or of
absence and states no consequence leaves each case to whoever decides it.

Bad:

    ```yaml
    kind: attendance
    id: attendance
    name: 考勤
    lateness: {grace_minutes: 5}
    ```

Good:

    ```yaml
    kind: attendance
    id: attendance
    name: 考勤
    lateness:
      grace_minutes: 5
      minutes: [{act: remind}]
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Place, Severity
from cs.kernel.messages import Message, message
from cs.roster.attendance import AttendancePolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each policy that states lateness or absence without any consequence."""
    for document in policies.of(AttendancePolicy):
        lateness, absence = document.policy.lateness, document.policy.absence
        if lateness is not None and not lateness.minutes and not lateness.repeated:
            yield _finding(
                message("What follows from lateness is not stated."), document.place / "lateness"
            )
        if absence is not None and not absence.days:
            yield _finding(
                message("What follows from absence is not stated."), document.place / "absence"
            )


def _finding(text: Message, place: Place) -> Finding:
    return Finding(
        RULE.code,
        RULE.severity,
        text,
        place,
        expected=message("what follows, by minutes, days or repetitions"),
        mend=message(
            "Add for example `repeated` with `times: 3`, `within: 1 month` and `act: warn`."
        ),
    )


RULE = Rule("ATT011", "lateness-without-consequence", Severity.INFO, check, ("D36",))
