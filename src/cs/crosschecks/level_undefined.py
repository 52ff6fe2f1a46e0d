"""A condition asks for a review result that no review defines

«Excellent for six months» means nothing until a review says which scores are excellent, how often
it is held, and what stands above and below. The condition must find its review: by `review`, or
because there is only one.

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    eligibility:
      - {id: excellent, name: 连续优秀, rule: {condition: reviews, at_least: 优秀, in_a_row: 6}}
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    ```

Good:

    ```yaml
    kind: review
    id: monthly
    name: 月度考核
    cycle: monthly
    indicators:
      - {id: satisfaction, name: 客户满意度, weight: 100%, direction: higher, target: 95, floor: 60}
    runs: {gap: breaks, leave: skips, new_post: continues}
    grades:
      - {id: 优秀, from: 90, includes: from}
      - {id: 合格, to: 90, includes: neither}
    ---
    kind: promotion
    id: leader
    name: 组长竞聘
    eligibility:
      - {id: excellent, name: 连续优秀, rule: {condition: reviews, at_least: 优秀, in_a_row: 6}}
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.crosschecks.looking import review_conditions, reviews_read
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import Message, message
from cs.promotion.past_conditions import ReviewCondition
from cs.review.policy import ReviewPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each condition whose review is not there, not clear, or without the grade."""
    if policies.may_lack(ReviewPolicy):
        return
    for asked in review_conditions(policies):
        rule, place = asked.rule, asked.place
        text = _missing(policies, rule)
        if text is None:
            continue
        yield Finding(
            RULE.code,
            RULE.severity,
            text,
            place / ("review" if rule.review is not None else "at_least"),
            expected=message("a document `kind: review` whose grades have this one"),
            mend=message(
                "Add the review with its grades, or name the one that is meant: `review`."
            ),
        )


def _missing(policies: PolicySet, rule: ReviewCondition) -> Message | None:
    reviews = reviews_read(policies, rule.review)
    everywhere = {
        grade.id for document in policies.of(ReviewPolicy) for grade in document.policy.grades
    }
    if not any(policies.of(ReviewPolicy)):
        return message(
            "{grade} is asked for, and no review says what that is.", grade=rule.at_least
        )
    if not reviews and rule.review is not None:
        return message("There is no review {review}.", review=rule.review)
    if not reviews:
        return message(
            "{grade} is asked for; there are several reviews, and which of them counts is not "
            "stated.",
            grade=rule.at_least,
        )
    lacking = [
        document.policy
        for document in reviews
        if rule.at_least not in {grade.id for grade in document.policy.grades}
    ]
    # A grade that no review has at all is a dangling reference, where any review has grades.
    if not lacking or (everywhere and rule.at_least not in everywhere):
        return None
    return message(
        "The review {review} has no grade {grade}.", review=lacking[0].id, grade=rule.at_least
    )


RULE = Rule("XPL020", "level-undefined", Severity.WARNING, check, ("D18",))
