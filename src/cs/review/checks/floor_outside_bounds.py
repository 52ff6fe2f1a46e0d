"""A floor outside of the values that can be

At the floor an indicator earns nothing. If no value can be as bad as that, even the worst result
earns points, and nobody sees why.

Bad:

    ```yaml
    kind: review
    id: monthly
    name: 月度考核
    cycle: monthly
    indicators:
      - {id: time, name: 处理时长, weight: 100%, direction: lower, target: 6, floor: 120,
         bounds: {from: 0, to: 60}}
    ```

Good:

    ```yaml
    kind: review
    id: monthly
    name: 月度考核
    cycle: monthly
    indicators:
      - {id: time, name: 处理时长, weight: 100%, direction: lower, target: 6, floor: 12,
         bounds: {from: 0, to: 60}}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.kernel.texts import plain
from cs.review.policy import ReviewPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each floor outside of its indicator's bounds."""
    for document in policies.of(ReviewPolicy):
        for number, indicator in enumerate(document.policy.indicators):
            bounds, floor = indicator.bounds, indicator.floor
            if bounds is None or floor is None or bounds.low <= floor <= bounds.high:
                continue
            place = document.place.at("indicators", number)
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "{name}: values run from {low} to {high}, and the floor is {floor}.",
                    name=indicator.name,
                    low=plain(bounds.low),
                    high=plain(bounds.high),
                    floor=plain(floor),
                ),
                place / "floor",
                expected=message("a floor within the bounds"),
                mend=message("Correct the floor or the bounds."),
                related=(Related(place / "bounds", message("The possible values.")),),
            )


RULE = Rule("REV040", "floor-outside-bounds", Severity.WARNING, check)
