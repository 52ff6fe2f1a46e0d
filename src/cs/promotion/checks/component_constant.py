"""A component gives every eligible candidate the same points

Where eligibility already asks for what a component measures, or where all bands of a component give
the same points, everybody who may be ranked gets the same from it: its weight decides nobody, and
the other components count for more than their weights say. Raise the bands above the condition, or
give the weight to the other components.

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    eligibility:
      - {id: excellent, name: 绩效优秀, rule: {condition: column, column: PM成绩, at_least: 80}}
    components:
      - id: pm
        name: PM成绩
        weight: 10%
        bands:
          - {to: 60, includes: neither, points: 0}
          - {from: 60, to: 80, includes: from, points: 6}
          - {from: 80, includes: from, points: 10}
      - {id: interview, name: 面试, weight: 90%, scale: {from: 0, to: 100}}
    ```

Good:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    eligibility:
      - {id: excellent, name: 绩效优秀, rule: {condition: column, column: PM成绩, at_least: 80}}
    components:
      - id: pm
        name: PM成绩
        weight: 10%
        bands:
          - {to: 90, includes: neither, points: 6}
          - {from: 90, includes: from, points: 10}
      - {id: interview, name: 面试, weight: 90%, scale: {from: 0, to: 100}}
    ```
"""

from collections.abc import Iterator
from decimal import Decimal

from cs.checking.rule import Rule
from cs.kernel.document import Document, PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.kernel.texts import plain
from cs.promotion.eligible_values import Bounds, bounds_of, met_bands
from cs.promotion.policy import Component, PromotionPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each component that gives all eligible candidates the same points."""
    for document in policies.of(PromotionPolicy):
        for number, component in enumerate(document.policy.components):
            bounds = bounds_of(document.policy, component)
            points = _only_points(component, bounds, document.policy.scoring.total)
            if points is not None and component.weight:
                yield _finding(document, number, component, bounds, points)


def _only_points(component: Component, bounds: Bounds, total: Decimal) -> Decimal | None:
    """The points that every value within the bounds gives; None if they differ."""
    if component.bands:
        met = met_bands(component.bands, bounds)
        points = {component.bands[band.index].points for band in met}
        return points.pop() if len(points) == 1 else None
    scale = component.scale
    if scale is None or bounds.low is None or bounds.low != bounds.high or scale.low == scale.high:
        return None
    return (bounds.low - scale.low) / (scale.high - scale.low) * component.weight * total / 100


def _finding(
    document: Document[PromotionPolicy],
    number: int,
    component: Component,
    bounds: Bounds,
    points: Decimal,
) -> Finding:
    place = document.place.at("components", number)
    met = met_bands(component.bands, bounds)
    figures = {
        "component": component.name,
        "weight": plain(component.weight),
        "points": plain(round(points, 2)),
    }
    return Finding(
        RULE.code,
        RULE.severity,
        message(
            "{component}: whoever is eligible gets {points} points from it, so {weight}% of the "
            "score decides nobody.",
            **figures,
        )
        if bounds.requirements
        else message(
            "{component}: all its bands give {points} points, so {weight}% of the score decides "
            "nobody.",
            **figures,
        ),
        (place / ("bands" if component.bands else "scale")).key(),
        expected=message("different points within the values that eligible candidates have"),
        mend=message(
            "Divide the values above the condition into bands, or give the weight to another "
            "component."
        )
        if bounds.requirements
        else message("Correct the points, or give the weight to another component."),
        related=(
            *(
                Related(
                    document.place.at("eligibility", position, "rule"),
                    message(
                        "«{name}» admits only such values.",
                        name=document.policy.eligibility[position].name,
                    ),
                )
                for position in bounds.requirements
            ),
            *(
                Related(
                    place.at("bands", band.index),
                    message(
                        "This band gives {points} points.",
                        points=plain(component.bands[band.index].points),
                    ),
                )
                for band in met[:3]
            ),
        ),
    )


RULE = Rule("PRM036", "component-constant", Severity.WARNING, check, ("D19",))
