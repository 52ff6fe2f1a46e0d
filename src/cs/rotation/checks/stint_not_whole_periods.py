"""A stint is not a whole number of periods

Changeovers are the first days of periods (months, or weeks with `period: week`), so a stint lasts
whole periods, at least one.

Bad:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: presale, name: 售前咨询, stint: 6 weeks, headcount: 5..8}
      - {id: complaints, name: 投诉处理, stint: 2 months, headcount: 5..8}
    ```

Good:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: presale, name: 售前咨询, stint: 2 months, headcount: 5..8}
      - {id: complaints, name: 投诉处理, stint: 2 months, headcount: 5..8}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.rotation.policy import RotationPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each post whose stint is no whole number of periods, or none at all."""
    for document in policies.of(RotationPolicy):
        policy = document.policy
        for number, post in enumerate(policy.posts):
            stint = policy.stint(post)
            if stint is None or policy.periods(post):
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "{post}: a stint of {stint} is not a whole number of periods; the period is a "
                    "{period}.",
                    post=post.name,
                    stint=stint,
                    period=message("month") if policy.period == "month" else message("week"),
                ),
                document.place.at(*policy.stint_route(number)),
                expected=message("whole months, 1 or more")
                if policy.period == "month"
                else message("whole weeks, 1 or more"),
                mend=message("Change the stint, or the `period` of the policy."),
            )


RULE = Rule("ROT001", "stint-not-whole-periods", Severity.ERROR, check)
