"""An early shift may follow a late one

Between the end of one shift and the beginning of another on the next day lie few hours, and the
policy states no rest (`working_time.rest_hours`). Eleven hours are a usual figure.

Bad:

    ```yaml
    kind: roster
    id: roster
    name: 排班
    shifts:
      - {id: 早班, name: 早班, from: "07:00", to: "15:00"}
      - {id: 晚班, name: 晚班, from: "15:00", to: "23:00"}
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
    ```
"""

from collections.abc import Iterator
from fractions import Fraction

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.kernel.texts import rounded
from cs.roster.policy import RosterPolicy
from cs.roster.week import clock
from cs.roster.working import HOUR, gap

USUAL = 11 * HOUR
"""Minutes of rest that are usual."""


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each policy without stated rest whose shifts may follow one another within the usual one."""
    for document in policies.of(RosterPolicy):
        policy = document.policy
        if policy.working_time.rest_hours is not None or policy.pattern:
            continue
        numbered = list(enumerate(policy.shifts))
        pairs = [(gap(a, b), n, a, m, b) for n, a in numbered for m, b in numbered]
        least, first, late, second, early = min(pairs, key=lambda pair: pair[0])
        if least >= USUAL:
            continue
        yield Finding(
            RULE.code,
            RULE.severity,
            message(
                "After «{late}» until {end}, «{early}» may follow at {start}: {hours} hours of "
                "rest.",
                late=late.name,
                end=clock(late.end),
                early=early.name,
                start=clock(early.start),
                hours=rounded(Fraction(least, HOUR)),
            ),
            document.place.at("shifts", first),
            expected=message("`rest_hours` under `working_time`"),
            mend=message("Add `rest_hours: 11`, or what was agreed."),
            related=(Related(document.place.at("shifts", second), message("The early shift.")),),
        )


RULE = Rule("RST007", "rest-unstated", Severity.INFO, check)
