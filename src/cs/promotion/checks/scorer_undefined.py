"""Who rates a component is not stated

A score that nobody in particular gives cannot be asked for, and nobody can see whether one person
decides too much.

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
    components:
      - id: capability
        name: 能力表现
        weight: 100%
        scale: {from: 0, to: 100}
        raters: {who: 直接上级}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.kernel.texts import plain
from cs.promotion.policy import PromotionPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each component without a rater's role."""
    for document in policies.of(PromotionPolicy):
        for number, component in enumerate(document.policy.components):
            if component.raters.who is not None:
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "{component}, {weight}% of the score: it is not stated who rates it.",
                    component=component.name,
                    weight=plain(component.weight),
                ),
                document.place.at("components", number),
                expected=message("`raters` with `who`"),
                mend=message("Name the role that rates, for example `raters: {{who: 直接上级}}`."),
            )


RULE = Rule("PRM013", "scorer-undefined", Severity.WARNING, check, ("D06",))
