"""What could cases exercise, and what do they? Only what a case holds to account counts.

A part of a policy is exercised if a case speaks of a person whom it decides about: a condition that
is not met counts if the case names it, or if it alone stands in the way of one who is said not to
be eligible. What merely happened to be computed, and what the case itself changed, counts nothing.
"""

from collections.abc import Iterable, Sequence

from cs.kernel.document import Document
from cs.kernel.fields import Policy
from cs.policytests.exercise_promotion import promotion_exercise, promotion_items, promotion_silent
from cs.policytests.exercise_review import review_exercise, review_items, review_silent
from cs.policytests.exercise_rotation import rotation_exercise, rotation_items, rotation_silent
from cs.policytests.problem import Outcome, PolicyCoverage
from cs.promotion.policy import PromotionPolicy
from cs.review.policy import ReviewPolicy
from cs.rotation.policy import RotationPolicy

__all__ = ["coverage", "promotion_exercise", "review_exercise", "rotation_exercise"]


def coverage(
    policies: Iterable[Document[Policy]], outcomes: Sequence[Outcome]
) -> tuple[PolicyCoverage, ...]:
    """What the cases exercise of each policy that can be asked."""
    return tuple(
        covered for policy in policies if (covered := _coverage(policy, outcomes)) is not None
    )


def _coverage(policy: Document[Policy], outcomes: Sequence[Outcome]) -> PolicyCoverage | None:
    exercised = frozenset(
        key
        for outcome in outcomes
        if outcome.policy is not None
        and (outcome.policy.file, outcome.policy.index) == (policy.file, policy.index)
        for key in outcome.exercised
    )
    if isinstance(policy.policy, PromotionPolicy):
        promotion = Document(policy.file, policy.policy, policy.index)
        return PolicyCoverage(
            policy, promotion_items(promotion), exercised, promotion_silent(policy.policy)
        )
    if isinstance(policy.policy, RotationPolicy):
        rotation = Document(policy.file, policy.policy, policy.index)
        return PolicyCoverage(
            policy, rotation_items(rotation), exercised, rotation_silent(policy.policy)
        )
    if isinstance(policy.policy, ReviewPolicy):
        review = Document(policy.file, policy.policy, policy.index)
        return PolicyCoverage(policy, review_items(review), exercised, review_silent(policy.policy))
    return None
