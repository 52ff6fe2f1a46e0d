"""A mentor rates the mentees whose results are his own

The mentees' results count in the mentor's score, and the mentor may rate them: who rates well is
rated well. State `may_rate: false`, and take mentors out of the raters of their mentees.

Bad:

    ```yaml
    kind: review
    id: monthly
    name: 月度考核
    cycle: monthly
    indicators:
      - {id: satisfaction, name: 客户满意度, weight: 100%, direction: higher, target: 95, floor: 60}
    mentor: {share: 10%}
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
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.review.policy import ReviewPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Reviews whose mentors may rate, or that leave it open, while mentees' results count."""
    for document in policies.of(ReviewPolicy):
        mentor = document.policy.mentor
        if mentor is None or mentor.share == 0:
            continue
        groups = [
            number for number, each in enumerate(document.policy.raters) if each.role == "mentor"
        ]
        if mentor.may_rate is None and not groups:
            text = message("Whether mentors rate their own mentees is not stated.")
        elif mentor.may_rate or groups:
            text = message("Mentors rate their own mentees, whose results count in their score.")
        else:
            continue
        yield Finding(
            RULE.code,
            RULE.severity,
            text,
            document.place.at("mentor", "may_rate")
            if "may_rate" in mentor.model_fields_set
            else document.place / "mentor",
            expected=message("`may_rate: false`, and no raters with `role: mentor`"),
            mend=message("Let somebody else rate, or let mentees' results count 0%."),
            related=tuple(
                Related(document.place.at("raters", number), message("Here mentors rate."))
                for number in groups
            ),
        )


RULE = Rule("REV025", "mentor-rates-mentee", Severity.WARNING, check, ("D30",))
