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
from cs.kernel.conventions import overlaps_too, turned
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
                wrong = turned(component.bands, below, above)
                if overlaps_too(component.bands, wrong):
                    continue
                line = place / (wrong or above).index
                other = below.index + above.index - (wrong or above).index
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message("{component}: no band holds {gap}.", component=component.name, gap=gap),
                    line / ("includes" if wrong else "from"),
                    expected=message("bands that follow one another without a gap"),
                    mend=wrong.mend
                    if wrong
                    else message("Let one band begin where the other ends."),
                    related=(
                        Related(
                            place / other,
                            message("The band below the gap.")
                            if other == below.index
                            else message("The band above the gap."),
                        ),
                    ),
                    fix=wrong.fix(line) if wrong else None,
                )


RULE = Rule("PRM005", "band-gap", Severity.ERROR, check, fixes="unsafe")
