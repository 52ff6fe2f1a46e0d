"""The pattern of shifts breaks the rest that the policy states

Two days of the pattern follow one another with too few hours between the end of the one shift and
the beginning of the other. Who works by the pattern cannot keep the rule.

Bad:

    ```yaml
    kind: roster
    id: roster
    name: 排班
    shifts:
      - {id: 早班, name: 早班, from: "07:00", to: "15:00"}
      - {id: 晚班, name: 晚班, from: "15:00", to: "23:00"}
    working_time: {rest_hours: 11}
    pattern: [早班, 早班, 晚班, 晚班, 早班, rest, rest]
    ```

Good:

    ```yaml
    kind: roster
    id: roster
    name: 排班
    shifts:
      - {id: 早班, name: 早班, from: "07:00", to: "15:00"}
      - {id: 晚班, name: 晚班, from: "15:00", to: "23:00"}
    working_time: {rest_hours: 11}
    pattern: [早班, 早班, 早班, 晚班, 晚班, rest, rest]
    ```
"""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.kernel.texts import plain, rounded
from cs.roster.policy import RosterPolicy
from cs.roster.week import clock
from cs.roster.working import HOUR, gap


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each pair of days of a pattern with too little rest between."""
    for document in policies.of(RosterPolicy):
        policy = document.policy
        hours = policy.working_time.rest_hours
        if hours is None:
            continue
        shifts = {shift.id: shift for shift in policy.shifts}
        days = [*enumerate(policy.pattern), *enumerate(policy.pattern[:1])]
        for (before, one), (after, other) in pairwise(days):
            if one not in shifts or other not in shifts:
                continue
            rest = gap(shifts[one], shifts[other])
            if rest >= hours * HOUR:
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "After «{late}» until {end}, «{early}» follows at {start}: {rest} hours of "
                    "rest, and {hours} are asked for.",
                    late=shifts[one].name,
                    end=clock(shifts[one].end),
                    early=shifts[other].name,
                    start=clock(shifts[other].start),
                    rest=rounded(Fraction(rest, HOUR)),
                    hours=plain(hours),
                ),
                document.place.at("pattern", after),
                expected=message("{hours} hours of rest or more", hours=plain(hours)),
                mend=message("Put a day off between the two, or turn their order."),
                related=(
                    Related(document.place.at("pattern", before), message("The day before.")),
                    Related(
                        document.place.at("working_time", "rest_hours"),
                        message("The rest that is asked for."),
                    ),
                ),
            )


RULE = Rule("RST008", "rest-broken-by-pattern", Severity.ERROR, check)
