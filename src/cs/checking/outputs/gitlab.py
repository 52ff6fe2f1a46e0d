"""Findings as a GitLab Code Quality report: shown in merge requests, compared between branches.

An array of objects with `description`, `check_name`, `fingerprint`, `severity` and `location`
(`path`, `lines.begin`). An error is `critical`, or `blocker` where it keeps the rest of a document
or table from being checked; a warning is `major`, a note `info`. The fingerprint is unique, and
stays when lines shift (`cs.checking.fingerprints`).

Format: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from cs.checking.fingerprints import fingerprints
from cs.checking.outputs.records import json_lines
from cs.checking.outputs.words import encodable, on_one_line, paragraphs
from cs.checking.report import Report
from cs.kernel.findings import Finding, Severity

_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.INFO: "info"}


def render_gitlab(report: Report) -> str:
    """A JSON array, one finding a line; `[]` if there are none."""
    marks, _accepted = fingerprints(report)
    blocking = frozenset(entry.code for entry in report.codes if entry.fixed)
    records = [
        _record(finding, mark, blocking)
        for finding, mark in zip(report.findings, marks, strict=True)
    ]
    return encodable(json_lines(records)) + "\n"


def _record(finding: Finding, mark: str, blocking: frozenset[str]) -> dict[str, object]:
    place = finding.place
    severe = finding.severity is Severity.ERROR and finding.code in blocking
    cell = f"{on_one_line(place.cell)}: " if place.cell else ""
    return {
        "description": cell + "\n".join(paragraphs(finding)),
        "check_name": finding.code,
        "fingerprint": mark,
        "severity": "blocker" if severe else _SEVERITIES[finding.severity],
        "location": {
            "path": place.file,
            "lines": {"begin": place.span.line if place.span else 1},
        },
    }
