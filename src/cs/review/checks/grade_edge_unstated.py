"""A grade does not say whether it includes its edge

Where 良好 ends at 90 and 优秀 begins at 90, a score of exactly 90 has two grades, and a run of
excellent reviews may hang on it. (In Chinese legal usage 以下 and 以上 include the number.) With
`--assume REV009=from` an edge counts to the grade above it, with `--assume REV009=to` to the one
below.

Bad:

    ```yaml
    kind: review
    id: monthly
    name: 月度考核
    cycle: monthly
    indicators:
      - {id: satisfaction, name: 客户满意度, weight: 100%, direction: higher, target: 95, floor: 60}
    grades:
      - {id: 优秀, from: 90}
      - {id: 合格, to: 90}
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
from cs.kernel.conventions import close_edges
from cs.kernel.document import PolicySet
from cs.kernel.fields import Policy
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.intervals import open_edges
from cs.kernel.messages import message
from cs.kernel.texts import plain
from cs.review.policy import GradeBand, ReviewPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """One finding for each edge value that is left open."""
    for document in policies.of(ReviewPolicy):
        grades = document.policy.grades
        for value in open_edges(grades):
            touching = [
                (number, grade)
                for number, grade in enumerate(grades)
                if value in (grade.low, grade.high)
            ]
            number, grade = next(each for each in touching if each[1].includes is None)
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "{value} is an edge of {grades}, and it is not stated to which grade it "
                    "belongs.",
                    value=plain(value),
                    grades=tuple(each.id for _, each in touching),
                ),
                document.place.at("grades", number, "from" if grade.low == value else "to"),
                expected=message("`includes: from`, `to`, `both` or `neither` in every grade"),
                mend=message(
                    "State `includes: from` in each grade to count an edge to the grade above it."
                ),
                related=tuple(
                    Related(
                        document.place.at("grades", other, "from" if each.low == value else "to"),
                        message("{grade} has the same edge.", grade=each.id),
                    )
                    for other, each in touching
                    if other != number
                ),
                fix=close_edges(document.place / "grades", grades),
            )


def settle(policy: Policy, value: str) -> Policy | None:
    """`from` or `to`: what every grade that leaves it open includes."""
    if value not in ("from", "to") or not isinstance(policy, ReviewPolicy):
        return None
    return policy.model_copy(
        update={"grades": tuple(_closed(grade, value) for grade in policy.grades)}
    )


def _closed(grade: GradeBand, includes: str) -> GradeBand:
    return grade.model_copy(update={"includes": includes}) if grade.includes is None else grade


RULE = Rule(
    "REV009",
    "grade-edge-unstated",
    Severity.ERROR,
    check,
    ("D03", "D04"),
    settle,
    settles_with="from|to",
    fixes="safe",
)
