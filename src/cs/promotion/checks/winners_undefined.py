"""How many are promoted is not stated

A vacancy is needed, but the policy names neither a number of vacancies nor the grade whose
headcount decides. Scores are ranked then, but nobody is proposed unless `--vacancies` says how
many.

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    ```

Good:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    vacancies: 2
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.promotion.policy import PromotionPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Policies that need a vacancy and cannot know any."""
    for document in policies.of(PromotionPolicy):
        policy = document.policy
        if not policy.needs_vacancy or policy.vacancies is not None or policy.target_grade:
            continue
        yield Finding(
            RULE.code,
            RULE.severity,
            message("How many candidates are promoted is not stated."),
            document.place,
            expected=message("`to` with a grade of the ladder, or `vacancies`"),
            mend=message("State `to`; the ladder's headcount less its holders decides then."),
        )


RULE = Rule("PRM030", "winners-undefined", Severity.WARNING, check, ("D07",))
