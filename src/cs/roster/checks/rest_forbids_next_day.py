"""After a shift nobody can work on the next day

The rest that the policy asks for is so long that no shift of the next day may follow this one, not
even itself. Each such shift costs a day off, which hardly anybody means.

Bad:

    ```yaml
    kind: roster
    id: roster
    name: 排班
    shifts:
      - {id: 早班, name: 早班, from: "07:00", to: "15:00"}
      - {id: 长班, name: 长班, from: "07:00", to: "22:00"}
    working_time: {rest_hours: 11}
    ```

Good:

    ```yaml
    kind: roster
    id: roster
    name: 排班
    shifts:
      - {id: 早班, name: 早班, from: "07:00", to: "15:00"}
      - {id: 晚班, name: 晚班, from: "14:00", to: "22:00"}
    working_time: {rest_hours: 11}
    ```
"""

from collections.abc import Iterator
from fractions import Fraction

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.kernel.texts import plain, rounded
from cs.roster.policy import RosterPolicy
from cs.roster.week import clock
from cs.roster.working import HOUR, gap


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each shift that no shift may follow."""
    for document in policies.of(RosterPolicy):
        policy = document.policy
        hours = policy.working_time.rest_hours
        if hours is None:
            continue
        for number, shift in enumerate(policy.shifts):
            longest = max(gap(shift, other) for other in policy.shifts)
            if longest >= hours * HOUR:
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "After «{shift}» until {end}, {rest} hours are left to the latest shift of the "
                    "next day, and {hours} are asked for.",
                    shift=shift.name,
                    end=clock(shift.end),
                    rest=rounded(Fraction(longest, HOUR)),
                    hours=plain(hours),
                ),
                document.place.at("shifts", number),
                expected=message("a shift that may follow it"),
                mend=message("Shorten the shift, or ask for less rest."),
                related=(
                    Related(
                        document.place.at("working_time", "rest_hours"),
                        message("The rest that is asked for."),
                    ),
                ),
            )


RULE = Rule("RST009", "rest-forbids-next-day", Severity.WARNING, check)
