"""A skill of the list that nothing teaches

The development policy lists a skill, and no post of a rotation and no course teaches it. Either it
cannot be learnt here, or what teaches it names another skill by mistake.

Bad:

    ```yaml
    kind: development
    id: development
    name: 培训与发展
    skills:
      - {id: service, name: 服务流程}
      - {id: product, name: 产品知识}
    courses:
      - {id: first, name: 入门班, teaches: [{skill: service}]}
    ```

Good:

    ```yaml
    kind: development
    id: development
    name: 培训与发展
    skills:
      - {id: service, name: 服务流程}
      - {id: product, name: 产品知识}
    courses:
      - {id: first, name: 入门班, teaches: [{skill: service}]}
      - {id: second, name: 产品班, teaches: [{skill: product}]}
    ```
"""

from collections.abc import Iterator

from cs.career.development import DevelopmentPolicy
from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.kernel.texts import fold
from cs.rotation.policy import RotationPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each listed skill without a post or a course."""
    if policies.may_lack(RotationPolicy, DevelopmentPolicy):
        return
    taught = {
        fold(skill)
        for rotation in policies.of(RotationPolicy)
        for teaching in (
            *(post.teaches for post in rotation.policy.posts),
            *(course.teaches for course in rotation.policy.courses),
        )
        for skill in teaching
    }
    documents = tuple(policies.of(DevelopmentPolicy))
    taught |= {
        fold(each.skill)
        for document in documents
        for course in document.policy.courses
        for each in course.teaches
    }
    for document in documents:
        if not document.policy.courses:
            continue
        for number, skill in enumerate(document.policy.skills):
            if fold(skill.id) in taught or fold(skill.name) in taught:
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message("No post and no course teaches {skill}.", skill=skill.name),
                document.place.at("skills", number),
                expected=message("a post or a course that teaches it"),
                mend=message("Name it under `teaches` where it is learnt, or delete it here."),
            )


RULE = Rule("XPL054", "skill-never-taught", Severity.INFO, check)
