"""Broken YAML to a finding: the gap somebody left in the line, if there is one, else what is wrong.

The parser's texts are never shown; its kinds of error are told apart by class and by where they
happen, and worded for people who do not know YAML.
"""

import re
from typing import Any

from cs.documents.codes import PLACEHOLDER, SYNTAX
from cs.documents.placeholders import find_placeholder
from cs.documents.source import split_lines
from cs.kernel.findings import Finding, Place, Related, Severity, Span
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
    if "：" in stripped and not re.search(r":(\s|$)", stripped):
        return (
            message("This line has a full-width colon (：) and no key."),
            message("Write the key, then a half-width colon and a space: key: value"),
        )
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
