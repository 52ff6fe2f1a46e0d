"""Slips of the hand in a policy file: which could be made in each of its lines, and what they give.

`mutants` changes one value at a time, as people do who type, paste and merge: a digit dropped,
doubled or swapped with its neighbour, a factor of ten, one off, a sign, another unit, ends swapped,
another word of the same list of words, a neighbour's value, a sibling's id; and keys and items
dropped, repeated or swapped. Looked at is what carries a number's meaning: every number, percent,
duration, range, date, time, yes or no, enumerated word and reference, and the texts in `READS`.
Names, sources, notes and the words of duties are prose and left alone.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin

from pydantic import WithJsonSchema
from pydantic.fields import FieldInfo

from cs.documents import nodes
from cs.kernel.fields import EXPECTED_AS, Model, Policy, RefersTo
from cs.kernel.findings import Route, Span
from tests.rules.slips import Value, scalar_slips

PROSE = ("kind", "id", "name", "source", "notes")
READS = ("column", "columns", "unit", "measured_by")
"""Texts that say of what a number is, or where it is read."""
REFERS = ("grades", "posts", "teams")
"""Lists of texts that name what other documents define."""
PATHS = "workspace.tables."

Edit = tuple[int, int, str]
"""From and to offset of a text, and what stands there instead."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A file with one slip in it.

    Attributes:
        line: of the value that was changed, from 1.
        pattern: the value's route with its kind, positions left out (`promotion.windows[].month`).
        slip: what was done to it.
        was, now: the text that was changed.
        text: the whole file.
    """

    file: str
    line: int
    route: Route
    pattern: str
    slip: str
    was: str
    now: str
    text: str


def mutants(
    file: str, text: str, policy: Policy, ids: Mapping[str, Sequence[str]]
) -> Iterator[Mutant]:
    """Every slip of a file of one document.

    Args:
        ids: of every id of the workspace those of the same list, itself included (`sibling_ids`).
    """
    ((_, root),) = nodes.read_nodes(text, file).roots
    yield from _Slips(file, text, ids).of(root, policy)


def sibling_ids(policies: Iterable[Policy]) -> dict[str, tuple[str, ...]]:
    """Of every id the ids that are defined in the same list."""
    found: dict[str, tuple[str, ...]] = {}
    for policy in policies:
        for items in _lists(policy):
            ids = tuple(item.id for item in items if hasattr(item, "id"))
            found |= dict.fromkeys(ids, ids)
    return found


def _lists(model: Model) -> Iterator[tuple[Any, ...]]:
    for name in type(model).model_fields:
        value = getattr(model, name)
        if isinstance(value, Model):
            yield from _lists(value)
        elif isinstance(value, tuple) and value and isinstance(value[0], Model):
            yield value
            for item in value:
                yield from _lists(item)


class _Slips:
    def __init__(self, file: str, text: str, ids: Mapping[str, Sequence[str]]) -> None:
        self.file, self.text, self.ids = file, text, ids
        self.starts = [0, *(found.end() for found in re.finditer("\n", text))]

    def of(self, root: nodes.Node, policy: Policy) -> Iterator[Mutant]:
        yield from self._model(root, policy, (), policy.kind)

    # --- walking -----------------------------------------------------------------------------

    def _model(
        self, node: nodes.Node, model: Model, route: Route, pattern: str
    ) -> Iterator[Mutant]:
        assert isinstance(node, nodes.Mapping)
        pairs = [(key.text, key, value) for key, value in node.pairs if _is_scalar(key)]
        fields = {info.alias or name: (name, info) for name, info in _fields(model)}
        for position, (key, _, value) in enumerate(pairs):
            if key in PROSE:
                continue
            name, info = fields[key]
            own, route_of, pattern_of = getattr(model, name), (*route, key), f"{pattern}.{key}"
            if not self._means(own, info, pattern_of):
                continue
            yield from self._pair(pairs, position, node.flow, route_of, pattern_of)
            yield from self._value(value, own, info, route_of, pattern_of)
        ends = {key: value for key, _, value in pairs if key in ("from", "to")}
        if len(ends) == 2 and all(map(_is_scalar, ends.values())):
            yield from self._swap(ends["from"], ends["to"], route, pattern, "ends swapped")

    def _value(
        self, node: nodes.Node, value: object, info: FieldInfo, route: Route, pattern: str
    ) -> Iterator[Mutant]:
        if isinstance(value, Model):
            yield from self._model(node, value, route, pattern)
        elif isinstance(value, tuple) and isinstance(node, nodes.Sequence):
            yield from self._items(node, route, f"{pattern}[]")
            for position, (item, own) in enumerate(zip(node.items, value, strict=True)):
                yield from self._value(item, own, info, (*route, position), f"{pattern}[]")
            yield from self._copies(node, value, route, f"{pattern}[]")
        elif isinstance(value, tuple) and len(value) == 1:
            yield from self._value(node, value[0], info, route, f"{pattern}[]")
        elif isinstance(value, dict) and isinstance(node, nodes.Mapping):
            for key_node, item in node.pairs:
                if _is_scalar(key_node):
                    own = value[key_node.text]
                    yield from self._value(item, own, info, (*route, key_node.text), f"{pattern}.*")
        elif isinstance(node, nodes.Scalar):
            refers = isinstance(value, str) and _refers(info, pattern)
            siblings = tuple(self.ids.get(str(value), ())) if refers else ()
            held = Value(node, route, pattern, value, _words(info), siblings)
            for slip, now in scalar_slips(held, self._source(node.span)):
                yield self._mutant(route, pattern, slip, node.span, [self._put(node.span, now)])

    def _means(self, value: object, info: FieldInfo, pattern: str) -> bool:
        """Whether a field carries a number's meaning, itself or in what it holds."""
        if isinstance(value, Model):
            return True
        if isinstance(value, dict):
            return any(self._means(each, info, pattern) for each in value.values())
        if isinstance(value, tuple):
            return any(self._means(each, info, pattern) for each in value)
        if isinstance(value, str):
            last = pattern.replace("[]", "").rpartition(".")[2]
            return (
                bool(_words(info))
                or _refers(info, pattern)
                or last in READS
                or pattern.startswith(PATHS)
            )
        return value is not None

    # --- slips of structure --------------------------------------------------------------------

    def _pair(
        self,
        pairs: Sequence[tuple[str, nodes.Node, nodes.Node]],
        position: int,
        flow: bool,
        route: Route,
        pattern: str,
    ) -> Iterator[Mutant]:
        _, key, value = pairs[position]
        spans = [Span(k.span.line, k.span.column, v.span.end_line, v.span.end_column)
                 for _, k, v in pairs]  # fmt: skip
        if edit := self._drop(spans, position):
            yield self._mutant(route, pattern, "key dropped", key.span, [edit])
        if _is_scalar(value):
            own = self._source(spans[position])
            yield self._mutant(
                route, pattern, "key repeated", key.span,
                [self._insert_after(spans[position], own, flow, dash=False)],
            )  # fmt: skip

    def _items(self, node: nodes.Sequence, route: Route, pattern: str) -> Iterator[Mutant]:
        spans = [item.span for item in node.items]
        for position, span in enumerate(spans):
            own = (*route, position)
            if edit := self._drop(spans, position):
                yield self._mutant(own, pattern, "item dropped", span, [edit])
            again = self._insert_after(span, self._source(span), node.flow, dash=True)
            yield self._mutant(own, pattern, "item repeated", span, [again])
            if position:
                before = node.items[position - 1]
                yield from self._swap(before, node.items[position], own, pattern, "items swapped")

    def _copies(
        self, node: nodes.Sequence, values: tuple[object, ...], route: Route, pattern: str
    ) -> Iterator[Mutant]:
        """What a scalar of an item would be, had it been copied from the item before or after."""
        for position, (item, value) in enumerate(zip(node.items, values, strict=True)):
            if not isinstance(value, Model):
                return
            other = position - 1 if position else min(1, len(values) - 1)
            theirs = dict(_scalars(node.items[other], values[other]))
            for path, (mine, own, info) in _scalars(item, value):
                shown = f"{pattern}.{'.'.join(path)}"
                if path not in theirs or not self._means(own, info, shown):
                    continue
                yield self._mutant(
                    (*route, position, *path), shown, "neighbour copied", mine.span,
                    [self._put(mine.span, self._source(theirs[path][0].span))],
                )  # fmt: skip

    def _swap(
        self, one: nodes.Node, other: nodes.Node, route: Route, pattern: str, slip: str
    ) -> Iterator[Mutant]:
        yield self._mutant(
            route, pattern, slip, one.span,
            [self._put(one.span, self._source(other.span)),
             self._put(other.span, self._source(one.span))],
        )  # fmt: skip

    def _drop(self, spans: Sequence[Span], position: int) -> Edit | None:
        own = spans[position]
        if position + 1 < len(spans):
            return self._start(own), self._start(spans[position + 1]), ""
        if position:
            return self._end(spans[position - 1]), self._end(own), ""
        return None

    def _insert_after(self, span: Span, text: str, flow: bool, *, dash: bool) -> Edit:
        end = self._end(span)
        if flow:
            return end, end, f", {text}"
        lead = " " * (span.column - 3) + "- " if dash else " " * (span.column - 1)
        rest = self.text.find("\n", end)
        return rest, rest, f"\n{lead}{text}"

    # --- text ------------------------------------------------------------------------------------

    def _mutant(
        self, route: Route, pattern: str, slip: str, at: Span, edits: Sequence[Edit]
    ) -> Mutant:
        text = self.text
        for start, end, now in sorted(edits, reverse=True):
            text = text[:start] + now + text[end:]
        start, end, now = edits[0]
        return Mutant(self.file, at.line, route, pattern, slip, self.text[start:end], now, text)

    def _put(self, span: Span, text: str) -> Edit:
        return self._start(span), self._end(span), text

    def _source(self, span: Span) -> str:
        return self.text[self._start(span) : self._end(span)]

    def _start(self, span: Span) -> int:
        return self.starts[span.line - 1] + span.column - 1

    def _end(self, span: Span) -> int:
        return self.starts[span.end_line - 1] + span.end_column - 1


