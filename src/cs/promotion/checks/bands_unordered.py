"""Bands are not listed in the order of their values

Points do not depend on the order of bands, but readers do: a band out of its place is mostly one
that was pasted into another's line.

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
          - {from: 60, to: 80, includes: from, points: 6}
          - {to: 60, includes: neither, points: 0}
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

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.intervals import ascending
from cs.kernel.messages import message
from cs.promotion.policy import PromotionPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each component whose bands neither rise nor fall as listed; at the first out of place."""
    for document in policies.of(PromotionPolicy):
        for number, component in enumerate(document.policy.components):
            order = [each.index for each in ascending(component.bands)]
            if order in (sorted(order), sorted(order, reverse=True)):
                continue
            moved = zip(order, sorted(order), strict=True)
            odd = next(index for index, right in moved if index != right)
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "{component}: band {band} is not in its place by value.",
                    component=component.name,
                    band=odd + 1,
                ),
                document.place.at("components", number, "bands", odd),
                expected=message("bands from the lowest to the highest, or the other way"),
                mend=message("Move the band, or correct its edges."),
            )


RULE = Rule("PRM074", "bands-unordered", Severity.INFO, check)
