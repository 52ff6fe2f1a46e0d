"""No distribution of grades meets the quotas

Everybody has one grade. If the least shares sum to more than 100%, or the greatest of all grades
to less, or a least share is above the greatest, no distribution meets the quotas.

Bad:

    ```yaml
    kind: review
    id: monthly
    name: 月度考核
    cycle: monthly
    indicators:
      - {id: satisfaction, name: 客户满意度, weight: 100%, direction: higher, target: 95, floor: 60}
    grades:
      - {id: 优秀, from: 90, includes: from}
      - {id: 合格, to: 90, includes: neither}
    quotas:
      - {grade: 优秀, at_most: 20%}
      - {grade: 合格, at_most: 70%}
    ```

Good:

    ```yaml
    kind: review
    id: monthly
    name: 月度考核
    cycle: monthly
    indicators:
      - {id: satisfaction, name: 客户满意度, weight: 100%, direction: higher, target: 95, floor: 60}
    grades:
      - {id: 优秀, from: 90, includes: from}
      - {id: 合格, to: 90, includes: neither}
    quotas:
      - {grade: 优秀, at_most: 20%}
    ```
"""

from collections.abc import Iterator
from decimal import Decimal

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Place, Severity
from cs.kernel.messages import Message, message
from cs.kernel.texts import plain
from cs.review.policy import ReviewPolicy
from cs.review.scale import FULL


def check(policies: PolicySet) -> Iterator[Finding]:
    """Reviews whose quotas contradict one another, and quotas that contradict themselves."""
    for document in policies.of(ReviewPolicy):
        policy = document.policy
        place = document.place / "quotas"
        for number, quota in enumerate(policy.quotas):
            if quota.at_least > quota.at_most:
                yield _finding(
                    place / number,
                    message(
                        "{grade} must have {least}% and may have {most}%.",
                        grade=quota.grade,
                        least=plain(quota.at_least),
                        most=plain(quota.at_most),
                    ),
                )
        least = sum((quota.at_least for quota in policy.quotas), Decimal(0))
        if least > FULL:
            yield _finding(
                place.key(),
                message("The least shares sum to {sum}%.", sum=plain(least)),
            )
        most = sum((quota.at_most for quota in policy.quotas), Decimal(0))
        if {grade.id for grade in policy.grades} <= {quota.grade for quota in policy.quotas} and (
            policy.quotas and most < FULL
        ):
            yield _finding(
                place.key(),
                message(
                    "Every grade has a greatest share, and they sum to {sum}% only.",
                    sum=plain(most),
                ),
            )


def _finding(place: Place, text: Message) -> Finding:
    return Finding(
        RULE.code,
        RULE.severity,
        text,
        place,
        expected=message("shares that some distribution of 100% meets"),
        mend=message("Correct the shares, or leave one grade without a quota."),
    )


RULE = Rule("REV016", "quota-impossible", Severity.ERROR, check)
