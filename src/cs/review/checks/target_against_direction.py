"""An indicator's target lies on the wrong side

Where higher is better, the target is above the value that earns nothing; where lower is better,
below it. A target on the other side rewards bad work, and one outside the possible values is never
reached.

Bad:

    ```yaml
    kind: review
    id: monthly
    name: 月度考核
    cycle: monthly
    indicators:
      - {id: handling, name: 处理时长, weight: 100%, direction: lower, target: 360, floor: 240}
    ```

Good:

    ```yaml
    kind: review
    id: monthly
    name: 月度考核
    cycle: monthly
    indicators:
      - {id: handling, name: 处理时长, weight: 100%, direction: lower, target: 240, floor: 360}
    ```
"""

from collections.abc import Iterator
from decimal import Decimal

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Place, Related, Severity
from cs.kernel.messages import message
from cs.kernel.texts import plain
from cs.review.policy import Indicator, ReviewPolicy
from cs.review.scale import floor_of


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each target against its direction, or outside of the indicator's bounds."""
    for document in policies.of(ReviewPolicy):
        for number, indicator in enumerate(document.policy.indicators):
            place = document.place.at("indicators", number)
            targets = [(place / "target", indicator.target)]
            targets += [
                (place.at("targets", position, "target"), group.target)
                for position, group in enumerate(indicator.targets)
            ]
            for where, target in targets:
                yield from _against(indicator, target, where, place)


def _against(
    indicator: Indicator, target: Decimal, where: Place, place: Place
) -> Iterator[Finding]:
    floor = floor_of(indicator)
    is_higher = indicator.direction == "higher"
    if (
        indicator.direction is not None
        and floor is not None
        and (target <= floor if is_higher else target >= floor)
    ):
        text = (
            message("{name}: higher is better, but the target {target} is not above {floor}, which "
                    "earns nothing.", name=indicator.name, target=plain(target), floor=plain(floor))
            if is_higher
            else message("{name}: lower is better, but the target {target} is not below {floor}, "
                         "which earns nothing.",
                         name=indicator.name, target=plain(target), floor=plain(floor))
        )  # fmt: skip
        yield Finding(
            RULE.code,
            RULE.severity,
            text,
            where,
            expected=message("a target above the floor")
            if is_higher
            else message("a target below the floor"),
            mend=message("Exchange the two values, or correct `direction`."),
            related=(
                Related(
                    place / ("floor" if indicator.floor is not None else "bounds"),
                    message("What earns nothing."),
                ),
            ),
        )
    bounds = indicator.bounds
    if bounds is not None and not bounds.low <= target <= bounds.high:
        yield Finding(
            RULE.code,
            RULE.severity,
            message(
                "{name}: values run from {low} to {high}, so the target {target} cannot be.",
                name=indicator.name,
                low=plain(bounds.low),
                high=plain(bounds.high),
                target=plain(target),
            ),
            where,
            expected=message("a target within the bounds"),
            mend=message("Correct the target or the bounds."),
            related=(Related(place / "bounds", message("The possible values.")),),
        )


RULE = Rule("REV017", "target-against-direction", Severity.ERROR, check)
