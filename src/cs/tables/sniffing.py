"""How is this text laid out: which delimiter, and in which line do the headers stand?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cs.tables.headers import BLANKS
from cs.tables.raw import TITLE_ROWS_AT_MOST

DELIMITERS = (",", ";", "\t")
SAMPLE = 100_000
"""Characters that are looked at to find the delimiter."""
_QUOTED = re.compile(r'"[^"]*"')
_TOP_LINES_AT_MOST = 200


@dataclass(frozen=True, slots=True)
class TopLine:
    """A line near the top that is not blank: where it starts, its number, how many cells it has."""

    start: int
    number: int
    filled: int


def sniff_delimiter(text: str) -> str:
    """The delimiter most frequent outside quotes in the first line that has any; else a comma."""
    bare = _QUOTED.sub("q", text[:SAMPLE])
    lines = (line for line in bare.split("\n") if line.strip(BLANKS + ",;"))
    for _, line in zip(range(TITLE_ROWS_AT_MOST + 1), lines, strict=False):
        counts = {delimiter: line.count(delimiter) for delimiter in DELIMITERS}
        best = max(DELIMITERS, key=lambda delimiter: counts[delimiter])
        if sum(bool(cell.strip(BLANKS)) for cell in line.split(best)) > 1:
            return best
    return ","


def top_lines(text: str, delimiter: str) -> list[TopLine]:
    """The first lines that are not blank, as far as headers may stand."""
    top: list[TopLine] = []
    start = 0
    for number in range(_TOP_LINES_AT_MOST):
        end = text.find("\n", start)
        line = text[start : end if end >= 0 else len(text)]
        if line.strip(BLANKS):
            cells = sum(bool(cell.strip(BLANKS)) for cell in line.split(delimiter))
            top.append(TopLine(start, number, cells))
        if end < 0 or len(top) > TITLE_ROWS_AT_MOST:
            break
        start = end + 1
    return top


def first_header(filled: Sequence[int]) -> int | None:
    """Which of these lines, by their numbers of filled cells, holds the headers."""
    several = next((index for index, count in enumerate(filled) if count > 1), None)
    if several is not None:
        return several
    return next((index for index, count in enumerate(filled) if count), None)
