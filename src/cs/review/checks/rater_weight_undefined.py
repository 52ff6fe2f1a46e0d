"""A group of raters has no weight

Several groups rate, and it is not stated how much each of them counts. Whether the superior or the
colleagues decide is then left to whoever computes the result. With `--assume REV003=equal` all
groups count the same.

Bad:

    ```yaml
    kind: review
    id: monthly
    name: 月度考核
    cycle: monthly
    indicators:
      - {id: satisfaction, name: 客户满意度, weight: 100%, direction: higher, target: 95, floor: 60}
    raters:
      - {role: customer, min_raters: 5}
      - {role: superior, min_raters: 1}
      - {role: peer, min_raters: 3}
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
      - {role: customer, weight: 30%, min_raters: 5}
      - {role: superior, weight: 50%, min_raters: 1}
      - {role: peer, weight: 20%, min_raters: 3}
    ```
"""

from collections.abc import Iterator
from decimal import Decimal

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.fields import Policy
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.review.policy import ReviewPolicy
from cs.review.scale import FULL

_UNIT = Decimal("0.000001")


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each group without a weight, where there are several."""
    for document in policies.of(ReviewPolicy):
        raters = document.policy.raters
        for number, each in enumerate(raters):
            if each.weight is not None or len(raters) == 1:
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "How much the raters «{role}» count is not stated; groups that rate: {count}.",
                    role=each.name or each.role,
                    count=len(raters),
                ),
                document.place.at("raters", number),
                expected=message("a `weight` in every group of raters, 100% together"),
                mend=message("Add `weight: …%`."),
            )


def settle(policy: Policy, value: str) -> Policy | None:
    """`equal`: all groups count the same."""
    if value != "equal" or not isinstance(policy, ReviewPolicy) or not policy.raters:
        return None
    share = (Decimal(FULL) / len(policy.raters)).quantize(_UNIT)
    weights = [share] * (len(policy.raters) - 1)
    weights.append(FULL - sum(weights, Decimal(0)))
    return policy.model_copy(
        update={
            "raters": tuple(
                each.model_copy(update={"weight": weight})
                for each, weight in zip(policy.raters, weights, strict=True)
            )
        }
    )


RULE = Rule(
    "REV003",
    "rater-weight-undefined",
    Severity.ERROR,
    check,
    ("D31",),
    settle,
    settles_with="equal",
)
