"""A component has a weight of zero

It is asked for and counts for nothing.

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
      - {id: colleagues, name: 同事打分, weight: 0%, scale: {from: 0, to: 100}}
    ```

Good:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - {id: capability, name: 能力表现, weight: 90%, scale: {from: 0, to: 100}}
      - {id: colleagues, name: 同事打分, weight: 10%, scale: {from: 0, to: 100}}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.promotion.policy import PromotionPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each component without weight."""
    for document in policies.of(PromotionPolicy):
        for number, component in enumerate(document.policy.components):
            if component.weight == 0:
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message(
                        "{component} is scored and counts for nothing.", component=component.name
                    ),
                    document.place.at("components", number, "weight"),
                    expected=message("a weight above 0%"),
                    mend=message("Give it a weight, or leave it out."),
                )


RULE = Rule("PRM035", "weight-zero", Severity.WARNING, check)
