"""What do documents call the roles of people? Read from each kind that speaks of roles.

The model of a kind is imported only if a document of it is there: this is asked of one policy alone
as well as of all.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from cs.kernel.document import Document, PolicySet
from cs.kernel.findings import Place

if TYPE_CHECKING:
    from cs.career.confidentiality import ConfidentialityPolicy
    from cs.promotion.policy import PromotionPolicy
    from cs.roster.attendance import AttendancePolicy
    from cs.roster.policy import RosterPolicy
    from cs.rotation.policy import RotationPolicy


def role_names(policies: PolicySet) -> Iterator[tuple[str, Place]]:
    """Each word for a role with its place: those of promotions first, then kind by kind."""
    for kind, read in _READERS.items():
        for document in policies.documents:
            if document.policy.kind == kind:
                yield from read(document)


def _of_promotion(document: "Document[PromotionPolicy]") -> Iterator[tuple[str, Place]]:
    from cs.promotion.combinations import singles
    from cs.promotion.policy import JudgementCondition

    for index, step in enumerate(document.policy.process):
        yield step.actor, document.place.at("process", index, "actor")
    for index, component in enumerate(document.policy.components):
        if component.raters.who is not None:
            yield component.raters.who, document.place.at("components", index, "raters", "who")
    for index, requirement in enumerate(document.policy.eligibility):
        place = document.place.at("eligibility", index)
        if requirement.waiver is not None:
            yield requirement.waiver, place / "waiver"
        for part in singles(requirement.rule):
            if isinstance(part.rule, JudgementCondition) and part.rule.judge:
                yield part.rule.judge, place.at("rule", *part.route, "judge")


def _of_rotation(document: "Document[RotationPolicy]") -> Iterator[tuple[str, Place]]:
    if document.policy.owner is not None:
        yield document.policy.owner, document.place / "owner"
    for index, post in enumerate(document.policy.posts):
        if post.manager is not None:
            yield post.manager, document.place.at("posts", index, "manager")


def _of_attendance(document: "Document[AttendancePolicy]") -> Iterator[tuple[str, Place]]:
    for index, approval in enumerate(document.policy.approvals):
        place = document.place.at("approvals", index)
        for key, role in (("of", approval.of), ("approver", approval.approver)):
            if role is not None:
                yield role, place / key


def _of_confidentiality(
    document: "Document[ConfidentialityPolicy]",
) -> Iterator[tuple[str, Place]]:
    for index, data in enumerate(document.policy.data):
        place = document.place.at("data", index)
        for number, reader in enumerate(data.readers):
            yield reader, place.at("readers", number)
        if data.approved_by is not None:
            yield data.approved_by, place / "approved_by"


def _of_roster(document: "Document[RosterPolicy]") -> Iterator[tuple[str, Place]]:
    if document.policy.made_by is not None:
        yield document.policy.made_by, document.place / "made_by"


_READERS: dict[str, Any] = {
    "promotion": _of_promotion,
    "rotation": _of_rotation,
    "attendance": _of_attendance,
    "confidentiality": _of_confidentiality,
    "roster": _of_roster,
}
