"""A band gives more points than its component may

Bands give points of the total and are not weighted again, so none may exceed the component's weight
or be below zero.

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - id: pm
        name: PM成绩
        weight: 10%
        bands:
          - {to: 60, includes: neither, points: 0}
          - {from: 60, includes: from, points: 100}
      - {id: interview, name: 面试, weight: 90%, scale: {from: 0, to: 100}}
    ```

Good:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - id: pm
        name: PM成绩
        weight: 10%
        bands:
          - {to: 60, includes: neither, points: 0}
          - {from: 60, includes: from, points: 10}
      - {id: interview, name: 面试, weight: 90%, scale: {from: 0, to: 100}}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.kernel.texts import plain
from cs.promotion.policy import PromotionPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each band outside zero to the component's full points."""
    for document in policies.of(PromotionPolicy):
        total = document.policy.scoring.total
        for number, component in enumerate(document.policy.components):
            full = component.weight * total / 100
            for index, band in enumerate(component.bands):
                if 0 <= band.points <= full:
                    continue
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message(
                        "{component}: the band gives {points} points, the component's weight "
                        "allows 0 to {full}.",
                        component=component.name,
                        points=plain(band.points),
                        full=plain(full),
                    ),
                    document.place.at("components", number, "bands", index, "points"),
                    expected=message("points from 0 to {full}", full=plain(full)),
                    mend=message("State points of the total, not of 100; or correct the weight."),
                    related=(
                        Related(
                            document.place.at("components", number, "weight"),
                            message("The weight is {weight}%.", weight=plain(component.weight)),
                        ),
                    ),
                )


RULE = Rule("PRM008", "band-exceeds-weight", Severity.ERROR, check)
