"""What do documents of different kinds say of one thing? Look-ups that cross rules share."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from cs.career.policy import Grade, LadderPolicy
from cs.kernel.document import Document, PolicySet
from cs.kernel.findings import Place
from cs.kernel.texts import fold
from cs.promotion.policy import PromotionPolicy


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
    for first, second in combinations(policies.of(PromotionPolicy), 2):
        one, other = first.policy, second.policy
        same = (
            one.target_grade == other.target_grade
            if one.target_grade and other.target_grade
            else fold(one.name) == fold(other.name)
        )
        apart = (one.until and other.effective and one.until < other.effective) or (
            other.until and one.effective and other.until < one.effective
        )
        if same and not apart:
            yield first, second
