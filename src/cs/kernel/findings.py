"""What checks report: a code, where, what is wrong, what was expected, how to mend it.

A finding names a symbolic place (`Place`: file and route into the document); line and column are
resolved once, when it is shown (`cs.documents.spans`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from cs.kernel.messages import Message

Route = tuple[str | int, ...]
"""A path into a document: keys and list positions from its top."""


class Severity(StrEnum):
    """How much a finding matters: an error stops every command that uses the document."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A range of text; lines and columns count from 1, columns in characters, the end excluded."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding points.

    Attributes:
        file: path as shown, relative where possible, with `/`.
        route: into the document; empty means the document as a whole.
        on_key: point at the key of the last step, not at its value.
        span: set where no route exists (broken text, table cells: row and column).
        cell: for tables, the column's header as the file writes it.
        document: which document of its file, from 0 (a file may hold several).
    """

    file: str
    route: Route = ()
    on_key: bool = False
    span: Span | None = None
    cell: str | None = None
    document: int = 0

    def __truediv__(self, step: str | int) -> "Place":
        """The place one step further into the document."""
        return Place(self.file, (*self.route, step), document=self.document)

    def at(self, *steps: str | int) -> "Place":
        """The place several steps further into the document."""
        return Place(self.file, (*self.route, *steps), document=self.document)

    def key(self) -> "Place":
        """The same place, pointing at the key."""
        return Place(self.file, self.route, on_key=True, document=self.document)


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that a finding speaks of, with what stands there."""

    place: Place
    message: Message


@dataclass(frozen=True, slots=True)
class Replace:
    """Writes other text where a place's key or value stands, and nothing else."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class AddKey:
    """Adds a line or entry `key: text` at the end of the mapping at a place."""

    place: Place
    key: str
    text: str


Edit = Replace | AddKey


@dataclass(frozen=True, slots=True)
class Fix:
    """A mend that can be made by splicing source text.

    Attributes:
        title: what is done, in words.
        edits: all of them together.
        safe: whether it is the only sensible mend; others are made on `--fix=unsafe` alone.
    """

    title: Message
    edits: tuple[Edit, ...]
    safe: bool = True


@dataclass(frozen=True, slots=True)
class TextEdit:
    """A fix's edit as it is made: the text at a span of a file gives way to another.

    An empty span inserts; an empty text deletes. Line breaks in the text are those of the file.
    """

    file: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found.

    Attributes:
        code: stable, family and number (`PRM001`).
        severity: error, warning or info.
        message: what is wrong, with the figures.
        place: where.
        expected: what would have been right, if that can be said.
        mend: how to mend it.
        related: other places involved.
        fix: the mend as edits of the text, where it can be made so.
    """

    code: str
    severity: Severity
    message: Message
    place: Place
    expected: Message | None = None
    mend: Message | None = None
    related: tuple[Related, ...] = ()
    fix: Fix | None = None


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any finding is an error."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def format_route(route: Route) -> str:
    """A route as people write it: `components[1].bands[2].from`."""
    parts: list[str] = []
    for step in route:
        if isinstance(step, int):
            parts.append(f"[{step}]")
        else:
            parts.append(f".{step}" if parts else step)
    return "".join(parts)
