"""A document as it is laid out: entries with the comments and blank lines that belong to them.

A comment line belongs to the entry below it, unless it is indented deeper: then to the end of the
block above that is so far in. A comment behind an entry stays with it. What stands above the first
key of a document, up to the last blank line there, belongs to the document.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from cs.documents.nodes import Mapping, Node, Scalar, Sequence
from cs.documents.offsets import Offsets
from cs.documents.splicing import content_end, is_missing

Trivia = list[str | None]
"""Comment lines without their indentation; None is a blank line."""

_COMMENT = re.compile(r"(?:(?<=[ \t])|^)#.*")
_MARKER = re.compile(r"---(?=[ \t]|$)|\.\.\.(?=[ \t]|$)|%")


class CannotLayOutError(Exception):
    """The text is laid out in a way that is not understood."""


@dataclass
class Entry:
    """A key with its value, or an item of a list.

    Attributes:
        above: comment lines and blank lines above it.
        key: as written; None for an item.
        name: the key as it reads.
        value: a leaf as written (its lines), or a block; None if nothing is written.
        behind: the comment behind the key of a block or of a missing value, or behind a leaf.
        node: of the value.
        column: of the entry, from 0; of the leaf itself where it stands apart.
        apart: where a leaf stands on a line below its key, the comment behind the key and the lines
            between.
    """

    above: Trivia
    key: str | None
    name: str
    value: "list[str] | Block | None"
    behind: str | None
    node: Node
    column: int
    apart: tuple[str | None, Trivia] | None = None


@dataclass
class Block:
    """A mapping or list in block style; `below` are the comment lines at its end."""

    entries: list[Entry]
    node: Node
    below: Trivia = field(default_factory=list)


@dataclass
class Page:
    """One document of a file.

    Attributes:
        markers: the lines that part it from the one before (`---`), comments between included.
        head: what stands above its first entry and belongs to the whole.
        body: a block, or a leaf as written.
    """

    index: int
    markers: Trivia
    head: Trivia
    body: Block | list[str]
    node: Node
    behind: str | None = None
    below: Trivia = field(default_factory=list)


def lay_out(text: str, roots: tuple[tuple[int, Node], ...]) -> tuple[Page, ...]:
    """The documents of a text.

    Raises:
        CannotLayOutError: the text is laid out in a way that is not understood.
    """
    return _LayingOut(text, roots).run()


def comments_of(text: str, roots: tuple[tuple[int, Node], ...]) -> list[str]:
    """All comments of a text but those inside of values, in no order."""
    found = _LayingOut(text, roots)
    return sorted([*found.behind.values(), *(each for _, each in found.own.values())])


class _LayingOut:
    def __init__(self, text: str, roots: tuple[tuple[int, Node], ...]) -> None:
        self.offsets = Offsets(text)
        self.roots = roots
        self.inside: set[int] = set()
        self.resume: dict[int, int] = {}
        self.content: set[int] = set()
        for _, root in roots:
            self._leaves(root, None)
        self.behind: dict[int, str] = {}
        self.own: dict[int, tuple[int, str]] = {}
        self.blank: set[int] = set()
        self.markers: set[int] = set()
        for line in range(1, len(self.offsets.starts) + 1):
            self._line(line)
        self.starts = [start for _, root in roots for start in self._starts(root, None)]
        self.pointer = 1
        self.next = 0

    def run(self) -> tuple[Page, ...]:
        pages = []
        for number, (index, root) in enumerate(self.roots):
            first = self._first_line(root)
            markers: Trivia = []
            between = [line for line in self.markers if self.pointer <= line < first]
            if between:
                markers = self._take(max(between) + 1, markers=True)
            if _MARKER.match(self.offsets.bodies[first - 1]):
                raise CannotLayOutError
            page = self._page(index, root, markers)
            pages.append(page)
            end = min(
                (line for line in self.markers if line >= self.pointer),
                default=len(self.offsets.starts) + 1,
            )
            last = number == len(self.roots) - 1
            page.below += self._take(len(self.offsets.starts) + 1 if last else end, markers=last)
        return tuple(pages)

    def _page(self, index: int, root: Node, markers: Trivia) -> Page:
        if isinstance(root, Scalar) or root.flow:
            above = self._take(root.span.line)
            lines, behind = self._leaf(root)
            return Page(index, markers, above, lines, root, behind)
        block = self._block(root, -1)
        above = block.entries[0].above
        # one run of comments heads the document; a second one, after a blank line, the first key
        cut = max((n + 1 for n, each in enumerate(above) if each is None), default=len(above))
        if cut == 1 and above and above[0] is None:
            cut = len(above)
        head, block.entries[0].above = above[:cut], above[cut:]
        return Page(index, markers, head, block, root)

    def _block(self, node: Mapping | Sequence, outer: int) -> Block:
        entries: list[Entry] = []
        column = self._column(node)
        if isinstance(node, Mapping):
            entries += [self._entry(key, value, column) for key, value in node.pairs]
        else:
            entries += [self._entry(None, item, column) for item in node.items]
        block = Block(entries, node)
        block.below = self._below(max(column, outer + 1))
        return block

    def _entry(self, key: Node | None, value: Node, column: int) -> Entry:
        line, _ = self.starts[self.next]
        self.next += 1
        above = self._take(line)
        self.pointer = max(self.pointer, line + 1)
        written, name = None, ""
        if key is not None:
            start, end = self.offsets.of(key.span)
            written = self.offsets.text[start:end]
            if not isinstance(key, Scalar) or "\n" in written or "\r" in written:
                raise CannotLayOutError
            name = key.text
        if is_missing(value):
            return Entry(above, written, name, None, self._behind(line), value, column)
        first = self._first_line(value)
        if isinstance(value, Scalar) or value.flow:
            apart = None
            if first != line:
                apart = self._behind(line), self._take(first)
                if key is None:
                    above += self._comments(*apart)
                    apart = None
                else:
                    column = value.span.column - 1
            lines, behind = self._leaf(value)
            return Entry(above, written, name, lines, behind, value, column, apart)
        behind = self._behind(line) if first != line else None
        if key is None and behind is not None:
            above, behind = [*above, behind], None
        block = self._block(value, column)
        return Entry(above, written, name, block, behind, value, column)

    def _comments(self, behind: str | None, between: Trivia) -> Trivia:
        """Comments between a dash and what is on a later line; they go above the dash."""
        return [each for each in (behind, *between) if each is not None]

    def _leaf(self, node: Node) -> tuple[list[str], str | None]:
        start, end = self._leaf_range(node)
        lines = re.split(r"\r\n|\r|\n", self.offsets.text[start:end])
        last = self.offsets.line_of(end)
        self.pointer = max(self.pointer, last + 1)
        return lines, self._behind(last)

    def _leaf_range(self, node: Node) -> tuple[int, int]:
        start, end = self.offsets.of(node.span)
        text = self.offsets.text
        if isinstance(node, Scalar) and not node.plain and text[start : start + 1] in ("|", ">"):
            header = text[start : self.offsets.line_end(start)].partition("#")[0]
            if "+" not in header:
                return start, content_end(node, self.offsets)
            line = self.offsets.line_of(end)
            if end == self.offsets.starts[line - 1] and line > 1:
                end = self.offsets.line_end(self.offsets.starts[line - 2])
        return start, end

    def _below(self, column: int) -> Trivia:
        """Comment lines at the end of a block: as far in as it is, and deeper than what follows."""
        end, after = self._upcoming()
        taken = self.pointer
        for line in range(self.pointer, end):
            if line in self.own:
                if self.own[line][0] < column or self.own[line][0] <= after:
                    break
                taken = line + 1
        return self._take(taken)

    def _upcoming(self) -> tuple[int, int]:
        """Line and column of what comes next: an entry, a marker or the end of the text."""
        marker = min((line for line in self.markers if line >= self.pointer), default=None)
        if self.next < len(self.starts) and (marker is None or self.starts[self.next][0] < marker):
            return self.starts[self.next]
        return (marker or len(self.offsets.starts) + 1), -1

    def _take(self, end: int, *, markers: bool = False) -> Trivia:
        """Comments and blank lines from the pointer on, up to a line."""
        found: Trivia = []
        for line in range(self.pointer, end):
            if line in self.own:
                found.append(self.own.pop(line)[1])
            elif line in self.markers and markers:
                found.append(self.offsets.bodies[line - 1].rstrip())
            elif line in self.blank and (not found or found[-1] is not None):
                found.append(None)
        self.pointer = max(self.pointer, end)
        return found

    def _behind(self, line: int) -> str | None:
        return self.behind.pop(line, None)

    def _leaves(self, node: Node, key: Node | None) -> None:
        if key is not None and is_missing(node):
            return
        if isinstance(node, Scalar) or node.flow:
            start, end = self._leaf_range(node)
            first, last = self.offsets.line_of(start), self.offsets.line_of(end)
            self.content.update((first, last))
            self.inside.update(range(first, last))
            self.resume[last] = max(end, self.resume.get(last, 0))
        elif isinstance(node, Mapping):
            for own, value in node.pairs:
                self._leaves(own, None)
                self._leaves(value, own)
        else:
            for item in node.items:
                self._leaves(item, node)

    def _line(self, line: int) -> None:
        if line in self.inside and line not in self.resume:
            return
        start, body = self.offsets.starts[line - 1], self.offsets.bodies[line - 1]
        at = self.resume.get(line, start) - start
        if line in self.inside:
            return
        match = _COMMENT.search(body, at) if at else _COMMENT.search(body)
        before = body[: match.start()] if match else body
        if line not in self.content and _MARKER.match(body) and "{" not in before:
            self.markers.add(line)
        elif match and not before.strip() and line not in self.content:
            self.own[line] = (len(before.expandtabs()), match[0].rstrip())
        elif match:
            self.behind[line] = match[0].rstrip()
        elif not body.strip() and line not in self.content:
            self.blank.add(line)

    def _starts(self, node: Node, key: Node | None) -> Iterator[tuple[int, int]]:
        """Line and column of every entry of block style, in the order of the text."""
        if isinstance(node, Scalar) or node.flow:
            return
        column = self._column(node)
        if isinstance(node, Mapping):
            for own, value in node.pairs:
                yield own.span.line, column
                yield from self._starts(value, own)
            return
        dashes = self._dashes(node, column)
        for line, item in zip(dashes, node.items, strict=True):
            yield line, column
            yield from self._starts(item, None)

    def _dashes(self, node: Sequence, column: int) -> Iterator[int]:
        """The lines on which the dashes of a list stand."""
        line = node.span.line
        for item in node.items:
            while not self._has_dash(line, column):
                line += 1
                if line > len(self.offsets.starts):
                    raise CannotLayOutError
            yield line
            end = content_end(item, self.offsets) if not is_missing(item) else None
            line = max(line + 1, self.offsets.line_of(end) + 1 if end is not None else 0)

    def _has_dash(self, line: int, column: int) -> bool:
        body = self.offsets.bodies[line - 1]
        return body[column : column + 1] == "-" and body[column + 1 : column + 2] in ("", " ", "\t")

    def _column(self, node: Mapping | Sequence) -> int:
        start = self.offsets.of(node.span)[0]
        return start - self.offsets.starts[self.offsets.line_of(start) - 1]

    def _first_line(self, node: Node) -> int:
        return node.span.line
