"""Two components have the same id, or read the same column

Scores are found by the id, the name and the `columns` of a component. If two components share one
of these, a column of the table belongs to both.

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - {id: manager, name: 经理评分, weight: 50%, scale: {from: 0, to: 100}}
      - {id: head, name: 主管评分, columns: 经理评分, weight: 50%, scale: {from: 0, to: 100}}
    ```

Good:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - {id: manager, name: 经理评分, weight: 50%, scale: {from: 0, to: 100}}
      - {id: head, name: 主管评分, weight: 50%, scale: {from: 0, to: 100}}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.kernel.texts import fold
from cs.promotion.policy import PromotionPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each component that a table cannot tell from an earlier one."""
    for document in policies.of(PromotionPolicy):
        owners: dict[str, int] = {}
        for number, component in enumerate(document.policy.components):
            words = {
                fold(text): text for text in (component.id, component.name, *component.columns)
            }
            taken = [word for word in words if word in owners]
            if taken:
                other = owners[taken[0]]
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message(
                        "{first} and {second} are both found under «{word}».",
                        first=document.policy.components[other].name,
                        second=component.name,
                        word=words[taken[0]],
                    ),
                    document.place.at("components", number),
                    expected=message("ids, names and columns that only one component has"),
                    mend=message("Rename one of them."),
                    related=(
                        Related(
                            document.place.at("components", other),
                            message("The other component."),
                        ),
                    ),
                )
            for word in words:
                owners.setdefault(word, number)


RULE = Rule("PRM023", "component-collision", Severity.ERROR, check)
