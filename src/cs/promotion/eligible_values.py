"""Which raw values of a component can an eligible candidate have? As its conditions bound them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from cs.kernel.intervals import Interval, ascending
from cs.kernel.texts import fold
from cs.promotion.combinations import singles
from cs.promotion.policy import Band, ColumnCondition, Component, PromotionPolicy


@dataclass(frozen=True, slots=True)
class Bounds:
    """From `low` to `high`, both included; None means without end.

    Attributes:
        requirements: positions of the conditions that say so.
    """

    low: Decimal | None = None
    high: Decimal | None = None
    requirements: tuple[int, ...] = ()


def bounds_of(policy: PromotionPolicy, component: Component) -> Bounds:
    """What the conditions on the component's own columns ask for, all together."""
    words = {fold(text) for text in (component.id, component.name, *component.columns)}
    asked = [
        (number, part.rule)
        for number, requirement in enumerate(policy.eligibility)
        for part in singles(requirement.rule)
        if part.needed
        and isinstance(part.rule, ColumnCondition)
        and fold(part.rule.column) in words
    ]
    bounding = [
        (number, rule)
        for number, rule in asked
        if rule.at_least is not None or rule.at_most is not None
    ]
    return Bounds(
        max((rule.at_least for _, rule in bounding if rule.at_least is not None), default=None),
        min((rule.at_most for _, rule in bounding if rule.at_most is not None), default=None),
        tuple(number for number, _ in bounding),
    )


def met_bands(bands: Sequence[Band], bounds: Bounds) -> tuple[Interval, ...]:
    """The bands in which a value within the bounds can lie, in ascending order."""
    return tuple(band for band in ascending(bands) if _meets(band, bounds))


def _meets(band: Interval, bounds: Bounds) -> bool:
    below = (
        bounds.low is not None
        and band.high is not None
        and (band.high < bounds.low or (band.high == bounds.low and band.holds_high is False))
    )
    above = (
        bounds.high is not None
        and band.low is not None
        and (band.low > bounds.high or (band.low == bounds.high and band.holds_low is False))
    )
    return not below and not above
