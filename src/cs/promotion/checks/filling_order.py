"""In which order a vacancy is filled is not stated

From within, by somebody who acts, or from outside: where two ways stand side by side, each vacancy
is a case of its own, and nobody inside knows whether it is worth applying. List the ways one after
another under `filling`.

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    filling: [internal, [acting, external]]
    ```

Good:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    filling: [internal, acting, external]
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
    """Each step with several ways, and each policy with acting and no order."""
    for document in policies.of(PromotionPolicy):
        policy = document.policy
        if policy.filling is None:
            if policy.acting is not None:
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message(
                        "A vacancy may be filled by somebody who acts; before or after an "
                        "external hire is not stated."
                    ),
                    document.place / "acting",
                    expected=message("`filling: [internal, acting, external]`"),
                    mend=message("Add `filling` with the ways in their order."),
                )
            continue
        for number, step in enumerate(policy.filling):
            if len(set(step)) > 1:
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message("{ways} stand side by side, without an order.", ways=tuple(step)),
                    document.place.at("filling", number),
                    expected=message("one way a step"),
                    mend=message("List them one after another."),
                )


RULE = Rule("PRM064", "filling-order", Severity.INFO, check, ("D40",))
