"""Whether agents follow an order of posts is not stated

Without `order` agents move freely, as the planner finds best. A reader of the policy may have meant
a ring in the order listed; `order: free` or `order: ring` says which.

Bad:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    posts:
      - {id: presale, name: 售前咨询, stint: 2 months, headcount: 5..8}
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
    """Policies that leave the order to the default."""
    for document in policies.of(RotationPolicy):
        if "order" in document.policy.model_fields_set:
            continue
        yield Finding(
            RULE.code,
            RULE.severity,
            message("The order of posts is not stated; agents are taken to move freely."),
            (document.place / "posts").key(),
            expected=message("`order: free` or `order: ring`"),
            mend=message("Add `order: free` if no order is meant."),
        )


RULE = Rule("ROT012", "order-unstated", Severity.INFO, check, ("D12",))
