"""What do documents of different kinds say of one thing? Look-ups that cross rules share."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from heapq import merge
from itertools import groupby, islice

from cs.career.policy import Grade, LadderPolicy
from cs.kernel.document import Document, PolicySet
from cs.kernel.findings import Place
from cs.kernel.intervals import OTHERS
from cs.kernel.texts import fold
from cs.promotion.combinations import singles
from cs.promotion.ladders import steps_below
from cs.promotion.past_conditions import ReviewCondition
from cs.promotion.policy import PromotionPolicy
from cs.review.policy import ReviewPolicy


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
    """Pairs of policies to the same grade (or of the same name) in force at the same time.

    Each with the next `OTHERS` of those: a hundred policies for one promotion, of which one says
    something else, are told apart as surely by fewer pairs than all.
    """
    documents = list(policies.of(PromotionPolicy))
    by_target: defaultdict[str, list[int]] = defaultdict(list)
    by_name: defaultdict[str, list[int]] = defaultdict(list)
    for number, document in enumerate(documents):
        by_name[fold(document.policy.name)].append(number)
        if document.policy.target_grade:
            by_target[document.policy.target_grade].append(number)
    for number, document in enumerate(documents):
        one = document.policy
        named, targeted = by_name[fold(one.name)], by_target.get(one.target_grade or "", [])
        same_name = (
            other
            for other in named[bisect_right(named, number) :]
            if not (one.target_grade and documents[other].policy.target_grade)
        )
        following = merge(same_name, targeted[bisect_right(targeted, number) :])
        same = (
            documents[other]
            for other, _ in groupby(following)
            if not _are_apart(one, documents[other].policy)
        )
        for each in islice(same, OTHERS):
            yield document, each


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


@dataclass(frozen=True, slots=True)
class AskedReview:
    """A condition on reviews.

    Attributes:
        number: position of its requirement.
        place: where the condition stands.
        needed: whether nobody meets the requirement without it.
    """

    document: Document[PromotionPolicy]
    number: int
    rule: ReviewCondition
    place: Place
    needed: bool


def review_conditions(policies: PolicySet) -> Iterator[AskedReview]:
    """Every condition on reviews, those inside combinations too."""
    for document in policies.of(PromotionPolicy):
        for number, requirement in enumerate(document.policy.eligibility):
            for part in singles(requirement.rule):
                if isinstance(part.rule, ReviewCondition):
                    place = document.place.at("eligibility", number, "rule", *part.route)
                    yield AskedReview(document, number, part.rule, place, part.needed)


def whole_years(first: date, last: date) -> int:
    """The years that are over from a day to a day."""
    return last.year - first.year - ((last.month, last.day) < (first.month, first.day))


def has_no_move(policies: PolicySet, promotion: PromotionPolicy) -> bool:
    """Whether the ladder has a move from none of several source grades to the target.

    The target is wrong then rather than every one of the sources.
    """
    target, sources = promotion.target_grade, promotion.source_grades
    return len(sources) > 1 and any(
        ladder.policy.moves
        and {target, *sources} <= {grade.id for grade in ladder.policy.grades}
        and not any(
            move.target == target and move.source in sources for move in ladder.policy.moves
        )
        for ladder in policies.of(LadderPolicy)
    )


def may_skip(policies: PolicySet, promotion: PromotionPolicy, source: str) -> bool:
    """Whether the policy lets somebody approve of all the steps from a grade to the target."""
    skips = promotion.skips
    if skips is None or skips.approval is None:
        return False
    for ladder in policies.of(LadderPolicy):
        steps = steps_below(ladder.policy, promotion.target_grade)
        if source in steps:
            return skips.most is None or steps[source] <= skips.most
    return False
