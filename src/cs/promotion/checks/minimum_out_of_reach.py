"""The minimum of a component is no value that it can have, or one that everybody has

A minimum beyond the scale lets nobody be proposed; one at its worst end keeps nobody back, where
the policy means a bar.

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - {id: interview, name: 面试, weight: 100%, scale: {from: 0, to: 10}, minimum: 60}
    ```

Good:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - {id: interview, name: 面试, weight: 100%, scale: {from: 0, to: 10}, minimum: 6}
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
    """Each minimum that is not inside the scale of its component, its worst end left out."""
    for document in policies.of(PromotionPolicy):
        for number, component in enumerate(document.policy.components):
            scale, minimum = component.scale, component.minimum
            if scale is None or minimum is None:
                continue
            low, high = sorted((scale.low, scale.high))
            if low <= minimum <= high and minimum != scale.low:
                continue
            place = document.place.at("components", number)
            figures = {
                "name": component.name,
                "minimum": plain(minimum),
                "low": plain(low),
                "high": plain(high),
            }
            keeps_back = minimum > high if scale.low < scale.high else minimum < low
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "The minimum of {name} is {minimum}, and its values go from {low} to {high}; "
                    "nobody can be proposed.",
                    **figures,
                )
                if keeps_back
                else message(
                    "The minimum of {name} is {minimum}, and its values go from {low} to {high}; "
                    "it keeps nobody back.",
                    **figures,
                ),
                place / "minimum",
                expected=message("a value inside the scale, from {low} to {high}", **figures),
                mend=message("Give the minimum as a raw value of the scale, not in points."),
                related=(Related(place / "scale", message("The scale.")),),
            )


RULE = Rule("PRM093", "minimum-out-of-reach", Severity.ERROR, check)
