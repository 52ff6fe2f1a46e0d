"""Handover sheets as files: Markdown, HTML and XLSX, and the record for machines."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from cs.locale import _, current_language
from cs.rotation.handover.dealing import Pair
from cs.rotation.handover.sheets import Sheet, Signature, Unsigned

SCHEMA = "cs/rotation-handover@1"
PACKAGE = "cs.rotation.handover"


@dataclass(frozen=True, slots=True)
class Bundle:
    """All sheets of one changeover, with what they were made from."""

    policy: str
    title: str
    changeover: date
    as_of: date
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class Worded:
    """A sheet in the language of the reader."""

    number: str
    heading: str
    facts: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    duties: tuple[str, ...]
    contents: tuple[tuple[str, str], ...]
    lines: tuple[tuple[str, str], ...]


def handover_html(bundle: Bundle) -> bytes:
    """All sheets on one page, each printed on paper of its own."""
    from cs.export.html import render

    return render(PACKAGE, "sheets.html.j2", lang=current_language(), **_values(bundle))


def handover_markdown(bundle: Bundle) -> bytes:
    """All sheets, one after the other."""
    from cs.export.html import render

    return render(PACKAGE, "sheets.md.j2", **_values(bundle))


def handover_xlsx(bundle: Bundle) -> bytes:
    """A list of the handovers, and a sheet for each to print and sign."""
    from cs.export.workbook import Cell, workbook_bytes
    from cs.export.workbook import Sheet as Page

    words = _words()
    header = (_("Sheet"), _("Post"), _("From"), _("To"), _("Overlap"), _("Note"))
    rows = [
        (sheet.number, sheet.post_name, person(sheet.pair.leaver), successor(sheet.pair),
         _days(sheet), " ".join(notes(sheet)))
        for sheet in bundle.sheets
    ]  # fmt: skip
    pages = [Page(_("Handovers"), header, rows, frozen_columns=1)]
    for sheet, worded in zip(bundle.sheets, map(word, bundle.sheets), strict=True):
        facts = [(Cell(label, bold=True), Cell(value, wrap=True)) for label, value in worded.facts]
        cells: list[Sequence[object]] = [
            [Cell(worded.heading, bold=True)],
            [_("Sheet"), worded.number],
            *facts,
            *((Cell(_("Note"), bold=True), Cell(note, wrap=True)) for note in worded.notes),
            [],
            *((Cell(words["duties"], bold=True), duty) for duty in worded.duties),
            [],
            [Cell(words[key], bold=True, fill=_HEAD) for key in ("item", "detail", "done")],
            *((item, Cell(detail, wrap=True), None) for item, detail in worded.contents),
            [],
        ]
        for who, name in worded.lines:
            cells += [[], [f"{who}: {name}", None, f"{words['date']}:"]]
        name = f"{sheet.pair.leaver.id}-{sheet.pair.successor.id if sheet.pair.successor else ''}"
        pages.append(Page(name.rstrip("-"), (), cells, widths=(28, 50, 18)))
    return workbook_bytes(pages, title=bundle.title, created=bundle.as_of)


WRITERS: Mapping[str, Callable[[Bundle], bytes]] = MappingProxyType(
    {".md": handover_markdown, ".html": handover_html, ".xlsx": handover_xlsx}
)
"""A writer per ending."""
_HEAD = "#F6F8FA"


def handover_record(bundle: Bundle) -> dict[str, Any]:
    """The sheets as their JSON record."""
    return {
        "schema": SCHEMA,
        "policy": bundle.policy,
        "changeover": bundle.changeover.isoformat(),
        "as_of": bundle.as_of.isoformat(),
        "sheets": [_sheet_record(sheet) for sheet in bundle.sheets],
    }


def unsigned_record(bundle: Bundle, lacking: Iterable[Unsigned]) -> dict[str, Any]:
    """The sheets as their JSON record, each with the signers who have not signed."""
    record = handover_record(bundle)
    by_number = {each.sheet.number: [line.signer for line in each.lacking] for each in lacking}
    for sheet in record["sheets"]:
        sheet["lacking"] = by_number.get(sheet["number"], [])
    return record


def _sheet_record(sheet: Sheet) -> dict[str, Any]:
    pair = sheet.pair
    return {
        "number": sheet.number,
        "post": sheet.post,
        "leaver": pair.leaver.id,
        "successor": None if pair.successor is None else pair.successor.id,
        "receives": pair.receives,
        "share": pair.share,
        "shares": pair.shares,
        "items": list(sheet.items),
        "work": [{"item": each.item, "detail": each.detail} for each in pair.work],
        "overlap": [day.isoformat() for day in sheet.overlap],
        "overlap_asked": sheet.asked,
        "signers": [{"signer": line.signer, "id": line.id} for line in sheet.signatures],
    }


def _values(bundle: Bundle) -> dict[str, object]:
    return {
        "title": bundle.title,
        "words": _words(),
        "sheets": [word(sheet) for sheet in bundle.sheets],
    }


def _words() -> dict[str, str]:
    return {
        "duties": _("Duties of the post"),
        "contents": _("What is handed over"),
        "item": _("Item"),
        "detail": _("Open work and where it stands"),
        "done": _("Done"),
        "date": _("Date"),
    }


def word(sheet: Sheet) -> Worded:
    """A sheet in words."""
    facts = (
        (_("Post"), sheet.post_name),
        (_("Changeover"), sheet.changeover.isoformat()),
        (_("Hands over"), person(sheet.pair.leaver)),
        (_("Takes over"), successor(sheet.pair)),
        (_("Both present"), _days(sheet)),
    )
    return Worded(
        number=sheet.number,
        heading=_("Handover: {post}, {day}").format(post=sheet.post_name, day=sheet.changeover),
        facts=facts,
        notes=tuple(notes(sheet)),
        duties=sheet.duties,
        contents=tuple(_contents(sheet)),
        lines=tuple((signer_name(line), line.name or "") for line in sheet.signatures),
    )


def _contents(sheet: Sheet) -> list[tuple[str, str]]:
    """The policy's items with the work known of each; other sorts of work after them."""
    found: list[tuple[str, str]] = []
    known = {item.casefold(): item for item in sheet.items}
    for item in sheet.items:
        work = [w.detail for w in sheet.pair.work if w.item.casefold() == item.casefold()]
        found += [(item, detail) for detail in work] or [(item, "")]
    found += [(w.item, w.detail) for w in sheet.pair.work if w.item.casefold() not in known]
    return found or [("", "")]


