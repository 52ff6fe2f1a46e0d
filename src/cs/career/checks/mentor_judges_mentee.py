"""A mentor judges the mentees whose result counts as his own

The mentees' result counts in the mentor's, and the mentor may rate them or judges the training
that they go through: who judges kindly is judged kindly.

Bad:

    ```yaml
    kind: development
    id: development
    name: 发展
    trainings:
      - {id: 试用培训, name: 试用期培训, lasts: 3 months, criterion: 考核80分,
         judged_by: 导师}
    mentoring: {mentees: {status: probation}, share: 10%, trained_by: 试用培训}
    ```

Good:

    ```yaml
    kind: development
    id: development
    name: 发展
    trainings:
      - {id: 试用培训, name: 试用期培训, lasts: 3 months, criterion: 考核80分,
         judged_by: 培训专员}
    mentoring: {mentees: {status: probation}, share: 10%, may_rate: false, trained_by: 试用培训}
    ```
"""

from collections.abc import Iterator

from cs.career.development import DevelopmentPolicy
from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.kernel.texts import plain

MENTORS = frozenset(("导师", "mentor", "师傅"))
"""Words for the role of a mentor."""


def check(policies: PolicySet) -> Iterator[Finding]:
    """Policies whose mentors rate, or judge a training, while the mentees' result counts."""
    words = {policies.role(word) for word in MENTORS}
    for document in policies.of(DevelopmentPolicy):
        mentoring = document.policy.mentoring
        if mentoring is None or mentoring.share is None or mentoring.share == 0:
            continue
        places = [document.place.at("mentoring", "may_rate")] if mentoring.may_rate else []
        places += [
            document.place.at("trainings", number, "judged_by")
            for number, each in enumerate(document.policy.trainings)
            if each.judged_by is not None and policies.role(each.judged_by) in words
        ]
        for place in places:
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "Mentors judge their own mentees here, whose result is {share}% of theirs.",
                    share=plain(mentoring.share),
                ),
                place,
                expected=message("somebody whose own result does not depend on it"),
                mend=message("Let another role judge, or let the mentees' result count 0%."),
                related=(
                    Related(
                        document.place.at("mentoring", "share"),
                        message("The share is stated here."),
                    ),
                ),
            )


RULE = Rule("DEV008", "mentor-judges-mentee", Severity.WARNING, check, ("D30",))
