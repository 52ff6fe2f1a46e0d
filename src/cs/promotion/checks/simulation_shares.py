"""Shares that a simulation assumes do not make up a whole

What follows a result of a review is one of its grades: the shares sum to 100%. A grade that is
listed twice would have two shares. Either way the figures of `cs promote simulate` would rest on
something else than was meant.

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    simulate:
      leavers: 12%
      transitions:
        - {after: 优秀, then: [{grade: 优秀, share: 70%}, {grade: 良好, share: 20%}]}
    ```

Good:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    simulate:
      leavers: 12%
      transitions:
        - {after: 优秀, then: [{grade: 优秀, share: 70%}, {grade: 良好, share: 30%}]}
    ```
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Place, Related, Severity
from cs.kernel.messages import message
from cs.kernel.texts import plain
from cs.promotion.policy import PromotionPolicy
from cs.promotion.simulation_policy import GradeTransition
from cs.review.policy import ReviewPolicy

FULL = 100


def check(policies: PolicySet) -> Iterator[Finding]:
    """Sums other than 100%, and grades listed twice."""
    for document in policies.of(PromotionPolicy):
        stated = document.policy.simulate
        if stated is None:
            continue
        place = document.place / "simulate"
        leavers = [each.grade for each in stated.leavers_of]
        yield from _twice(place / "leavers_of", leavers, "grade")
        rows = [each.after for each in stated.transitions]
        yield from _twice(place / "transitions", rows, "after")
        for number, row in enumerate(stated.transitions):
            own = place.at("transitions", number, "then")
            yield from _twice(own, [each.grade for each in row.then], "grade")
            yield from _elsewhere(policies, row, own)
            total = sum((each.share for each in row.then), Decimal(0))
            if total != FULL:
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message(
                        "The shares of what follows {grade} sum to {total}%, not to 100%.",
                        grade=row.after,
                        total=plain(total),
                    ),
                    own,
                    expected=message("shares that sum to 100%"),
                    mend=message(
                        "Correct the shares, or add the grade that is missing; the difference is "
                        "{difference}%.",
                        difference=plain(FULL - total),
                    ),
                )


def _elsewhere(policies: PolicySet, row: GradeTransition, place: Place) -> Iterator[Finding]:
    """Grades that a review which has the former grade does not have."""
    for review in policies.of(ReviewPolicy):
        grades = [each.id for each in review.policy.grades]
        foreign = [each.grade for each in row.then if each.grade not in grades]
        if row.after in grades and foreign:
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "The review {review} has {after}, and has no grade {grades}; the line is "
                    "passed over for it.",
                    review=review.policy.name,
                    after=row.after,
                    grades=foreign,
                ),
                place,
                expected=message("grades of the review {review}", review=review.policy.name),
                mend=message("Name grades of one review in a line."),
            )


def _twice(place: Place, grades: Sequence[str], key: str) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for number, grade in enumerate(grades):
        if first.setdefault(grade, number) == number:
            continue
        yield Finding(
            RULE.code,
            RULE.severity,
            message("{grade} is listed twice.", grade=grade),
            place.at(number, key),
            expected=message("each grade once"),
            mend=message("Take one of them out."),
            related=(Related(place.at(first[grade], key), message("the first of them")),),
        )


RULE = Rule("PRM094", "simulation-shares", Severity.WARNING, check)
