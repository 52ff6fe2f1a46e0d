"""Findings for people: place, code, message, then the source line with carets, as compilers do.

Carets are measured in columns of a terminal, where a Chinese character takes two.
"""

import unicodedata
from collections.abc import Sequence

from cs.checking.report import Report
from cs.kernel.findings import Finding, Place, Severity, Span
from cs.locale import _, translate

WIDTH = 100
"""Columns of source shown of a long line."""
_LEAD = 30


def render_text(report: Report) -> str:
    """All findings, a blank line after each; empty if there are none."""
    blocks = (
        render_finding(finding, report.lines.get(finding.place.file, ()), report.names)
        for finding in report.findings
    )
    return "".join(f"{block}\n\n" for block in blocks)


def render_finding(finding: Finding, lines: Sequence[str], names: object = None) -> str:
    """One finding with its excerpt, without a final newline."""
    parts = [
        f"{render_line(finding, names, with_message=False)}",
        f"  {translate(finding.message)}",
    ]
    span = finding.place.span
    gutter = " " * 4
    if span and finding.place.cell is None and 1 <= span.line <= len(lines):
        gutter = " " * (len(str(span.line)) + 2)
        parts += _excerpt(lines[span.line - 1], span)
    if finding.expected:
        parts.append(f"{gutter}= {_('expected')}: {translate(finding.expected)}")
    if finding.mend:
        parts.append(f"{gutter}= {_('mend')}: {translate(finding.mend)}")
    parts += [
        f"{gutter}= {format_place(other.place)}: {translate(other.message)}"
        for other in finding.related
    ]
    return "\n".join(parts)


def render_line(finding: Finding, names: object = None, *, with_message: bool = True) -> str:
    """One finding on one line, without its excerpt."""
    name = names.get(finding.code, "") if isinstance(names, dict) else ""
    head = f"{format_place(finding.place)}: {severity_word(finding.severity)} {finding.code}"
    head += f" {name}" if name else ""
    return f"{head}: {translate(finding.message)}" if with_message else head


def format_place(place: Place) -> str:
    """File, line and column; for a table's cell file, row and header."""
    if place.span is None:
        return place.file
    if place.cell is not None:
        return f"{place.file}:{place.span.line}: {place.cell}"
    return f"{place.file}:{place.span.line}:{place.span.column}"


def severity_word(severity: Severity) -> str:
    """A severity as people read it."""
    return {
        Severity.ERROR: _("error"),
        Severity.WARNING: _("warning"),
        Severity.INFO: _("note"),
    }[severity]


def display_width(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(
        0
        if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Me")
        else 2
        if unicodedata.east_asian_width(character) in "WF"
        else 1
        for character in text
    )


def _excerpt(line: str, span: Span) -> list[str]:
    shown = line.replace("\t", " ").rstrip()
    start = min(span.column - 1, len(shown))
    end = min(span.end_column - 1, len(shown)) if span.end_line == span.line else len(shown)
    cut = max(0, start - _LEAD) if display_width(shown) > WIDTH else 0
    window = _fit(shown[cut:])
    before, marked = shown[cut:start], shown[start : min(end, cut + len(window))]
    dots_before, dots_after = "…" if cut else "", "…" if cut + len(window) < len(shown) else ""
    indent = " " * (display_width(before) + len(dots_before))
    carets = "^" * max(1, display_width(marked))
    margin = " " * len(str(span.line))
    return [
        f" {margin} |",
        f" {span.line} | {dots_before}{window}{dots_after}",
        f" {margin} | {indent}{carets}",
    ]


def _fit(text: str) -> str:
    while display_width(text) > WIDTH:
        text = text[: len(text) - max(1, (display_width(text) - WIDTH) // 2)]
    return text
