"""A course, a goal or a grade names a step that the skill does not have

What a course teaches, a goal asks for and a grade requires are steps of the skill's scale. A step
that the scale lacks can neither be taught nor judged.

Bad:

    ```yaml
    kind: development
    id: development
    name: 发展
    levels: [{level: 1, name: 入门}, {level: 2, name: 熟练}]
    skills: [{id: 投诉处理, name: 投诉处理}]
    courses:
      - {id: 投诉课, name: 投诉处理课, teaches: [{skill: 投诉处理, level: 3}]}
    ```

Good:

    ```yaml
    kind: development
    id: development
    name: 发展
    levels: [{level: 1, name: 入门}, {level: 2, name: 熟练}]
    skills: [{id: 投诉处理, name: 投诉处理}]
    courses:
      - {id: 投诉课, name: 投诉处理课, teaches: [{skill: 投诉处理, level: 2}]}
    ```
"""

from collections.abc import Iterator

from cs.career.development import DevelopmentPolicy
from cs.career.policy import LadderPolicy
from cs.checking.rule import Rule
from cs.kernel.document import Document, PolicySet
from cs.kernel.findings import Finding, Place, Severity
from cs.kernel.messages import message


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each step that is named and not there."""
    for document in policies.of(DevelopmentPolicy):
        for place, owner, skill, level in (*_named(document), *_of_grades(document, policies)):
            steps = [step.level for step in document.policy.scale_of(skill)]
            if level in steps or (level <= len(steps) and sorted(steps)[-1] != len(steps)):
                continue  # a scale with a gap is another finding
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "«{owner}» names step {level} of {skill}, whose steps are: {steps}.",
                    owner=owner,
                    level=level,
                    skill=skill,
                    steps=", ".join(map(str, steps)),
                )
                if steps
                else message(
                    "«{owner}» names step {level} of {skill}, and no steps are stated.",
                    owner=owner,
                    level=level,
                    skill=skill,
                ),
                place,
                expected=message("a step of the skill's scale"),
                mend=message("Correct the step, or add it to the scale."),
            )


def _named(document: Document[DevelopmentPolicy]) -> Iterator[tuple[Place, str, str, int]]:
    for number, course in enumerate(document.policy.courses):
        for index, taught in enumerate(course.teaches):
            if taught.level is not None:
                place = document.place.at("courses", number, "teaches", index, "level")
                yield place, course.name, taught.skill, taught.level
    plan = document.policy.plan
    for number, goal in enumerate(plan.goals if plan is not None else ()):
        if goal.skill is not None and goal.level is not None:
            place = document.place.at("plan", "goals", number, "level")
            yield place, goal.name, goal.skill, goal.level


def _of_grades(
    development: Document[DevelopmentPolicy], policies: PolicySet
) -> Iterator[tuple[Place, str, str, int]]:
    """The steps that grades require of skills of this document."""
    own = {skill.id for skill in development.policy.skills}
    for ladder in policies.of(LadderPolicy):
        for number, grade in enumerate(ladder.policy.grades):
            for index, required in enumerate(grade.requires_levels):
                if required.skill in own:
                    place = ladder.place.at("grades", number, "requires_levels", index, "level")
                    yield place, grade.name, required.skill, required.level


RULE = Rule("DEV010", "level-not-on-scale", Severity.WARNING, check)
