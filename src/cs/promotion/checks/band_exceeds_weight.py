"""A band gives more points than its component may

Bands give points of the total and are not weighted again, so none may exceed the component's weight
or be below zero. Where several do, the finding stands at the farthest from it and names the others.

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
from decimal import Decimal

from cs.checking.rule import Rule
from cs.kernel.document import Document, PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.kernel.texts import plain
from cs.promotion.policy import PromotionPolicy

USUAL_TOTAL = 100


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each component with bands outside zero to its full points."""
    for document in policies.of(PromotionPolicy):
        for number, component in enumerate(document.policy.components):
            full = component.weight * document.policy.scoring.total / 100
            beyond = [
                index for index, band in enumerate(component.bands) if not 0 <= band.points <= full
            ]
            if beyond:
                yield _finding(document, number, beyond, full)


def _finding(
    document: Document[PromotionPolicy], number: int, beyond: list[int], full: Decimal
) -> Finding:
    component, place = document.policy.components[number], document.place.at("components", number)
    points = [band.points for band in component.bands]
    worst = max(beyond, key=lambda index: max(points[index] - full, -points[index]))
    total = document.policy.scoring.total
    return Finding(
        RULE.code,
        RULE.severity,
        message(
            "{component}: the band gives {points} points, the component's weight allows 0 to "
            "{full}.",
            component=component.name,
            points=plain(points[worst]),
            full=plain(full),
        ),
        place.at("bands", worst, "points"),
        expected=message("points from 0 to {full}", full=plain(full)),
        mend=message("State points of the total, not of 100; or correct the weight."),
        related=(
            Related(
                place / "weight",
                message("The weight is {weight}%.", weight=plain(component.weight)),
            ),
            *(
                ()
                if total == USUAL_TOTAL
                else (
                    Related(
                        document.place.at("scoring", "total"),
                        message("The total is {total}, not 100.", total=plain(total)),
                    ),
                )
            ),
            *(
                Related(place.at("bands", index, "points"), message("So does this band."))
                for index in beyond
                if index != worst
            ),
        ),
    )


RULE = Rule("PRM008", "band-exceeds-weight", Severity.ERROR, check)
