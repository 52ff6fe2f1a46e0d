"""Handovers in the terminal: who hands over to whom, and what is not signed yet."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType

from cs.locale import _
from cs.rotation.handover.exports import Bundle, notes, person, signer_name, successor
from cs.rotation.handover.sheets import Unsigned
from cs.terminal import Column, plain, plain_table


def handovers_view(bundle: Bundle) -> Iterator[RenderableType]:
    """One line a sheet, then what is out of the ordinary."""
    heading = _("Handovers of {policy} at {day}: {count}")
    yield plain(heading.format(policy=bundle.policy, day=bundle.changeover,
                               count=len(bundle.sheets)), style="bold")  # fmt: skip
    if not bundle.sheets:
        return
    told: dict[str, int] = {}
    rows = []
    for sheet in bundle.sheets:
        marks = [told.setdefault(note, len(told) + 1) for note in notes(sheet)]
        rows.append(
            (
                sheet.post_name,
                person(sheet.pair.leaver),
                successor(sheet.pair),
                _(", ").join(f"{day:%m-%d}" for day in sheet.overlap) or "-",
                " ".join(f"[{mark}]" for mark in marks),
            )
        )
    columns = (_("Post"), _("From"), _("To"), Column(_("Overlap"), keep=True), "")
    yield plain_table(columns, rows)
    for note, mark in told.items():
        yield plain(f"[{mark}] {note}")


def unsigned_view(sheets: int, lacking: Sequence[Unsigned]) -> Iterator[RenderableType]:
    """The sheets that lack a signature, and whose."""
    if not lacking:
        yield plain(_("All sheets are signed: {count}").format(count=sheets))
        return
    said = _("Sheets that are not signed by all: {count} of {sheets}")
    yield plain(said.format(count=len(lacking), sheets=sheets), style="bold")
    rows = [
        (
            each.sheet.post_name,
            person(each.sheet.pair.leaver),
            successor(each.sheet.pair),
            _(", ").join(
                f"{signer_name(line)}{_(': ')}{line.id or _('to be named')}"
                for line in each.lacking
            ),
        )
        for each in lacking
    ]
    yield plain_table((_("Post"), _("From"), _("To"), _("Signature lacking")), rows)
