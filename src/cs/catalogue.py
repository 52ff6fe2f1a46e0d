"""The visible lists: the kinds of documents, the rules, and all codes. Imported by commands only.

A new kind or rule is its module and one line here.
"""

from collections.abc import Mapping
from types import MappingProxyType

from cs.career.checks import (
    experience_falls,
    grade_unreachable,
    move_skips_level,
    pay_falls,
    post_without_headcount,
    shared_level,
)
from cs.career.policy import LadderPolicy
from cs.checking.pages import Entry, entry_of
from cs.checking.rule import Rule
from cs.crosschecks import (
    grade_skill_not_taught,
    probation_conflict,
    promotion_skips_level,
    promotion_without_move,
    tenure_conflict,
    tenure_restarts,
    title_needs_vacancy,
    vacancy_without_headcount,
)
from cs.documents.pages import DOCUMENT_ENTRIES
from cs.documents.workspace_model import WorkspacePolicy
from cs.kernel.fields import Policy
from cs.promotion.checks import (
    approval_undefined,
    band_below_weight,
    band_edge_unstated,
    band_empty,
    band_exceeds_weight,
    band_falling,
    band_gap,
    band_open_end,
    band_overlap,
    circular_review,
    component_collision,
    condition_impossible,
    count_mismatch,
    duplicate_id,
    judge_undefined,
    legal_probation,
    missing_rule_undefined,
    no_deadline,
    no_notice,
    notice_in_calendar_days,
    one_role_dominates,
    pass_mark_unreachable,
    scale_and_bands,
    scale_empty,
    scale_undefined,
    scorer_undefined,
    self_approval,
    small_panel,
    tie_break_unknown,
    tie_rule_undefined,
    trim_leaves_nobody,
    weight_zero,
    weights_not_100,
    window_impossible,
    winners_undefined,
)
from cs.promotion.pages import SCORE_ENTRIES
from cs.promotion.policy import PromotionPolicy
from cs.rotation.checks import (
    agreement_nobody_signed,
    experienced_share_unlikely,
    headcount_not_staffed,
    leaving_share_impossible,
    no_goal,
    no_return_too_long,
    one_signature,
    order_unstated,
    owner_conflict,
    post_collision,
    share_over_100,
    shortened_to_nothing,
    skill_not_taught,
    skills_in_circle,
    stint_not_whole_periods,
    unbalanced_headcount,
    unequal_cycle,
)
from cs.rotation.pages import ROTATION_ENTRIES
from cs.rotation.policy import RotationPolicy
from cs.tables.pages import TABLE_ENTRIES

KINDS: Mapping[str, type[Policy]] = MappingProxyType(
    {
        "workspace": WorkspacePolicy,
        "rotation": RotationPolicy,
        "ladder": LadderPolicy,
        "promotion": PromotionPolicy,
    }
)

RULES: tuple[Rule, ...] = (
    stint_not_whole_periods.RULE,
    unbalanced_headcount.RULE,
    no_return_too_long.RULE,
    leaving_share_impossible.RULE,
    experienced_share_unlikely.RULE,
    share_over_100.RULE,
    skill_not_taught.RULE,
    skills_in_circle.RULE,
    headcount_not_staffed.RULE,
    unequal_cycle.RULE,
    owner_conflict.RULE,
    order_unstated.RULE,
    post_collision.RULE,
    shortened_to_nothing.RULE,
    no_goal.RULE,
    agreement_nobody_signed.RULE,
    one_signature.RULE,
    weights_not_100.RULE,
    count_mismatch.RULE,
    band_edge_unstated.RULE,
    band_overlap.RULE,
    band_gap.RULE,
    band_empty.RULE,
    band_falling.RULE,
    band_exceeds_weight.RULE,
    band_below_weight.RULE,
    scale_undefined.RULE,
    scale_and_bands.RULE,
    scale_empty.RULE,
    scorer_undefined.RULE,
    tie_rule_undefined.RULE,
    missing_rule_undefined.RULE,
    band_open_end.RULE,
    self_approval.RULE,
    circular_review.RULE,
    one_role_dominates.RULE,
    small_panel.RULE,
    trim_leaves_nobody.RULE,
    tie_break_unknown.RULE,
    component_collision.RULE,
    no_deadline.RULE,
    window_impossible.RULE,
    notice_in_calendar_days.RULE,
    no_notice.RULE,
    approval_undefined.RULE,
    legal_probation.RULE,
    winners_undefined.RULE,
    pass_mark_unreachable.RULE,
    condition_impossible.RULE,
    judge_undefined.RULE,
    duplicate_id.RULE,
    weight_zero.RULE,
    shared_level.RULE,
    move_skips_level.RULE,
    grade_unreachable.RULE,
    post_without_headcount.RULE,
    pay_falls.RULE,
    experience_falls.RULE,
    promotion_skips_level.RULE,
    vacancy_without_headcount.RULE,
    tenure_restarts.RULE,
    title_needs_vacancy.RULE,
    grade_skill_not_taught.RULE,
    probation_conflict.RULE,
    tenure_conflict.RULE,
    promotion_without_move.RULE,
)

FAMILIES: Mapping[str, str] = MappingProxyType(
    {
        "DOC": "Shape and references of documents",
        "TAB": "Tables",
        "ROT": "Rotation",
        "PRM": "Promotion",
        "SCO": "Candidates and their scores",
        "LAD": "Ladder",
        "XPL": "Across documents",
    }
)
"""What the letters of codes stand for, in the order of listing."""

ENTRIES: tuple[Entry, ...] = tuple(
    sorted(
        (
            *DOCUMENT_ENTRIES,
            *TABLE_ENTRIES,
            *(entry_of(rule) for rule in RULES),
            *ROTATION_ENTRIES,
            *SCORE_ENTRIES,
        ),
        key=lambda entry: tuple(FAMILIES).index(entry.code[:3]),
    )
)
"""Everything that has a code, with its page."""

FIXED_CODES = frozenset(entry.code for entry in ENTRIES if entry.fixed)
"""Findings whose severity a workspace cannot change: what was read could not be used."""
