"""A mentee's mentor is not in the staff table

The staff table names as mentor somebody whom it does not list, or who has left. Nobody looks after
the mentee then, and nobody notices.

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
    A1,甲,二星,
    A2,乙,一星,A9
    A3,丙,一星,A1
    ```
"""

from collections.abc import Iterator

from cs.career.development import DevelopmentPolicy
from cs.career.mentoring import mentees
from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message

SHOWN = 3
"""Mentees that are named; all are counted."""


def check(policies: PolicySet) -> Iterator[Finding]:
    """Policies some of whose mentees have a mentor who is not there."""
    for document in policies.of(DevelopmentPolicy):
        here = {agent.id for agent in policies.staff or () if agent.status != "left"}
        lost = [
            agent
            for agent in mentees(document.policy, policies)
            if agent.mentor is not None and agent.mentor not in here
        ]
        if lost:
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "{count} mentees have a mentor who is not in the staff table or has left, for "
                    "example {examples}.",
                    count=len(lost),
                    examples=", ".join(f"{each.id} ({each.mentor})" for each in lost[:SHOWN]),
                ),
                document.place / "mentoring",
                expected=message("mentors who are in the staff table"),
                mend=message("Name another mentor in the staff table."),
            )


RULE = Rule("DEV002", "mentor-not-in-staff", Severity.WARNING, check)
