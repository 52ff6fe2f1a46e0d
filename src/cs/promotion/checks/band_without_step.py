"""Two neighbouring bands give the same points

A boundary at which nothing changes is no boundary: the points of one of the two bands were mostly
copied.

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
          - {from: 60, to: 80, includes: from, points: 10}
          - {from: 80, includes: from, points: 10}
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
          - {from: 60, to: 80, includes: from, points: 6}
          - {from: 80, includes: from, points: 10}
      - {id: interview, name: 面试, weight: 90%, scale: {from: 0, to: 100}}
    ```
"""

from collections.abc import Iterator
from itertools import pairwise

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.intervals import ascending
from cs.kernel.messages import message
from cs.kernel.texts import plain
from cs.promotion.policy import PromotionPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each pair of bands, next to each other by value, with equal points."""
    for document in policies.of(PromotionPolicy):
        for number, component in enumerate(document.policy.components):
            place = document.place.at("components", number, "bands")
            for lower, upper in pairwise(each.index for each in ascending(component.bands)):
                points = component.bands[upper].points
                if component.bands[lower].points != points:
                    continue
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message(
                        "{component}: two neighbouring bands give {points} points each.",
                        component=component.name,
                        points=plain(points),
                    ),
                    place.at(upper, "points"),
                    expected=message("points that change from band to band"),
                    mend=message("Correct the points of one, or join the two bands."),
                    related=(Related(place.at(lower, "points"), message("The band below it.")),),
                )


RULE = Rule("PRM075", "band-without-step", Severity.INFO, check)
