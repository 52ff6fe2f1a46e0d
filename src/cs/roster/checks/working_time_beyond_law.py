"""Working time goes beyond what the Labour Law names

The Labour Law of the PRC names eight hours a day, 44 hours a week on average (article 36) and a
day of rest a week at least (article 38); firms that cannot keep to it may have another system of
working time approved (article 39). The finding names what the policy states beyond it. (For the
reader, not legal advice.)

Bad:

    ```yaml
    kind: roster
    id: roster
    name: 排班
    shifts: [{id: 长班, name: 长班, from: "08:00", to: "20:00", break_minutes: 60}]
    working_time: {hours_a_week: 40..48, days_off: 0}
    ```

Good:

    ```yaml
    kind: roster
    id: roster
    name: 排班
    shifts: [{id: 早班, name: 早班, from: "08:00", to: "17:00", break_minutes: 60}]
    working_time: {hours_a_week: 40..44, days_off: 1}
    ```
"""

from collections.abc import Iterator
from fractions import Fraction

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Place, Severity
from cs.kernel.messages import Message, message
from cs.kernel.texts import rounded
from cs.roster.policy import RosterPolicy
from cs.roster.working import HOUR

DAILY, WEEKLY = 8, 44
"""Hours that article 36 names."""


def check(policies: PolicySet) -> Iterator[Finding]:
    """Shifts, weeks and rests beyond the figures of the law."""
    for document in policies.of(RosterPolicy):
        time = document.policy.working_time
        for number, shift in enumerate(document.policy.shifts):
            if shift.worked > DAILY * HOUR:
                yield _finding(
                    message(
                        "«{shift}» has {hours} hours of work; article 36 names {limit} a day.",
                        shift=shift.name,
                        hours=rounded(Fraction(shift.worked, HOUR)),
                        limit=DAILY,
                    ),
                    document.place.at("shifts", number),
                )
        asked = time.hours_a_week
        if asked is not None and (asked.high or asked.low) > WEEKLY:
            yield _finding(
                message(
                    "A week may have {hours} hours; article 36 names {limit} on average.",
                    hours=asked.high or asked.low,
                    limit=WEEKLY,
                ),
                document.place.at("working_time", "hours_a_week"),
            )
        if time.days_off == 0:
            yield _finding(
                message("A week may have no day off; article 38 names one at least."),
                document.place.at("working_time", "days_off"),
            )


def _finding(text: Message, place: Place) -> Finding:
    return Finding(
        RULE.code,
        RULE.severity,
        text,
        place,
        expected=message("what articles 36 and 38 of the Labour Law name"),
        mend=message("Shorten it, or name the approval of another system of working time."),
    )


RULE = Rule("RST012", "working-time-beyond-law", Severity.INFO, check)
