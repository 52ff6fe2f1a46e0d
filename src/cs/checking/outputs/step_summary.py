"""What a pull request's reader wants at a glance: the findings as a Markdown table.

For the summary of a step of GitHub Actions (`GITHUB_STEP_SUMMARY`), which takes 1 MiB. Whatever
Markdown or HTML users wrote is shown as it stands.
"""

from cs.checking.outputs.words import (
    counts_line,
    encodable,
    format_place,
    on_one_line,
    paragraphs,
    severity_word,
)
from cs.checking.report import Report
from cs.kernel.findings import Finding, Severity
from cs.locale import _

MAX_BYTES = 900_000
"""Bytes of the table's rows; what does not fit is counted."""
_MARKS = {Severity.ERROR: "🔴", Severity.WARNING: "🟡", Severity.INFO: "🔵"}
_ESCAPES = str.maketrans({sign: f"&#{ord(sign)};" for sign in "&<>|`*_[]()~$\\:@#!"})


def github_summary(report: Report) -> str:
    """A heading, the counts, and a table with errors first; Markdown with a final newline."""
    lines = [
        "### cs policy check",
        "",
        counts_line(report),
    ]
    if report.accepted:
        lines += ["", _("Accepted and not shown: {count}.").format(count=len(report.accepted))]
    if report.findings:
        lines += ["", *_table(report)]
    return encodable("\n".join(lines) + "\n")


def _table(report: Report) -> list[str]:
    order = list(_MARKS)
    findings = sorted(report.findings, key=lambda each: order.index(each.severity))
    headings = (_("Severity"), _("Place"), _("Code"), _("What is found"))
    rows = [f"| {' | '.join(headings)} |", "| --- | --- | --- | --- |"]
    taken = 0
    for number, finding in enumerate(findings):
        row = _row(finding, report.names.get(finding.code, ""))
        taken += len(row.encode("utf-8", "replace"))
        if taken > MAX_BYTES:
            left = _("Further findings that found no room here: {count}.")
            return [*rows, "", left.format(count=len(findings) - number)]
        rows.append(row)
    return rows


def _row(finding: Finding, name: str) -> str:
    cells = (
        f"{_MARKS[finding.severity]} {severity_word(finding.severity)}",
        _escape(format_place(finding.place)),
        _escape(f"{finding.code} {name}".strip()),
        "<br>".join(_escape(text) for text in paragraphs(finding)),
    )
    return f"| {' | '.join(cells)} |"


def _escape(text: str) -> str:
    return on_one_line(text).translate(_ESCAPES)
