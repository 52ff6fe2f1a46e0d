"""Findings as JUnit XML, which every continuous-integration server shows as test results.

A clean run is one passing case. Otherwise each file with findings is a suite and each finding a
case of it, named by its code and place in the document, so that its history can be followed over
runs. A finding that fails the run is a failure; another is a skipped case: servers count skipped
cases apart and show their message, while the output of a passing case is seen nowhere.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from cs.checking.outputs.words import format_place, on_one_line, paragraphs, severity_word
from cs.checking.report import Report
from cs.kernel.findings import Finding, Severity, format_route
from cs.locale import _

_RANK = {severity: rank for rank, severity in enumerate(Severity)}
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAK = "\n"
_ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;",
     "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)  # fmt: skip


def render_junit(report: Report) -> str:
    """An XML document (1.0, UTF-8) with a final newline; times and hosts are left out."""
    suites: dict[str, list[Finding]] = {}
    for finding in report.findings:
        suites.setdefault(finding.place.file, []).append(finding)
    failures = _failures(report.findings, report)
    total = max(1, len(report.findings))
    skipped = len(report.findings) - failures
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites name="cs policy check" tests="{total}" failures="{failures}" errors="0" '
        f'skipped="{skipped}">',
    ]
    for file, findings in suites.items():
        lines += _suite(file, findings, report)
    if not suites:
        name = _("No findings; files checked: {files}").format(files=report.files)
        lines += [
            '  <testsuite name="cs policy check" tests="1" failures="0" errors="0" skipped="0">',
            f'    <testcase name="{escape(name)}" classname="cs policy check"/>',
            "  </testsuite>",
        ]
    return "\n".join([*lines, "</testsuites>"]) + "\n"


def _suite(file: str, findings: Sequence[Finding], report: Report) -> Iterator[str]:
    failures = _failures(findings, report)
    shown = escape(on_one_line(file))
    yield (
        f'  <testsuite name="{shown}" tests="{len(findings)}" failures="{failures}" errors="0" '
        f'skipped="{len(findings) - failures}">'
    )
    seen: Counter[str] = Counter()
    for finding in findings:
        name = _name(finding, report)
        seen[name] += 1
        if seen[name] > 1:
            name = f"{name} ({seen[name]})"
        line = f' line="{finding.place.span.line}"' if finding.place.span else ""
        message, *_others = paragraphs(finding)
        place = on_one_line(format_place(finding.place))
        text = "\n".join((f"{place}: {severity_word(finding.severity)}", *paragraphs(finding)))
        outcome = (
            f'failure message="{escape(message)}" type="{escape(finding.code)}"'
            if _fails(finding, report)
            else f'skipped message="{escape(f"{severity_word(finding.severity)}: {message}")}"'
        )
        yield (
            f'    <testcase name="{escape(name)}" classname="{shown}" file="{shown}"{line}>'
            f"<{outcome}>{escape(text).replace('&#10;', _BREAK)}</{outcome.split()[0]}></testcase>"
        )
    yield "  </testsuite>"


def _name(finding: Finding, report: Report) -> str:
    where = finding.place.cell or format_route(finding.place.route)
    name = f"{finding.code} {report.names.get(finding.code, '')}".strip()
    return on_one_line(f"{name}: {where}" if where else name)


def _failures(findings: Sequence[Finding], report: Report) -> int:
    return sum(_fails(finding, report) for finding in findings)


def _fails(finding: Finding, report: Report) -> bool:
    return _RANK[finding.severity] <= _RANK[report.fail_on]


def escape(text: str) -> str:
    """A text as it stands in an attribute or element, what XML cannot hold made visible."""
    return _ILLEGAL.sub("\ufffd", text).translate(_ESCAPES)
