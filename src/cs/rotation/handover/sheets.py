"""What stands on a handover sheet: from whom to whom, what, when both are there, who signs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from cs.kernel.calendars import WorkingCalendar
from cs.kernel.durations import Duration, Unit
from cs.rotation.handover.dealing import Pair
from cs.rotation.names import fold
from cs.rotation.policy import Handover, RotationPolicy

Signer = Literal["leaver", "successor", "manager", "owner"]
SIGNERS: tuple[Signer, ...] = ("leaver", "successor", "manager", "owner")
"""Who signs, in this order; the policy says how many of them."""


@dataclass(frozen=True, slots=True)
class Signature:
    """A line to sign.

    Attributes:
        id: of the agent, or the role's name for a manager or owner; None if it is not known.
        name: as it stands under the line.
    """

    signer: Signer
    id: str | None
    name: str | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One handover.

    Attributes:
        number: names it in the table of signatures: policy, changeover, post, leaver, successor.
        post, duties: of the post handed over.
        items: the policy's, in its order; what is known of the open work stands under them.
        overlap: working days before the changeover on which both are there.
        asked: days of overlap that the policy asks for.
        signatures: lines to sign.
    """

    number: str
    changeover: date
    post: str
    post_name: str
    duties: tuple[str, ...]
    pair: Pair
    items: tuple[str, ...]
    overlap: tuple[date, ...]
    asked: int
    signatures: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class Signed:
    """One row of the table of signatures: an agent or role signed a sheet."""

    sheet: str
    signer: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Unsigned:
    """A sheet that lacks signatures, and whose."""

    sheet: Sheet
    lacking: tuple[Signature, ...]


def write_sheets(
    policy: RotationPolicy, pairs: Iterable[Pair], changeover: date, calendar: WorkingCalendar
) -> tuple[Sheet, ...]:
    """The sheets of a changeover."""
    handover = policy.handover or Handover()
    days = overlap_days(handover.overlap, changeover, calendar)
    # A span without any working day asks for one all the same.
    wanted = len(days) or int(handover.overlap is not None and handover.overlap.count > 0)
    sheets = []
    for pair in pairs:
        post = policy.posts[pair.post]
        gone = pair.leaver.away | (pair.successor.away if pair.successor else frozenset())
        successor = "-" if pair.successor is None else pair.successor.id
        sheets.append(
            Sheet(
                number=f"{policy.id}/{changeover}/{post.id}/{pair.leaver.id}/{successor}",
                changeover=changeover,
                post=post.id,
                post_name=post.name,
                duties=post.duties,
                pair=pair,
                items=handover.items,
                overlap=tuple(day for day in days if day not in gone),
                asked=wanted,
                signatures=_signatures(pair, post.manager, policy.owner)[: handover.signatures],
            )
        )
    return tuple(sheets)


def overlap_days(
    overlap: Duration | None, changeover: date, calendar: WorkingCalendar
) -> tuple[date, ...]:
    """The working days right before a changeover on which both are at the post."""
    if overlap is None or overlap.count < 1:
        return ()
    first = overlap.before(changeover, calendar)
    span = (first + timedelta(days=more) for more in range((changeover - first).days))
    days = tuple(day for day in span if calendar.is_working_day(day))
    return days[-overlap.count :] if overlap.unit is Unit.WORKING_DAY else days


def _signatures(pair: Pair, manager: str | None, owner: str | None) -> tuple[Signature, ...]:
    successor = pair.successor
    return (
        Signature("leaver", pair.leaver.id, pair.leaver.name),
        Signature(
            "successor",
            None if successor is None else successor.id,
            None if successor is None else successor.name,
        ),
        Signature("manager", manager, manager),
        Signature("owner", owner, owner),
    )


def unsigned(sheets: Iterable[Sheet], signed: Iterable[Signed]) -> tuple[Unsigned, ...]:
    """The sheets that lack a signature; a row without a day is none."""
    have = {_line(each.sheet, each.signer) for each in signed if each.day is not None}
    found = []
    for sheet in sheets:
        lacking = tuple(
            line for line in sheet.signatures
            if line.id is None or _line(sheet.number, line.id) not in have
        )  # fmt: skip
        if lacking:
            found.append(Unsigned(sheet, lacking))
    return tuple(found)


def unknown_sheets(sheets: Sequence[Sheet], signed: Iterable[Signed]) -> tuple[Signed, ...]:
    """Signatures under no sheet of this changeover, or by nobody who signs it."""
    lines = {_line(sheet.number, line.id or "") for sheet in sheets for line in sheet.signatures}
    return tuple(each for each in signed if _line(each.sheet, each.signer) not in lines)


def of_changeover(signed: Signed, policy: str, changeover: date) -> bool:
    """Whether a signature says that it is for this changeover, or does not say for which."""
    own, day, *_ = (*signed.sheet.split("/"), "", "")
    if fold(own) != fold(policy):
        return True
    try:
        return date.fromisoformat(fold(day)) == changeover
    except ValueError:
        return True


def _line(sheet: str, signer: str) -> tuple[str, str]:
    return fold(sheet), fold(signer)
