"""Scores between two grades have no grade

An agent whose score lies between two grades has no result, and a run of results breaks for no
fault of anybody's.

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
      - {id: 合格, to: 85, includes: neither}
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
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.intervals import gaps
from cs.kernel.messages import message
from cs.review.policy import ReviewPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """One finding for each gap between neighbouring grades."""
    for document in policies.of(ReviewPolicy):
        for below, above, gap in gaps(document.policy.grades):
            yield Finding(
                RULE.code,
                RULE.severity,
                message("No grade holds {gap}.", gap=gap),
                document.place.at("grades", above.index, "from"),
                expected=message("grades that follow one another without a gap"),
                mend=message("Let one grade begin where the other ends."),
                related=(
                    Related(
                        document.place.at("grades", below.index),
                        message("The grade below the gap."),
                    ),
                ),
            )


RULE = Rule("REV011", "grade-gap", Severity.ERROR, check)
