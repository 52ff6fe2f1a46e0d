"""Somebody who must have a mentor has none

The policy says who must have a mentor; the staff table names none for some of them.

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
    mentoring: {mentees: {grades: 三星}}
    ```

Staff:

    ```csv
    id,name,grade,mentor
    A1,甲,二星,
    A2,乙,一星,A1
    A3,丙,一星,
    ```
"""

from collections.abc import Iterator

from cs.career.development import DevelopmentPolicy
from cs.career.mentoring import mentees
from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message

SHOWN = 5
"""Mentees that are named; all are counted."""


def check(policies: PolicySet) -> Iterator[Finding]:
    """Policies some of whose mentees have no mentor, where the staff table names mentors at all."""
    if not any(agent.mentor for agent in policies.staff or ()):
        return
    for document in policies.of(DevelopmentPolicy):
        learning = mentees(document.policy, policies)
        alone = [agent.id for agent in learning if agent.mentor is None]
        if alone:
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "Of {count} agents who must have a mentor, {alone} have none in the staff "
                    "table, for example {examples}.",
                    count=len(learning),
                    alone=len(alone),
                    examples=", ".join(alone[:SHOWN]),
                ),
                document.place.at("mentoring", "mentees"),
                expected=message("a mentor for each of them"),
                mend=message("Enter their mentors in the staff table."),
            )


RULE = Rule("DEV006", "mentee-without-mentor", Severity.INFO, check)
