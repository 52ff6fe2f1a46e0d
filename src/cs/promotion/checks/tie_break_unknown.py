"""A tie-break names a component that does not exist

Points that are not there cannot decide between equals. The id must be one of the policy's
components.

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    scoring:
      tie_breaks: [{by: component, component: capabilty}]
    ```

Good:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    scoring:
      tie_breaks: [{by: component, component: capability}]
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.mends import write_word
from cs.kernel.messages import message
from cs.kernel.suggestions import nearest
from cs.promotion.policy import ByComponent, PromotionPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each tie-break by an unknown component."""
    for document in policies.of(PromotionPolicy):
        known = [component.id for component in document.policy.components]
        for index, each in enumerate(document.policy.scoring.tie_breaks or ()):
            if not isinstance(each, ByComponent) or each.component in known:
                continue
            near = nearest(each.component, known)
            place = document.place.at("scoring", "tie_breaks", index, "component")
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "The tie-break names component {id}, which is not there.", id=each.component
                ),
                place,
                expected=message("one of {ids}", ids=", ".join(known)),
                related=(
                    Related((document.place / "components").key(), message("The components.")),
                ),
                mend=None if near is None else message("Did you mean {name}?", name=near),
                fix=write_word(place, each.component, near, known),
            )


RULE = Rule("PRM022", "tie-break-unknown", Severity.ERROR, check, fixes="safe", is_needed=True)
