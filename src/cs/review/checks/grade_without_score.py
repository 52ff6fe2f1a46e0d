"""A grade does not say which scores it holds

«Excellent» without a score is whatever a superior calls so: two departments give it for different
work, and a condition that asks for it asks for an opinion.

Bad:

    ```yaml
    kind: review
    id: monthly
    name: 月度考核
    cycle: monthly
    indicators:
      - {id: satisfaction, name: 客户满意度, weight: 100%, direction: higher, target: 95, floor: 60}
    grades:
      - {id: 优秀}
      - {id: 不达标}
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
      - {id: 不达标, to: 90, includes: neither}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.review.policy import ReviewPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each grade without any edge, where there are several."""
    for document in policies.of(ReviewPolicy):
        grades = document.policy.grades
        for number, grade in enumerate(grades):
            if grade.low is not None or grade.high is not None or len(grades) == 1:
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message("Which scores have the grade {grade} is not stated.", grade=grade.id),
                document.place.at("grades", number),
                expected=message("`from`, `to` or both, and `includes`"),
                mend=message("Add the lowest score of the grade: `from: …, includes: from`."),
            )


RULE = Rule("REV015", "grade-without-score", Severity.WARNING, check, ("D18",))
