"""A scale begins and ends at the same value

Its raw values cannot be told apart, so they cannot become points. (A scale from a higher to a lower
value is fine: the fewer, the better.)

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 100, to: 100}}
    ```

Good:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
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
    """Each component whose scale has no extent."""
    for document in policies.of(PromotionPolicy):
        for number, component in enumerate(document.policy.components):
            scale = component.scale
            if scale is None or scale.low != scale.high:
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "{component}: the scale begins and ends at {value}.",
                    component=component.name,
                    value=plain(scale.low),
                ),
                document.place.at("components", number, "scale"),
                expected=message("two different values"),
                mend=message("Let `from` be the value without points, `to` that of full points."),
            )


RULE = Rule("PRM012", "scale-empty", Severity.ERROR, check, is_needed=True)
