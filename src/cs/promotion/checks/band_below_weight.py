"""The best band gives less than the component's weight

Then nobody can reach a full score, and the component counts for less than its weight says.

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
          - {from: 60, includes: from, points: 6}
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

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.kernel.texts import plain
from cs.promotion.policy import PromotionPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each component whose bands stay below its weight."""
    for document in policies.of(PromotionPolicy):
        total = document.policy.scoring.total
        for number, component in enumerate(document.policy.components):
            full = component.weight * total / 100
            best = max((band.points for band in component.bands), default=full)
            if best >= full:
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "{component}: the best band gives {best} points of the {full} that the weight "
                    "stands for.",
                    component=component.name,
                    best=plain(best),
                    full=plain(full),
                ),
                document.place.at("components", number, "bands").key(),
                expected=message("a best band of {full} points", full=plain(full)),
                mend=message("Correct the points of the best band, or the weight."),
                related=(
                    Related(
                        document.place.at("components", number, "weight"),
                        message("The weight is {weight}%.", weight=plain(component.weight)),
                    ),
                ),
            )


RULE = Rule("PRM009", "band-below-weight", Severity.WARNING, check)
