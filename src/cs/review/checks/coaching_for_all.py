"""Everybody is on the coaching list

One-to-one coaching is for agents who are behind. A list that starts at the best grade, or at all
the points that can be had, holds everybody.

Bad:

    ```yaml
    kind: review
    id: monthly
    name: 月度考核
    cycle: monthly
    indicators:
      - {id: satisfaction, name: 客户满意度, weight: 100%, direction: higher, target: 95, floor: 60}
    grades:
      - {id: 达标, from: 60, includes: from}
      - {id: 不达标, to: 60, includes: neither}
    coaching: {at_most: 达标, by: 组长}
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
      - {id: 达标, from: 60, includes: from}
      - {id: 不达标, to: 60, includes: neither}
    coaching: {at_most: 不达标, by: 组长}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.review.policy import ReviewPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Coaching from the best grade on, or below more points than an indicator can have."""
    for document in policies.of(ReviewPolicy):
        policy, coaching = document.policy, document.policy.coaching
        if coaching is None:
            continue
        place = document.place / "coaching"
        most = max(indicator.cap for indicator in policy.indicators)
        if policy.grades and coaching.at_most == policy.grades[0].id:
            found = place / "at_most"
        elif coaching.indicator_below is not None and coaching.indicator_below > most:
            found = place / "indicator_below"
        elif coaching.below is not None and coaching.below > policy.total * most / 100:
            found = place / "below"
        else:
            continue
        yield Finding(
            RULE.code,
            RULE.severity,
            message("Every agent, even the best, is to be coached."),
            found,
            expected=message("a line that some agents reach"),
            mend=message("Correct the grade or the figure."),
        )


RULE = Rule("REV043", "coaching-for-all", Severity.WARNING, check)
