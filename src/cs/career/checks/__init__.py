"""The rules about ladders, development and confidentiality, one module each.

Those about development and confidentiality are listed here, in the order of codes.
"""

from cs.career.checks import (
    access_self_approved,
    agreement_unsigned,
    courses_in_circle,
    data_for_everybody,
    data_without_agreement,
    data_without_reader,
    goal_not_measurable,
    level_not_on_scale,
    mentee_without_mentor,
    mentor_circle,
    mentor_judges_mentee,
    mentor_not_in_staff,
    mentor_of_wrong_level,
    mentor_overloaded,
    mentor_share_out_of_bounds,
    mentors_too_few,
    retention_unstated,
    skill_levels_gap,
    table_in_two_classes,
    training_too_short,
    training_without_criterion,
    violation_without_consequence,
    violations_out_of_order,
)
from cs.checking.rule import Rule

DEVELOPMENT_RULES: tuple[Rule, ...] = (
    mentors_too_few.RULE,
    mentor_not_in_staff.RULE,
    mentor_of_wrong_level.RULE,
    mentor_circle.RULE,
    mentor_overloaded.RULE,
    mentee_without_mentor.RULE,
    mentor_share_out_of_bounds.RULE,
    mentor_judges_mentee.RULE,
    skill_levels_gap.RULE,
    level_not_on_scale.RULE,
    courses_in_circle.RULE,
    training_without_criterion.RULE,
    training_too_short.RULE,
    goal_not_measurable.RULE,
)
"""Rules about development policies."""

CONFIDENTIALITY_RULES: tuple[Rule, ...] = (
    data_without_reader.RULE,
    data_for_everybody.RULE,
    access_self_approved.RULE,
    retention_unstated.RULE,
    violation_without_consequence.RULE,
    violations_out_of_order.RULE,
    agreement_unsigned.RULE,
    data_without_agreement.RULE,
    table_in_two_classes.RULE,
)
"""Rules about confidentiality policies."""
