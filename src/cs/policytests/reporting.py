"""Outcomes as findings: what came out against what was expected, at the line that expected it."""

from collections.abc import Iterable
from dataclasses import replace

from cs.documents.spans import Spans, replace_spans
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.policytests.codes import CASE_FAILS
from cs.policytests.problem import Check, Outcome, Run


def findings_of(result: Run, spans: Spans) -> tuple[Finding, ...]:
    """All that failed or could not be run, in the order of the cases, each with its case."""
    return tuple(
        replace(
            found,
            message=message("{case}: {text}", case=outcome.case.name, text=found.message),
        )
        for outcome in result.outcomes
        for found in failures(outcome, spans)
    )


def failures(outcome: Outcome, spans: Spans) -> tuple[Finding, ...]:
    """What failed of one case, with spans."""
    found: Iterable[Finding] = (
        *outcome.trouble,
        *(_finding(check) for check in outcome.checks if not check.passes),
    )
    return tuple(replace_spans(each, spans) for each in found)


def _finding(check: Check) -> Finding:
    return Finding(
        CASE_FAILS,
        Severity.ERROR,
        check.found,
        check.place,
        expected=check.expected,
        related=check.related,
    )
