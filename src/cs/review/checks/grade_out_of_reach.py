"""No agent can ever have a grade

The indicators' bounds, targets and caps say which scores are possible at all. A grade whose scores
lie outside of them is never given: who asks for it asks for the impossible.

Bad:

    ```yaml
    kind: review
    id: monthly
    name: 月度考核
    cycle: monthly
    indicators:
      - id: satisfaction
        name: 满意度评分
        weight: 100%
        direction: higher
        floor: 0
        target: 10
        bounds: {from: 1, to: 5}
    grades:
      - {id: 优秀, from: 60, includes: from}
      - {id: 合格, to: 60, includes: neither}
    ```

Good:

    ```yaml
    kind: review
    id: monthly
    name: 月度考核
    cycle: monthly
    indicators:
      - id: satisfaction
        name: 满意度评分
        weight: 100%
        direction: higher
        floor: 0
        target: 5
        bounds: {from: 1, to: 5}
    grades:
      - {id: 优秀, from: 60, includes: from}
      - {id: 合格, to: 60, includes: neither}
    ```
"""

from collections.abc import Iterator
from decimal import Decimal

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.intervals import interval
from cs.kernel.messages import Message, message
from cs.kernel.texts import plain, rounded
from cs.review.policy import GradeBand, ReviewPolicy
from cs.review.scale import FULL, score_range


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each grade that holds no possible score."""
    for document in policies.of(ReviewPolicy):
        policy = document.policy
        if sum((each.weight for each in policy.indicators), Decimal(0)) != FULL:
            continue
        least, most = score_range(policy)
        for number, grade in enumerate(policy.grades):
            band = interval(number, grade)
            too_high = grade.low is not None and (
                grade.low > most or (grade.low == most and band.holds_low is False)
            )
            too_low = grade.high is not None and (
                grade.high < least or (grade.high == least and band.holds_high is False)
            )
            if not (too_high or too_low or band.is_empty):
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "Scores run from {least} to {most}, so nobody can have {grade} ({band}).",
                    least=rounded(least, 2),
                    most=rounded(most, 2),
                    grade=grade.id,
                    band=_shown(grade),
                ),
                document.place.at("grades", number),
                expected=message("a grade within the possible scores"),
                mend=message("Correct the grade's edges, or the targets and bounds of indicators."),
                related=(
                    Related(
                        (document.place / "indicators").key(),
                        message("Targets, bounds and caps give the possible scores."),
                    ),
                ),
            )


def _shown(grade: GradeBand) -> Message:
    if grade.low is None:
        return message("up to {high}", high=plain(grade.high or Decimal(0)))
    if grade.high is None:
        return message("from {low}", low=plain(grade.low))
    return message("{low} to {high}", low=plain(grade.low), high=plain(grade.high))


RULE = Rule("REV014", "grade-out-of-reach", Severity.WARNING, check)
