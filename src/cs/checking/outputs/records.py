"""Findings as JSON, schema `cs/findings@1`; published as `cs/schemas/findings.json`.

An object with `schema`, `summary` (`files`, `error`, `warning`, `info`, `accepted`), `findings` and
`accepted`. A finding has `file`, `line`, `column`, `endLine`, `endColumn` (from 1, columns in
characters, the end excluded; null where a file as a whole is meant), `route` (the place in words of
the document, empty for all of it), `cell` (a table's header, else null), `code`, `name`,
`severity`, `message`, `expected`, `mend` (null if there is nothing to say), `related` (each with
`file`, `line`, `column`, `endLine`, `endColumn`, `message`), `fix` and `fingerprint`.

`fix` is null, or has `title`, `safe` and `edits`: each the `text` that takes the place of what
stands at `file`, `line`, `column`, `endLine`, `endColumn`. All edits of a fix belong together; an
empty list means that it cannot be made by program. `fingerprint` is unique in a run and the same in
another run while the finding is (`cs.checking.fingerprints`).

`accepted` has findings that do not count, with `by` (`comment` or `baseline`) and `reason` too.
"""

import json
from collections.abc import Iterable

from cs.checking.fingerprints import fingerprints
from cs.checking.outputs.words import encodable
from cs.checking.report import Report
from cs.kernel.findings import Finding, Place, Span, format_route
from cs.kernel.messages import Message
from cs.locale import translate

SCHEMA = "cs/findings@1"


def render_json(report: Report) -> str:
    """One JSON object with a final newline; the same findings give the same bytes."""
    counts = {severity.value: count for severity, count in report.counts.items()}
    marks, accepted_marks = fingerprints(report)
    record = {
        "schema": SCHEMA,
        "summary": {"files": report.files, **counts, "accepted": len(report.accepted)},
        "findings": [
            _record(finding, mark, report)
            for finding, mark in zip(report.findings, marks, strict=True)
        ],
        "accepted": [
            {**_record(each.finding, mark, report), "by": each.by, "reason": each.reason}
            for each, mark in zip(report.accepted, accepted_marks, strict=True)
        ],
    }
    return encodable(json.dumps(record, ensure_ascii=False, indent=2)) + "\n"


def json_lines(records: Iterable[object]) -> str:
    """A JSON array with one record a line: as quick to write as to search."""
    rows = ",\n".join(json.dumps(each, ensure_ascii=False) for each in records)
    return f"[\n{rows}\n]" if rows else "[]"


def _record(finding: Finding, mark: str, report: Report) -> dict[str, object]:
    return {
        **_place(finding.place),
        "route": format_route(finding.place.route),
        "cell": finding.place.cell,
        "code": finding.code,
        "name": report.names.get(finding.code, ""),
        "severity": finding.severity.value,
        "message": translate(finding.message),
        "expected": _optional(finding.expected),
        "mend": _optional(finding.mend),
        "related": [
            {**_place(other.place), "message": translate(other.message)}
            for other in finding.related
        ],
        "fix": _fix(finding, report),
        "fingerprint": mark,
    }


def _fix(finding: Finding, report: Report) -> dict[str, object] | None:
    fix = finding.fix
    if fix is None:
        return None
    return {
        "title": translate(fix.title),
        "safe": fix.safe,
        "edits": [
            {"file": edit.file, **_span(edit.span), "text": edit.text}
            for edit in report.edits_of(fix)
        ],
    }


def _place(place: Place) -> dict[str, object]:
    return {"file": place.file, **_span(place.span)}


def _span(span: Span | None) -> dict[str, int | None]:
    return {
        "line": span.line if span else None,
        "column": span.column if span else None,
        "endLine": span.end_line if span else None,
        "endColumn": span.end_column if span else None,
    }


def _optional(text: Message | None) -> str | None:
    return translate(text) if text else None
