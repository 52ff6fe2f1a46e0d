"""Text to nodes: YAML 1.2 events of ruamel.yaml built into a frozen tree with spans.

Events rather than constructed values, because constructors leak (dates, tags, merge bombs). The
limits on depth and number of nodes hold while reading, so no input runs away. What YAML allows and
policies do not (aliases, anchors, tags, other versions) becomes a finding, and the node a refused
one, so that the rest of the document is still looked at.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
)
from ruamel.yaml.reader import Reader

from cs.documents.codes import ALIAS, SYNTAX, TAG, TOO_LARGE, VERSION
from cs.documents.quick_events import quick_events
from cs.documents.syntax import syntax_finding
from cs.kernel.findings import Finding, Place, Severity, Span
from cs.kernel.messages import Message, message

MAX_DEPTH = 64
MAX_NODES = 100_000
MAX_DOCUMENTS = 1_000
MAX_FINDINGS = 500
"""Of one file's shape; a file that is wrong throughout is shown that far."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value as written; `plain` if it has no quotes and is no block text."""

    span: Span
    text: str
    plain: bool
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list; `flow` if written in brackets."""

    span: Span
    items: tuple["Node", ...]
    flow: bool
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in order of writing, duplicates included; `flow` if written in braces."""

    span: Span
    pairs: tuple[tuple["Node", "Node"], ...]
    refused: bool = False
    flow: bool = False


Node = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class NodesRead:
    """What could be read of one file.

    Attributes:
        roots: the top node of every whole document, with the document's number in the file.
        whole: whether the file could be read to its end.
    """

    roots: tuple[tuple[int, Node], ...]
    findings: tuple[Finding, ...]
    whole: bool


def read_nodes(text: str, file: str) -> NodesRead:
    """The documents of a file as nodes."""
    return _Reading(text, file).run()


class _Decoded(Reader):
    """Reads text in which `decode` has found no character that YAML forbids."""

    def check_printable(self, data: Any) -> None:
        """Nothing: the pattern that looks for them takes longer to compile than a file to read."""


class _StopReadingError(Exception):
    """Reading cannot go on; the finding is recorded."""


@dataclass
class _Open:
    """A collection whose end is not read yet."""

    event: Any
    refused: bool
    children: list[Node] = field(default_factory=list)


class _Reading:
    def __init__(self, text: str, file: str) -> None:
        self.text, self.file = text, file
        self.findings: list[Finding] = []
        self.roots: list[tuple[int, Node]] = []
        self.open: list[_Open] = []
        self.root: Node | None = None
        self.document = -1
        self.nodes = 0

    def run(self) -> NodesRead:
        yaml = YAML(typ="safe", pure=True)
        yaml.Reader = _Decoded
        whole = False
        try:
            for event in quick_events(self.text) or self._events(yaml):
                self._take(event)
            whole = True
        except _StopReadingError:
            pass
        except MarkedYAMLError as error:
            self.findings.append(syntax_finding(error, self.text, self.file, max(self.document, 0)))
        except Exception:  # the scanner raises ValueError, IndexError … on some malformed input
            line, column = yaml.reader.line + 1, yaml.reader.column + 1
            self._find(SYNTAX, message("This is not YAML."), Span(line, column, line, column + 1))
        return NodesRead(tuple(self.roots), tuple(self.findings), whole)

    def _events(self, yaml: Any) -> Iterator[Any]:
        yield from yaml.parse(self.text)

    def _take(self, event: Any) -> None:
        match event:
            case DocumentStartEvent():
                self.document += 1
                self.root = None
                if self.document >= MAX_DOCUMENTS:
                    self._too_large(
                        message("The file has over {limit} documents.", limit=MAX_DOCUMENTS), event
                    )
                self._check_version(event)
            case DocumentEndEvent():
                if self.root is not None:
                    self.roots.append((self.document, self.root))
            case MappingStartEvent() | SequenceStartEvent():
                self._count(event)
                self.open.append(_Open(event, self._refuse_extras(event)))
                if len(self.open) > MAX_DEPTH:
                    self._too_large(
                        message("Lists and keys are nested over {limit} deep.", limit=MAX_DEPTH),
                        event,
                    )
            case CollectionEndEvent():
                self._close(event)
            case ScalarEvent():
                self._count(event)
                refused = self._refuse_extras(event)
                self._add(Scalar(_span(event), str(event.value), not event.style, refused))
            case AliasEvent():
                self._count(event)
                self._find(
                    ALIAS,
                    message("The alias *{name} stands for text elsewhere.", name=event.anchor),
                    _span(event),
                    message("Write the text out; policies have no aliases."),
                )
                self._add(Scalar(_span(event), "", plain=True, refused=True))

    def _close(self, event: Any) -> None:
        opened = self.open.pop()
        start = opened.event.start_mark
        children = tuple(opened.children)
        end = (event.end_mark.line + 1, event.end_mark.column + 1)
        if not opened.event.flow_style and children:
            # a block's end mark stands at the next token; its text ends with its last child
            end = (children[-1].span.end_line, children[-1].span.end_column)
        span = Span(start.line + 1, start.column + 1, *end)
        if isinstance(opened.event, SequenceStartEvent):
            self._add(Sequence(span, children, bool(opened.event.flow_style), opened.refused))
        else:
            pairs = tuple(zip(children[::2], children[1::2], strict=True))
            self._add(Mapping(span, pairs, opened.refused, bool(opened.event.flow_style)))

    def _add(self, node: Node) -> None:
        if self.open:
            self.open[-1].children.append(node)
        else:
            self.root = node

    def _count(self, event: Any) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self._too_large(message("The file has over {limit} values.", limit=MAX_NODES), event)

    def _too_large(self, text: Message, event: Any) -> None:
        self._find(TOO_LARGE, text, _span(event), message("Split or simplify the file."))
        raise _StopReadingError

    def _check_version(self, event: Any) -> None:
        if event.version is not None and tuple(event.version) != (1, 2):
            major, minor = event.version
            line = _directive_line(self.text, event.start_mark.line)
            self._find(
                VERSION,
                message(
                    "The directive asks for YAML {version}; policies are YAML 1.2.",
                    version=f"{major}.{minor}",
                ),
                Span(line, 1, line, 6),
                message("Delete the %YAML line."),
            )
            raise _StopReadingError

    def _refuse_extras(self, event: NodeEvent) -> bool:
        span = _span(event)
        if event.anchor is not None:
            self._find(
                ALIAS,
                message("The anchor &{name} stands here.", name=event.anchor),
                span,
                message("Delete the anchor; policies have no aliases."),
            )
        tag = getattr(event, "tag", None)
        if tag is not None:
            self._find(
                TAG,
                message("The tag {tag} stands here.", tag=_short_tag(str(tag))),
                span,
                message("Delete the tag; the field itself says what its value is."),
            )
        return tag is not None

    def _find(self, code: str, text: Message, span: Span, mend: Message | None = None) -> None:
        if len(self.findings) >= MAX_FINDINGS:
            raise _StopReadingError
        place = Place(self.file, span=span, document=max(self.document, 0))
        self.findings.append(Finding(code, Severity.ERROR, text, place, mend=mend))


def _span(event: Any) -> Span:
    start, end = event.start_mark, event.end_mark
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def _directive_line(text: str, last: int) -> int:
    from cs.documents.source import split_lines

    lines = split_lines(text)[: last + 1]
    return next(
        (number for number in range(len(lines), 0, -1) if lines[number - 1].startswith("%YAML")),
        last + 1,
    )


def _short_tag(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")[:60]
