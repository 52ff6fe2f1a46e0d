"""One component is rated on another scale than all the others

Three components or more have a scale, and all but one have the same. Raters who give 80 for one
component and are asked for a 7 of 10 for the next mix them up, and a table in which one column was
rated on the scale of the others gives full points to everybody. If the other scale is meant, say
so in a comment: `# cs: ignore[PRM077] reason`.

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - {id: capability, name: 能力表现, weight: 50%, scale: {from: 0, to: 100}}
      - {id: interview, name: 面试考评, weight: 30%, scale: {from: 0, to: 10}}
      - {id: manager, name: 经理评分, weight: 20%, scale: {from: 0, to: 100}}
    ```

Good:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - {id: capability, name: 能力表现, weight: 50%, scale: {from: 0, to: 100}}
      - {id: interview, name: 面试考评, weight: 30%, scale: {from: 0, to: 100}}
      - {id: manager, name: 经理评分, weight: 20%, scale: {from: 0, to: 100}}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Fix, Related, Replace, Severity
from cs.kernel.messages import message
from cs.kernel.texts import plain
from cs.promotion.policy import PromotionPolicy

FEWEST = 3
"""So many components with a scale say something of what the scale is."""


def check(policies: PolicySet) -> Iterator[Finding]:
    """The component whose scale alone is another."""
    for document in policies.of(PromotionPolicy):
        scales = [
            (number, component, component.scale)
            for number, component in enumerate(document.policy.components)
            if component.scale is not None
        ]
        for number, component, scale in scales:
            others = [(other, each) for other, _, each in scales if other != number]
            alike = {(each.low, each.high) for _, each in others}
            if len(scales) < FEWEST or len(alike) != 1 or (scale.low, scale.high) in alike:
                continue
            place = document.place.at("components", number, "scale")
            like, usual = others[0]
            edges = (("from", scale.low, usual.low), ("to", scale.high, usual.high))
            changed = [(key, plain(meant)) for key, stated, meant in edges if stated != meant]
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "{component} is rated from {low} to {high}; all {count} other components with "
                    "a scale are rated from {from_} to {to}.",
                    component=component.name,
                    low=plain(scale.low),
                    high=plain(scale.high),
                    count=len(others),
                    from_=plain(usual.low),
                    to=plain(usual.high),
                ),
                place / changed[0][0],
                expected=message(
                    "from {low} to {high}", low=plain(usual.low), high=plain(usual.high)
                ),
                mend=message("Rate all components on one scale, unless this one is meant."),
                related=(
                    Related(
                        document.place.at("components", like, "scale"),
                        message("One of the other scales."),
                    ),
                ),
                fix=Fix(
                    message("Take over the scale of the other components."),
                    tuple(Replace(place / key, text) for key, text in changed),
                    safe=False,
                ),
            )


RULE = Rule("PRM077", "scale-apart", Severity.INFO, check, fixes="unsafe")
