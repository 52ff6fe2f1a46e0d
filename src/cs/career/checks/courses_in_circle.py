"""Courses must be passed before one another

Course A must be passed before course B, and B before A (or a course before itself): nobody can
begin with either.

Bad:

    ```yaml
    kind: development
    id: development
    name: 发展
    skills: [{id: 沟通, name: 沟通}]
    courses:
      - {id: 初级, name: 初级班, teaches: [{skill: 沟通}], after: 高级}
      - {id: 高级, name: 高级班, teaches: [{skill: 沟通}], after: 初级}
    ```

Good:

    ```yaml
    kind: development
    id: development
    name: 发展
    skills: [{id: 沟通, name: 沟通}]
    courses:
      - {id: 初级, name: 初级班, teaches: [{skill: 沟通}]}
      - {id: 高级, name: 高级班, teaches: [{skill: 沟通}], after: 初级}
    ```
"""

from collections.abc import Iterator

from cs.career.development import DevelopmentPolicy
from cs.checking.rule import Rule
from cs.kernel.circles import circles
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each circle of courses, at its first one."""
    for document in policies.of(DevelopmentPolicy):
        courses = document.policy.courses
        numbers = {course.id: number for number, course in enumerate(courses)}
        for ring in circles({course.id: course.after for course in courses}):
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "Each of these courses must be passed before the one to its left: {circle}.",
                    circle=" ← ".join((*ring, ring[0])),
                ),
                document.place.at("courses", numbers[ring[0]], "after"),
                expected=message("courses of which one needs no other"),
                mend=message("Let one of them need no other, or split it in two."),
                related=tuple(
                    Related(
                        document.place.at("courses", numbers[each], "after"),
                        message("Another course of the circle."),
                    )
                    for each in ring[1:]
                ),
            )


RULE = Rule("DEV011", "courses-in-circle", Severity.ERROR, check)
