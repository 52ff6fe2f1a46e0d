"""Which lists of an attendance policy are bands, and who approves which leave of whom?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cs.kernel.document import Document, PolicySet
from cs.kernel.findings import Place, Related
from cs.kernel.messages import Message, message
from cs.roster.attendance import Approval, AttendancePolicy, Consequence
from cs.roster.policy import RosterPolicy


@dataclass(frozen=True, slots=True)
class Banded:
    """Bands that belong together, with the place of each.

    Attributes:
        what: what the bands are of.
        bands: in the order of the document.
        places: of the bands.
        whole: where the list stands.
    """

    what: Message
    bands: Sequence[Consequence | Approval]
    places: tuple[Place, ...]
    whole: Place


def consequences_of(document: Document[AttendancePolicy]) -> Iterator[Banded]:
    """The consequences of lateness by minutes and of absence by days."""
    policy = document.policy
    lists = [
        (message("lateness in minutes"), ("lateness", "minutes"), policy.lateness.minutes)
    ] if policy.lateness else []  # fmt: skip
    if policy.absence:
        lists.append((message("absence in days"), ("absence", "days"), policy.absence.days))
    for what, route, bands in lists:
        whole = document.place.at(*route)
        if bands:
            yield Banded(what, bands, tuple(whole / n for n in range(len(bands))), whole)


def approvals_of(document: Document[AttendancePolicy]) -> Iterator[Banded]:
    """The approvals of each kind of leave for each role, and those for all kinds."""
    policy = document.policy
    lists = [(message("leave in days"), document.place / "approvals", policy.approvals)]
    lists += [
        (
            message("{leave} in days", leave=leave.name),
            document.place.at("leave", number, "approvals"),
            leave.approvals,
        )
        for number, leave in enumerate(policy.leave)
    ]
    for what, whole, approvals in lists:
        for role in dict.fromkeys(each.of for each in approvals):
            numbers = [number for number, each in enumerate(approvals) if each.of == role]
            yield Banded(
                what if role is None else message("{what} of {role}", what=what, role=role),
                tuple(approvals[number] for number in numbers),
                tuple(whole / number for number in numbers),
                whole,
            )


def all_bands(document: Document[AttendancePolicy]) -> Iterator[Banded]:
    """All bands of a policy."""
    yield from consequences_of(document)
    yield from approvals_of(document)


def peaks_of(policies: PolicySet) -> tuple[Related, ...]:
    """The peaks of all rosters, with the agents that they need."""
    return tuple(
        Related(
            roster.place.at("cover", number),
            message("Here the roster needs {heads} agents at a peak.", heads=cover.least),
        )
        for roster in policies.of(RosterPolicy)
        for number, cover in enumerate(roster.policy.cover)
        if cover.peak
    )
