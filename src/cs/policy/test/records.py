"""Cases and their coverage as JSON, schema `cs/policy-tests@1`.

An object with `schema`, `summary` (`cases`, `passed`, `failed`, `not_run`, `exercised`, `whole`),
`cases` and `coverage`. A case has `file`, `line`, `document` (its id), `name`, `verdict` and
`failures`, each with `file`, `line`, `column`, `message`, `expected` and `related` (`file`, `line`,
`message`). A policy's coverage has `file`, `policy`, `exercised`, `whole`, `missing` (`line`,
`part`, `what`) and `silent`, the parts of which no case can speak.
"""

import json
from typing import Any

from cs.checking.outputs.words import tell
from cs.documents.spans import Spans
from cs.kernel.findings import Finding, Place, format_route
from cs.policytests.problem import Outcome, PolicyCoverage, Run
from cs.policytests.reporting import failures

SCHEMA = "cs/policy-tests@1"


def render_json(result: Run, spans: Spans) -> str:
    """One JSON object with a final newline; the same cases give the same bytes."""
    record = {
        "schema": SCHEMA,
        "summary": {
            "cases": len(result.outcomes),
            "passed": result.count("passed"),
            "failed": result.count("failed"),
            "not_run": result.count("not_run"),
            "exercised": sum(each.count for each in result.coverage),
            "whole": sum(len(each.items) for each in result.coverage),
        },
        "cases": [_case(outcome, spans) for outcome in result.outcomes],
        "coverage": [_coverage(each, spans) for each in result.coverage],
    }
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def _case(outcome: Outcome, spans: Spans) -> dict[str, Any]:
    return {
        "file": outcome.test.file,
        "line": _line(outcome.place / "name", spans),
        "document": outcome.test.policy.id,
        "name": outcome.case.name,
        "verdict": outcome.verdict,
        "failures": [_failure(finding) for finding in failures(outcome, spans)],
    }


def _failure(finding: Finding) -> dict[str, Any]:
    span = finding.place.span
    return {
        "file": finding.place.file,
        "line": span.line if span else None,
        "column": span.column if span else None,
        "message": tell(finding.message),
        "expected": tell(finding.expected) if finding.expected else None,
        "related": [
            {
                "file": other.place.file,
                "line": other.place.span.line if other.place.span else None,
                "message": tell(other.message),
            }
            for other in finding.related
        ],
    }


def _coverage(covered: PolicyCoverage, spans: Spans) -> dict[str, Any]:
    return {
        "file": covered.policy.file,
        "policy": covered.policy.policy.id,
        "exercised": covered.count,
        "whole": len(covered.items),
        "missing": [
            {
                "line": _line(item.place, spans),
                "part": format_route(item.key[0]),
                "what": tell(item.lacking),
            }
            for item in covered.missing
        ],
        "silent": list(covered.silent),
    }


def _line(place: Place, spans: Spans) -> int | None:
    span = spans.find(place)
    return span.line if span else None
