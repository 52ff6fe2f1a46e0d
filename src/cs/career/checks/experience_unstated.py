"""A grade among others that ask for experience asks for none

On one track the grades below and above state how long one must have worked, and a grade between
them, or at the top, states nothing. Read literally, the higher grade is open to people the lower
one would refuse.

Bad:

    ```yaml
    kind: ladder
    id: ladder
    name: 职位阶梯
    tracks: [{id: title, name: 职称通道, promotes: title}]
    grades:
      - {id: star1, name: 一星客服, track: title, level: 1}
      - {id: star2, name: 二星客服, track: title, level: 2, experience: 6 months}
      - {id: star3, name: 三星客服, track: title, level: 3}
      - {id: star4, name: 四星客服, track: title, level: 4, experience: 2 years}
    ```

Good:

    ```yaml
    kind: ladder
    id: ladder
    name: 职位阶梯
    tracks: [{id: title, name: 职称通道, promotes: title}]
    grades:
      - {id: star1, name: 一星客服, track: title, level: 1}
      - {id: star2, name: 二星客服, track: title, level: 2, experience: 6 months}
      - {id: star3, name: 三星客服, track: title, level: 3, experience: 1 year}
      - {id: star4, name: 四星客服, track: title, level: 4, experience: 2 years}
    ```
"""

from collections.abc import Iterator

from cs.career.holders import next_lower
from cs.career.policy import LadderPolicy
from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each grade without experience above one, on its track, that states it."""
    for document in policies.of(LadderPolicy):
        grades = document.policy.grades
        for number, other in next_lower(grades, lambda each: each.experience is not None):
            grade = grades[number]
            if grade.experience is not None:
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "{grade} asks for no experience; {lower}, below it, asks for {experience}.",
                    grade=grade.name,
                    lower=grades[other].name,
                    experience=grades[other].experience,
                ),
                document.place.at("grades", number),
                expected=message("`experience`"),
                mend=message("State how long one must have worked."),
                related=(
                    Related(
                        document.place.at("grades", other, "experience"),
                        message("The lower grade."),
                    ),
                ),
            )


RULE = Rule("LAD031", "experience-unstated", Severity.INFO, check)
