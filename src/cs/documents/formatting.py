"""One way to lay a policy out: order of keys, indentation, spaces; nothing that it says changes.

Keys stand in the order of their model, the head of the document first. Blocks are indented by two
spaces, lists under their key too; one space stands behind a colon, a comma and before a comment,
none inside of brackets; at most one blank line in a row. Comments go with what they belong to (see
`layout`). Quotes, the choice between lines and brackets, and the text of blocks stay as written.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from pydantic import BaseModel

from cs.documents.codes import NOT_FORMATTED
from cs.documents.layout import (
    Block,
    CannotLayOutError,
    Entry,
    Page,
    Trivia,
    comments_of,
    lay_out,
)
from cs.documents.loading import Kinds, Loaded, load
from cs.documents.nodes import Mapping as MappingNode
from cs.documents.nodes import Node, Scalar, read_nodes
from cs.documents.nodes import Sequence as SequenceNode
from cs.documents.offsets import Offsets
from cs.documents.plain import to_plain
from cs.documents.repair import repr_data
from cs.documents.shape import aliases
from cs.documents.source import Source, decode
from cs.documents.splicing import is_missing
from cs.kernel.findings import Finding, Place, Related, Severity, Span, has_errors
from cs.kernel.messages import Message, message

_MARK = b"\xef\xbb\xbf"
_STEP = 2

Roots = tuple[tuple[int, Node], ...]


def formatted(source: Source, kinds: Kinds) -> bytes | Finding:
    """The file in its one layout, or why it is left as it is."""
    loaded = load([source], kinds)
    text = decode(source)
    if loaded.failed or isinstance(text, Finding):
        return _broken(source, loaded)
    read = read_nodes(text, source.file)
    policies = {each.index: each.policy for each in loaded.documents}
    try:
        pages = lay_out(text, read.roots)
        lines = _Writing(text, policies).pages(pages)
    except CannotLayOutError:
        return _refused(source, message("It is laid out in a way that cannot be kept apart."))
    line_end = Offsets(text).ends[0] or "\n"
    body = line_end.join(lines)
    # a block text that ends the file without a line break would gain one
    for candidate in (body + line_end, body):
        mark = _MARK if source.data.startswith(_MARK) else b""
        result = Source(source.file, mark + candidate.encode())
        if result.data == source.data or (
            _reads_alike(text, read.roots, candidate, source.file)
            and _says_the_same(loaded, load([result], kinds))
        ):
            return result.data
    return _refused(source, message("Another layout would change what it says."))


def _reads_alike(before: str, roots: Roots, after: str, file: str) -> bool:
    """Whether two texts hold the same data and the same comments."""
    others = read_nodes(after, file).roots
    data, new = (
        {index: to_plain(root, file, index).data for index, root in each}
        for each in (roots, others)
    )
    return repr_data(data) == repr_data(new) and (
        comments_of(before, roots) == comments_of(after, others)
    )


def _says_the_same(one: Loaded, other: Loaded) -> bool:
    return not other.failed and [(each.index, each.policy) for each in one.documents] == [
        (each.index, each.policy) for each in other.documents
    ]


class _Writing:
    def __init__(self, text: str, policies: Mapping[int, BaseModel]) -> None:
        self.offsets = Offsets(text)
        self.policies = policies

    def pages(self, pages: Iterable[Page]) -> list[str]:
        lines: Trivia = []
        for page in pages:
            model = self.policies.get(page.index)
            lines += [*page.markers, *page.head]
            if isinstance(page.body, Block):
                above, own = self._block(page.body, 0, model)
                lines += [*above, *own]
            else:
                lines += _shifted("", page.body, page.behind, 0, 0)
            lines += page.below
        return _tidy(lines)

    def _block(self, block: Block, indent: int, model: Any) -> tuple[Trivia, Trivia]:
        """What stands above a block's first entry, and its lines from there on."""
        entries = block.entries
        if isinstance(block.node, MappingNode):
            entries = _ordered(entries, model)
        pad = " " * indent
        first: Trivia = []
        lines: Trivia = []
        for number, entry in enumerate(entries):
            inner = _inside(model, entry.name if entry.key is not None else number, block.node)
            above, own = self._entry(entry, indent, inner)
            if number == 0:
                first = above
            else:
                lines += _indented(above, pad)
            lines += own
        lines += _indented(block.below, pad)
        return first, lines

    def _entry(self, entry: Entry, indent: int, model: Any) -> tuple[Trivia, Trivia]:
        pad = " " * indent
        head = f"{pad}-" if entry.key is None else f"{pad}{entry.key}:"
        if entry.value is None:
            return entry.above, [_with_comment(head, entry.behind)]
        if isinstance(entry.value, Block):
            inner = indent + _STEP
            above, lines = self._block(entry.value, inner, model)
            if entry.key is None:
                # the first line of an item stands behind its dash, what is above it above the dash
                lines[0] = f"{head} {str(lines[0])[inner:]}"
                return [*entry.above, *(each for each in above if each is not None)], lines
            return entry.above, [
                _with_comment(head, entry.behind),
                *_indented(above, " " * inner),
                *lines,
            ]
        return entry.above, self._leaf(entry, head, indent, model)

    def _leaf(self, entry: Entry, head: str, indent: int, model: Any) -> Trivia:
        value = entry.value
        assert isinstance(value, list)
        if len(value) == 1 and not isinstance(entry.node, Scalar):
            value = [self._flow(entry.node, model)]
        if entry.apart is None:
            return _shifted(f"{head} ", value, entry.behind, indent, entry.column)
        comment, between = entry.apart
        pad = " " * (indent + _STEP)
        return [
            _with_comment(head, comment),
            *_indented(between, pad),
            *_shifted(pad, value, entry.behind, indent + _STEP, entry.column),
        ]

    def _flow(self, node: Node, model: Any) -> str:
        if isinstance(node, Scalar):
            start, end = self.offsets.of(node.span)
            return self.offsets.text[start:end]
        if isinstance(node, SequenceNode):
            items = (self._flow(each, _inside(model, n, node)) for n, each in enumerate(node.items))
            return f"[{', '.join(items)}]"
        pairs = [(self._flow(key, None), key, value) for key, value in node.pairs]
        order = _order(model)
        pairs.sort(key=lambda pair: order.get(getattr(pair[1], "text", ""), len(order)))
        body = ", ".join(
            self._flow_pair(written, key, value, _inside(model, getattr(key, "text", ""), node))
            for written, key, value in pairs
        )
        start, _ = self.offsets.of(node.span)
        return f"{{{body}}}" if self.offsets.text[start : start + 1] == "{" else body

    def _flow_pair(self, written: str, key: Node, value: Node, model: Any) -> str:
        if not is_missing(value):
            return f"{written}: {self._flow(value, model)}"
        _, end = self.offsets.of(key.span)
        return f"{written}:" if self.offsets.text[end:].lstrip(" \t")[:1] == ":" else written


