"""The pattern names a shift that is not there

A day of the pattern is the id of a shift of the policy, or `rest` for a day off.

Bad:

    ```yaml
    kind: roster
    id: roster
    name: 排班
    shifts: [{id: 早班, name: 早班, from: "08:00", to: "16:00"}]
    pattern: [早班, 中班, rest]
    ```

Good:

    ```yaml
    kind: roster
    id: roster
    name: 排班
    shifts: [{id: 早班, name: 早班, from: "08:00", to: "16:00"}]
    pattern: [早班, 早班, rest]
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.mends import suggest_word
from cs.kernel.messages import message
from cs.kernel.suggestions import nearest
from cs.roster.policy import REST, RosterPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each day of a pattern that is no shift."""
    for document in policies.of(RosterPolicy):
        known = [*(shift.id for shift in document.policy.shifts), REST]
        for number, day in enumerate(document.policy.pattern):
            if day in known:
                continue
            near = nearest(day, known)
            place = document.place.at("pattern", number)
            yield Finding(
                RULE.code,
                RULE.severity,
                message("There is no shift {day}.", day=day),
                place,
                expected=message("one of: {words}", words=tuple(known)),
                mend=message("Correct the day, or add the shift.")
                if near is None
                else message("Did you mean {name}?", name=near),
                fix=suggest_word(place, near),
            )


RULE = Rule("RST021", "pattern-shift-unknown", Severity.ERROR, check, fixes="unsafe")
