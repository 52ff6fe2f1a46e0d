"""Findings for people: place, code, message, then the source with carets, as compilers do."""

from collections.abc import Mapping, Sequence

from cs.checking.outputs.columns import display_width
from cs.checking.outputs.excerpts import Mark, can_show, excerpts, gutter_of
from cs.checking.outputs.words import (
    advice,
    format_place,
    headed,
    on_one_line,
    severity_word,
    tell,
)
from cs.checking.report import Report
from cs.kernel.findings import Finding
from cs.wrapping import hang

__all__ = [
    "display_width",
    "format_place",
    "render_finding",
    "render_line",
    "render_text",
    "severity_word",
]

RELATED_SHOWN = 6
"""So many related places are shown with their lines; of more, place and message alone."""
_NO_NAMES: Mapping[str, str] = {}


def render_text(report: Report, width: int | None = None) -> str:
    """All findings, a blank line after each; empty if there is nothing.

    Args:
        width: columns of the terminal; None: no text is broken, so that searches find it whole.
    """
    return "".join(
        f"{render_finding(finding, report.lines, report.names, width=width)}\n\n"
        for finding in report.findings
    )


def render_finding(
    finding: Finding,
    lines: Mapping[str, Sequence[str]],
    names: Mapping[str, str] = _NO_NAMES,
    *,
    width: int | None = None,
) -> str:
    """One finding with its excerpts, without a final newline.

    Args:
        lines: of every file that is text.
        names: the name of every code.
        width: columns of the terminal; None: no text is broken.
    """
    place = finding.place
    marks: list[Mark] = []
    if can_show(place, lines) and place.span:
        marks.append(Mark(place, place.span))
    notes: list[str] = []
    for other in finding.related:
        text = tell(other.message)
        shown = len(marks) <= RELATED_SHOWN and can_show(other.place, lines)
        if shown and other.place.span:
            marks.append(Mark(other.place, other.place.span, text))
        else:
            notes.append(f"{on_one_line(format_place(other.place))}: {text}")
    gutter = gutter_of(marks)
    notes = [*(headed(heading, text) for heading, text in advice(finding)), *notes]
    margin = " " * gutter
    return "\n".join(
        (
            render_line(finding, names, with_message=False),
            hang(tell(finding.message), "  ", "  ", width),
            *excerpts(marks, lines, gutter, place.file, breaks=width is not None),
            *(hang(note, f" {margin} = ", f" {margin}   ", width) for note in notes),
        )
    )


def render_line(
    finding: Finding, names: Mapping[str, str] = _NO_NAMES, *, with_message: bool = True
) -> str:
    """One finding on one line, without its excerpt."""
    name = names.get(finding.code, "")
    place = on_one_line(format_place(finding.place))
    head = f"{place}: {severity_word(finding.severity)} {finding.code}"
    head += f" {name}" if name else ""
    return f"{head}: {tell(finding.message)}" if with_message else head
