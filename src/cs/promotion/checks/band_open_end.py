"""Low or high values have no band

A value below the lowest band or above the highest has no points, and its candidate counts as not
scored. Bands that reach down to 0 and up to 100 are taken to hold every score.

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
          - {from: 60, to: 80, includes: from, points: 60}
          - {from: 80, includes: from, points: 100}
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
          - {from: 60, to: 80, includes: from, points: 60}
          - {from: 80, includes: from, points: 100}
    ```
"""

from collections.abc import Iterator
from decimal import Decimal

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.intervals import ascending
from cs.kernel.messages import message
from cs.kernel.texts import plain
from cs.promotion.policy import PromotionPolicy

LEAST, MOST = 0, 100


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each component whose bands begin above 0 or end below 100."""
    for document in policies.of(PromotionPolicy):
        for number, component in enumerate(document.policy.components):
            place = document.place.at("components", number, "bands")
            bands = ascending(component.bands)
            if not bands:
                continue
            low = bands[0].low
            if low is not None and low > LEAST:
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message(
                        "{component}: no band holds values below {value}.",
                        component=component.name,
                        value=plain(low),
                    ),
                    place.at(bands[0].index, "from"),
                    expected=message("a lowest band without `from`"),
                    mend=message("Add a band with only `to: {value}`.", value=plain(low)),
                )
            high = max(bands, key=lambda band: (band.high is None, band.high or Decimal(0)))
            if high.high is not None and high.high < MOST:
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message(
                        "{component}: no band holds values above {value}.",
                        component=component.name,
                        value=plain(high.high),
                    ),
                    place.at(high.index, "to"),
                    expected=message("a highest band without `to`"),
                    mend=message("Add a band with only `from: {value}`.", value=plain(high.high)),
                )


RULE = Rule("PRM016", "band-open-end", Severity.WARNING, check)
