"""Source lines with what is marked in them, as compilers show it.

The place of a finding is underlined with `^`, places it also speaks of with `-` and what is said of
them. Marks of one file stand in one excerpt, in the order of its lines; another file's have their
place above them. Everything is measured in columns of a terminal and fits into `WIDTH` of them, but
for a label that is longer by itself.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from cs.checking.outputs.columns import display_width, fit
from cs.checking.outputs.words import format_place, headed, on_one_line
from cs.kernel.findings import Place, Span
from cs.locale import _
from cs.wrapping import hang

WIDTH = 80
"""Columns of a terminal that an excerpt takes."""
_LEAD = 24
"""Characters shown before a mark in a line that is cut."""
_UNSHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Mark:
    """A place to be shown.

    Attributes:
        place: with a span, in a file whose lines are known.
        label: what is said of it; empty for the finding's own place.
    """

    place: Place
    span: Span
    label: str = ""


def can_show(place: Place, lines: Mapping[str, Sequence[str]]) -> bool:
    """Whether a place stands in the lines of a text."""
    span = place.span
    own = lines.get(place.file, ())
    return span is not None and place.cell is None and 1 <= span.line <= len(own)


def gutter_of(marks: Sequence[Mark]) -> int:
    """How many digits the line numbers of the marks take."""
    return max((len(str(mark.span.line)) for mark in marks), default=1)


def excerpts(
    marks: Sequence[Mark],
    lines: Mapping[str, Sequence[str]],
    gutter: int,
    shown_file: str,
    *,
    breaks: bool = False,
) -> Iterator[str]:
    """The lines of all excerpts: of the file named already, then of the others as they come.

    Args:
        breaks: whether labels that do not fit are broken.
    """
    files = dict.fromkeys([shown_file, *(mark.place.file for mark in marks)])
    for file in files:
        own = [mark for mark in marks if mark.place.file == file]
        if own and file != shown_file:
            yield f" {' ' * gutter}--> {on_one_line(format_place(own[0].place))}"
        if own:
            yield f" {' ' * gutter} |"
            yield from _excerpt(own, lines[file], gutter, breaks=breaks)


def _excerpt(
    marks: Sequence[Mark], lines: Sequence[str], gutter: int, *, breaks: bool
) -> Iterator[str]:
    before: int | None = None
    columns = WIDTH - gutter - len("  | ")
    # sorting is stable: of marks in one line the finding's own comes first
    ordered = sorted(marks, key=lambda mark: mark.span.line)
    for number, group in groupby(ordered, key=lambda mark: mark.span.line):
        if before is not None and number == before + 2:
            yield f" {before + 1:>{gutter}} | {_window(lines[before], 0, columns)[0]}".rstrip()
        elif before is not None and number > before + 2:
            yield "..."
        shown = None
        for mark in group:
            text, underlines = _marked(mark, lines, columns, breaks=breaks)
            if text != shown:
                yield f" {number:>{gutter}} | {text}".rstrip()
                shown = text
            for underline in underlines:
                yield f" {' ' * gutter} | {underline}"
        before = number


def _marked(
    mark: Mark, lines: Sequence[str], columns: int, *, breaks: bool
) -> tuple[str, tuple[str, ...]]:
    """The line as shown, and the rows below it."""
    span = mark.span
    line = lines[span.line - 1]
    last = _last_line(span, lines)
    start = min(max(0, span.column - 1), len(line))
    end = min(span.end_column - 1, len(line)) if last == span.line == span.end_line else len(line)
    text, cut, dots = _window(line, start, columns)
    indent = display_width(text[: dots + start - cut])
    marked = text[dots + start - cut : max(start, end) - cut + dots].rstrip()
    carets = ("-" if mark.label else "^") * max(1, display_width(marked))
    label = mark.label
    if last > span.line:
        extent = _("to line {line}").format(line=last)
        label = headed(extent, label) if label else extent
    if not label:
        return text, (" " * indent + carets,)
    if indent + len(carets) + 1 + display_width(label) <= columns:
        return text, (f"{' ' * indent}{carets} {label}",)
    if breaks and display_width(label) > columns:
        below = " " * min(indent, columns // 2)
        rows = hang(label, below, below, columns).split("\n")
        return text, (" " * indent + carets, *rows)
    below = " " * min(indent, max(0, columns - display_width(label)))
    return text, (" " * indent + carets, below + label)


def _last_line(span: Span, lines: Sequence[str]) -> int:
    """The last line of which a span holds more than blanks."""
    last = min(span.end_line, len(lines))
    if last == span.end_line and last > span.line and span.end_column <= 1:
        last -= 1
    while last > span.line and not lines[last - 1].strip():
        last -= 1
    return last


def _window(line: str, start: int, columns: int) -> tuple[str, int, int]:
    """What is shown of a line, its first character's number there, and how many dots precede it."""
    if len(line) <= 2 * columns:
        whole = _visible(line).rstrip()
        if display_width(whole) <= columns:
            return whole, 0, 0
    cut = max(0, start - _LEAD)
    dots = "…" if cut else ""
    part = _visible(line[cut : cut + 2 * columns])
    window = fit(part, columns - 2)
    more = "…" if len(window) < len(part.rstrip()) or cut + len(part) < len(line) else ""
    return f"{dots}{window}{more}", cut, len(dots)


def _visible(text: str) -> str:
    """The text with a blank for a tab, and a sign for what has no width or turns the writing."""
    return text if text.isprintable() else _UNSHOWN.sub("\ufffd", text.replace("\t", " "))
