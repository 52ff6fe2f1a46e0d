"""All goals have a weight of zero

Then every plan that keeps the rules is as good as any other, and the one shown is arbitrary.

Bad:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: presale, name: 售前咨询, stint: 2 months, headcount: 5..8}
      - {id: complaints, name: 投诉处理, stint: 2 months, headcount: 5..8}
    goals: {fairness: 0}
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
    goals: {fairness: 1}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.rotation.policy import RotationPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Policies that weigh nothing."""
    for document in policies.of(RotationPolicy):
        goals = document.policy.goals
        if goals.fairness or goals.growth or goals.interest or goals.stability:
            continue
        yield Finding(
            RULE.code,
            RULE.severity,
            message("No goal has a weight, so all plans count as equally good."),
            (document.place / "goals").key(),
            expected=message("a weight above 0 for at least one goal"),
            mend=message("Give fairness, growth, interest or stability a weight."),
        )


RULE = Rule("ROT015", "no-goal", Severity.WARNING, check)
