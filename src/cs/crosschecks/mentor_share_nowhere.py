"""Mentors are named, and what their mentees' result means for them is stated nowhere

That the mentees' result counts in the mentor's «by a certain proportion» is the point of mentoring
in many firms. Neither the development policy nor a review policy states the proportion. 0% says
that it does not count.

Bad:

    ```yaml
    kind: development
    id: development
    name: 发展
    mentoring: {mentees: {status: probation}}
    ```

Good:

    ```yaml
    kind: development
    id: development
    name: 发展
    mentoring: {mentees: {status: probation}, share: 0%}
    ```
"""

from collections.abc import Iterator

from cs.career.development import DevelopmentPolicy
from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.review.policy import ReviewPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each policy with mentors of whose share no policy speaks."""
    reviews = [review for review in policies.of(ReviewPolicy) if review.policy.mentor is not None]
    if reviews or policies.may_lack(ReviewPolicy):
        return
    for document in policies.of(DevelopmentPolicy):
        mentoring = document.policy.mentoring
        if mentoring is None or mentoring.share is not None:
            continue
        yield Finding(
            RULE.code,
            RULE.severity,
            message("What share of a mentor's result is that of the mentees is stated nowhere."),
            document.place / "mentoring",
            expected=message("`share` here, or `mentor` in the review policy"),
            mend=message("Add `share: 10%`, or what was agreed; `share: 0%` if it does not count."),
            related=tuple(
                Related(
                    review.place / "indicators", message("The review policy says nothing of it.")
                )
                for review in policies.of(ReviewPolicy)
            ),
        )


RULE = Rule("XPL031", "mentor-share-nowhere", Severity.INFO, check, ("D30",))
