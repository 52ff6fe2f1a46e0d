"""Two conditions or two steps have the same id

Results and explanations name conditions and steps by their id.

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 晋升
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    process:
      - {id: review, name: 初审, act: review, actor: 直接上级}
      - {id: review, name: 复审, act: review, actor: 客服经理}
    ```

Good:

    ```yaml
    kind: promotion
    id: leader
    name: 晋升
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    process:
      - {id: review, name: 初审, act: review, actor: 直接上级}
      - {id: second-review, name: 复审, act: review, actor: 客服经理}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.promotion.policy import PromotionPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each id that an earlier condition, or an earlier step, has already."""
    for document in policies.of(PromotionPolicy):
        policy = document.policy
        for key, ids in (
            ("eligibility", [each.id for each in policy.eligibility]),
            ("process", [each.id for each in policy.process]),
        ):
            for index, identity in enumerate(ids):
                first = ids.index(identity)
                if first == index:
                    continue
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message("The id {id} is there twice.", id=identity),
                    document.place.at(key, index, "id"),
                    expected=message("an id of its own"),
                    mend=message("Rename one of the two."),
                    related=(Related(document.place.at(key, first, "id"), message("The first.")),),
                )


RULE = Rule("PRM034", "duplicate-id", Severity.ERROR, check)
