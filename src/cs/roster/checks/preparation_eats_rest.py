"""Who comes early for preparation has too little rest

Agents come some minutes before their shift. Counted from then, the time since the end of their
last shift is less than the rest that the policy asks for, or than the preparation itself; without
it, the rest would be enough.

Bad:

    ```yaml
    kind: roster
    id: roster
    name: 排班
    shifts:
      - {id: 早班, name: 早班, from: "08:00", to: "16:00"}
      - {id: 晚班, name: 晚班, from: "13:00", to: "21:00"}
    working_time: {rest_hours: 11}
    preparation: {minutes: 15}
    ```

Good:

    ```yaml
    kind: roster
    id: roster
    name: 排班
    shifts:
      - {id: 早班, name: 早班, from: "08:30", to: "16:30"}
      - {id: 晚班, name: 晚班, from: "13:00", to: "21:00"}
    working_time: {rest_hours: 11}
    preparation: {minutes: 15}
    ```
"""

from collections.abc import Iterator
from decimal import Decimal

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.kernel.texts import plain
from cs.roster.policy import RosterPolicy
from cs.roster.working import HOUR, gap


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each pair of shifts that may follow one another only if nobody comes early."""
    for document in policies.of(RosterPolicy):
        policy, preparation = document.policy, document.policy.preparation
        if preparation is None or not preparation.minutes:
            continue
        asked = (policy.working_time.rest_hours or Decimal(0)) * HOUR
        for late in policy.shifts:
            for number, early in enumerate(policy.shifts):
                rest = gap(late, early)
                if rest < asked or rest < 0 or rest - preparation.minutes >= asked:
                    continue
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message(
                        "Between «{late}» and «{early}» lie {rest} minutes; {minutes} of "
                        "preparation leave {left}, and {asked} are asked for.",
                        late=late.name,
                        early=early.name,
                        rest=rest,
                        minutes=preparation.minutes,
                        left=rest - preparation.minutes,
                        asked=plain(asked),
                    ),
                    document.place.at("preparation", "minutes"),
                    expected=message("rest that is enough with the preparation"),
                    mend=message("Begin that shift later, or shorten the preparation."),
                    related=(
                        Related(document.place.at("shifts", number), message("The early shift.")),
                    ),
                )


RULE = Rule("RST018", "preparation-eats-rest", Severity.WARNING, check)
