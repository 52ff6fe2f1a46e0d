"""Values between two bands have no points

A raw value that lies in no band has no points, and its candidate counts as not scored.

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
          - {from: 65, includes: from, points: 100}
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
from cs.kernel.messages import Message, message
from cs.kernel.texts import plain
from cs.promotion.bands import Interval, ascending
from cs.promotion.policy import PromotionPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """One finding for each gap between neighbouring bands."""
    for document in policies.of(PromotionPolicy):
        for number, component in enumerate(document.policy.components):
            place = document.place.at("components", number, "bands")
            reach: Interval | None = None
            for band in ascending(component.bands):
                gap = None if reach is None else _gap(reach, band)
                if gap is not None and reach is not None:
                    yield Finding(
                        RULE.code,
                        RULE.severity,
                        message(
                            "{component}: no band holds {gap}.", component=component.name, gap=gap
                        ),
                        place.at(band.index, "from"),
                        expected=message("bands that follow one another without a gap"),
                        mend=message("Let one band begin where the other ends."),
                        related=(Related(place / reach.index, message("The band below the gap.")),),
                    )
                if reach is None or _reaches_further(band, reach):
                    reach = band


def _gap(lower: Interval, upper: Interval) -> Message | None:
    if lower.high is None or upper.low is None or upper.low < lower.high:
        return None
    if upper.low > lower.high:
        return message(
            "values between {low} and {high}", low=plain(lower.high), high=plain(upper.low)
        )
    if lower.holds_high is False and upper.holds_low is False:
        return message("the value {value}", value=plain(upper.low))
    return None


def _reaches_further(band: Interval, reach: Interval) -> bool:
    if reach.high is None:
        return False
    return band.high is None or (band.high, bool(band.holds_high)) > (
        reach.high,
        bool(reach.holds_high),
    )


RULE = Rule("PRM005", "band-gap", Severity.ERROR, check)
