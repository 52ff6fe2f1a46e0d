"""The weights of a review's raters do not sum to 100

Customers, superiors and colleagues share the rating by their weights. If these sum to anything but
100, nobody can say what a superior's share is.

Bad:

    ```yaml
    kind: review
    id: monthly
    name: 月度考核
    cycle: monthly
    indicators:
      - {id: satisfaction, name: 客户满意度, weight: 100%, direction: higher, target: 95, floor: 60}
    raters:
      - {role: superior, weight: 60%, min_raters: 1}
      - {role: peer, weight: 30%, min_raters: 3}
    ```

Good:

    ```yaml
    kind: review
    id: monthly
    name: 月度考核
    cycle: monthly
    indicators:
      - {id: satisfaction, name: 客户满意度, weight: 100%, direction: higher, target: 95, floor: 60}
    raters:
      - {role: superior, weight: 60%, min_raters: 1}
      - {role: peer, weight: 40%, min_raters: 3}
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
    """Reviews whose raters all have a weight and another sum."""
    for document in policies.of(ReviewPolicy):
        stated = [each.weight for each in document.policy.raters]
        weights = [weight for weight in stated if weight is not None]
        total = sum(weights, Decimal(0))
        if not weights or len(weights) < len(stated) or total == FULL:
            continue
        slip = slipped_weight(weights)
        place = document.place / "raters"
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
                "Correct the weights, or add the raters who are missing; the difference is "
                "{difference}%.",
                difference=plain(FULL - total),
            ),
            related=tuple(
                Related(
                    place.at(number, "weight"),
                    message(
                        "{component}: {weight}%.",
                        component=each.name or each.role,
                        weight=plain(weights[number]),
                    ),
                )
                for number, each in enumerate(document.policy.raters)
            ),
            fix=write_weight(place.at(slip[0], "weight"), slip[1])
            if slip
            else rescale_weights(place, weights),
        )


RULE = Rule("REV002", "rater-weights-not-100", Severity.ERROR, check, fixes="unsafe")
