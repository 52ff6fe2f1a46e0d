"""How wide is a text: in columns of a terminal, in UTF-16 code units?"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import accumulate

from cs.kernel.findings import Span

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


def display_width(text: str) -> int:
    """How many columns of a terminal a text takes; a Chinese character takes two."""
    return len(text) if text.isascii() else sum(map(_width, text))


def fit(text: str, columns: int) -> str:
    """As much of the beginning of a text as takes no more than so many columns."""
    return text[: bisect_right(list(accumulate(map(_width, text))), columns)]


class Utf16:
    """Spans in UTF-16 code units, held within the lines of their files.

    A character outside of the Basic Multilingual Plane takes two units. Where a file's lines are
    not known, columns stay as they are.
    """

    def __init__(self, lines: Mapping[str, Sequence[str]]) -> None:
        self._lines = lines
        self._astral: dict[tuple[str, int], list[int]] = {}

    def span(self, file: str, span: Span) -> Span:
        """The span with columns in UTF-16 code units; its end is never before its start."""
        line, column = self._point(file, span.line, span.column)
        end_line, end_column = self._point(file, span.end_line, span.end_column)
        end = max((line, column), (end_line, end_column))
        return Span(line, column, *end)

    def _point(self, file: str, line: int, column: int) -> tuple[int, int]:
        line, column = max(1, line), max(1, column)
        lines = self._lines.get(file)
        if not lines:
            return line, column
        if line > len(lines):
            line, column = len(lines), len(lines[-1]) + 1
        text = lines[line - 1]
        before = min(column - 1, len(text))
        return line, 1 + before + bisect_left(self._pairs(file, line, text), before)

    def _pairs(self, file: str, line: int, text: str) -> list[int]:
        known = self._astral.get((file, line))
        if known is None:
            known = [] if text.isascii() else [match.start() for match in _ASTRAL.finditer(text)]
            self._astral[file, line] = known
        return known


@cache
def _width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
