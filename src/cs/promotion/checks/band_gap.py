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
from cs.kernel.intervals import gaps
from cs.kernel.messages import message
from cs.promotion.policy import PromotionPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """One finding for each gap between neighbouring bands."""
    for document in policies.of(PromotionPolicy):
        for number, component in enumerate(document.policy.components):
            place = document.place.at("components", number, "bands")
            for below, above, gap in gaps(component.bands):
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message("{component}: no band holds {gap}.", component=component.name, gap=gap),
                    place.at(above.index, "from"),
                    expected=message("bands that follow one another without a gap"),
                    mend=message("Let one band begin where the other ends."),
                    related=(Related(place / below.index, message("The band below the gap.")),),
                )


RULE = Rule("PRM005", "band-gap", Severity.ERROR, check)
