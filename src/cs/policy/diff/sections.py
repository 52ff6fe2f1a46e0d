"""The answer in words, part by part, for the terminal and for comments alike.

In the order in which a reader decides: in short; what changes; whom it touches; which findings come
and go; what could not be said.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cs.checking.outputs.text import format_place, render_line
from cs.comparing.changes import DocumentChange
from cs.kernel.findings import Finding, Place, Severity
from cs.locale import _, translate
from cs.policy.diff.report import DiffReport, Uncompared


@dataclass(frozen=True)
class Line:
    """A sentence; `place` is where it is stated, as text."""

    text: str
    place: str = ""


@dataclass(frozen=True)
class Grid:
    """A table; `more` counts the rows that are not in it."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    more: int = 0


@dataclass(frozen=True)
class Section:
    """A part of the answer under its heading.

    Attributes:
        lines: sentences, each an item of a list.
        grids: tables below them.
        is_detail: may be folded away.
    """

    title: str
    lines: tuple[Line, ...] = ()
    grids: tuple[Grid, ...] = ()
    is_detail: bool = False


def title_of(report: DiffReport) -> str:
    """What was compared."""
    new = report.new if report.new is not None else _("the workspace as it is")
    return _("Policies compared: {old} → {new}").format(old=report.old, new=new)


def sections_of(report: DiffReport) -> Iterator[Section]:
    """All parts that have something to say."""
    yield Section(_("In short"), tuple(_in_short(report)))
    for change in report.changes:
        yield _changes(report, change)
    if report.measured.promotions or report.measured.rotations:
        # Their words need the engines' types, which need not be loaded for anything else.
        from cs.policy.diff.touched import promotion_section, rotation_section

        for each in report.measured.promotions:
            yield from _unless_empty(promotion_section(each))
        for one in report.measured.rotations:
            yield from _unless_empty(rotation_section(one))
    yield from _findings(report)
    unsaid = [Line(_uncompared(each)) for each in report.uncompared]
    unsaid += [Line(sentence(translate(note))) for note in report.measured.notes]
    if unsaid:
        yield Section(_("What could not be compared"), tuple(unsaid))


def _unless_empty(section: Section) -> Iterator[Section]:
    if section.lines or section.grids:
        yield section


def sentence(text: str) -> str:
    """A text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def _in_short(report: DiffReport) -> Iterator[Line]:
    if report.is_empty:
        yield Line(_("Nothing changes: both say the same."))
        return
    if report.changes:
        text = _("What changes: {count}, in documents: {documents}")
        yield Line(text.format(count=report.count, documents=len(report.changes)))
    else:
        yield Line(_("No document changes."))
    if report.measured.promotions or report.measured.rotations:
        from cs.policy.diff.touched import promotion_in_short, rotation_in_short

        for each in report.measured.promotions:
            yield from (Line(text) for text in promotion_in_short(each))
        for one in report.measured.rotations:
            yield from (Line(text) for text in rotation_in_short(one))
    appeared, vanished = report.findings.appeared, report.findings.vanished
    if appeared or vanished:
        text = _("Findings that appear: {appeared}, errors among them: {errors}; that vanish: "
                 "{vanished}.")  # fmt: skip
        errors = sum(each.severity is Severity.ERROR for each in appeared)
        yield Line(text.format(appeared=len(appeared), errors=errors, vanished=len(vanished)))
    else:
        yield Line(_("No finding appears or vanishes."))
    if report.uncompared:
        text = _("Documents that could not be compared: {count}")
        yield Line(text.format(count=len(report.uncompared)))


def _changes(report: DiffReport, change: DocumentChange) -> Section:
    document = change.new or change.old
    if not change.changes:
        place = "" if document is None else document.file
        return Section(_heading(change), (Line(sentence(translate(change.text)), place),))
    head = [Line(translate(change.text))] if change.what == "renamed" else []
    lines = [
        Line(
            sentence(translate(each.text)),
            _shown(report, each.new_place or each.old_place),
        )
        for each in change.changes
        if not (change.what == "renamed" and each.path == ("id",))
    ]
    return Section(_heading(change), (*head, *lines))


def _heading(change: DocumentChange) -> str:
    policy = change.policy
    text = _("What changes: {kind} {id} «{name}»")
    return text.format(kind=kind_of(change), id=policy.id, name=policy.name)


def kind_of(change: DocumentChange) -> str:
    """The kind of the document, in words."""
    from cs.comparing.words import kind_words

    return translate(kind_words(change.policy.kind))


def _shown(report: DiffReport, place: Place | None) -> str:
    return "" if place is None else format_place(report.line_of(place))


def _findings(report: DiffReport) -> Iterator[Section]:
    for title, findings in (
        (_("Findings that appear"), report.findings.appeared),
        (_("Findings that vanish"), report.findings.vanished),
    ):
        if findings:
            ordered = sorted(findings, key=lambda each: list(Severity).index(each.severity))
            lines = tuple(_finding(report, each) for each in ordered)
            yield Section(title, lines, is_detail=True)


def _finding(report: DiffReport, finding: Finding) -> Line:
    label = render_line(finding, report.names, with_message=False)
    label = label.removeprefix(format_place(finding.place) + ": ")
    return Line(f"{label}: {translate(finding.message)}", format_place(finding.place))


def _uncompared(each: Uncompared) -> str:
    kind = each.kind or "?"
    if each.side == "old":
        text = _("{file} ({kind} {id}) is broken in OLD, so its changes are not known.")
    else:
        text = _("{file} ({kind} {id}) is broken in NEW, so its changes are not known.")
    return text.format(file=each.file, kind=kind, id=each.id or "?")


def listed(texts: Sequence[str], more: int = 0) -> str:
    """Texts in a row, and how many are not named."""
    shown = _(", ").join(texts)
    if not more:
        return shown
    if not shown:
        return _("{count} not named").format(count=more)
    return _("{names} and {count} more").format(names=shown, count=more)
