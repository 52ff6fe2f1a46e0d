"""What of a policy is not looked at where no scores are? Its gaps there stop nobody."""

from decimal import Decimal

from cs.promotion.policy import ByComponent, Component, PromotionPolicy, Scale
from cs.promotion.rules import component_rule

_ANY = Scale(low=Decimal(-999_999_999), high=Decimal(999_999_999))


def scoring_codes() -> frozenset[str]:
    """Codes of errors about components, ties and weights, on which no condition or form rests."""
    from cs.promotion.checks import (
        band_edge_unstated,
        band_empty,
        band_exceeds_weight,
        band_gap,
        band_overlap,
        count_mismatch,
        minimum_out_of_reach,
        missing_rule_undefined,
        pass_mark_unreachable,
        scale_and_bands,
        scale_empty,
        scale_undefined,
        tie_break_unknown,
        tie_rule_undefined,
        weights_for_posts,
        weights_not_100,
    )

    rules = (
        band_edge_unstated, band_empty, band_exceeds_weight, band_gap, band_overlap,
        count_mismatch, minimum_out_of_reach, missing_rule_undefined, pass_mark_unreachable,
        scale_and_bands, scale_empty, scale_undefined, tie_break_unknown, tie_rule_undefined,
        weights_for_posts, weights_not_100,
    )  # fmt: skip
    return frozenset(each.RULE.code for each in rules)


def decision_codes() -> frozenset[str]:
    """Codes of errors about who decides in which order, on which no condition rests."""
    from cs.promotion.checks import effect_before_decision, self_approval, step_waits_in_vain

    rules = (effect_before_decision, self_approval, step_waits_in_vain)
    return frozenset(each.RULE.code for each in rules)


def without_gaps(policy: PromotionPolicy) -> PromotionPolicy:
    """The policy with something in place of what its scoring leaves open; the same if nothing is.

    Only for answers that hold no scores.
    """
    known = {part.id for part in policy.components}
    scoring = policy.scoring
    ties = tuple(
        each
        for each in scoring.tie_breaks or ()
        if not isinstance(each, ByComponent) or each.component in known
    )
    parts = tuple(_whole(part) for part in policy.components)
    if (
        scoring.missing is not None
        and ties == scoring.tie_breaks
        and all(one is other for one, other in zip(parts, policy.components, strict=True))
    ):
        return policy
    complete = scoring.model_copy(
        update={"missing": scoring.missing or "refuse", "tie_breaks": ties}
    )
    return policy.model_copy(update={"components": parts, "scoring": complete})


def _whole(part: Component) -> Component:
    try:
        component_rule(part)
    except ValueError:
        return part.model_copy(update={"scale": _ANY, "bands": ()})
    return part
