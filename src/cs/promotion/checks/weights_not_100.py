"""Weights do not sum to 100

The weights of a competition's components are shares of one whole. If they sum to anything else, a
full score is not what it is called, and a component may have been forgotten. With
`--assume PRM001=keep` the weights count as they stand; that changes no rank.

Bad:

    ```yaml
    kind: promotion
    id: recruiting-leader
    name: 招聘组长竞聘
    components:
      - {id: capability, name: 能力表现, weight: 40%, scale: {from: 0, to: 100}}
      - {id: interview, name: 面试考评, weight: 30%, scale: {from: 0, to: 100}}
      - {id: manager, name: 经理评分, weight: 10%, scale: {from: 0, to: 100}}
      - {id: colleagues, name: 同事打分, weight: 10%, scale: {from: 0, to: 100}}
    ```

Good:

    ```yaml
    kind: promotion
    id: recruiting-leader
    name: 招聘组长竞聘
    components:
      - {id: capability, name: 能力表现, weight: 50%, scale: {from: 0, to: 100}}
      - {id: interview, name: 面试考评, weight: 30%, scale: {from: 0, to: 100}}
      - {id: manager, name: 经理评分, weight: 10%, scale: {from: 0, to: 100}}
      - {id: colleagues, name: 同事打分, weight: 10%, scale: {from: 0, to: 100}}
    ```
"""

from collections.abc import Iterator
from decimal import Decimal

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.fields import Policy
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.mends import rescale_weights, slipped_weight, write_weight
from cs.kernel.messages import message
from cs.kernel.texts import plain
from cs.promotion.policy import PromotionPolicy

FULL = 100


def check(policies: PolicySet) -> Iterator[Finding]:
    """Policies whose weights have another sum."""
    for document in policies.of(PromotionPolicy):
        weights = [component.weight for component in document.policy.components]
        place = document.place / "components"
        total = sum(weights, Decimal(0))
        if total == FULL:
            continue
        slip = slipped_weight(weights)
        yield Finding(
            RULE.code,
            RULE.severity,
            message(
                "The weights {weights} sum to {total}%, not to 100%.",
                weights=" + ".join(plain(weight) for weight in weights),
                total=plain(total),
            ),
            place.at(slip[0], "weight") if slip else place.key(),
            expected=message("weights that sum to 100%"),
            mend=message(
                "With {meant}% here the weights sum to 100%; {weight}% may be a slip of the hand.",
                meant=plain(slip[1]),
                weight=plain(weights[slip[0]]),
            )
            if slip
            else message(
                "Correct the weights, or add the component that is missing; the difference is "
                "{difference}%.",
                difference=plain(FULL - total),
            ),
            related=tuple(
                Related(
                    place.at(number, "weight"),
                    message(
                        "{component}: {weight}%.",
                        component=component.name,
                        weight=plain(component.weight),
                    ),
                )
                for number, component in enumerate(document.policy.components)
            ),
            fix=write_weight(place.at(slip[0], "weight"), slip[1])
            if slip
            else rescale_weights(place, weights),
        )


def settle(policy: Policy, value: str) -> Policy | None:
    """`keep`: the weights count as they stand."""
    return policy if value == "keep" else None


RULE = Rule(
    "PRM001",
    "weights-not-100",
    Severity.ERROR,
    check,
    ("D01",),
    settle,
    settles_with="keep",
    fixes="unsafe",
)
