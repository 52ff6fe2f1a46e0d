"""A higher grade asks for less experience than a lower one

Grades of a track are compared with the next lower grade that states its experience.

Bad:

    ```yaml
    kind: ladder
    id: ladder
    name: 职位阶梯
    tracks: [{id: title, name: 职称通道, promotes: title}]
    grades:
      - {id: star2, name: 二星客服, track: title, level: 2, experience: 1 year}
      - {id: star3, name: 三星客服, track: title, level: 3, experience: 6 months}
    ```

Good:

    ```yaml
    kind: ladder
    id: ladder
    name: 职位阶梯
    tracks: [{id: title, name: 职称通道, promotes: title}]
    grades:
      - {id: star2, name: 二星客服, track: title, level: 2, experience: 6 months}
      - {id: star3, name: 三星客服, track: title, level: 3, experience: 1 year}
    ```
"""

from collections.abc import Iterator

from cs.career.holders import next_lower
from cs.career.policy import Grade, LadderPolicy
from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each grade whose months of experience are below those of the next lower grade."""
    for document in policies.of(LadderPolicy):
        grades = document.policy.grades
        for number, other in next_lower(grades, lambda each: _months(each) is not None):
            grade, lower = grades[number], grades[other]
            months, more = _months(grade), _months(lower)
            if months is None or more is None or months >= more:
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "{grade} asks for {experience} of experience, the lower {other} for "
                    "{other_experience}.",
                    grade=grade.name,
                    experience=grade.experience,
                    other=lower.name,
                    other_experience=lower.experience,
                ),
                document.place.at("grades", number, "experience"),
                expected=message("experience that does not fall from level to level"),
                mend=message("Correct one of the two."),
                related=(
                    Related(
                        document.place.at("grades", other, "experience"),
                        message("The lower grade."),
                    ),
                ),
            )


def _months(grade: Grade) -> int | None:
    return None if grade.experience is None else grade.experience.months


RULE = Rule("LAD006", "experience-falls", Severity.WARNING, check)
