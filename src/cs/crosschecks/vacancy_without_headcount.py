"""A promotion needs a vacancy in a grade that has no headcount

Vacancies are the headcount of the target grade less its holders. Without a headcount there is no
number, and nobody is proposed unless `--vacancies` gives one.

Bad:

    ```yaml
    kind: ladder
    id: ladder
    name: 职位阶梯
    tracks: [{id: management, name: 管理通道}]
    grades:
      - {id: leader, name: 组长, track: management, level: 4}
    ---
    kind: promotion
    id: leader
    name: 组长竞聘
    to: leader
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    ```

Good:

    ```yaml
    kind: ladder
    id: ladder
    name: 职位阶梯
    tracks: [{id: management, name: 管理通道}]
    grades:
      - {id: leader, name: 组长, track: management, level: 4, headcount: 4}
    ---
    kind: promotion
    id: leader
    name: 组长竞聘
    to: leader
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.crosschecks.looking import grades_of
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.promotion.policy import PromotionPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each promotion to a post whose vacancies cannot be counted."""
    grades = grades_of(policies)
    for document in policies.of(PromotionPolicy):
        policy = document.policy
        target = grades.get(policy.target_grade or "")
        if target is None or not policy.needs_vacancy or policy.vacancies is not None:
            continue
        headcount = target.grade.headcount
        if target.is_title or (headcount is not None and headcount.high is not None):
            continue
        yield Finding(
            RULE.code,
            RULE.severity,
            message(
                "A vacancy is needed for {grade}, and the ladder states no headcount for it.",
                grade=target.grade.name,
            ),
            document.place / "to",
            expected=message("a `headcount` with an upper end in the ladder, or `vacancies` here"),
            mend=message("Add the headcount to the grade, or state `needs_vacancy: false`."),
            related=(Related(target.place, message("The grade.")),),
        )


RULE = Rule("XPL002", "vacancy-without-headcount", Severity.WARNING, check, ("D26",))
