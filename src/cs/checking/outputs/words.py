"""What several formats say alike: severities, places, and a finding's texts line by line."""

import re
from collections.abc import Iterator

from cs.checking.report import Report
from cs.kernel.findings import Finding, Place, Severity
from cs.kernel.messages import Message
from cs.locale import _, translate

_BREAKS = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")


def severity_word(severity: Severity) -> str:
    """A severity as people read it."""
    return {
        Severity.ERROR: _("error"),
        Severity.WARNING: _("warning"),
        Severity.INFO: _("note"),
    }[severity]


def format_place(place: Place) -> str:
    """File, line and column; for a table's cell file, row and header."""
    if place.span is None:
        return place.file
    if place.cell is not None:
        return f"{place.file}:{place.span.line}: {place.cell}"
    return f"{place.file}:{place.span.line}:{place.span.column}"


def counts_line(report: Report) -> str:
    """How many files and findings there are."""
    counts = report.counts
    text = _(
        "files {files}, findings {findings}: errors {errors}, warnings {warnings}, notes {notes}"
    )
    return text.format(
        files=report.files,
        findings=len(report.findings),
        errors=counts[Severity.ERROR],
        warnings=counts[Severity.WARNING],
        notes=counts[Severity.INFO],
    )


def on_one_line(text: str) -> str:
    """The text on one line, what cannot be seen (or turns the writing round) made visible."""
    return text if text.isprintable() else _UNSEEN.sub("\ufffd", _BREAKS.sub(" ", text))


def encodable(text: str) -> str:
    """The text without halves of surrogate pairs, which no encoding can write."""
    return text if text.isascii() else _SURROGATES.sub("\ufffd", text)


def tell(text: Message) -> str:
    """A message in the language of the process, on one line."""
    return on_one_line(translate(text))


def advice(finding: Finding) -> Iterator[tuple[str, str]]:
    """What was expected and how to mend it, each with its heading.

    A fix that `--fix` can make is named with the option that makes it; where it says what the mend
    says, it is said once.
    """
    if finding.expected:
        yield _("expected"), tell(finding.expected)
    mend = tell(finding.mend) if finding.mend else ""
    fix = tell(finding.fix.title) if finding.fix else ""
    if mend and mend != fix:
        yield _("mend"), mend
    if finding.fix:
        option = "--fix" if finding.fix.safe else "--fix=unsafe"
        yield _("fixable by {option}").format(option=option), fix


def headed(heading: str, text: str) -> str:
    """A text behind its heading."""
    return _("{heading}: {text}").format(heading=heading, text=text)


def paragraphs(finding: Finding) -> tuple[str, ...]:
    """The message, then what was expected and how to mend it, for formats without excerpts."""
    return tell(finding.message), *(headed(heading, text) for heading, text in advice(finding))
