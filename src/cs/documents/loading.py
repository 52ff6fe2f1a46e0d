"""Sources to documents: the whole pipeline, with every error as a finding beside the good ones."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cs.documents.codes import MISSING_KEY, NOT_A_DOCUMENT, TOO_LARGE, UNKNOWN_KIND
from cs.documents.comments import Comment, find_comments
from cs.documents.nodes import MAX_FINDINGS, read_nodes
from cs.documents.plain import PlainDocument, to_plain
from cs.documents.references import cross_findings
from cs.documents.source import Source, decode, split_lines
from cs.documents.spans import DocumentSpans, Spans
from cs.documents.validation import validate
from cs.kernel.document import Document
from cs.kernel.fields import Policy
from cs.kernel.findings import Finding, Place, Severity, Span
from cs.kernel.mends import write_word
from cs.kernel.messages import message
from cs.kernel.suggestions import nearest

Kinds = Mapping[str, type[Policy]]


@dataclass(frozen=True, slots=True)
class Failed:
    """A document that is no good policy, as far as its head can be read.

    Attributes:
        kind, id: None if unreadable.
        effective, until: None if not stated or unreadable.
    """

    file: str
    index: int
    kind: str | None = None
    id: str | None = None
    effective: date | None = None
    until: date | None = None

    def may_be_in_force(self, day: date) -> bool:
        """Whether nothing readable says that it does not hold on `day`."""
        return (self.effective is None or self.effective <= day) and (
            self.until is None or day <= self.until
        )


@dataclass(frozen=True)
class Loaded:
    """What came of all sources.

    Attributes:
        documents: the good ones, in the order of the sources.
        findings: in the order of file, line, column and code; with spans.
        spans: to find the line and column of any place.
        failed: documents that are no good, and files that broke off (with the kind they name).
        lines: of every file that is text, for excerpts.
        comments: those that speak to cs, in the order of the sources.
    """

    documents: tuple[Document[Policy], ...]
    findings: tuple[Finding, ...]
    spans: Spans
    failed: tuple[Failed, ...]
    lines: Mapping[str, tuple[str, ...]]
    comments: tuple[Comment, ...] = ()


def load(sources: Sequence[Source], kinds: Kinds) -> Loaded:
    """All documents of all sources, checked alone and against each other."""
    loading = _Loading(kinds)
    for source in sources:
        loading.take(source)
    findings = [
        *loading.findings,
        *cross_findings(
            loading.documents,
            [kinds[each.kind] for each in loading.failed if each.kind and each.kind in kinds],
        ),
    ]
    spans = Spans(loading.spans)
    return Loaded(
        tuple(loading.documents),
        spans.locate(findings),
        spans,
        tuple(loading.failed),
        loading.lines,
        tuple(loading.comments),
    )


class _Loading:
    def __init__(self, kinds: Kinds) -> None:
        self.kinds = kinds
        self.documents: list[Document[Policy]] = []
        self.findings: list[Finding] = []
        self.failed: list[Failed] = []
        self.spans: dict[tuple[str, int], DocumentSpans] = {}
        self.lines: dict[str, tuple[str, ...]] = {}
        self.comments: list[Comment] = []

    def take(self, source: Source) -> None:
        text = decode(source)
        if isinstance(text, Finding):
            self.findings.append(text)
            self.failed.append(Failed(source.file, 0))
            return
        self.lines[source.file] = split_lines(text)
        before = len(self.findings)
        read = read_nodes(text, source.file)
        self.comments += find_comments(text, read, source.file)
        self.findings += read.findings
        refused = {finding.place.document for finding in read.findings}
        for index, root in read.roots:
            plain = to_plain(root, source.file, index)
            self.spans[source.file, index] = DocumentSpans(plain.keys, plain.values)
            self.findings += plain.findings
            self._model(plain, source.file, index, sound=plain.usable and index not in refused)
        if not read.whole:
            self._broken(source.file, text, len(read.roots))
        elif not read.roots:
            self._nothing(source.file)
        self._bound(source.file, before)

    def _bound(self, file: str, before: int) -> None:
        """Keep no more of a file's findings than anybody reads, and say so."""
        if len(self.findings) - before < MAX_FINDINGS:
            return
        del self.findings[before + MAX_FINDINGS :]
        self.findings.append(
            Finding(
                TOO_LARGE,
                Severity.ERROR,
                message("The file has {limit} findings or more; no more are listed.",
                        limit=MAX_FINDINGS),
                Place(file, span=Span(1, 1, 1, 1)),
                mend=message("Mend these first, then check again."),
            )
        )  # fmt: skip

    def _model(self, plain: PlainDocument, file: str, index: int, *, sound: bool) -> None:
        model = self._kind(plain, file, index)
        policy = None
        if model is not None:
            policy, findings = validate(plain, model, file, index)
            self.findings += findings
        if policy is not None and sound:
            self.documents.append(Document(file, policy, index))
        else:
            self.failed.append(_head(plain, file, index))

    def _kind(self, plain: PlainDocument, file: str, index: int) -> type[Policy] | None:
        place = Place(file, document=index)
        if not isinstance(plain.data, dict):
            if () not in plain.blemishes:
                self.findings.append(
                    Finding(
                        NOT_A_DOCUMENT,
                        Severity.ERROR,
                        message("The document does not consist of keys with values."),
                        place,
                        expected=message("lines such as kind: rotation"),
                    )
                )
            return None
        kind = plain.data.get("kind")
        if isinstance(kind, str) and kind in self.kinds:
            return self.kinds[kind]
        if ("kind",) in plain.blemishes:
            return None
        expected = message("one of: {words}", words=tuple(self.kinds))
        if "kind" not in plain.data:
            self.findings.append(
                Finding(
                    MISSING_KEY,
                    Severity.ERROR,
                    message("The document lacks the key {key}.", key="kind"),
                    place,
                    expected,
                    message("Add a line {key}: …", key="kind"),
                )
            )
            return None
        shown = plain.written.get(("kind",), "")
        near = nearest(shown, self.kinds)
        self.findings.append(
            Finding(
                UNKNOWN_KIND,
                Severity.ERROR,
                message("There is no kind of document called {kind}.", kind=shown[:60])
                if shown
                else message("{field} has no value.", field="kind"),
                place / "kind",
                expected,
                message("Did you mean {word}?", word=near) if near else None,
                fix=write_word(place / "kind", shown, near, self.kinds),
            )
        )
        return None

    def _broken(self, file: str, text: str, index: int) -> None:
        """A file that broke off still says of which kind its broken document is."""
        rest = re.split(r"(?m)^---", text)[-1] if index else text
        kind = re.search(r"(?m)^kind:[ \t]*[\"']?(\w+)", rest)
        name = re.search(r"(?m)^id:[ \t]*[\"']?([\w.\-]+)", rest)
        self.failed.append(
            Failed(file, index, kind[1] if kind else None, name[1] if name else None)
        )

    def _nothing(self, file: str) -> None:
        self.findings.append(
            Finding(
                NOT_A_DOCUMENT,
                Severity.ERROR,
                message("The file holds no document."),
                Place(file, span=Span(1, 1, 1, 1)),
                expected=message("lines such as kind: rotation"),
            )
        )
        self.failed.append(Failed(file, 0))


def _head(plain: PlainDocument, file: str, index: int) -> Failed:
    data = plain.data if isinstance(plain.data, dict) else {}
    kind, name = data.get("kind"), data.get("id")
    effective, until = data.get("effective"), data.get("until")
    return Failed(
        file,
        index,
        kind if isinstance(kind, str) else None,
        str(name) if isinstance(name, str | int) else None,
        effective if isinstance(effective, date) else None,
        until if isinstance(until, date) else None,
    )
