"""A handover asks for fewer than two signatures

A handover is between two people; only two signatures say that both agree on what passed.

Bad:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: presale, name: 售前咨询, stint: 2 months, headcount: 5..8}
      - {id: complaints, name: 投诉处理, stint: 2 months, headcount: 5..8}
    handover: {items: [未结客户问题], signatures: 1}
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
    handover: {items: [未结客户问题], signatures: 2}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.rotation.policy import RotationPolicy

BOTH = 2


def check(policies: PolicySet) -> Iterator[Finding]:
    """Handovers that not both sides sign."""
    for document in policies.of(RotationPolicy):
        handover = document.policy.handover
        if handover is None or handover.signatures >= BOTH:
            continue
        yield Finding(
            RULE.code,
            RULE.severity,
            message(
                "A handover needs {count} signatures; one side does not sign.",
                count=handover.signatures,
            ),
            document.place.at("handover", "signatures"),
            expected=message("2 or more"),
            mend=message("Let both sides sign."),
        )


RULE = Rule("ROT017", "one-signature", Severity.WARNING, check)
