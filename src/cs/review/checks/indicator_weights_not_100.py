"""The weights of a review's indicators do not sum to 100

The weights are shares of one whole score. If they sum to anything else, a full score is not what
it is called, and the edges of the grades no longer mean what they say.

Bad:

    ```yaml
    kind: review
    id: monthly
    name: 月度考核
    cycle: monthly
    indicators:
      - {id: satisfaction, name: 客户满意度, weight: 60%, direction: higher, target: 95, floor: 60}
      - {id: answered, name: 接听及时率, weight: 30%, direction: higher, target: 98, floor: 80}
    ```

Good:

    ```yaml
    kind: review
    id: monthly
    name: 月度考核
    cycle: monthly
    indicators:
      - {id: satisfaction, name: 客户满意度, weight: 60%, direction: higher, target: 95, floor: 60}
      - {id: answered, name: 接听及时率, weight: 40%, direction: higher, target: 98, floor: 80}
    ```
"""

from collections.abc import Iterator
from decimal import Decimal

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.mends import rescale_weights, slipped_weight, write_weight
from cs.kernel.messages import message
from cs.kernel.texts import plain
from cs.review.policy import ReviewPolicy
from cs.review.scale import FULL


def check(policies: PolicySet) -> Iterator[Finding]:
    """Reviews whose indicators have another sum."""
    for document in policies.of(ReviewPolicy):
        weights = [indicator.weight for indicator in document.policy.indicators]
        total = sum(weights, Decimal(0))
        if total == FULL:
            continue
        slip = slipped_weight(weights)
        place = document.place / "indicators"
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
                "Correct the weights, or add the indicator that is missing; the difference is "
                "{difference}%.",
                difference=plain(FULL - total),
            ),
            related=tuple(
                Related(
                    place.at(number, "weight"),
                    message(
                        "{component}: {weight}%.",
                        component=each.name,
                        weight=plain(weights[number]),
                    ),
                )
                for number, each in enumerate(document.policy.indicators)
            ),
            fix=write_weight(place.at(slip[0], "weight"), slip[1])
            if slip
            else rescale_weights(place, weights),
        )


RULE = Rule("REV001", "indicator-weights-not-100", Severity.ERROR, check, fixes="unsafe")
