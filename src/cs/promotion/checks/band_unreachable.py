"""Bands that no eligible candidate can fall into

Eligibility asks for values of a column that a component reads, and some of the component's bands
lie outside of them. They look as if they decided something and never do; often the condition or the
bands were changed without the other.

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    eligibility:
      - {id: pass, name: PM及格, rule: {condition: column, column: PM成绩, at_least: 60}}
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

Good:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    eligibility:
      - {id: pass, name: PM及格, rule: {condition: column, column: PM成绩, at_least: 60}}
    components:
      - id: pm
        name: PM成绩
        weight: 10%
        bands:
          - {to: 80, includes: neither, points: 6}
          - {from: 80, includes: from, points: 10}
      - {id: interview, name: 面试, weight: 90%, scale: {from: 0, to: 100}}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.intervals import ascending
from cs.kernel.messages import message
from cs.kernel.texts import plain
from cs.promotion.eligible_values import bounds_of, met_bands
from cs.promotion.policy import PromotionPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each component with bands that eligibility excludes, unless it is constant altogether."""
    for document in policies.of(PromotionPolicy):
        for number, component in enumerate(document.policy.components):
            bounds = bounds_of(document.policy, component)
            met = met_bands(component.bands, bounds)
            dead = [band for band in ascending(component.bands) if band not in met]
            given = {component.bands[band.index].points for band in met}
            if not bounds.requirements or not dead or len(given) == 1:
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "{component}: bands that no eligible candidate can fall into: {dead} of "
                    "{count} (points {points}).",
                    component=component.name,
                    dead=len(dead),
                    count=len(component.bands),
                    points=", ".join(plain(component.bands[band.index].points) for band in dead),
                ),
                document.place.at("components", number, "bands", dead[0].index),
                expected=message("bands for the values that the conditions admit"),
                mend=message("Leave these bands out, or correct the condition."),
                related=tuple(
                    Related(
                        document.place.at("eligibility", position, "rule"),
                        message(
                            "«{name}» excludes their values.",
                            name=document.policy.eligibility[position].name,
                        ),
                    )
                    for position in bounds.requirements
                ),
            )


RULE = Rule("PRM037", "band-unreachable", Severity.INFO, check, ("D19",))
