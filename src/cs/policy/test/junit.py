"""Cases as JUnit XML: a suite a document, a case a case; what could not be run is an error."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from cs.checking.outputs.junit import escape
from cs.checking.outputs.words import format_place, on_one_line, paragraphs, tell
from cs.documents.spans import Spans
from cs.kernel.findings import Finding
from cs.policytests.problem import Outcome, Run
from cs.policytests.reporting import failures

_NAME = "cs policy test"


def render_junit(result: Run, spans: Spans) -> str:
    """An XML document (1.0, UTF-8) with a final newline; times and hosts are left out."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites name="{_NAME}" {_counts(result.outcomes)}>',
    ]
    for test, cases in groupby(result.outcomes, key=lambda outcome: outcome.test):
        outcomes = list(cases)
        name = escape(on_one_line(f"{test.file}: {test.policy.name}"))
        lines.append(f'  <testsuite name="{name}" {_counts(outcomes)}>')
        for outcome in outcomes:
            lines += _case(outcome, spans)
        lines.append("  </testsuite>")
    return "\n".join([*lines, "</testsuites>"]) + "\n"


def _counts(outcomes: Sequence[Outcome]) -> str:
    verdicts = [outcome.verdict for outcome in outcomes]
    failed, not_run = verdicts.count("failed"), verdicts.count("not_run")
    return f'tests="{len(verdicts)}" failures="{failed}" errors="{not_run}" skipped="0"'


def _case(outcome: Outcome, spans: Spans) -> Iterator[str]:
    file = escape(on_one_line(outcome.test.file))
    name = escape(on_one_line(outcome.case.name))
    span = spans.find(outcome.place / "name")
    line = f' line="{span.line}"' if span else ""
    head = f'    <testcase name="{name}" classname="{escape(outcome.test.policy.id)}"'
    head += f' file="{file}"{line}'
    found = failures(outcome, spans)
    if not found:
        yield f"{head}/>"
        return
    element = "error" if outcome.verdict == "not_run" else "failure"
    first, *_others = paragraphs(found[0])
    text = escape("\n\n".join(map(_text, found))).replace("&#10;", "\n")
    kind = f'{element} message="{escape(first)}" type="{escape(found[0].code)}"'
    yield f"{head}><{kind}>{text}</{element}></testcase>"


def _text(finding: Finding) -> str:
    related = (
        f"{on_one_line(format_place(other.place))}: {tell(other.message)}"
        for other in finding.related
    )
    place = on_one_line(format_place(finding.place))
    return "\n".join((f"{place}:", *paragraphs(finding), *related))
