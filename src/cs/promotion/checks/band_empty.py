"""A band holds no value

Its `from` lies above its `to`, or both are the same value and the band does not include it.

Bad:

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
          - {from: 90, to: 60, includes: from, points: 50}
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
          - {from: 60, to: 90, includes: from, points: 50}
          - {from: 90, includes: from, points: 100}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.intervals import interval
from cs.kernel.messages import message
from cs.kernel.texts import plain
from cs.promotion.policy import PromotionPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each band that no value can lie in."""
    for document in policies.of(PromotionPolicy):
        for number, component in enumerate(document.policy.components):
            for band in (interval(index, each) for index, each in enumerate(component.bands)):
                if not band.is_empty or band.low is None or band.high is None:
                    continue
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message(
                        "{component}: no value lies in the band from {low} to {high}.",
                        component=component.name,
                        low=plain(band.low),
                        high=plain(band.high),
                    ),
                    document.place.at("components", number, "bands", band.index),
                    expected=message("`from` below `to`"),
                    mend=message("Exchange the two values, or leave the band out."),
                )


RULE = Rule("PRM006", "band-empty", Severity.ERROR, check)
