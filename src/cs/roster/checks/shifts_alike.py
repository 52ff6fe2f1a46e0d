"""Two shifts are the same

Two shifts begin and end at the same time on the same days. Under two names people count them
apart, and each is staffed as if the other were not there.

Bad:

    ```yaml
    kind: roster
    id: roster
    name: 排班
    shifts:
      - {id: 早班, name: 早班, from: "08:00", to: "16:00"}
      - {id: 行政班, name: 行政班, from: "08:00", to: "16:00"}
    ```

Good:

    ```yaml
    kind: roster
    id: roster
    name: 排班
    shifts:
      - {id: 早班, name: 早班, from: "08:00", to: "16:00"}
      - {id: 行政班, name: 行政班, from: "09:00", to: "17:00"}
    ```
"""

from collections.abc import Iterator
from itertools import combinations

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.roster.policy import RosterPolicy
from cs.roster.week import clock, days_of


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each shift that an earlier one equals, with a day in common."""
    for document in policies.of(RosterPolicy):
        for (first, one), (second, other) in combinations(enumerate(document.policy.shifts), 2):
            same = (one.start, one.length) == (other.start, other.length)
            if not same or not set(days_of(one.days)) & set(days_of(other.days)):
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "«{first}» and «{second}» both last from {start} to {end}.",
                    first=one.name,
                    second=other.name,
                    start=clock(one.start),
                    end=clock(one.end),
                ),
                document.place.at("shifts", second),
                expected=message("shifts that differ"),
                mend=message("Drop one of them, or correct its times or days."),
                related=(Related(document.place.at("shifts", first), message("The other shift.")),),
            )


RULE = Rule("RST005", "shifts-alike", Severity.INFO, check)
