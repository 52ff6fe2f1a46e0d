"""What if components weighed otherwise? The same candidates under other weights; no decision.

The weights not named share what is left, in proportion to what they were, so that the sum stays.
Bands give points of the total, so the points of a component's bands change with its weight.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from cs.promotion.problem import BandRule, ComponentRule, PromotionProblem

_PLACES = Decimal("0.000001")


def reweighted(problem: PromotionProblem, weights: Mapping[str, Decimal]) -> PromotionProblem:
    """The problem with these weights, by id or name of a component, and the others rescaled.

    Weights keep six decimals; the last of the others takes what rounding leaves.

    Raises:
        KeyError: there is no such component.
        ValueError: the weights named exceed the sum, or nothing is left to take the rest.
    """
    parts = problem.components
    stated = {_position(parts, word): Fraction(weight) for word, weight in weights.items()}
    whole = sum((Fraction(part.weight) for part in parts), Fraction(0))
    left = whole - sum(stated.values(), Fraction(0))
    others = [number for number in range(len(parts)) if number not in stated]
    before = sum((Fraction(parts[number].weight) for number in others), Fraction(0))
    if left < 0 or (left and not before):
        raise ValueError("weights")
    new: dict[int, Decimal] = {number: _decimal(weight) for number, weight in stated.items()}
    for number in others:
        share = Fraction(parts[number].weight) * left / before if before else Fraction(0)
        new[number] = _decimal(share)
    if others:
        rest = _decimal(whole) - sum(new.values(), Decimal(0))
        new[others[-1]] += rest
    changed = tuple(_weighing(part, new[number]) for number, part in enumerate(parts))
    return replace(problem, components=changed)


def _position(parts: Sequence[ComponentRule], word: str) -> int:
    for number, part in enumerate(parts):
        if word in (part.id, part.name):
            return number
    raise KeyError(word)


def _decimal(number: Fraction) -> Decimal:
    return (Decimal(number.numerator) / Decimal(number.denominator)).quantize(_PLACES)


def _weighing(part: ComponentRule, weight: Decimal) -> ComponentRule:
    if weight == part.weight:
        return part
    if part.bands and not part.weight:
        raise ValueError("bands without weight")
    return replace(
        part,
        weight=weight,
        bands=tuple(
            replace(band, points=_points(band, weight, part.weight)) for band in part.bands
        ),
    )


def _points(band: BandRule, weight: Decimal, before: Decimal) -> Decimal:
    return _decimal(Fraction(band.points) * Fraction(weight) / Fraction(before))
