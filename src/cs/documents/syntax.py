"""Broken YAML to a finding: the gap somebody left in the line, if there is one, else what is wrong.

The parser's texts are never shown; its kinds of error are told apart by class and by where they
happen, and worded for people who do not know YAML.
"""

import re
from typing import Any

from cs.documents.codes import PLACEHOLDER, SYNTAX
from cs.documents.placeholders import find_placeholder
from cs.documents.source import split_lines
from cs.kernel.findings import Finding, Fix, Place, Related, Replace, Severity, Span
from cs.kernel.messages import Message, message


def syntax_finding(error: Any, text: str, file: str, document: int) -> Finding:
    """The finding for an error of ruamel's scanner or parser."""
    lines = split_lines(text)
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    line = min(line, len(lines) - 1)
    context = error.context_mark if error.problem_mark else None
    for candidate in (line, context.line if context else line):
        if gap := find_placeholder(lines[min(candidate, len(lines) - 1)].partition(" #")[0]):
            start, end, shown = gap
            return placeholder_finding(
                Place(
                    file,
                    span=Span(candidate + 1, start + 1, candidate + 1, end + 1),
                    document=document,
                ),
                shown,
            )
    rows = (line, line - 1, context.line if context else line)
    if colon := _wide_colon(file, lines, rows, document):
        return colon
    if quote := _open_quote(file, lines, (line, column), context, document):
        return quote
    what, mend = _explain(lines[line], column)
    related: tuple[Related, ...] = ()
    if context and context.line != line:
        place = Place(
            file,
            span=Span(context.line + 1, context.column + 1, context.line + 1, context.column + 2),
            document=document,
        )
        related = (Related(place, message("What is broken begins here.")),)
    return Finding(
        SYNTAX,
        Severity.ERROR,
        what,
        Place(file, span=Span(line + 1, column + 1, line + 1, column + 2), document=document),
        mend=mend,
        related=related,
    )


def placeholder_finding(place: Place, shown: str) -> Finding:
    """The finding for a gap that nobody filled."""
    return Finding(
        PLACEHOLDER,
        Severity.ERROR,
        message("{placeholder} is a gap that was never filled in.", placeholder=shown),
        place,
        mend=message("Write the real value, or delete the line if the field may be left out."),
    )


_WIDE_KEY = re.compile(r"(\s*(?:-\s+)*[A-Za-z_]+)\s*(：)\s*")


def _wide_colon(
    file: str, lines: tuple[str, ...], rows: tuple[int, ...], document: int
) -> Finding | None:
    """The finding for a key that is followed by a full-width colon, in one of some lines."""
    for row in dict.fromkeys(rows):
        line = lines[row] if 0 <= row < len(lines) else ""
        key = _WIDE_KEY.match(line)
        head, wide, _ = line.partition("：")
        is_here = row == rows[0] and not re.search(r":(\s|$)|^\s*#", head)
        # in lines nearby it is the trouble only where it stands behind a key
        if not wide or not (key or is_here):
            continue
        found = len(head) + 1
        place = Place(file, span=Span(row + 1, found, row + 1, found + 1), document=document)
        fix = None
        if key:
            span = Span(row + 1, key.end(1) + 1, row + 1, key.end() + 1)
            edit = Replace(Place(file, span=span, document=document), ": ")
            fix = Fix(message("Write a half-width colon and a space."), (edit,))
        return Finding(
            SYNTAX,
            Severity.ERROR,
            message("This line has a full-width colon (：) and no key."),
            place,
            mend=message("Write the key, then a half-width colon and a space: key: value"),
            fix=fix,
        )
    return None


_OPENING = re.compile(r"""(?:^|[:,\[{\-]\s+|[\[{])(["'])""")


def _open_quote(
    file: str, lines: tuple[str, ...], at: tuple[int, int], context: Any, document: int
) -> Finding | None:
    """The finding for a quote that nobody closed: at that quote, wherever the trouble shows.

    The next quote of the kind closes it for the parser, often lines below, and what follows there
    makes no sense; or there is none, and the file ends inside it.
    """
    line, column = at
    if context is not None and lines[context.line][context.column : context.column + 1] in (
        "'",
        '"',
    ):
        opened, closed = (context.line, context.column), None
    else:
        taken = lines[line][:column].rstrip()
        if not taken.endswith(("'", '"')):
            return None
        closed = (line, len(taken) - 1)
        rows = range(line - 1, max(-1, line - _FAR), -1)
        above = next((row for row in rows if lines[row].count(taken[-1]) % 2), None)
        if above is None:
            return None
        found = [each for each in _OPENING.finditer(lines[above]) if each[1] == taken[-1]]
        if not found:
            return None
        opened = (above, found[-1].start(1))
    return Finding(
        SYNTAX,
        Severity.ERROR,
        message("A quote is opened and never closed."),
        _one(file, opened, document),
        mend=message("Close the quote, or put the whole value in the other kind of quotes."),
        related=()
        if closed is None
        else (Related(_one(file, closed, document), message("It is taken to end here.")),),
    )


def _one(file: str, at: tuple[int, int], document: int) -> Place:
    """The place of one character, counted from zero."""
    line, column = at[0] + 1, at[1] + 1
    return Place(file, span=Span(line, column, line, column + 1), document=document)


_FAR = 50
"""So many lines above a stray quote its opening one is looked for."""


def _explain(line: str, column: int) -> tuple[Message, Message | None]:
    """What to tell people about a broken line, from how the line looks."""
    before, stripped = line[:column], line.strip()
    if "\t" in line[: len(line) - len(line.lstrip())] or line[column : column + 1] == "\t":
        return (
            message("A tab stands where YAML allows only spaces."),
            message("Indent with spaces."),
        )
    if line[column : column + 1] in ("@", "`", "%") and not before.strip(" -").rstrip(":"):
        return _reserved(line[column])
    if re.search(r":\s*[@`%]", line) and line[column : column + 1] in ("@", "`", "%"):
        return _reserved(line[column])
    if re.search(r":\s.*:(\s|$)", line) and line[column : column + 1] == ":":
        return (
            message("A second colon stands in this line."),
            message("Put the value in quotes, or move what follows to a line of its own."),
        )
    if stripped.count('"') % 2 or stripped.count("'") % 2:
        return (
            message("A quote is opened and never closed."),
            message("Close the quote, or put the whole value in the other kind of quotes."),
        )
    if any(bracket in line for bracket in "[]{}"):
        return (
            message("Brackets are not closed, or text follows them."),
            message("Close the bracket, or put the whole value in quotes."),
        )
    if re.match(r"\s*[^\s#:\-][^:]*$", line):
        return (
            message("This line has no colon after its key, or it is indented differently."),
            message("Write key: value, with a space after the colon, in line with its neighbours."),
        )
    return (
        message("The line does not fit what stands before it."),
        message("Check that it is indented like the lines that belong with it."),
    )


def _reserved(character: str) -> tuple[Message, Message]:
    return (
        message("A value may not begin with {character}.", character=character),
        message("Put the value in quotes."),
    )
