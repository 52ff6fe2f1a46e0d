"""Who judges a condition is not stated

Loyalty, potential and the like are a person's judgement. Without a judge nobody can be asked, and
every candidate's answer stays unknown.

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 晋升
    eligibility:
      - {id: potential, name: 发展潜力, rule: {condition: judgement, column: 发展潜力}}
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    ```

Good:

    ```yaml
    kind: promotion
    id: leader
    name: 晋升
    eligibility:
      - id: potential
        name: 发展潜力
        rule: {condition: judgement, column: 发展潜力, judge: 客服经理}
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.promotion.combinations import singles
from cs.promotion.policy import JudgementCondition, PromotionPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each judgement without a judge."""
    for document in policies.of(PromotionPolicy):
        for index, requirement in enumerate(document.policy.eligibility):
            for part in singles(requirement.rule):
                if not isinstance(part.rule, JudgementCondition) or part.rule.judge is not None:
                    continue
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message("«{name}»: it is not stated who judges it.", name=requirement.name),
                    document.place.at("eligibility", index, "rule", *part.route),
                    expected=message("`judge` with a role"),
                    mend=message(
                        "Name the judge, or replace the condition by one that is measured."
                    ),
                )


RULE = Rule("PRM033", "judge-undefined", Severity.WARNING, check, ("D32",))
