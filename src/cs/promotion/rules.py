"""The engine's rules from a policy's models; complete, or a `ValueError` that says what is open.

What a policy leaves open is reported by the checks and settled before scoring (`--assume`); this
refuses to guess should one slip through.
"""

from collections.abc import Sequence

from cs.promotion.conditions import condition_of
from cs.promotion.policy import Band, ByComponent, Component, Requirement, Scoring
from cs.promotion.problem import BandRule, ComponentRule, RequirementRule, ScoringRule, TieRule


def component_rule(component: Component) -> ComponentRule:
    """A component of the policy as the engine sees it.

    Raises:
        ValueError: neither scale nor bands, a scale without length, or an edge left open.
    """
    scale = component.scale
    if scale is None and not component.bands:
        raise ValueError(f"components.{component.id}: neither scale nor bands")
    if scale is not None and scale.low == scale.high:
        raise ValueError(f"components.{component.id}: the scale has no length")
    raters = component.raters
    return ComponentRule(
        id=component.id,
        name=component.name,
        weight=component.weight,
        scale=None if scale is None else (scale.low, scale.high),
        bands=()
        if scale is not None
        else tuple(_band(component, band) for band in component.bands),
        aggregate=raters.aggregate,
        trim=raters.trim if raters.aggregate == "trimmed_mean" else 0,
        min_raters=raters.min_raters,
    )


def scoring_rule(scoring: Scoring, component_ids: Sequence[str]) -> ScoringRule:
    """The policy's scoring as the engine sees it.

    Raises:
        ValueError: missing scores or ties left open, or a tie-break on no component.
    """
    if scoring.missing is None or scoring.tie_breaks is None:
        raise ValueError("scoring: missing scores or ties are left open")
    return ScoringRule(
        missing=scoring.missing,
        places=scoring.places,
        total=scoring.total,
        tie_breaks=tuple(
            TieRule(component=component_ids.index(rule.component))
            if isinstance(rule, ByComponent)
            else TieRule(fact=rule.by)
            for rule in scoring.tie_breaks
        ),
        pass_mark=scoring.pass_mark,
    )


def requirement_rule(requirement: Requirement) -> RequirementRule:
    """A requirement with the fact that answers it."""
    return RequirementRule(
        id=requirement.id,
        name=requirement.name,
        rule=requirement.rule,
        fact=condition_of(requirement.rule).fact(requirement.rule),
        waiver=requirement.waiver,
        source=requirement.source,
    )


def _band(component: Component, band: Band) -> BandRule:
    if band.includes is None and not (band.low is None and band.high is None):
        raise ValueError(f"components.{component.id}: the edges of a band are left open")
    return BandRule(
        low=band.low,
        low_included=band.includes in ("from", "both"),
        high=band.high,
        high_included=band.includes in ("to", "both"),
        points=band.points,
    )
