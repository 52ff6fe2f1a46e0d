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
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Literal, get_args, get_origin

from pydantic import WithJsonSchema
from pydantic.fields import FieldInfo

from cs.checking.undecidable import Slip
from cs.documents import nodes
from cs.kernel.durations import Duration
from cs.kernel.fields import EXPECTED_AS, Model, Policy, RefersTo
from cs.kernel.findings import Route, Span
from cs.kernel.ranges import Range

PROSE = ("kind", "id", "name", "source", "notes")
READS = ("column", "columns", "unit", "measured_by")
"""Texts that say of what a number is, or where it is read."""
REFERS = ("grades", "posts", "teams")
"""Lists of texts that name what other documents define."""
PATHS = "workspace.tables."

CLASSES: Mapping[str, Slip] = {
    **dict.fromkeys(
        (
            "one more", "one less", "digits swapped", "neighbour copied",
            "one day", "month", "hour", "minute",
        ),
        "near",
    ),
    **dict.fromkeys(
        (
            "digit dropped", "digit doubled", "factor ten", "sign", "percent lost",
            "percent as share", "unit", "end lost", "ends swapped", "year", "century",
            "day and month", "half a day", "hour and minute",
        ),
        "far",
    ),
    **dict.fromkeys(("word", "sibling", "yes and no"), "other"),
    **dict.fromkeys(("key dropped", "item dropped"), "gone"),
    **dict.fromkeys(("key repeated", "item repeated"), "twice"),
    "items swapped": "order",
}  # fmt: skip
"""Of every slip its class in `cs.checking.undecidable`."""

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


@dataclass(frozen=True, slots=True)
class _Value:
    """A value that carries meaning: where it stands, what it is and what else could stand there."""

    node: nodes.Scalar
    route: Route
    pattern: str
    value: object
    words: tuple[str, ...]
    siblings: tuple[str, ...]


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
            held = _Value(node, route, pattern, value, _words(info), siblings)
            for slip, now in _scalar_slips(held, self._source(node.span)):
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


# --- slips of one value --------------------------------------------------------------------------

_UNITS = ("days", "working days", "weeks", "months", "years")
_CLOCK = re.compile(r'"(\d\d):(\d\d)"')
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def _scalar_slips(held: _Value, text: str) -> Iterator[tuple[str, str]]:
    """What could stand there instead, by the name of the slip; each once."""
    seen = {text}
    for slip, now in _all_slips(held, text):
        if now not in seen:
            seen.add(now)
            yield slip, now


def _all_slips(held: _Value, text: str) -> Iterator[tuple[str, str]]:
    match held.value:
        case bool():
            yield "yes and no", "false" if held.value else "true"
        case Duration():
            if match := re.fullmatch(r"(\d+) (.+)", text):
                for slip, number in number_slips(match[1]):
                    yield slip, f"{number} {match[2]}"
                for unit in _UNITS:
                    yield "unit", f"{match[1]} {unit}"
            else:  # a word of a cycle
                for word in ("monthly", "quarterly", "half-yearly", "yearly"):
                    yield "word", word
        case Range():
            for found in _NUMBER.finditer(text):
                for slip, number in number_slips(found[0]):
                    yield slip, text[: found.start()] + number + text[found.end() :]
            if ".." in text:
                low, _, high = text.partition("..")
                yield "ends swapped", f"{high}..{low}"
                yield "end lost", f"{low}.."
                yield "end lost", f"..{high}"
                yield "end lost", low
                yield "end lost", high
        case date():
            yield from _date_slips(held.value)
        case int() if found := _CLOCK.fullmatch(text):
            yield from _clock_slips(int(found[1]), int(found[2]))
        case int() | Decimal():
            sign, number, percent = re.fullmatch(r"(-?)([\d.]+)(.*)", text).groups()  # type: ignore[union-attr]
            for slip, other in number_slips(number):
                yield slip, f"{sign}{other}{percent}"
            yield "sign", f"{'' if sign else '-'}{number}{percent}"
            if percent:
                yield "percent lost", f"{sign}{number}"
                yield "percent as share", f"{sign}{(Decimal(number) / 100).normalize():f}"
        case str():
            for word in held.words:
                yield "word", word
            for other in held.siblings:
                yield "sibling", other


def number_slips(text: str) -> Iterator[tuple[str, str]]:
    """What becomes of the digits of a number: typed wrongly, or one off."""
    number = Decimal(text)
    for place, digit in enumerate(text):
        if digit.isdigit():
            rest = text[:place] + text[place + 1 :]
            if rest.strip("."):
                yield "digit dropped", _plain(rest)
            yield "digit doubled", _plain(text[:place] + digit + text[place:])
    for place in range(len(text) - 1):
        if text[place : place + 2].isdigit():
            swapped = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
            yield "digits swapped", _plain(swapped)
    yield "factor ten", f"{(number * 10).normalize():f}"
    yield "factor ten", f"{(number / 10).normalize():f}"
    yield "one more", f"{number + 1:f}"
    if number >= 1:
        yield "one less", f"{number - 1:f}"


def _plain(digits: str) -> str:
    """Without zeros that lead, which YAML would read as text."""
    return digits.lstrip("0") or "0" if "." not in digits else digits.strip(".")


def _clock_slips(hour: int, minute: int) -> Iterator[tuple[str, str]]:
    for hours in (-1, 1):
        yield "hour", f'"{(hour + hours) % 24:02}:{minute:02}"'
    yield "half a day", f'"{(hour + 12) % 24:02}:{minute:02}"'
    yield "hour and minute", f'"{minute:02}:{hour:02}"'
    yield "minute", f'"{hour:02}:{(minute + 30) % 60:02}"'
    yield "digits swapped", f'"{hour % 10}{hour // 10}:{minute:02}"'


def _date_slips(day: date) -> Iterator[tuple[str, str]]:
    for years in (-1, 1):
        yield "year", f"{day.year + years}{day.isoformat()[4:]}"
    yield "century", f"{day.year + 100}{day.isoformat()[4:]}"
    for days in (-1, 1):
        yield "one day", (day + timedelta(days=days)).isoformat()
    for months in (-1, 1):
        month = (day.month - 1 + months) % 12 + 1
        yield "month", day.replace(month=month, day=min(day.day, 28)).isoformat()
    yield "day and month", f"{day.year}-{day.day:02}-{day.month:02}"
