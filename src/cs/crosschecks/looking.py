"""What do documents of different kinds say of one thing? Look-ups that cross rules share."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cs.career.policy import Grade, LadderPolicy
from cs.kernel.document import Document, PolicySet
from cs.kernel.durations import Duration, Unit
from cs.kernel.findings import Place
from cs.kernel.texts import fold
from cs.promotion.past_conditions import ReviewCondition
from cs.promotion.policy import PromotionPolicy
from cs.review.policy import ReviewPolicy
from cs.rotation.policy import RotationPolicy
from cs.rotation.staffing import longest


@dataclass(frozen=True, slots=True)
class PlacedGrade:
    """A grade of a ladder, where it stands, and whether its track promotes titles."""

    grade: Grade
    place: Place
    is_title: bool


def grades_of(policies: PolicySet) -> dict[str, PlacedGrade]:
    """Every grade of every ladder by its id; the first one where ids repeat."""
    found: dict[str, PlacedGrade] = {}
    for document in policies.of(LadderPolicy):
        titles = {track.id for track in document.policy.tracks if track.promotes == "title"}
        for number, grade in enumerate(document.policy.grades):
            place = document.place.at("grades", number)
            found.setdefault(grade.id, PlacedGrade(grade, place, grade.track in titles))
    return found


def pairs_for_one_promotion(
    policies: PolicySet,
) -> Iterator[tuple[Document[PromotionPolicy], Document[PromotionPolicy]]]:
    """Pairs of policies to the same grade (or of the same name) in force at the same time."""
    documents = list(policies.of(PromotionPolicy))
    by_target: defaultdict[str, list[int]] = defaultdict(list)
    by_name: defaultdict[str, list[int]] = defaultdict(list)
    for number, document in enumerate(documents):
        by_name[fold(document.policy.name)].append(number)
        if document.policy.target_grade:
            by_target[document.policy.target_grade].append(number)
    for number, document in enumerate(documents):
        one = document.policy
        same_name = (
            other
            for other in by_name[fold(one.name)]
            if not (one.target_grade and documents[other].policy.target_grade)
        )
        same = {*same_name, *by_target.get(one.target_grade or "", ())}
        for other in sorted(each for each in same if each > number):
            if not _are_apart(one, documents[other].policy):
                yield document, documents[other]


def _are_apart(one: PromotionPolicy, other: PromotionPolicy) -> bool:
    """Whether one ends before the other begins."""
    return bool(
        (one.until and other.effective and one.until < other.effective)
        or (other.until and one.effective and other.until < one.effective)
    )


def reviews_read(policies: PolicySet, named: str | None) -> tuple[Document[ReviewPolicy], ...]:
    """The versions of the review that a condition reads: the one it names, else the only one.

    None where no review has that id, or where it names none and there are several.
    """
    documents = tuple(policies.of(ReviewPolicy))
    ids = {document.policy.id for document in documents}
    if named is None and len(ids) > 1:
        return ()
    return tuple(each for each in documents if named is None or each.policy.id == named)


def review_conditions(
    policies: PolicySet,
) -> Iterator[tuple[Document[PromotionPolicy], int, ReviewCondition]]:
    """Every condition on reviews: its policy, its position, and the condition."""
    for document in policies.of(PromotionPolicy):
        for number, requirement in enumerate(document.policy.eligibility):
            if isinstance(requirement.rule, ReviewCondition):
                yield document, number, requirement.rule


def longest_stay(policy: RotationPolicy) -> Duration | None:
    """The longest stint that a rotation allows; None if a stint is not whole periods."""
    stays = [longest(policy, post) for post in policy.posts]
    if any(stay is None for stay in stays):
        return None
    unit = Unit.MONTH if policy.period == "month" else Unit.WEEK
    return Duration(max(stay or 0 for stay in stays), unit)


def whole_years(first: date, last: date) -> int:
    """The years that are over from a day to a day."""
    return last.year - first.year - ((last.month, last.day) < (first.month, first.day))
