"""Findings as JSON, schema `cs/findings@1`.

An object with `schema`, `summary` (`files`, `error`, `warning`, `info`) and `findings`: each has
`file`, `line`, `column`, `endLine`, `endColumn` (from 1, columns in characters, the end excluded;
null where a file as a whole is meant), `cell` (a table's header, else null), `code`, `name`,
`severity`, `message`, `expected`, `mend` (null if there is nothing to say) and `related` (each with
`file`, `line`, `column`, `endLine`, `endColumn`, `message`).
"""

import json

from cs.checking.report import Report
from cs.kernel.findings import Finding, Place
from cs.kernel.messages import Message
from cs.locale import translate

SCHEMA = "cs/findings@1"


def render_json(report: Report) -> str:
    """One JSON object with a final newline; the same findings give the same bytes."""
    counts = {severity.value: count for severity, count in report.counts.items()}
    record = {
        "schema": SCHEMA,
        "summary": {"files": report.files, **counts},
        "findings": [
            _record(finding, report.names.get(finding.code, "")) for finding in report.findings
        ],
    }
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def _record(finding: Finding, name: str) -> dict[str, object]:
    return {
        **_place(finding.place),
        "cell": finding.place.cell,
        "code": finding.code,
        "name": name,
        "severity": finding.severity.value,
        "message": translate(finding.message),
        "expected": _optional(finding.expected),
        "mend": _optional(finding.mend),
        "related": [
            {**_place(other.place), "message": translate(other.message)}
            for other in finding.related
        ],
    }


def _place(place: Place) -> dict[str, object]:
    span = place.span
    return {
        "file": place.file,
        "line": span.line if span else None,
        "column": span.column if span else None,
        "endLine": span.end_line if span else None,
        "endColumn": span.end_column if span else None,
    }


def _optional(text: Message | None) -> str | None:
    return translate(text) if text else None
