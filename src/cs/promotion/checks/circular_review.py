"""Who reviews the result has rated a part of it

A review by a role that has scored the candidate repeats that role's judgement instead of checking
it.

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 晋升
    components:
      - id: manager
        name: 经理评分
        weight: 100%
        scale: {from: 0, to: 100}
        raters: {who: 客服经理}
    process:
      - {id: review, name: 复审, act: review, actor: 客服经理}
    ```

Good:

    ```yaml
    kind: promotion
    id: leader
    name: 晋升
    components:
      - id: manager
        name: 经理评分
        weight: 100%
        scale: {from: 0, to: 100}
        raters: {who: 客服经理}
    process:
      - {id: review, name: 复审, act: review, actor: 运营总监}
    ```
"""

from collections.abc import Iterator
from decimal import Decimal

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.kernel.texts import plain
from cs.promotion.policy import PromotionPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each reviewing step whose role rates a component."""
    for document in policies.of(PromotionPolicy):
        for index, step in enumerate(document.policy.process):
            if step.act != "review":
                continue
            rated = [
                (number, component)
                for number, component in enumerate(document.policy.components)
                if component.raters.who is not None
                and policies.role(component.raters.who) == policies.role(step.actor)
            ]
            if not rated:
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "{actor} reviews in «{step}» and has given {weight}% of the score.",
                    actor=step.actor,
                    step=step.name,
                    weight=plain(sum((each.weight for _, each in rated), Decimal(0))),
                ),
                document.place.at("process", index, "actor"),
                expected=message("a reviewer who has not rated"),
                mend=message("Let another role review, or rate."),
                related=tuple(
                    Related(
                        document.place.at("components", number, "raters", "who"),
                        message("The same role rates {component}.", component=component.name),
                    )
                    for number, component in rated
                ),
            )


RULE = Rule("PRM018", "circular-review", Severity.WARNING, check, ("D21",))
