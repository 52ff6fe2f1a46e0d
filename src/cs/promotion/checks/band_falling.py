"""Points of bands rise and fall

Where more gives more points in one place and fewer in another, a better score can cost points.
Bands that fall throughout are fine (fewer complaints, more points).

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
          - {from: 60, to: 80, includes: from, points: 8}
          - {from: 80, includes: from, points: 6}
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
    """Each step against the direction that most steps have (upwards if they are even)."""
    for document in policies.of(PromotionPolicy):
        for number, component in enumerate(document.policy.components):
            place = document.place.at("components", number, "bands")
            points = [band.points for band in component.bands]
            steps = list(pairwise(each.index for each in ascending(component.bands)))
            rising = sum(points[upper] > points[lower] for lower, upper in steps)
            falling = sum(points[upper] < points[lower] for lower, upper in steps)
            if not rising or not falling:
                continue
            for lower, upper in steps:
                against = (
                    points[upper] > points[lower]
                    if falling > rising
                    else points[upper] < points[lower]
                )
                weight = component.weight
                if against and points[lower] <= weight and points[upper] <= weight:
                    yield Finding(
                        RULE.code,
                        RULE.severity,
                        message(
                            "{component}: the higher band gives {upper} points, the band below it "
                            "{lower}, against the direction of the other bands.",
                            component=component.name,
                            upper=plain(points[upper]),
                            lower=plain(points[lower]),
                        ),
                        place.at(upper, "points"),
                        expected=message("points that rise throughout, or fall throughout"),
                        mend=message("Correct the points of one of the two bands."),
                        related=(
                            Related(place.at(lower, "points"), message("The band below it.")),
                        ),
                    )


RULE = Rule("PRM007", "band-falling", Severity.WARNING, check)
