"""Two policies state different shares for mentors

The development policy and the review policy both say how much of a mentor's result is that of the
mentees, or whether mentors rate them, and they do not say the same. The review is computed from
its own figures. State them in one of the two.

Bad:

    ```yaml
    kind: review
    id: monthly
    name: 月度考核
    cycle: monthly
    indicators:
      - {id: satisfaction, name: 客户满意度, weight: 100%, direction: higher, target: 95, floor: 60}
    mentor: {share: 20%, may_rate: false}
    ---
    kind: development
    id: development
    name: 发展
    mentoring: {mentees: {status: probation}, share: 10%}
    ```

Good:

    ```yaml
    kind: review
    id: monthly
    name: 月度考核
    cycle: monthly
    indicators:
      - {id: satisfaction, name: 客户满意度, weight: 100%, direction: higher, target: 95, floor: 60}
    mentor: {share: 10%, may_rate: false}
    ---
    kind: development
    id: development
    name: 发展
    mentoring: {mentees: {status: probation}, share: 10%}
    ```
"""

from collections.abc import Iterator

from cs.career.development import DevelopmentPolicy
from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.kernel.texts import plain
from cs.review.policy import ReviewPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each pair of policies that disagree about mentors."""
    for document in policies.of(DevelopmentPolicy):
        mentoring = document.policy.mentoring
        if mentoring is None:
            continue
        for review in policies.of(ReviewPolicy):
            mentor = review.policy.mentor
            if mentor is None:
                continue
            for key in ("share", "may_rate"):
                here, there = getattr(mentoring, key), getattr(mentor, key)
                if here is None or there is None or here == there:
                    continue
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message(
                        "The mentees' result is {here}% of the mentor's here, and {there}% in the "
                        "review policy {review}.",
                        here=plain(here),
                        there=plain(there),
                        review=review.policy.id,
                    )
                    if key == "share"
                    else message(
                        "Whether mentors rate their mentees is said in two ways, here and in the "
                        "review policy {review}.",
                        review=review.policy.id,
                    ),
                    document.place.at("mentoring", key),
                    expected=message("the same in both"),
                    mend=message("Correct one of the two, or state it in the review policy alone."),
                    related=(
                        Related(review.place.at("mentor", key), message("The review policy.")),
                    ),
                )


RULE = Rule("XPL030", "mentor-share-conflict", Severity.WARNING, check, ("D30",))
