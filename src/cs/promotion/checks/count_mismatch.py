"""Another number of components than announced

`components_stated` holds how many components the source announces. If another number is listed, one
was lost or the announcement is out of date. With `--assume PRM002=keep` those listed are all.

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components_stated: 3
    components:
      - {id: capability, name: 能力表现, weight: 60%, scale: {from: 0, to: 100}}
      - {id: interview, name: 面试考评, weight: 40%, scale: {from: 0, to: 100}}
    ```

Good:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components_stated: 2
    components:
      - {id: capability, name: 能力表现, weight: 60%, scale: {from: 0, to: 100}}
      - {id: interview, name: 面试考评, weight: 40%, scale: {from: 0, to: 100}}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.fields import Policy
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.promotion.policy import PromotionPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Policies that announce another number of components than they list."""
    for document in policies.of(PromotionPolicy):
        stated = document.policy.components_stated
        listed = len(document.policy.components)
        if stated is None or stated == listed:
            continue
        yield Finding(
            RULE.code,
            RULE.severity,
            message(
                "The number of components announced is {stated}, the number listed is {listed}.",
                stated=stated,
                listed=listed,
            ),
            document.place / "components_stated",
            expected=message("as many components as announced"),
            mend=message("Add what is missing to the components, or correct `components_stated`."),
            related=(
                Related(
                    (document.place / "components").key(),
                    message(
                        "Listed: {names}",
                        names=", ".join(each.name for each in document.policy.components),
                    ),
                ),
            ),
        )


def settle(policy: Policy, value: str) -> Policy | None:
    """`keep`: the components listed are all there are."""
    if value != "keep" or not isinstance(policy, PromotionPolicy):
        return None
    return policy.model_copy(update={"components_stated": None})


RULE = Rule(
    "PRM002", "count-mismatch", Severity.ERROR, check, ("D02",), settle, settles_with="keep"
)
