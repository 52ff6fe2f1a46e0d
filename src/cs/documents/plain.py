"""Nodes to plain data: dicts, tuples, text, numbers, days; with a span for every key and value.

What cannot be data (duplicate keys, keys that are no text, impossible days) becomes a finding, and
its route a blemish: later stages say nothing more about a blemished place.
"""

from dataclasses import dataclass, field

from cs.documents.codes import ALIAS, DUPLICATE_KEY, KEY_NOT_TEXT, NO_SUCH_DAY, TOO_LARGE
from cs.documents.nodes import Mapping, Node, Scalar, Sequence
from cs.documents.placeholders import is_placeholder, is_placeholder_in_list
from cs.documents.scalars import MAX_DIGITS, Trouble, Value, resolve
from cs.documents.syntax import placeholder_finding
from cs.kernel.findings import Finding, Place, Related, Route, Severity, Span
from cs.kernel.messages import Message, message

Data = Value | tuple["Data", ...] | dict[str, "Data"]


@dataclass(frozen=True, slots=True)
class PlainDocument:
    """One document as data.

    Attributes:
        data: whatever stands at the top.
        keys, values: spans by route; keys only where the route's last step is a key.
        written: the text of every scalar as it stands, quotes left out.
        brackets: routes of lists of one text without quotes, `[text]`, with that text.
        blemishes: routes that have a finding already.
        usable: whether the data says what the author meant (gaps aside).
    """

    data: Data
    keys: dict[Route, Span]
    values: dict[Route, Span]
    written: dict[Route, str]
    brackets: dict[Route, str]
    blemishes: frozenset[Route]
    findings: tuple[Finding, ...]
    usable: bool


def to_plain(root: Node, file: str, document: int) -> PlainDocument:
    """The plain data of one document's top node."""
    walk = _Walk(file, document)
    data = walk.visit(root, ())
    return PlainDocument(
        data,
        walk.keys,
        walk.values,
        walk.written,
        walk.brackets,
        frozenset(walk.blemishes),
        tuple(walk.findings),
        walk.usable,
    )


@dataclass
class _Walk:
    file: str
    document: int
    keys: dict[Route, Span] = field(default_factory=dict)
    values: dict[Route, Span] = field(default_factory=dict)
    written: dict[Route, str] = field(default_factory=dict)
    brackets: dict[Route, str] = field(default_factory=dict)
    blemishes: set[Route] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)
    usable: bool = True

    def visit(self, node: Node, route: Route) -> Data:
        self.values[route] = node.span
        if node.refused:
            self._spoil(route)
        match node:
            case Scalar():
                return self._scalar(node, route)
            case Sequence():
                return self._sequence(node, route)
            case Mapping():
                return self._mapping(node, route)

    def _scalar(self, node: Scalar, route: Route) -> Value:
        self.written[route] = node.text
        if is_placeholder(node.text):
            self._gap(route, node.span, node.text)
            return node.text
        if not node.plain or node.refused:
            return node.text
        value = resolve(node.text)
        if value is Trouble.NO_SUCH_DAY:
            self._find(
                NO_SUCH_DAY,
                message("There is no day {day}.", day=node.text),
                node.span,
                expected=message("a day of the calendar, year-month-day"),
            )
        elif value is Trouble.LONG_NUMBER:
            self._find(
                TOO_LARGE,
                message("The number has over {limit} digits.", limit=MAX_DIGITS),
                node.span,
                mend=message("Put it in quotes if it is an id rather than a number."),
            )
        if isinstance(value, Trouble):
            self._spoil(route)
            return node.text
        return value

    def _sequence(self, node: Sequence, route: Route) -> tuple[Data, ...]:
        if node.flow and len(node.items) == 1:
            only = node.items[0]
            if isinstance(only, Scalar) and only.plain and not only.refused:
                if is_placeholder_in_list(only.text):
                    self._gap(route, node.span, f"[{only.text}]")
                    self.values[(*route, 0)] = only.span
                    return (only.text,)
                self.brackets[route] = only.text
        return tuple(self.visit(item, (*route, n)) for n, item in enumerate(node.items))

    def _mapping(self, node: Mapping, route: Route) -> dict[str, Data]:
        result: dict[str, Data] = {}
        for key, value in node.pairs:
            text = self._key(key, route)
            if text is None:
                continue
            step = (*route, text)
            if text in result:
                self._duplicate(text, key.span, step)
                continue
            self.keys[step] = key.span
            result[text] = self.visit(value, step)
            if isinstance(value, Scalar) and value.plain and not value.text:
                # the parser places a missing value at the next token, lines further down
                self.values[step] = key.span
        return result

    def _key(self, key: Node, route: Route) -> str | None:
        if isinstance(key, Scalar) and not key.refused:
            if key.plain and key.text == "<<":
                self._find(
                    ALIAS,
                    message("The merge key << stands here."),
                    key.span,
                    mend=message("Write the lines out; policies have no aliases."),
                )
                self._spoil(route)
                return None
            if not key.plain or isinstance(resolve(key.text), str):
                return key.text
        if not key.refused:
            shown = key.text if isinstance(key, Scalar) else None
            self._find(
                KEY_NOT_TEXT,
                message("A list or a mapping stands where a key belongs.")
                if shown is None
                else message("The key is empty.")
                if not shown
                else message("The key {key} is no text.", key=shown[:60]),
                key.span,
                expected=message("a key that is a word"),
                mend=message("If it is meant as a word, put it in quotes."),
            )
        self._spoil(route)
        return None

    def _duplicate(self, text: str, span: Span, step: Route) -> None:
        first = Place(self.file, step, on_key=True, span=self.keys[step], document=self.document)
        self._find(
            DUPLICATE_KEY,
            message("The key {key} stands here a second time.", key=text[:60]),
            span,
            mend=message("Keep one of the two."),
            related=(Related(first, message("It stands here first.")),),
        )
        self._spoil(step)

    def _gap(self, route: Route, span: Span, shown: str) -> None:
        place = Place(self.file, route, span=span, document=self.document)
        self.findings.append(placeholder_finding(place, " ".join(shown.split())[:60]))
        self.blemishes.add(route)

    def _spoil(self, route: Route) -> None:
        self.blemishes.add(route)
        self.usable = False

    def _find(
        self,
        code: str,
        text: Message,
        span: Span,
        *,
        expected: Message | None = None,
        mend: Message | None = None,
        related: tuple[Related, ...] = (),
    ) -> None:
        place = Place(self.file, span=span, document=self.document)
        self.findings.append(Finding(code, Severity.ERROR, text, place, expected, mend, related))
