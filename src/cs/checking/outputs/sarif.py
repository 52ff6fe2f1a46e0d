"""Findings as SARIF 2.1.0, the exchange format of code scanning.

One run. Columns count UTF-16 code units, the end excluded. Paths are relative to `SRCROOT`, whose
address is left to who reads the file; a path out of it, or an absolute one, stands without it. A
finding about a file as a whole points at its first line, since GitHub asks for one, and a finding
about a table's cell at its row. What a comment accepts is suppressed in the source, what a baseline
accepts externally. Fixes are given as replacements of regions.

Format: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

import json
import re
from collections.abc import Iterable
from urllib.parse import quote

from cs.checking.fingerprints import fingerprints
from cs.checking.outputs.columns import Utf16
from cs.checking.outputs.records import json_lines
from cs.checking.outputs.sarif_rules import LEVELS, rule_descriptor
from cs.checking.outputs.words import encodable, on_one_line, paragraphs, tell
from cs.checking.report import Accepted, Report
from cs.kernel.findings import Finding, Fix, Place, Span, TextEdit, format_route
from cs.locale import _, current_language

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
FINGERPRINT = "csFinding/v1"
_LANGUAGES = {"en": "en-US", "zh": "zh-CN"}
_ROOT = "SRCROOT"
_PLACEHOLDER = re.compile(r"\{(\d+)\}")
_LINK = re.compile(r"\[(?=[^\[\]]*\]\()")

Json = dict[str, object]


def render_sarif(report: Report) -> str:
    """A SARIF log with a final newline, one result a line; same findings, same bytes."""
    return encodable(_Log(report).text()) + "\n"


class _Log:
    """What results refer to by number, rules and files, each in the order of its name."""

    def __init__(self, report: Report) -> None:
        self.report = report
        results = [*report.findings, *(each.finding for each in report.accepted)]
        codes = {each.code for each in results}
        places = (
            place.file
            for each in results
            for place in (each.place, *(other.place for other in each.related))
        )
        self.rules = {code: number for number, code in enumerate(sorted(codes))}
        files = sorted({*report.lines, *places})
        self.files = {file: number for number, file in enumerate(files)}
        self.locations = {
            file: {**_location(file), "index": number} for file, number in self.files.items()
        }
        self.utf16 = Utf16(report.lines)

    def text(self) -> str:
        # results are by far the most, and are written a line each, which is quick and compares well
        skeleton = json.dumps(self._skeleton(), ensure_ascii=False, indent=2)
        return skeleton.replace('"results": []', f'"results": {json_lines(self._results())}', 1)

    def _skeleton(self) -> Json:
        report = self.report
        entries = {entry.code: entry for entry in report.codes}
        language = _LANGUAGES[current_language()]
        driver: Json = {
            "name": "cs",
            **({"version": report.version} if report.version else {}),
            "language": language,
            "rules": [
                rule_descriptor(code, report.names.get(code, ""), entries.get(code))
                for code in self.rules
            ],
        }
        about_root = _("The directory in which cs was run.")
        run: Json = {
            "tool": {"driver": driver},
            "language": language,
            "columnKind": "utf16CodeUnits",
            "originalUriBaseIds": {_ROOT: {"description": {"text": about_root}}},
            "invocations": [{"executionSuccessful": True}],
            "artifacts": [
                {"location": _location(file), "roles": ["analysisTarget"]} for file in self.files
            ],
            "results": [],
        }
        return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}

    def _results(self) -> Iterable[Json]:
        found, accepted = fingerprints(self.report)
        for finding, mark in zip(self.report.findings, found, strict=True):
            yield {**self._result(finding, mark), "suppressions": []}
        for each, mark in zip(self.report.accepted, accepted, strict=True):
            yield {**self._result(each.finding, mark), "suppressions": [_suppression(each)]}

    def _result(self, finding: Finding, mark: str) -> Json:
        result: Json = {
            "ruleId": finding.code,
            "ruleIndex": self.rules[finding.code],
            "level": LEVELS[finding.severity],
            "message": {"text": _plain("\n".join(paragraphs(finding)))},
            "locations": [self._place(finding.place)],
            "partialFingerprints": {FINGERPRINT: mark},
        }
        if finding.related:
            result["relatedLocations"] = [
                {
                    "id": number,
                    "message": {"text": _plain(tell(other.message))},
                    **self._place(other.place),
                }
                for number, other in enumerate(finding.related)
            ]
        if finding.fix and (edits := self.report.edits_of(finding.fix)):
            result["fixes"] = [self._fix(finding.fix, edits)]
        return result

    def _place(self, place: Place) -> Json:
        physical: Json = {
            "artifactLocation": self._file(place.file),
            "region": self._region(place),
        }
        logical = on_one_line(place.cell or format_route(place.route))
        named: Json = {"logicalLocations": [{"fullyQualifiedName": logical}]} if logical else {}
        return {"physicalLocation": physical, **named}

    def _region(self, place: Place) -> Json:
        if place.span is None:
            return {"startLine": 1}
        if place.cell is not None:
            return {"startLine": max(1, place.span.line)}
        return _region(self.utf16.span(place.file, place.span))

    def _fix(self, fix: Fix, edits: tuple[TextEdit, ...]) -> Json:
        files = dict.fromkeys(edit.file for edit in edits)
        return {
            "description": {"text": _plain(tell(fix.title))},
            "artifactChanges": [
                {
                    "artifactLocation": self._file(file),
                    "replacements": [
                        {
                            "deletedRegion": _region(self.utf16.span(file, edit.span)),
                            "insertedContent": {"text": edit.text},
                        }
                        for edit in edits
                        if edit.file == file
                    ],
                }
                for file in files
            ],
            "properties": {"safe": fix.safe},
        }

    def _file(self, file: str) -> Json:
        return self.locations.get(file) or _location(file)


def _location(file: str) -> Json:
    """A file's address: percent-encoded, and relative where the file is inside."""
    safe = file.encode("utf-8", "backslashreplace").decode()
    if safe.startswith("/"):
        return {"uri": f"file://{quote(safe)}"}
    if re.match(r"[A-Za-z]:/", safe):
        return {"uri": f"file:///{safe[:2]}{quote(safe[2:])}"}
    uri = quote(safe)
    return {"uri": uri} if uri.split("/")[0] == ".." else {"uri": uri, "uriBaseId": _ROOT}


def _region(span: Span) -> Json:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _suppression(accepted: Accepted) -> Json:
    if accepted.by == "comment":
        return {"kind": "inSource", "justification": accepted.reason}
    return {
        "kind": "external",
        "justification": accepted.reason or _("It is in the baseline."),
    }


def _plain(text: str) -> str:
    """Text that no reader takes for a placeholder `{0}` or a link `[text](address)`."""
    if "{" not in text and "[" not in text:
        return text
    return _LINK.sub(r"\\[", _PLACEHOLDER.sub(r"{{\1}}", text))
