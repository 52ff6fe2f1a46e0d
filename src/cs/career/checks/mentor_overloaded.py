"""A mentor has more mentees than the policy allows

The staff table gives one mentor more mentees than `most_mentees`.

Bad:

    ```yaml
    kind: development
    id: development
    name: 发展
    mentoring: {mentees: {grades: 一星}, most_mentees: 1}
    ```

Good:

    ```yaml
    kind: development
    id: development
    name: 发展
    mentoring: {mentees: {grades: 一星}, most_mentees: 2}
    ```

Staff:

    ```csv
    id,name,grade,mentor
    A1,甲,二星,
    A2,乙,一星,A1
    A3,丙,一星,A1
    ```
"""

from collections import Counter
from collections.abc import Iterator

from cs.career.development import DevelopmentPolicy
from cs.career.mentoring import mentees
from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message

SHOWN = 3
"""Mentors that are named; all are counted."""


def check(policies: PolicySet) -> Iterator[Finding]:
    """Policies under which mentors of the staff table have too many mentees."""
    for document in policies.of(DevelopmentPolicy):
        mentoring = document.policy.mentoring
        if mentoring is None or mentoring.most_mentees is None:
            continue
        load = Counter(agent.mentor for agent in mentees(document.policy, policies) if agent.mentor)
        over = [
            (name, count) for name, count in load.most_common() if count > mentoring.most_mentees
        ]
        if over:
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "{count} mentors have more than {most} mentees, for example {examples}.",
                    count=len(over),
                    most=mentoring.most_mentees,
                    examples=", ".join(f"{name} ({count})" for name, count in over[:SHOWN]),
                ),
                document.place.at("mentoring", "most_mentees"),
                expected=message("{most} mentees or fewer for each", most=mentoring.most_mentees),
                mend=message("Share the mentees out anew, or allow more."),
            )


RULE = Rule("DEV005", "mentor-overloaded", Severity.WARNING, check)
