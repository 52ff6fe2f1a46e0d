"""Nothing of a mentor's result is the mentor's own

The mentees' result counts so much in the mentor's that nothing is left for the mentor's own work,
or it counts more than there is. A share of 0% says that it does not count.

Bad:

    ```yaml
    kind: development
    id: development
    name: 发展
    mentoring: {mentees: {status: probation}, share: 100%}
    ```

Good:

    ```yaml
    kind: development
    id: development
    name: 发展
    mentoring: {mentees: {status: probation}, share: 10%}
    ```
"""

from collections.abc import Iterator
from decimal import Decimal

from cs.career.development import DevelopmentPolicy
from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.kernel.texts import plain

FULL = 100
"""Percent of a result."""


def check(policies: PolicySet) -> Iterator[Finding]:
    """Policies whose mentors' share is the whole or more."""
    for document in policies.of(DevelopmentPolicy):
        mentoring = document.policy.mentoring
        if mentoring is not None and mentoring.share is not None and mentoring.share >= FULL:
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "The mentees' result is {share}% of their mentor's, whose own is {own}%.",
                    share=plain(mentoring.share),
                    own=plain(max(FULL - mentoring.share, Decimal(0))),
                ),
                document.place.at("mentoring", "share"),
                expected=message("a share below 100%"),
                mend=message("State the share that was agreed, for example `share: 10%`."),
            )


RULE = Rule("DEV007", "mentor-share-out-of-bounds", Severity.WARNING, check, ("D30",))
