"""A component has neither scale nor bands

Without the range of its raw values a score of 80 cannot be turned into points: it may be 80 of 100
or of 120. With `--assume PRM010=100` raw values run from 0 to 100; `--assume PRM010=1..5` states
both ends.

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - {id: capability, name: 能力表现, weight: 100%}
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
from decimal import Decimal

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.fields import Policy
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.kernel.texts import plain
from cs.promotion.policy import PromotionPolicy, Scale


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each component without a way from raw values to points."""
    for document in policies.of(PromotionPolicy):
        for number, component in enumerate(document.policy.components):
            if component.scale is not None or component.bands:
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "{component}: the scale of its raw values is not stated, so {weight}% of the "
                    "score cannot be computed.",
                    component=component.name,
                    weight=plain(component.weight),
                ),
                document.place.at("components", number),
                expected=message("`scale` with `from` and `to`, or `bands`"),
                mend=message("Add, for example, `scale: {{from: 0, to: 100}}`."),
            )


def settle(policy: Policy, value: str) -> Policy | None:
    """A number for 0 to it, or `low..high`: the scale of every component that has none."""
    scale = _scale(value)
    if scale is None or not isinstance(policy, PromotionPolicy):
        return None
    return policy.model_copy(
        update={
            "components": tuple(
                component
                if component.scale is not None or component.bands
                else component.model_copy(update={"scale": scale})
                for component in policy.components
            )
        }
    )


def _scale(value: str) -> Scale | None:
    low, dots, high = value.rpartition("..")
    try:
        first, last = Decimal(low if dots else "0"), Decimal(high)
        return None if first == last else Scale(low=first, high=last)
    except (ArithmeticError, ValueError):
        return None


RULE = Rule(
    "PRM010",
    "scale-undefined",
    Severity.ERROR,
    check,
    ("D05",),
    settle,
    settles_with="100|1..5",
    is_needed=True,
)
