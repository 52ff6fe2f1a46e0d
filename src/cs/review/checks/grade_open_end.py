"""The lowest or highest scores have no grade

Scores run from 0 to `total`, or as far above as the indicators' caps let them. Those below the
lowest grade or above the highest would have none. Leave out the edge of the lowest grade's `from`
and the highest grade's `to`.

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
      - {id: 合格, from: 60, to: 90, includes: from}
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
      - {id: 合格, from: 60, to: 90, includes: from}
      - {id: 待改进, to: 60, includes: neither}
    ```
"""

from collections.abc import Iterator
from decimal import Decimal

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.intervals import ascending
from cs.kernel.messages import message
from cs.kernel.texts import plain, rounded
from cs.review.policy import ReviewPolicy
from cs.review.scale import score_range


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each review with a possible score below or above all grades."""
    for document in policies.of(ReviewPolicy):
        grades = document.policy.grades
        bands = ascending(grades)
        if not bands:
            continue
        least, most = score_range(document.policy)
        low = bands[0]
        if low.low is not None and (
            low.low > least or (low.low == least and low.holds_low is False)
        ):
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "Scores go down to {least}, and no grade holds those below {value}.",
                    least=rounded(least, 2),
                    value=plain(low.low),
                ),
                document.place.at("grades", low.index, "from"),
                expected=message("a lowest grade without `from`"),
                mend=message("Leave out `from` of the lowest grade, or add a grade below it."),
            )
        high = max(bands, key=lambda band: (band.high is None, band.high or Decimal(0)))
        if high.high is not None and (
            high.high < most or (high.high == most and high.holds_high is False)
        ):
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "Scores go up to {most}, and no grade holds those above {value}.",
                    most=rounded(most, 2),
                    value=plain(high.high),
                ),
                document.place.at("grades", high.index, "to"),
                expected=message("a highest grade without `to`"),
                mend=message("Leave out `to` of the highest grade, or add a grade above it."),
            )


RULE = Rule("REV012", "grade-open-end", Severity.WARNING, check)
