"""Two grades hold the same score

A score must have one grade, or the grade depends on the order in which grades are listed.

Bad:

    ```yaml
    kind: review
    id: monthly
    name: 月度考核
    cycle: monthly
    indicators:
      - {id: satisfaction, name: 客户满意度, weight: 100%, direction: higher, target: 95, floor: 60}
    grades:
      - {id: 优秀, from: 85, includes: from}
      - {id: 合格, to: 90, includes: neither}
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
from cs.kernel.conventions import turned
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.intervals import overlaps
from cs.kernel.messages import message
from cs.review.policy import ReviewPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each pair of grades that share a score; grades without any edge have no score at all."""
    for document in policies.of(ReviewPolicy):
        grades = document.policy.grades
        if len(grades) > 1 and any(each.low is None and each.high is None for each in grades):
            continue
        for lower, upper, common in overlaps(grades):
            wrong = turned(grades, lower, upper)
            line = document.place.at("grades", (wrong or upper).index)
            other = lower.index + upper.index - (wrong or upper).index
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "{first} and {second} both hold {common}.",
                    first=grades[lower.index].id,
                    second=grades[upper.index].id,
                    common=common,
                ),
                line / "includes" if wrong else line,
                expected=message("grades that follow one another without a common score"),
                mend=wrong.mend
                if wrong
                else message(
                    "Let one grade end where the next begins, and let only one include the edge."
                ),
                related=(Related(document.place.at("grades", other), message("The other grade.")),),
                fix=wrong.fix(line) if wrong else None,
            )


RULE = Rule("REV010", "grade-overlap", Severity.ERROR, check, ("D03",), fixes="unsafe")
