"""Which points can an indicator earn, and which scores can a review give at all?

Points run from 0 at `floor` to 100 at `target`, straight in between, and stop at `cap`. Without a
floor the worst of the indicator's `bounds` earns none.
"""

from decimal import Decimal
from fractions import Fraction

from cs.review.policy import Indicator, ReviewPolicy

FULL = 100
"""Points of a value that reaches the target, in percent."""


def floor_of(indicator: Indicator) -> Decimal | None:
    """The value that earns no points; None if the policy leaves it open."""
    if indicator.floor is not None:
        return indicator.floor
    if indicator.bounds is None or indicator.direction is None:
        return None
    low, high = sorted((indicator.bounds.low, indicator.bounds.high))
    return low if indicator.direction == "higher" else high


def points_of(indicator: Indicator, value: Decimal, target: Decimal) -> Fraction | None:
    """The points of a value under a target; None where the policy leaves the scale open."""
    floor = floor_of(indicator)
    if floor is None or floor == target:
        return None
    points = FULL * Fraction(value - floor) / Fraction(target - floor)
    return max(Fraction(0), min(points, Fraction(indicator.cap)))


def points_range(indicator: Indicator) -> tuple[Fraction, Fraction]:
    """The fewest and the most points that a possible value earns, under any of its targets."""
    bounds = indicator.bounds
    ends = (Fraction(0), Fraction(indicator.cap))
    if bounds is None:
        return ends
    targets = (indicator.target, *(group.target for group in indicator.targets))
    found = [
        points_of(indicator, value, target)
        for value in (bounds.low, bounds.high)
        for target in targets
    ]
    points = [each for each in found if each is not None]
    return (min(points), max(points)) if points else ends


def score_range(policy: ReviewPolicy) -> tuple[Fraction, Fraction]:
    """The least and the greatest score that anybody can have."""
    weights = [Fraction(indicator.weight) for indicator in policy.indicators]
    ranges = [points_range(indicator) for indicator in policy.indicators]
    scale = Fraction(policy.total) / (FULL * FULL)
    return (
        scale * sum((w * low for w, (low, _) in zip(weights, ranges, strict=True)), Fraction(0)),
        scale * sum((w * high for w, (_, high) in zip(weights, ranges, strict=True)), Fraction(0)),
    )