def _fields(model: Model) -> Iterable[tuple[str, FieldInfo]]:
    return type(model).model_fields.items()


def _scalars(
    node: nodes.Node, model: object, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], tuple[nodes.Scalar, object, FieldInfo]]]:
    """The scalars below a mapping that are in no list, by their keys."""
    if not isinstance(node, nodes.Mapping) or not isinstance(model, Model):
        return
    fields = {info.alias or name: (name, info) for name, info in _fields(model)}
    for key, value in node.pairs:
        if not isinstance(key, nodes.Scalar) or key.text in PROSE:
            continue
        name, info = fields[key.text]
        if isinstance(value, nodes.Scalar):
            yield (*path, key.text), (value, getattr(model, name), info)
        else:
            yield from _scalars(value, getattr(model, name), (*path, key.text))


def _is_scalar(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Scalar)


def _words(info: FieldInfo) -> tuple[str, ...]:
    """The words of which a field takes one; empty where it takes anything else."""
    found: list[str] = []

    def look(annotation: object) -> None:
        if get_origin(annotation) is Literal:
            found.extend(word for word in get_args(annotation) if isinstance(word, str))
        else:
            for part in get_args(annotation):
                look(part)

    look(info.annotation)
    return tuple(found)


def _refers(info: FieldInfo, pattern: str) -> bool:
    """Whether a field names what a document defines: an id, or a text of a list of such names."""

    def look(annotation: object) -> bool:
        extras = getattr(annotation, "__metadata__", ())
        return any(map(_is_id, extras)) or any(map(look, get_args(annotation)))

    last = pattern.replace("[]", "").rpartition(".")[2]
    return last in REFERS or any(map(_is_id, info.metadata)) or look(info.annotation)


def _is_id(extra: object) -> bool:
    return isinstance(extra, RefersTo) or (
        isinstance(extra, WithJsonSchema) and (extra.json_schema or {}).get(EXPECTED_AS) == "cs_id"
    )
