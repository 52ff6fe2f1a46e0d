"""Mentors mentor one another

In the staff table a chain of mentors comes back to its beginning: each looks after the other, and
nobody stands above both.

Bad:

    ```yaml
    kind: development
    id: development
    name: 发展
    mentoring: {mentees: {grades: 一星}}
    ```

Good:

    ```yaml
    kind: development
    id: development
    name: 发展
    mentoring: {mentees: {grades: 二星}}
    ```

Staff:

    ```csv
    id,name,grade,mentor
    A1,甲,一星,A2
    A2,乙,一星,A1
    A3,丙,二星,A1
    ```
"""

from collections.abc import Iterator

from cs.career.development import DevelopmentPolicy
from cs.career.mentoring import mentees
from cs.checking.rule import Rule
from cs.kernel.circles import circles
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message

SHOWN = 3
"""Circles that are named; all are counted."""


def check(policies: PolicySet) -> Iterator[Finding]:
    """Policies some of whose mentees stand in a circle of mentors."""
    above = {agent.id: (agent.mentor,) for agent in policies.staff or () if agent.mentor}
    found = circles(above)
    if not found:
        return
    for document in policies.of(DevelopmentPolicy):
        learning = {agent.id for agent in mentees(document.policy, policies)}
        rings = [ring for ring in found if learning & set(ring)]
        if rings:
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "In the staff table mentors mentor one another in a circle; circles: {count}, "
                    "for example {circle}.",
                    count=len(rings),
                    circle="; ".join(" → ".join((*ring, ring[0])) for ring in rings[:SHOWN]),
                ),
                document.place / "mentoring",
                expected=message("mentors who are not, by any chain, their mentees' mentees"),
                mend=message("Give one agent of the circle another mentor in the staff table."),
            )


RULE = Rule("DEV004", "mentor-circle", Severity.WARNING, check, ("D30",))