def _ordered(entries: list[Entry], model: Any) -> list[Entry]:
    """The entries in the order of their model; blank lines part what they parted before."""
    order = _order(model)
    after = sorted(entries, key=lambda each: order.get(each.name, len(order)))
    if after == entries:
        return entries
    group: dict[int, int] = {}
    number = 0
    for entry in entries:
        number += bool(entry.above and entry.above[0] is None)
        group[id(entry)] = number
    labels = [group[id(entry)] for entry in after]
    stayed = {id(entry) for entry in _rising(entries, after)}
    for at in range(1, len(after)):
        is_short = not any(isinstance(each.value, Block) for each in after[at - 1 : at + 1])
        if is_short and id(after[at]) not in stayed:
            labels[at] = labels[at - 1]
    result = []
    for at, entry in enumerate(after):
        above = entry.above[1:] if entry.above and entry.above[0] is None else entry.above
        parted = at > 0 and labels[at] != labels[at - 1]
        result.append(replace(entry, above=[None, *above] if parted else above))
    return result


def _rising(entries: list[Entry], after: list[Entry]) -> list[Entry]:
    """The most entries that keep their order among each other: all others have moved."""
    place = {id(entry): number for number, entry in enumerate(after)}
    best: list[list[Entry]] = []
    for entry in entries:
        runs = [run for run in best if place[id(run[-1])] < place[id(entry)]]
        best.append([*max(runs, key=len, default=[]), entry])
    return max(best, key=len)


def _order(model: Any) -> dict[str, int]:
    if not isinstance(model, BaseModel) or not getattr(model, "in_order", True):
        return {}
    return {key: number for number, key in enumerate(aliases(type(model)))}


def _inside(model: Any, step: str | int, node: Node) -> Any:
    """What a step leads to in a validated value; None where the two differ in shape."""
    if isinstance(model, BaseModel):
        info = aliases(type(model)).get(str(step))
        name = next((n for n, each in type(model).model_fields.items() if each is info), None)
        return getattr(model, name) if name else None
    if isinstance(model, tuple) and isinstance(step, str) and len(model) == 1:
        return _inside(model[0], step, node)
    if isinstance(model, tuple) and isinstance(step, int) and step < len(model):
        return model[step]
    if isinstance(model, dict):
        return model.get(step)
    return None


def _shifted(head: str, value: list[str], behind: str | None, indent: int, column: int) -> Trivia:
    """A leaf behind its key, its further lines moved as far as the key was."""
    first, *rest = value
    lines: Trivia = [f"{head}{first}"]
    is_text = first[:1] in ("|", ">")
    for line in rest:
        body = line.lstrip(" ")
        at = len(line) - len(body) + indent - column
        least = indent + _STEP if head.strip() else indent
        least = 0 if is_text else least
        lines.append(" " * max(at, least) + body if body or is_text else "")
    lines[-1] = _with_comment(str(lines[-1]), behind)
    return lines


def _indented(trivia: Trivia, pad: str) -> Trivia:
    return [None if each is None else f"{pad}{each}" for each in trivia]


def _with_comment(line: str, comment: str | None) -> str:
    return f"{line} {comment}" if comment else line


def _tidy(lines: Trivia) -> list[str]:
    """No blank line at the ends, and no two in a row."""
    result: list[str] = []
    gap = False
    for line in lines:
        if line is None:
            gap = bool(result)
            continue
        if gap:
            result.append("")
        gap = False
        result.append(line)
    return result


def _broken(source: Source, loaded: Loaded) -> Finding:
    errors = [each for each in loaded.findings if has_errors([each])]
    return _finding(
        source,
        message("The file is not formatted, since it has errors."),
        message("Mend what cs policy check finds."),
        tuple(Related(each.place, each.message) for each in errors[:1]),
    )


def _refused(source: Source, why: Message) -> Finding:
    return _finding(source, message("The file is not formatted. {why}", why=why), None, ())


def _finding(
    source: Source, text: Message, mend: Message | None, related: tuple[Related, ...]
) -> Finding:
    place = Place(source.file, span=Span(1, 1, 1, 1))
    return Finding(NOT_FORMATTED, Severity.ERROR, text, place, mend=mend, related=related)
