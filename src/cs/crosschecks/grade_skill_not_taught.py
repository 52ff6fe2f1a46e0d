"""A grade requires a skill that no rotation teaches

Where a rotation says what posts and courses teach, a skill that a grade of the ladder requires and
nothing teaches is often a misspelt one, or a training that is missing.

Bad:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: presale, name: 售前咨询, stint: 2 months, headcount: 5..8, teaches: 产品知识}
      - {id: complaints, name: 投诉处理, stint: 2 months, headcount: 5..8, teaches: 投诉处理}
    ---
    kind: ladder
    id: ladder
    name: 职位阶梯
    tracks: [{id: title, name: 职称通道, promotes: title}]
    grades:
      - {id: star2, name: 二星客服, track: title, level: 2, requires: [产品知知]}
    ```

Good:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: presale, name: 售前咨询, stint: 2 months, headcount: 5..8, teaches: 产品知识}
      - {id: complaints, name: 投诉处理, stint: 2 months, headcount: 5..8, teaches: 投诉处理}
    ---
    kind: ladder
    id: ladder
    name: 职位阶梯
    tracks: [{id: title, name: 职称通道, promotes: title}]
    grades:
      - {id: star2, name: 二星客服, track: title, level: 2, requires: [产品知识]}
    ```
"""

from collections.abc import Iterator

from cs.career.development import DevelopmentPolicy
from cs.career.policy import LadderPolicy
from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.mends import suggest_word
from cs.kernel.messages import message
from cs.kernel.suggestions import nearest
from cs.kernel.texts import fold
from cs.rotation.policy import RotationPolicy
from cs.rotation.staffing import taught_skills


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each skill of a grade that the workspace's rotations do not know."""
    taught = {
        fold(skill): skill
        for rotation in policies.of(RotationPolicy)
        for skill in taught_skills(rotation.policy)
    }
    if not taught:
        return
    taught |= {
        fold(skill): skill
        for development in policies.of(DevelopmentPolicy)
        for course in development.policy.courses
        for skill in (each.skill for each in course.teaches)
    }
    for document in policies.of(LadderPolicy):
        for number, grade in enumerate(document.policy.grades):
            for index, skill in enumerate(grade.requires):
                if fold(skill) in taught:
                    continue
                near = nearest(skill, taught.values())
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message(
                        "{grade} requires {skill}, which no post or course of a rotation teaches.",
                        grade=grade.name,
                        skill=skill,
                    ),
                    document.place.at("grades", number, "requires", index),
                    expected=message("a skill that a post or a course teaches"),
                    mend=message("Add a course that teaches it, or drop the requirement.")
                    if near is None
                    else message("Did you mean {name}?", name=near),
                    related=tuple(
                        Related(
                            (rotation.place / "posts").key(),
                            message(
                                "What this rotation teaches: {skills}.",
                                skills=tuple(dict.fromkeys(taught_skills(rotation.policy))),
                            ),
                        )
                        for rotation in policies.of(RotationPolicy)
                    )[:2],
                    fix=suggest_word(document.place.at("grades", number, "requires", index), near),
                )


RULE = Rule("XPL005", "grade-skill-not-taught", Severity.WARNING, check, fixes="unsafe")
