"""Those who rate or decide may be candidates themselves

A role that proposes, rates, reviews or approves is the name of a grade from which the promotion
starts. Its holders compete for the same vacancies: one's own leader may be a rival ([003-B]: group
leaders propose and evaluate).

Bad:

    ```yaml
    kind: ladder
    id: ladder
    name: 职位阶梯
    tracks: [{id: management, name: 管理通道}]
    grades:
      - {id: leader, name: 组长, track: management, level: 1, headcount: 4}
      - {id: supervisor, name: 主管, track: management, level: 2, headcount: 1}
    ---
    kind: promotion
    id: supervisor
    name: 晋升主管
    from: leader
    to: supervisor
    components:
      - id: capability
        name: 能力表现
        weight: 100%
        scale: {from: 0, to: 100}
        raters: {who: 组长}
    ```

Good:

    ```yaml
    kind: ladder
    id: ladder
    name: 职位阶梯
    tracks: [{id: management, name: 管理通道}]
    grades:
      - {id: leader, name: 组长, track: management, level: 1, headcount: 4}
      - {id: supervisor, name: 主管, track: management, level: 2, headcount: 1}
    ---
    kind: promotion
    id: supervisor
    name: 晋升主管
    from: leader
    to: supervisor
    components:
      - id: capability
        name: 能力表现
        weight: 100%
        scale: {from: 0, to: 100}
        raters: {who: 客服经理}
    ```
"""

from collections.abc import Iterator

from cs.career.policy import LadderPolicy
from cs.checking.rule import Rule
from cs.kernel.document import Document, PolicySet
from cs.kernel.findings import Finding, Place, Related, Severity
from cs.kernel.messages import message
from cs.promotion.policy import PromotionPolicy

ACTING = ("propose", "rate", "review", "approve")


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each actor or rater whose name is that of a source grade."""
    names = {
        grade.id: (grade.name, policies.role(grade.name))
        for document in policies.of(LadderPolicy)
        for grade in document.policy.grades
    }
    for document in policies.of(PromotionPolicy):
        competing = {
            word: (index, names[grade][0] if grade in names else grade)
            for index, grade in enumerate(document.policy.source_grades)
            for word in (policies.role(grade), names[grade][1] if grade in names else "")
            if word
        }
        for role, place in _deciding(document):
            found = competing.get(policies.role(role))
            if found is None:
                continue
            index, grade = found
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "{role} decides about candidates, and whoever is {grade} may be a candidate "
                    "here.",
                    role=role,
                    grade=grade,
                )
                if policies.staff is None
                else message(
                    "{role} decides about candidates, and whoever is {grade} may be a candidate "
                    "here; agents who may be both: {count}.",
                    role=role,
                    grade=grade,
                    count=policies.holders(document.policy.source_grades[index], grade),
                ),
                place,
                expected=message("a role whose holders cannot apply"),
                mend=message("Let a role of a higher grade rate or decide."),
                related=(
                    Related(
                        document.place.at("from", index),
                        message("From this grade candidates may come."),
                    ),
                ),
            )


def _deciding(document: Document[PromotionPolicy]) -> Iterator[tuple[str, Place]]:
    for index, component in enumerate(document.policy.components):
        if component.raters.who is not None:
            place = document.place.at("components", index, "raters", "who")
            yield component.raters.who, place
    for index, step in enumerate(document.policy.process):
        if step.act in ACTING:
            yield step.actor, document.place.at("process", index, "actor")


RULE = Rule("XPL014", "rater-may-compete", Severity.WARNING, check, ("D20",))
