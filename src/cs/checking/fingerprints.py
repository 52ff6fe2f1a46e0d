"""Which findings of two runs are the same? Those with one fingerprint.

A fingerprint is a hash of what stays when lines shift, items move within their list, figures change
or a message is worded anew: code, file, the keys on the way to the place, the column of a table,
and the names that the message speaks of. Findings that agree in all of these are numbered in the
order of the text, so that a fingerprint is unique within a run; what is accepted counts with them,
so that accepting one changes no other's.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from cs.checking.report import Report
from cs.kernel.findings import Finding, Span
from cs.kernel.messages import Message

_SEPARATOR = "\x1f"
_NOWHERE = Span(0, 0, 0, 0)


def fingerprints(report: Report) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The fingerprints of the findings, and of the accepted ones, each in the report's order."""
    marks = number([*report.findings, *(each.finding for each in report.accepted)])
    return marks[: len(report.findings)], marks[len(report.findings) :]


def number(findings: Iterable[Finding]) -> tuple[str, ...]:
    """The fingerprints of all findings of a run, in their order: 64 hexadecimal digits each."""
    findings = tuple(findings)
    same: Counter[str] = Counter()
    marks = [""] * len(findings)
    for position in sorted(range(len(findings)), key=lambda each: _order(findings[each])):
        subject = _subject(findings[position])
        same[subject] += 1
        text = f"{subject}{_SEPARATOR}{same[subject]}"
        marks[position] = hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()
    return tuple(marks)


def _order(finding: Finding) -> tuple[str, Span, str]:
    return finding.place.file, finding.place.span or _NOWHERE, finding.message.english()


def _subject(finding: Finding) -> str:
    place = finding.place
    keys = (step for step in place.route if isinstance(step, str))
    parts = (finding.code, place.file, "/".join(keys), place.cell or "", *_names(finding.message))
    return _SEPARATOR.join(parts)


def _names(message: Message) -> Iterator[str]:
    figures: Mapping[str, object] = message.figures
    for key in sorted(figures):
        yield from _words(figures[key])


def _words(figure: object) -> Iterator[str]:
    if isinstance(figure, Message):
        yield from _names(figure)
    elif isinstance(figure, (list, tuple)):
        for item in figure:
            yield from _words(item)
    elif isinstance(figure, str) and any(character.isalpha() for character in figure):
        yield figure
