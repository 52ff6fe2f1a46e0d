"""A review policy as the rules that an engine needs; what the policy leaves open is the mildest.

Where the policy says nothing of too few raters or of a missing value, the agent has no result
(`refuse`): nothing is guessed. Rules of `checks/` have said so before.
"""

from fractions import Fraction

from cs.kernel.intervals import interval
from cs.kernel.texts import fold
from cs.review.policy import Indicator, ReviewPolicy
from cs.review.problem import GradeRule, IndicatorRule, QuotaRule, ReviewRules, RoleRule
from cs.review.scale import floor_of


def rules_of(policy: ReviewPolicy) -> ReviewRules:
    """The rules of a policy without errors."""
    positions = {grade.id: index for index, grade in enumerate(policy.grades)}
    mentor = policy.mentor
    return ReviewRules(
        policy=policy.id,
        name=policy.name,
        indicators=tuple(_indicator(policy, each) for each in policy.indicators),
        roles=tuple(
            RoleRule(
                each.role,
                each.name or each.role,
                Fraction(each.weight or 0),
                each.min_raters or 1,
                each.anonymous,
            )
            for each in policy.raters
        ),
        missing_raters=policy.missing_raters or "refuse",
        missing_values=policy.missing_values or "refuse",
        total=Fraction(policy.total),
        places=policy.places,
        grades=tuple(
            GradeRule(each.id, each.name or each.id, interval(index, each))
            for index, each in enumerate(policy.grades)
        ),
        quotas=tuple(
            QuotaRule(positions[each.grade], Fraction(each.at_least), Fraction(each.at_most))
            for each in policy.quotas
            if each.grade in positions
        ),
        mentor_share=Fraction(mentor.share or 0) if mentor is not None else Fraction(0),
        runs=policy.runs.rules(),
        rewards=policy.rewards,
        consequences=policy.consequences,
        coaching=policy.coaching,
        report=policy.report,
    )


def _indicator(policy: ReviewPolicy, indicator: Indicator) -> IndicatorRule:
    targets = {fold(grade): group.target for group in indicator.targets for grade in group.grades}
    return IndicatorRule(
        id=indicator.id,
        name=indicator.name,
        family=indicator.family,
        weight=Fraction(indicator.weight),
        direction=indicator.direction,
        target=indicator.target,
        floor=floor_of(indicator),
        cap=Fraction(indicator.cap),
        unit=indicator.unit,
        targets=targets,
        roles=_roles(policy, indicator),
    )


def _roles(policy: ReviewPolicy, indicator: Indicator) -> tuple[int, ...]:
    if indicator.measured_by is not None:
        return ()
    return tuple(
        index
        for index, each in enumerate(policy.raters)
        if not each.rates or indicator.id in each.rates
    )
