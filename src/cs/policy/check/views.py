"""Findings and their sum, as the terminal shows them."""

from rich.text import Text

from cs.checking.outputs.text import severity_word
from cs.checking.report import Report
from cs.kernel.findings import Severity
from cs.locale import _
from cs.terminal import plain

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.INFO: "bold cyan"}


def summary_line(report: Report) -> str:
    """How many files and findings there are."""
    counts = report.counts
    return _(
        "files {files}, findings {findings}: errors {errors}, warnings {warnings}, notes {notes}"
    ).format(
        files=report.files,
        findings=len(report.findings),
        errors=counts[Severity.ERROR],
        warnings=counts[Severity.WARNING],
        notes=counts[Severity.INFO],
    )


def styled_findings(text: str) -> Text:
    """Findings as rendered in the format `text`, with the severities and carets in colour."""
    styled = plain(text)
    for severity, style in _STYLES.items():
        styled.highlight_regex(rf"(?m)(?<=: ){severity_word(severity)} [A-Z]+\d+", style)
    styled.highlight_regex(r"(?m)^ +\| +\^+$", "red")
    return styled
