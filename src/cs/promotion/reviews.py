"""The reviews that conditions speak of, as their policies state them."""

from collections.abc import Iterable
from datetime import date

from cs.kernel.document import PolicySet
from cs.kernel.intervals import interval
from cs.promotion.histories import KnownReview
from cs.review.policy import ReviewPolicy


def known_reviews(policies: Iterable[ReviewPolicy], day: date) -> tuple[KnownReview, ...]:
    """The reviews in force on a day; results exist since the first of their versions.

    A review whose cycle is not whole months has no periods, and is left out.
    """
    versions = tuple(policies)
    return tuple(
        KnownReview(
            id=policy.id,
            cycle=cycle,
            grades=tuple(grade.id for grade in policy.grades),
            names=tuple(grade.name or grade.id for grade in policy.grades),
            bands=tuple(interval(rank, grade) for rank, grade in enumerate(policy.grades)),
            rules=policy.runs.rules(),
            wait=policy.results_within,
            begins=_begins(each for each in versions if each.id == policy.id),
        )
        for policy in versions
        if policy.in_force(day) and (cycle := policy.periods()) is not None
    )


def reviews_in_force(policies: PolicySet, day: date) -> tuple[KnownReview, ...]:
    """The reviews of a workspace that are in force on a day."""
    return known_reviews((each.policy for each in policies.of(ReviewPolicy)), day)


def _begins(versions: Iterable[ReviewPolicy]) -> date | None:
    days = [policy.begins() for policy in versions]
    known = [day for day in days if day is not None]
    return min(known) if known and len(known) == len(days) else None
