"""Grades are not listed from the best to the worst

«合格 or better» is read from the order of the list: the best grade comes first. A grade of higher
scores that stands below one of lower scores turns «at least» round for both of them.

Bad:

    ```yaml
    kind: review
    id: monthly
    name: 月度考核
    cycle: monthly
    indicators:
      - {id: satisfaction, name: 客户满意度, weight: 100%, direction: higher, target: 95, floor: 60}
    grades:
      - {id: 合格, from: 60, to: 90, includes: from}
      - {id: 优秀, from: 90, includes: from}
      - {id: 待改进, to: 60, includes: neither}
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

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.intervals import ascending
from cs.kernel.messages import message
from cs.review.policy import ReviewPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each grade that stands below one of lower scores."""
    for document in policies.of(ReviewPolicy):
        grades = document.policy.grades
        if any(each.low is None and each.high is None for each in grades):
            continue
        places = {band.index: rank for rank, band in enumerate(ascending(grades))}
        for number in range(1, len(grades)):
            if number not in places or number - 1 not in places:
                continue
            if places[number] < places[number - 1]:
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "{grade} has higher scores than {before}, which stands before it.",
                    grade=grades[number].id,
                    before=grades[number - 1].id,
                ),
                document.place.at("grades", number),
                expected=message("grades from the best to the worst"),
                mend=message("Move it up in the list."),
                related=(
                    Related(
                        document.place.at("grades", number - 1), message("The grade before it.")
                    ),
                ),
            )


RULE = Rule("REV013", "grades-out-of-order", Severity.ERROR, check)
