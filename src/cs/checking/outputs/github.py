"""Findings as annotations of GitHub Actions: workflow commands, errors first, fully escaped.

Format: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from cs.checking.report import Report
from cs.kernel.findings import Finding, Severity
from cs.locale import _, translate

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_ORDER = tuple(_LEVELS)


def render_github(report: Report) -> str:
    """One command a line; GitHub shows only the first ten of a level, so errors come first."""
    findings = sorted(report.findings, key=lambda finding: _ORDER.index(finding.severity))
    return "".join(
        f"{_command(finding, report.names.get(finding.code, ''))}\n" for finding in findings
    )


def _command(finding: Finding, name: str) -> str:
    span = finding.place.span
    properties = {"file": finding.place.file}
    if span is not None:
        properties |= {"line": str(span.line), "endLine": str(span.end_line)}
        if span.line == span.end_line:
            # GitHub refuses columns for an annotation over several lines; its columns end included
            properties |= {
                "col": str(span.column),
                "endColumn": str(max(span.column, span.end_column - 1)),
            }
    properties["title"] = f"{finding.code} {name}".strip()
    listed = ",".join(f"{key}={_escape_property(value)}" for key, value in properties.items())
    return f"::{_LEVELS[finding.severity]} {listed}::{_escape_data(_text(finding))}"


def _text(finding: Finding) -> str:
    lines = [translate(finding.message)]
    if finding.expected:
        lines.append(f"{_('expected')}: {translate(finding.expected)}")
    if finding.mend:
        lines.append(f"{_('mend')}: {translate(finding.mend)}")
    return "\n".join(lines)


def _escape_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")
