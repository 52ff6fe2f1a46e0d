"""Which comments of a file speak to cs (`# cs: …`), and of which lines of text?

YAML readers drop comments, so they are found in the text: a `#` at a line's start or after a blank,
outside of quoted and block text, whose spans the nodes have. A comment behind text speaks of its
line, one that stands alone of the next line of text.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from cs.documents.nodes import Mapping, Node, NodesRead, Scalar
from cs.documents.source import split_lines
from cs.kernel.findings import Place, Span

OURS = re.compile(r"(?:^|(?<=\s))#[# \t]{0,9}cs[ \t]{0,9}[:：]", re.IGNORECASE)
"""The beginning of what is said to cs; a comment may hold other words before it."""

_MARKER = re.compile(r"(?:---|\.\.\.|%\S+)(?:\s.*)?")
_DASHES = re.compile(r"\s*(?:-\s+)*-\s*")
_START = re.compile(r"(?:^|(?<=[ \t]))#")


@dataclass(frozen=True, slots=True)
class Comment:
    """One thing said to cs.

    Attributes:
        place: where it stands, from its `#`.
        text: from its `#` to the end of the line, or to the next thing said.
        lines: the lines of text that it speaks of; none where no text follows.
    """

    place: Place
    text: str
    lines: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Shape:
    """What the nodes say of a file's lines: text in which no comment is, and values that go on.

    Attributes:
        opaque: begin and end of quoted and block texts, in order.
        begun: by the line on which a value over several lines ends, those on which such begin.
    """

    opaque: tuple[tuple[tuple[int, int], tuple[int, int]], ...]
    begun: dict[int, set[int]]


def find_comments(text: str, read: NodesRead, file: str) -> tuple[Comment, ...]:
    """The comments of a file that speak to cs, in order.

    Of a file that broke off, those up to the end of its last whole document: beyond it nobody can
    say what is text and what a comment.
    """
    if not OURS.search(text):
        return ()
    lines = split_lines(text)
    shape = _shape(read, lines)
    last = (
        len(lines) if read.whole else max((root.span.end_line for _, root in read.roots), default=0)
    )
    return tuple(
        chain.from_iterable(
            _comments_of(number, lines, shape, read, file)
            for number in range(1, last + 1)
            if OURS.search(lines[number - 1])
        )
    )


def _comments_of(
    number: int, lines: Sequence[str], shape: _Shape, read: NodesRead, file: str
) -> Iterator[Comment]:
    line = lines[number - 1]
    starts = (match.start() for match in _START.finditer(line))
    start = next((each for each in starts if not _is_opaque(shape, (number, each + 1))), None)
    if start is None:
        return
    spoken_of = _lines_of(number, line[:start], lines, shape)
    begins = [match.start() for match in OURS.finditer(line, start)]
    for begin, end in zip(begins, [*begins[1:], len(line)], strict=True):
        words = line[begin:end].rstrip()
        span = Span(number, begin + 1, number, begin + 1 + len(words))
        document = _document_of(max(spoken_of, default=number), read)
        yield Comment(Place(file, span=span, document=document), words, spoken_of)


def _lines_of(number: int, before: str, lines: Sequence[str], shape: _Shape) -> frozenset[int]:
    if before.strip() and not _DASHES.fullmatch(before):
        return frozenset({number, *shape.begun.get(number, ())})
    own = {number} if before.strip() else set()
    following = next((n for n in range(number + 1, len(lines) + 1) if _is_text(lines[n - 1])), None)
    return frozenset(own if following is None else {*own, following})


def _is_text(line: str) -> bool:
    stripped = line.strip()
    return bool(stripped) and not stripped.startswith("#") and not _MARKER.fullmatch(stripped)


def _document_of(line: int, read: NodesRead) -> int:
    indices = [index for index, root in read.roots if root.span.line <= line]
    return indices[-1] if indices else read.roots[0][0] if read.roots else 0


def _shape(read: NodesRead, lines: Sequence[str]) -> _Shape:
    opaque: list[tuple[tuple[int, int], tuple[int, int]]] = []
    begun: dict[int, set[int]] = {}
    for node in chain.from_iterable(_walk(root) for _, root in read.roots):
        span = node.span
        sign = "".join(lines[span.line - 1 : span.line])[span.column - 1 : span.column]
        is_block = isinstance(node, Scalar) and not node.plain and sign in ("|", ">")
        if isinstance(node, Scalar) and not node.plain:
            # the line of a block text's sign may end in a comment
            start = (span.line + 1, 1) if is_block else (span.line, span.column)
            opaque.append((start, (span.end_line, span.end_column)))
        if span.end_line > span.line and not is_block and (isinstance(node, Scalar) or node.flow):
            begun.setdefault(span.end_line, set()).add(span.line)
    return _Shape(tuple(sorted(opaque)), begun)


def _is_opaque(shape: _Shape, position: tuple[int, int]) -> bool:
    before = bisect_right(shape.opaque, position, key=lambda each: each[0]) - 1
    return before >= 0 and position < shape.opaque[before][1]


def _walk(root: Node) -> Iterator[Node]:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, Mapping):
            waiting += chain.from_iterable(node.pairs)
        elif not isinstance(node, Scalar):
            waiting += node.items
