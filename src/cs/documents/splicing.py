"""An edit of a document to splices of its text: what to write, and over which characters.

Symbolic places are looked up in the nodes of the text, so that flow and block style, missing values
and lists written as their single item are told apart. An edit that fits nowhere gives None.
"""

from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass

from cs.documents.nodes import Mapping, Node, Scalar, Sequence
from cs.documents.offsets import Offsets
from cs.documents.scalars import resolve
from cs.kernel.findings import AddKey, Edit, Place, Replace, Route, TextEdit


@dataclass(frozen=True, slots=True)
class Splice:
    """Characters from `start` to `end` give way to a text."""

    start: int
    end: int
    text: str

    def as_edit(self, file: str, offsets: Offsets) -> TextEdit:
        """The splice as formats show it."""
        return TextEdit(file, offsets.span(self.start, self.end), self.text)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a route leads: a value, its key if it has one, whether brackets are around it."""

    value: Node
    key: Node | None
    in_flow: bool


def find_spot(root: Node, route: Route) -> Spot | None:
    """The place of a route; a list written as its single item is that item."""
    spot = Spot(root, None, in_flow=False)
    for step in route:
        node = spot.value
        in_flow = spot.in_flow or _is_flow(node)
        match node:
            case Mapping():
                pair = next(
                    (each for each in node.pairs if _says(each[0], step)),
                    None,
                )
                if pair is None:
                    return None
                spot = Spot(pair[1], pair[0], in_flow)
            case Sequence():
                if not isinstance(step, int) or step >= len(node.items):
                    return None
                spot = Spot(node.items[step], None, in_flow)
            case Scalar():
                if step != 0:
                    return None
    return spot


def splices_of(
    edit: Edit, roots: AnyMapping[int, Node], offsets: Offsets
) -> tuple[Splice, ...] | None:
    """The splices that make one edit; None if its place is not there."""
    place = edit.place
    if isinstance(edit, Replace) and not place.route:
        return _replace_span(place, edit.text, offsets)
    root = roots.get(place.document)
    spot = find_spot(root, place.route) if root is not None else None
    if spot is None:
        return None
    if isinstance(edit, AddKey):
        return _add(edit, spot, offsets)
    if place.on_key:
        return _replace(spot.key, edit.text, offsets) if spot.key is not None else None
    if is_missing(spot.value):
        return _fill(spot, edit.text, offsets)
    return _replace(spot.value, edit.text, offsets)


def is_missing(node: Node) -> bool:
    """Whether nothing is written where a value belongs."""
    return isinstance(node, Scalar) and node.plain and not node.text


def content_end(node: Node, offsets: Offsets, key: Node | None = None) -> int:
    """The offset at which a node's own text ends, trailing blank lines of a block text left out.

    Args:
        key: the node's key, needed where the value is missing.
    """
    if is_missing(node):
        if key is None:
            return offsets.of(node.span)[0]
        _, end = offsets.of(key.span)
        colon = _colon_after(offsets.text, end)
        return end if colon is None else colon + 1
    if isinstance(node, Scalar) or _is_flow(node):
        start, end = offsets.of(node.span)
        if isinstance(node, Scalar) and offsets.text[start : start + 1] in ("|", ">"):
            return start + len(offsets.text[start:end].rstrip(" \r\n"))
        return end
    if isinstance(node, Mapping):
        return content_end(node.pairs[-1][1], offsets, node.pairs[-1][0])
    return content_end(node.items[-1], offsets)


def _replace_span(place: Place, text: str, offsets: Offsets) -> tuple[Splice, ...] | None:
    if place.span is None:
        return None
    return (Splice(*offsets.of(place.span), text),)


def _replace(node: Node, text: str, offsets: Offsets) -> tuple[Splice, ...] | None:
    if not isinstance(node, Scalar) and not _is_flow(node):
        return None
    start, end = offsets.of(node.span)
    if (
        isinstance(node, Scalar)
        and offsets.text[start : start + 1] in ("|", ">")
        and not node.plain
    ):
        return None
    return (Splice(start, end, _dressed(text, offsets.text[start:end])),)


def _dressed(text: str, before: str) -> str:
    """A value in the dress of the one before: its quotes, its percent sign or none."""
    if text.endswith("%") and before.lstrip("+-").replace(".", "", 1).isdecimal():
        return text[:-1]
    quote = before[:1]
    # a value that is no text loses its quotes, which make it one
    if quote in ("'", '"') and text[:1] not in ("'", '"', "[", "{") and _is_text(text):
        return f"{quote}{text}{quote}" if quote not in text and "\\" not in text else text
    return text


def _is_text(text: str) -> bool:
    return isinstance(resolve(text), str)


def _fill(spot: Spot, text: str, offsets: Offsets) -> tuple[Splice, ...] | None:
    if spot.key is None:
        return None
    _, end = offsets.of(spot.key.span)
    colon = _colon_after(offsets.text, end)
    if colon is None:
        return None
    return (Splice(colon + 1, colon + 1, f" {text}"),)


def _add(edit: AddKey, spot: Spot, offsets: Offsets) -> tuple[Splice, ...] | None:
    node, entry = spot.value, f"{edit.key}: {edit.text}"
    if not isinstance(node, Mapping):
        return None
    if node.flow:
        return _add_in_braces(node, entry, offsets)
    first = offsets.at(node.pairs[0][0].span.line, node.pairs[0][0].span.column)
    end = content_end(node, offsets)
    at = _block_text_end(node, offsets) or offsets.line_end(end)
    line = offsets.line_of(first)
    indent = " " * (first - offsets.starts[line - 1])
    return (Splice(at, at, f"{offsets.break_near(at)}{indent}{entry}"),)


def _block_text_end(node: Mapping, offsets: Offsets) -> int | None:
    """Behind the blank lines that are part of a block text (`|+`) at the end of a mapping."""
    last: Node = node
    while not isinstance(last, Scalar):
        if _is_flow(last):
            return None
        last = last.pairs[-1][1] if isinstance(last, Mapping) else last.items[-1]
    start, end = offsets.of(last.span)
    header = offsets.text[start:end].partition("\n")[0].partition("#")[0]
    if last.plain or header[:1] not in ("|", ">") or "+" not in header:
        return None
    line = offsets.line_of(end)
    return offsets.line_end(offsets.starts[line - 2]) if end == offsets.starts[line - 1] else end


def _add_in_braces(node: Mapping, entry: str, offsets: Offsets) -> tuple[Splice, ...]:
    start, end = offsets.of(node.span)
    if not node.pairs:
        return (Splice(start + 1, start + 1, entry),)
    key, value = node.pairs[-1]
    last = _last_in_braces(key, value, offsets)
    comma = _skip_blanks(offsets.text, last)
    has_comma = offsets.text[comma : comma + 1] == ","
    first = offsets.of(key.span)[0]
    line = offsets.line_of(first)
    own_line = offsets.text[offsets.starts[line - 1] : first]
    if own_line.strip(" \t") or line == offsets.line_of(start):
        return (Splice(last, last, f", {entry}"),)
    break_ = f"{offsets.break_near(last)}{own_line}"
    if has_comma:
        at = min(offsets.line_end(comma), end - 1)
        return (Splice(at, at, f"{break_}{entry},"),)
    rest = offsets.text[last : offsets.line_end(last)]
    if rest.strip(" \t")[:1] == "#":
        at = offsets.line_end(last)
        return (Splice(last, last, ","), Splice(at, at, f"{break_}{entry}"))
    return (Splice(last, last, f",{break_}{entry}"),)


def _last_in_braces(key: Node, value: Node, offsets: Offsets) -> int:
    if not is_missing(value):
        return offsets.of(value.span)[1]
    end = offsets.of(key.span)[1]
    colon = _colon_after(offsets.text, end)
    return end if colon is None else colon + 1


def _colon_after(text: str, offset: int) -> int | None:
    at = _skip_blanks(text, offset)
    return at if text[at : at + 1] == ":" else None


def _skip_blanks(text: str, offset: int) -> int:
    while text[offset : offset + 1] in (" ", "\t"):
        offset += 1
    return offset


def _says(key: Node, step: str | int) -> bool:
    return isinstance(key, Scalar) and key.text == step


def _is_flow(node: Node) -> bool:
    return not isinstance(node, Scalar) and node.flow
