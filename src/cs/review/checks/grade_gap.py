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
from cs.kernel.conventions import overlaps_too, turned
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.intervals import gaps
from cs.kernel.messages import message
from cs.review.policy import ReviewPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """One finding for each gap between neighbouring grades."""
    for document in policies.of(ReviewPolicy):
        grades = document.policy.grades
        for below, above, gap in gaps(grades):
            wrong = turned(grades, below, above)
            if overlaps_too(grades, wrong):
                continue
            line = document.place.at("grades", (wrong or above).index)
            other = below.index + above.index - (wrong or above).index
            yield Finding(
                RULE.code,
                RULE.severity,
                message("No grade holds {gap}.", gap=gap),
                line / ("includes" if wrong else "from"),
                expected=message("grades that follow one another without a gap"),
                mend=wrong.mend if wrong else message("Let one grade begin where the other ends."),
                related=(
                    Related(
                        document.place.at("grades", other),
                        message("The grade below the gap.")
                        if other == below.index
                        else message("The grade above the gap."),
                    ),
                ),
                fix=wrong.fix(line) if wrong else None,
            )


RULE = Rule("REV011", "grade-gap", Severity.ERROR, check, fixes="unsafe")