def notes(sheet: Sheet) -> Sequence[str]:
    """What is out of the ordinary with this handover."""
    pair, told = sheet.pair, []
    figures = {"share": pair.share, "shares": pair.shares}
    match pair.receives:
        case "one of several":
            told.append(_("More agents join the post than leave it: this sheet is share {share} of "
                          "{shares} of the open work.").format(**figures))  # fmt: skip
        case "stays":
            told.append(_("Fewer agents join the post than leave it: the open work goes to one of "
                          "the most experienced who stay."))  # fmt: skip
        case "also":
            told.append(_("Fewer agents join the post than leave it and nobody stays: the open "
                          "work goes to a joiner who takes over from another too."))  # fmt: skip
        case "nobody":
            told.append(_("Nobody joins the post and nobody stays: name who takes over."))
    if sheet.asked and not sheet.overlap and pair.successor is not None:
        told.append(_("There is no working day on which both are present before the changeover: "
                      "hand over in writing."))  # fmt: skip
    elif len(sheet.overlap) < sheet.asked and pair.successor is not None:
        told.append(_("Working days on which both are present: {found} of {asked}, because of "
                      "leave.").format(found=len(sheet.overlap), asked=sheet.asked))  # fmt: skip
    return told


def person(mover: Any) -> str:
    """An agent's name and id."""
    return str(mover.id) if mover.name == mover.id else f"{mover.name} ({mover.id})"


def successor(pair: Pair) -> str:
    """Who takes over, or that nobody does."""
    return _("to be named") if pair.successor is None else person(pair.successor)


def signer_name(line: Signature) -> str:
    """What the signer is."""
    return {
        "leaver": _("Hands over"),
        "successor": _("Takes over"),
        "manager": _("Manager"),
        "owner": _("Owner of the plan"),
    }[line.signer]


def _days(sheet: Sheet) -> str:
    return _(", ").join(day.isoformat() for day in sheet.overlap) or "-"
