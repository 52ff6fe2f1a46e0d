"""A component has both a scale and bands

A scale turns raw values into points smoothly, bands in steps; only one of them can hold.

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - id: pm
        name: PM成绩
        weight: 100%
        scale: {from: 0, to: 100}
        bands:
          - {to: 60, includes: neither, points: 0}
          - {from: 60, includes: from, points: 100}
    ```

Good:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - id: pm
        name: PM成绩
        weight: 100%
        bands:
          - {to: 60, includes: neither, points: 0}
          - {from: 60, includes: from, points: 100}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.promotion.policy import PromotionPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each component that states both."""
    for document in policies.of(PromotionPolicy):
        for number, component in enumerate(document.policy.components):
            if component.scale is None or not component.bands:
                continue
            place = document.place.at("components", number)
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "{component} has a scale and bands; which of them gives the points is not "
                    "stated.",
                    component=component.name,
                ),
                (place / "scale").key(),
                expected=message("either `scale` or `bands`"),
                mend=message("Remove one of the two."),
                related=(Related((place / "bands").key(), message("The bands.")),),
            )


RULE = Rule("PRM011", "scale-and-bands", Severity.ERROR, check)
