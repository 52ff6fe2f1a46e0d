"""Acting in a post has no limit

Whoever acts in a post without meeting its conditions is in it for a time: to be trained, tried and
assessed. Without a limit the exception becomes the rule, and the conditions are never asked again.

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    acting: {steps: [培训, 试用, 考核]}
    ```

Good:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    acting: {limit: 3 months, steps: [培训, 试用, 考核], otherwise: 另行选聘}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.promotion.policy import (
    PromotionPolicy,
)


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each policy that lets people act without a limit."""
    for document in policies.of(PromotionPolicy):
        acting = document.policy.acting
        if acting is None or acting.limit is not None:
            continue
        yield Finding(
            RULE.code,
            RULE.severity,
            message("How long somebody may act in the post is not stated."),
            document.place / "acting",
            expected=message("`limit`, for example 3 months"),
            mend=message("Add `limit`, and what follows at its end: `otherwise`."),
        )


RULE = Rule("PRM061", "acting-without-limit", Severity.WARNING, check, ("D29",))
