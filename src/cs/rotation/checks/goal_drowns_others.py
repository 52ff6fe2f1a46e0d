"""One goal has nearly all the weight

Every goal is brought to 0..1 before it is weighted, so that the weights alone say what counts.
Where one of three or more goals has over seven tenths of all the weight, the others decide between
equals at best; mostly its weight has a digit too many.

Bad:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: presale, name: 售前咨询, stint: 2 months, headcount: 5..8}
      - {id: complaints, name: 投诉处理, stint: 2 months, headcount: 5..8}
    goals: {fairness: 40, growth: 3, interest: 2}
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
    goals: {fairness: 4, growth: 3, interest: 2}
    ```
"""

from collections.abc import Iterator
from decimal import Decimal

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.kernel.texts import plain
from cs.rotation.policy import RotationPolicy

FEWEST, SHARE = 3, 70
"""Goals that have a weight, and percent of all the weights."""


def check(policies: PolicySet) -> Iterator[Finding]:
    """The goal with so large a share, if there is one."""
    for document in policies.of(RotationPolicy):
        goals = document.policy.goals
        weights = {
            "fairness": goals.fairness,
            "growth": goals.growth,
            "interest": goals.interest,
            "stability": goals.stability,
        }
        total = sum(weights.values(), Decimal(0))
        if sum(weight > 0 for weight in weights.values()) < FEWEST:
            continue
        for goal, weight in weights.items():
            if 100 * weight <= SHARE * total:
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "{goal} weighs {weight} of {total} for all goals together.",
                    goal=goal,
                    weight=plain(weight),
                    total=plain(total),
                ),
                document.place.at("goals", goal),
                expected=message("weights of which no single one decides"),
                mend=message("Check the weight for a digit too many."),
            )


RULE = Rule("ROT031", "goal-drowns-others", Severity.INFO, check)
