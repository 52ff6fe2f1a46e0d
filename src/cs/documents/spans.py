"""Symbolic places to lines and columns: resolved once, when a finding is shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from cs.kernel.findings import Finding, Place, Related, Route, Span


@dataclass(frozen=True)
class DocumentSpans:
    """Spans of one document's keys and values, by route."""

    keys: Mapping[Route, Span]
    values: Mapping[Route, Span]


@dataclass(frozen=True)
class Spans:
    """Spans of all documents read, by file and number in the file."""

    documents: Mapping[tuple[str, int], DocumentSpans] = field(default_factory=dict)

    def find(self, place: Place) -> Span | None:
        """The place's span; for a route that is not written, that of what holds it.

        None if nothing is known of the file.
        """
        if place.span is not None:
            return place.span
        spans = self.documents.get((place.file, place.document))
        if spans is None:
            return None
        route, on_key = place.route, place.on_key
        while True:
            first = spans.keys if on_key else spans.values
            if span := first.get(route) or spans.keys.get(route) or spans.values.get(route):
                return span
            if not route:
                return None
            # a missing key is best shown at the key above it; a missing list position means that
            # the list is written as its single item
            route, on_key = route[:-1], isinstance(route[-1], str)

    def lines(self, place: Place) -> tuple[int, ...]:
        """The lines at which people look for a place: where it begins, and where its key stands."""
        own = self.find(place)
        key = self.find(place.key()) if place.route else None
        return tuple(dict.fromkeys(span.line for span in (own, key) if span))

    def locate(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """The findings with spans, in the order of file, line, column and code; twins once."""
        located = [replace_spans(finding, self) for finding in findings]
        once = {finding_order(finding): finding for finding in reversed(located)}
        return tuple(once[key] for key in sorted(once))


def replace_spans(finding: Finding, spans: Spans) -> Finding:
    """The finding, its place and related places with their spans."""
    return replace(
        finding,
        place=_located(finding.place, spans),
        related=tuple(
            Related(_located(other.place, spans), other.message) for other in finding.related
        ),
    )


def finding_order(finding: Finding) -> tuple[str, int, int, str, str]:
    """File, line, column, code; then the text, so that the order never changes."""
    span = finding.place.span or Span(0, 0, 0, 0)
    return (
        finding.place.file,
        span.line,
        span.column,
        finding.code,
        finding.message.english(),
    )


def _located(place: Place, spans: Spans) -> Place:
    return replace(place, span=spans.find(place))
