"""The engine's rules from a policy's models; complete, or a `ValueError` that says what is open.

What a policy leaves open is reported by the checks and settled before scoring (`--assume`); this
refuses to guess should one slip through.
"""

from collections.abc import Sequence

from cs.promotion.combinations import (
    AnyCombination,
    Combination,
    InnerCombination,
    Leaf,
    combinations,
    needed_of,
)
from cs.promotion.conditions import condition_of
from cs.promotion.policy import (
    Band,
    ByComponent,
    ByLot,
    Component,
    PromotionPolicy,
    Requirement,
    Scoring,
    TieBreak,
)
from cs.promotion.problem import BandRule, ComponentRule, RequirementRule, ScoringRule, TieRule
from cs.promotion.steps import SKIPS, steps_requirements


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
    lower_is_better = scale is not None and scale.low > scale.high
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
        minimum=component.minimum,
        lower_is_better=lower_is_better,
        anonymous=raters.anonymous,
        excludes=raters.excludes,
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
        tie_breaks=tuple(_tie_rule(rule, component_ids) for rule in scoring.tie_breaks),
        pass_mark=scoring.pass_mark,
    )


def _tie_rule(rule: TieBreak, component_ids: Sequence[str]) -> TieRule:
    if isinstance(rule, ByComponent):
        return TieRule(component=component_ids.index(rule.component))
    return TieRule(lot=True) if isinstance(rule, ByLot) else TieRule(fact=rule.by)


def requirement_rules(policy: PromotionPolicy) -> tuple[RequirementRule, ...]:
    """All conditions of a policy; those that follow from `skips` stand last.

    Raises:
        ValueError: as `requirement_rule`.
    """
    skips = policy.skips
    return (
        *(requirement_rule(item) for item in policy.eligibility),
        *(
            RequirementRule(
                each.id,
                skips.name if each.id == SKIPS else f"{skips.name} ≤{each.rule.most}",
                each.rule,
                "grade",
                each.waiver,
                skips.source,
            )
            for each in steps_requirements(skips)
            if skips is not None
        ),
    )


def requirement_rule(requirement: Requirement) -> RequirementRule:
    """A requirement with the fact that answers it, or each condition of its combination.

    Raises:
        ValueError: a combination asks for a number of conditions that it leaves open, or that it
            does not have.
    """
    for rule, _route in combinations(requirement.rule):
        is_open = rule.condition == "at_least" and rule.least is None
        if is_open or needed_of(rule) > len(rule.of):
            raise ValueError(f"eligibility.{requirement.id}: how many are needed is left open")
    return _rule(requirement, requirement.rule)


def _rule(requirement: Requirement, rule: Leaf | AnyCombination) -> RequirementRule:
    if isinstance(rule, Combination | InnerCombination):
        fact, parts = "", tuple(_rule(requirement, part) for part in rule.of)
    else:
        fact, parts = condition_of(rule).fact(rule), ()
    return RequirementRule(
        requirement.id,
        requirement.name,
        rule,
        fact,
        requirement.waiver,
        requirement.source,
        parts,
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
