"""Findings as annotations of GitHub Actions: workflow commands, errors first, fully escaped.

GitHub shows the first ten annotations of a level that a step writes and drops the others unseen.
Where a level has more than ten findings, nine are annotations, the tenth says how many more there
are, and those stand in the log as plain lines, folded; the step summary has a table of all.

Format: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from collections.abc import Iterator, Mapping, Sequence

from cs.checking.outputs.text import render_line
from cs.checking.outputs.words import encodable, on_one_line, paragraphs, severity_word
from cs.checking.report import Report
from cs.kernel.findings import Finding, Severity
from cs.locale import _

SHOWN = 10
"""Annotations of a level and step that GitHub shows."""
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render_github(report: Report) -> str:
    """One command a line, errors first; then what is not shown as an annotation; empty if clean."""
    commands: list[str] = []
    log: list[str] = []
    for severity in _LEVELS:
        findings = [each for each in report.findings if each.severity is severity]
        shown = findings if len(findings) <= SHOWN else findings[: SHOWN - 1]
        rest = findings[len(shown) :]
        commands += [_command(each, report.names.get(each.code, "")) for each in shown]
        if rest:
            commands.append(_rest(severity, rest))
            log += _log(severity, rest, report.names)
    return encodable("".join(f"{line}\n" for line in (*commands, *log)))


def _command(finding: Finding, name: str) -> str:
    span = finding.place.span
    properties = {"file": finding.place.file}
    if span is not None:
        properties["line"] = str(span.line)
        if finding.place.cell is None:
            properties["endLine"] = str(max(span.line, span.end_line))
        if finding.place.cell is None and span.line >= span.end_line:
            # GitHub refuses columns for an annotation over several lines; its columns end included
            properties |= {
                "col": str(span.column),
                "endColumn": str(max(span.column, span.end_column - 1)),
            }
    properties["title"] = f"{finding.code} {name}".strip()
    return _write(_LEVELS[finding.severity], properties, "\n".join(_texts(finding)))


def _texts(finding: Finding) -> tuple[str, ...]:
    cell = finding.place.cell
    message, *others = paragraphs(finding)
    return (f"{on_one_line(cell)}: {message}" if cell else message), *others


def _rest(severity: Severity, findings: Sequence[Finding]) -> str:
    text = _(
        "Further findings of this level: {count}. The log and the summary of this step list them."
    )
    return _write(_LEVELS[severity], {"title": "cs"}, text.format(count=len(findings)))


def _log(
    severity: Severity, findings: Sequence[Finding], names: Mapping[str, str]
) -> Iterator[str]:
    yield f"::group::{_escape_data(severity_word(severity))}: {len(findings)}"
    for finding in findings:
        # a plain line must never read as a command, old style or new
        yield f"- {render_line(finding, names)}".replace("##[", "# #[")
    yield "::endgroup::"


def _write(level: str, properties: Mapping[str, str], text: str) -> str:
    listed = ",".join(f"{key}={_escape_property(value)}" for key, value in properties.items())
    return f"::{level} {listed}::{_escape_data(text)}"


def _escape_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")
