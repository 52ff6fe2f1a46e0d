"""What share of a mentor's score the mentees have is not stated

«A certain proportion» cannot be computed. State `share`; 0% where mentees' results do not count.

Bad:

    ```yaml
    kind: review
    id: monthly
    name: 月度考核
    cycle: monthly
    indicators:
      - {id: satisfaction, name: 客户满意度, weight: 100%, direction: higher, target: 95, floor: 60}
    mentor: {may_rate: false}
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
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.kernel.texts import plain
from cs.review.policy import ReviewPolicy
from cs.review.scale import FULL


def check(policies: PolicySet) -> Iterator[Finding]:
    """Reviews with mentors and no share, or one that leaves nothing of the mentor's own score."""
    for document in policies.of(ReviewPolicy):
        mentor = document.policy.mentor
        if mentor is None:
            continue
        if mentor.share is None:
            text = message("Mentees' results count for their mentor, but not by how much.")
            place = document.place / "mentor"
        elif mentor.share >= FULL:
            text = message(
                "Mentees' results are {share}% of their mentor's score; nothing of it is the "
                "mentor's own.",
                share=plain(mentor.share),
            )
            place = document.place.at("mentor", "share")
        else:
            continue
        yield Finding(
            RULE.code,
            RULE.severity,
            text,
            place,
            expected=message("`share` below 100%"),
            mend=message("Add `share: 10%`, or what was agreed."),
        )


RULE = Rule("REV024", "mentor-share-undefined", Severity.WARNING, check, ("D30",))
