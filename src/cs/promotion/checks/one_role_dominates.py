"""One role gives half of the score or more, over several components

Several components promise several views. Where the same role rates two of them and both make up
half of the score, one person may decide alone.

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - id: capability
        name: 能力表现
        weight: 40%
        scale: {from: 0, to: 100}
        raters: {who: 客服经理}
      - id: manager
        name: 经理评分
        weight: 10%
        scale: {from: 0, to: 100}
        raters: {who: 客服经理}
      - id: interview
        name: 面试
        weight: 50%
        scale: {from: 0, to: 100}
        raters: {who: 面试小组}
    ```

Good:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - id: capability
        name: 能力表现
        weight: 40%
        scale: {from: 0, to: 100}
        raters: {who: 客服主管}
      - id: manager
        name: 经理评分
        weight: 10%
        scale: {from: 0, to: 100}
        raters: {who: 客服经理}
      - id: interview
        name: 面试
        weight: 50%
        scale: {from: 0, to: 100}
        raters: {who: 面试小组}
    ```
"""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.kernel.texts import plain
from cs.promotion.policy import PromotionPolicy

HALF = 50


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each role that rates several components of half the weight together."""
    for document in policies.of(PromotionPolicy):
        rated: defaultdict[str, list[int]] = defaultdict(list)
        for number, component in enumerate(document.policy.components):
            if component.raters.who is not None:
                rated[policies.role(component.raters.who)].append(number)
        for numbers in rated.values():
            parts = [document.policy.components[number] for number in numbers]
            weight = sum((part.weight for part in parts), Decimal(0))
            if len(parts) < 2 or weight < HALF:
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "{role} gives {weight}% of the score: {components}.",
                    role=parts[0].raters.who,
                    weight=plain(weight),
                    components=", ".join(part.name for part in parts),
                ),
                document.place.at("components", numbers[-1], "raters", "who"),
                expected=message("less than 50% from one role over several components"),
                mend=message("Let another role rate one of these components."),
                related=tuple(
                    Related(
                        document.place.at("components", number, "raters", "who"),
                        message("The same role rates {component}.", component=part.name),
                    )
                    for number, part in zip(numbers[:-1], parts[:-1], strict=True)
                ),
            )


RULE = Rule("PRM019", "one-role-dominates", Severity.WARNING, check, ("D39",))
