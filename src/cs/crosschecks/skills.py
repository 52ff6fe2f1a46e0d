"""Which skills does the work ask for? What posts and grades require, wherever they say so."""

from collections.abc import Iterator

from cs.career.policy import LadderPolicy
from cs.kernel.document import PolicySet
from cs.kernel.findings import Place
from cs.rotation.policy import RotationPolicy


def skills_required(policies: PolicySet) -> Iterator[tuple[str, Place]]:
    """Each skill that a post of a rotation or a grade of a ladder requires, with its place."""
    for rotation in policies.of(RotationPolicy):
        for number, post in enumerate(rotation.policy.posts):
            for index, skill in enumerate(post.requires):
                yield skill, rotation.place.at("posts", number, "requires", index)
    for ladder in policies.of(LadderPolicy):
        for number, grade in enumerate(ladder.policy.grades):
            for index, skill in enumerate(grade.requires):
                yield skill, ladder.place.at("grades", number, "requires", index)
            for index, skill_at in enumerate(grade.requires_levels):
                place = ladder.place.at("grades", number, "requires_levels", index, "skill")
                yield skill_at.skill, place
