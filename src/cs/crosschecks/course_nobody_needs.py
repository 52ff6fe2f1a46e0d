"""A course teaches what no post and no grade requires

Posts and grades say which skills they require. A course of the development policy teaches nothing
of that: it costs time and leads nowhere, or a post or a grade forgot to ask for it. A course that
leads to another course that is needed is needed too, and so is what a training or a goal asks for.

Bad:

    ```yaml
    kind: ladder
    id: ladder
    name: 职位阶梯
    tracks: [{id: title, name: 职称通道, promotes: title}]
    grades:
      - {id: star2, name: 二星客服, track: title, level: 2, requires: [产品知识]}
    ---
    kind: development
    id: development
    name: 发展
    skills: [{id: 产品知识, name: 产品知识}, {id: 摄影, name: 摄影}]
    courses:
      - {id: 产品课, name: 产品课, teaches: [{skill: 产品知识}]}
      - {id: 摄影课, name: 摄影课, teaches: [{skill: 摄影}]}
    ```

Good:

    ```yaml
    kind: ladder
    id: ladder
    name: 职位阶梯
    tracks: [{id: title, name: 职称通道, promotes: title}]
    grades:
      - {id: star2, name: 二星客服, track: title, level: 2, requires: [产品知识]}
    ---
    kind: development
    id: development
    name: 发展
    skills: [{id: 产品知识, name: 产品知识}]
    courses:
      - {id: 产品课, name: 产品课, teaches: [{skill: 产品知识}]}
    ```
"""

from collections.abc import Iterator

from cs.career.development import DevelopmentPolicy
from cs.career.policy import LadderPolicy
from cs.checking.rule import Rule
from cs.crosschecks.skills import skills_required
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.kernel.texts import fold
from cs.rotation.policy import RotationPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each course that nothing in the workspace leads to."""
    required = {fold(skill): place for skill, place in skills_required(policies)}
    if not required or policies.may_lack(RotationPolicy, LadderPolicy):
        return
    for document in policies.of(DevelopmentPolicy):
        policy = document.policy
        names = {skill.id: skill.name for skill in policy.skills}
        asked = {goal.skill for goal in (policy.plan.goals if policy.plan is not None else ())}
        needed = {course for training in policy.trainings for course in training.courses}
        needed |= {
            course.id
            for course in policy.courses
            for taught in course.teaches
            if taught.skill in asked
            or {fold(taught.skill), fold(names.get(taught.skill, taught.skill))} & required.keys()
        }
        before = {course.id: course.after for course in policy.courses}
        waiting = list(needed)
        while waiting:
            earlier = [each for each in before.get(waiting.pop(), ()) if each not in needed]
            needed.update(earlier)
            waiting += earlier
        for number, course in enumerate(policy.courses):
            if course.id in needed:
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "«{course}» teaches {skills}; of {count} skills that posts and grades require, "
                    "none is among them.",
                    course=course.name,
                    skills=", ".join(taught.skill for taught in course.teaches),
                    count=len(required),
                ),
                document.place.at("courses", number, "teaches"),
                expected=message("a skill that a post or a grade requires"),
                mend=message("Let a post or a grade require it, or drop the course."),
            )


RULE = Rule("XPL032", "course-nobody-needs", Severity.INFO, check)
