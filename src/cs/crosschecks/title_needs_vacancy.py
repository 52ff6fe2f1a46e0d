"""A title is promoted to only when there is a vacancy

A title recognises ability, so a full establishment need not stand against it; the ladder says so
with `promotes: title`. The promotion asks for a vacancy all the same (it does by default).

Bad:

    ```yaml
    kind: ladder
    id: ladder
    name: 职位阶梯
    tracks: [{id: title, name: 职称通道, promotes: title}]
    grades:
      - {id: star2, name: 二星客服, track: title, level: 2}
    ---
    kind: promotion
    id: star2
    name: 晋升二星
    to: star2
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    ```

Good:

    ```yaml
    kind: ladder
    id: ladder
    name: 职位阶梯
    tracks: [{id: title, name: 职称通道, promotes: title}]
    grades:
      - {id: star2, name: 二星客服, track: title, level: 2}
    ---
    kind: promotion
    id: star2
    name: 晋升二星
    to: star2
    needs_vacancy: false
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
    """Each promotion to a title that needs a vacancy without saying how many there are."""
    grades = grades_of(policies)
    for document in policies.of(PromotionPolicy):
        policy = document.policy
        target = grades.get(policy.target_grade or "")
        if target is None or not target.is_title or not policy.needs_vacancy:
            continue
        if policy.vacancies is not None or target.grade.headcount is not None:
            continue
        yield Finding(
            RULE.code,
            RULE.severity,
            message(
                "{grade} is a title, and its promotion needs a vacancy.", grade=target.grade.name
            ),
            document.place / "needs_vacancy"
            if "needs_vacancy" in policy.model_fields_set
            else document.place / "to",
            expected=message("`needs_vacancy: false` for a title"),
            mend=message("State `needs_vacancy: false`, or give the title a headcount."),
            related=(Related(target.place, message("The grade.")),),
        )


RULE = Rule("XPL004", "title-needs-vacancy", Severity.WARNING, check, ("D26",))
