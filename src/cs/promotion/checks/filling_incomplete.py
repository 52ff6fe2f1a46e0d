"""The ways of filling a vacancy miss one that the policy uses, or name one twice

A policy of competition fills from within, and one that states rules of acting lets people act: both
belong among the ways of `filling`. A way that stands there twice has no second turn.

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    filling: [internal, external]
    acting: {limit: 3 months}
    ```

Good:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    filling: [internal, acting, external]
    acting: {limit: 3 months}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.promotion.policy import PromotionPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each way that is missing, and each that stands a second time."""
    for document in policies.of(PromotionPolicy):
        policy = document.policy
        if policy.filling is None:
            continue
        ways = [(number, way) for number, step in enumerate(policy.filling) for way in step]
        named = [way for _, way in ways]
        needed = ("internal", *(("acting",) if policy.acting else ()))
        for way in needed:
            if way not in named:
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message("The policy fills vacancies by {way}, which is not listed.", way=way),
                    document.place / "filling",
                    expected=message("every way that the policy has rules for"),
                    mend=message("Add it at its turn."),
                )
        for position, (number, way) in enumerate(ways):
            if way in named[:position]:
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message("{way} stands a second time.", way=way),
                    document.place.at("filling", number),
                    expected=message("each way once"),
                    mend=message("Delete it, or write the way that is meant."),
                )


RULE = Rule("PRM073", "filling-incomplete", Severity.INFO, check)
