"""Where in a text is a line and column? Spans to offsets and back, as YAML's reader counts.

Lines end with LF, CR LF or CR and nothing else; a byte-order mark inside the text has no column.
"""

import re
from bisect import bisect_right

from cs.kernel.findings import Span

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_MARK = "\ufeff"


class Offsets:
    """The lines of a text and their line ends, with the way from a span to offsets and back."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts: list[int] = []
        self.bodies: list[str] = []
        self.ends: list[str] = []
        at = 0
        while True:
            match = _LINE.match(text, at)
            assert match is not None  # every alternative of the pattern may be empty
            self.starts.append(at)
            self.bodies.append(match[1])
            self.ends.append(match[2])
            at = match.end()
            if not match[2]:
                break

    def at(self, line: int, column: int, *, end: bool = False) -> int:
        """The offset of a line and column, both from 1; beyond a line's end, its end.

        Args:
            end: count a byte-order mark at the place as standing before it.
        """
        if line > len(self.starts):
            return len(self.text)
        start, body = self.starts[line - 1], self.bodies[line - 1]
        if _MARK not in body:
            return start + min(column - 1, len(body))
        seen = 0
        for number, character in enumerate(body):
            if seen == column - 1 and not (end and character == _MARK):
                return start + number
            seen += character != _MARK
        return start + len(body)

    def of(self, span: Span) -> tuple[int, int]:
        """Start and end of a span as offsets."""
        start = self.at(span.line, span.column)
        return start, max(start, self.at(span.end_line, span.end_column, end=True))

    def line_of(self, offset: int) -> int:
        """The line that holds an offset, from 1."""
        return bisect_right(self.starts, offset)

    def span(self, start: int, end: int) -> Span:
        """Two offsets as a span."""
        return Span(*self._position(start), *self._position(end))

    def line_end(self, offset: int) -> int:
        """The offset at which the text of the line that holds an offset ends."""
        line = self.line_of(offset)
        return self.starts[line - 1] + len(self.bodies[line - 1])

    def break_near(self, offset: int) -> str:
        """The line end to write at an offset: that of its line, else of the text, else LF."""
        return self.ends[self.line_of(offset) - 1] or self.ends[0] or "\n"

    def _position(self, offset: int) -> tuple[int, int]:
        line = self.line_of(offset)
        before = self.text[self.starts[line - 1] : offset]
        return line, len(before) - before.count(_MARK) + 1
