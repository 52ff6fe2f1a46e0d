"""Cases and their coverage, as people read them: one line a case, failures with their lines."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import groupby

from rich.text import Text

from cs.checking.outputs.text import render_finding
from cs.checking.outputs.words import format_place, on_one_line, tell
from cs.checking.report import Report
from cs.documents.spans import Spans
from cs.kernel.findings import Place
from cs.kernel.texts import rounded
from cs.locale import _
from cs.policytests.problem import Outcome, PolicyCoverage, Run, Verdict
from cs.policytests.reporting import failures
from cs.terminal import plain

MISSING_SHOWN = 10
"""So many things that no case exercises are shown of each policy unless all are asked for."""
_MARGIN = "    "
"""Before the lines of a failure."""
_SIGNS: dict[Verdict, str] = {"passed": "✓", "failed": "✗", "not_run": "!"}


def render_text(
    result: Run, spans: Spans, report: Report, *, missing: bool, width: int | None = None
) -> str:
    """Every case by its document, then what the cases exercise.

    Args:
        width: columns of the terminal; None: no text is broken.
    """
    lines: list[str] = []
    for test, outcomes in groupby(result.outcomes, key=lambda outcome: outcome.test):
        lines.append(f"{test.file}: {on_one_line(test.policy.name)}")
        for outcome in outcomes:
            lines += _case(outcome, spans, report, width)
        lines.append("")
    for each in result.coverage:
        lines += _coverage(each, spans, missing=missing)
    return "".join(f"{line}\n" for line in lines)


def summary_line(result: Run) -> str:
    """How many cases passed, and how much they exercise."""
    text = _("cases {cases}: passed {passed}, failed {failed}, not run {not_run}").format(
        cases=len(result.outcomes),
        passed=result.count("passed"),
        failed=result.count("failed"),
        not_run=result.count("not_run"),
    )
    if result.share is None:
        return text
    return f"{text}; {_('coverage {share}').format(share=share_text(result.share))}"


def share_text(share: Fraction | None) -> str:
    """A share in percent, never rounded up to what is not reached."""
    if share is None:
        return _("none")
    tenths = (share * 1000).__floor__()
    return f"{rounded(Fraction(tenths, 10))}%"


def verdict_word(verdict: Verdict) -> str:
    """What became of a case."""
    return {"passed": _("passed"), "failed": _("failed"), "not_run": _("not run")}[verdict]


def styled(text: str) -> Text:
    """A report with the verdicts and carets in colour."""
    shown = plain(text)
    shown.highlight_regex(r"(?m)^  ✓ \S+", "green")
    shown.highlight_regex(r"(?m)^  [✗!] \S+", "bold red")
    shown.highlight_regex(r"(?m)^ +\| +\^+$", "red")
    return shown


def _case(outcome: Outcome, spans: Spans, report: Report, width: int | None) -> Iterator[str]:
    word, name = verdict_word(outcome.verdict), on_one_line(outcome.case.name)
    yield f"  {_SIGNS[outcome.verdict]} {word}  {name}"
    for finding in failures(outcome, spans):
        yield ""
        within = None if width is None else width - len(_MARGIN)
        block = render_finding(finding, report.lines, report.names, width=within)
        yield from (f"{_MARGIN}{line}".rstrip() for line in block.split("\n"))
    if outcome.verdict != "passed":
        yield ""


def _coverage(covered: PolicyCoverage, spans: Spans, *, missing: bool) -> Iterator[str]:
    policy = covered.policy
    share = Fraction(covered.count, len(covered.items)) if covered.items else None
    text = _("{file}: {policy}: exercised {count} of {whole}, {share}")
    yield text.format(
        file=policy.file,
        policy=policy.policy.id,
        count=covered.count,
        whole=len(covered.items),
        share=share_text(share),
    )
    shown = covered.missing if missing else covered.missing[:MISSING_SHOWN]
    for item in shown:
        yield f"  {_shown(item.place, spans)}: {tell(item.lacking)}"
    if len(shown) < len(covered.missing):
        text = _("and {count} more; --missing shows all")
        yield f"  {text.format(count=len(covered.missing) - len(shown))}"
    if covered.silent:
        text = _("no case can speak of: {parts}")
        yield f"  {text.format(parts=_(', ').join(covered.silent))}"
    yield ""


def _shown(place: Place, spans: Spans) -> str:
    span = spans.find(place)
    return on_one_line(format_place(Place(place.file, span=span)))
