"""Which weights hold for a post? A policy may weigh its components otherwise for certain posts.

Bands give points of the total, so the points of a component's bands change with its weight.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from cs.kernel.texts import fold
from cs.promotion.policy import ByComponent, Component, PromotionPolicy, WeightsFor

_PLACES = Decimal("0.000001")


def posts_of(policy: PromotionPolicy) -> tuple[str, ...]:
    """The posts for which the policy states weights of their own."""
    return tuple(post for each in policy.weights_for for post in each.posts)


def weights_at(policy: PromotionPolicy, post: str | None) -> WeightsFor | None:
    """What the policy states for a post; None where its general weights hold."""
    if post is None:
        return None
    return next((each for each in policy.weights_for if fold(post) in map(fold, each.posts)), None)


def policy_at(policy: PromotionPolicy, post: str | None) -> PromotionPolicy:
    """The policy as it holds for a post: its weights; components of 0% and their ties left out."""
    entry = weights_at(policy, post)
    if entry is None:
        return policy
    stated = {each.component: each.weight for each in entry.weights}
    parts = _weighed(policy.components, stated)
    kept = {part.id for part in parts}
    ties = policy.scoring.tie_breaks
    left = ties if ties is None else tuple(
        each for each in ties if not isinstance(each, ByComponent) or each.component in kept
    )  # fmt: skip
    scoring = policy.scoring.model_copy(update={"tie_breaks": left})
    return policy.model_copy(update={"components": parts, "scoring": scoring})


def _weighed(parts: Sequence[Component], stated: dict[str, Decimal]) -> tuple[Component, ...]:
    found = []
    for part in parts:
        weight = stated.get(part.id, part.weight)
        if not weight:
            continue
        bands = part.bands
        if weight != part.weight and part.weight:
            factor = Fraction(weight) / Fraction(part.weight)
            bands = tuple(
                band.model_copy(update={"points": _decimal(Fraction(band.points) * factor)})
                for band in part.bands
            )
        found.append(part.model_copy(update={"weight": weight, "bands": bands}))
    return tuple(found)


def _decimal(number: Fraction) -> Decimal:
    return (Decimal(number.numerator) / Decimal(number.denominator)).quantize(_PLACES)
