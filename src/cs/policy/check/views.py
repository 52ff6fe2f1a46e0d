"""Findings and their sum, as the terminal shows them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from cs.checking.report import Report
from cs.checking.selection import Selection
from cs.kernel.findings import Finding, Severity
from cs.locale import _, translate
from cs.policy.check.options import Fixing
from cs.terminal import plain

if TYPE_CHECKING:  # a run without findings shows none
    from rich.text import Text

    from cs.policy.check.fixing import Mending

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.INFO: "bold cyan"}


def summary_line(report: Report) -> str:
    """How many files and findings there are, and how many are accepted."""
    counts, by = report.counts, Counter(each.by for each in report.accepted)
    text = (
        _(
            "files {files}, findings {findings}: errors {errors}, warnings {warnings}, notes"
            " {notes}; accepted {accepted} (by comment {comments}, by baseline {baseline})"
        )
        if report.accepted
        else _(
            "files {files}, findings {findings}: errors {errors}, warnings {warnings}, notes"
            " {notes}"
        )
    )
    return text.format(
        files=report.files,
        findings=len(report.findings),
        errors=counts[Severity.ERROR],
        warnings=counts[Severity.WARNING],
        notes=counts[Severity.INFO],
        accepted=len(report.accepted),
        comments=by["comment"],
        baseline=by["baseline"],
    )


def shown_anyway(report: Report, selection: Selection) -> str:
    """Why findings are shown that the options leave out; empty if none are."""
    found = {finding.code for finding in report.findings}
    codes = sorted(code for code in found if not selection.chooses(code))
    if not codes:
        return ""
    return _(
        "Shown whatever --select and --ignore say, for what could not be read must not pass as"
        " clean: {codes}"
    ).format(codes=_(", ").join(codes))


def mended_lines(mending: "Mending", *, only_shown: bool) -> Iterator[str]:
    """What was mended, a line each, and how much in all."""
    for finding, fix in mending.mended:
        span = finding.place.span
        where = f"{finding.place.file}:{span.line}:{span.column}" if span else finding.place.file
        yield f"{where}: {finding.code}: {translate(fix.title)}"
    text = _("would be mended: {count}") if only_shown else _("mended: {count}")
    yield text.format(count=len(mending.mended))


def mendable_line(findings: Sequence[Finding], *, fix: Fixing | None) -> str:
    """How many findings the options of mending would mend; empty if none."""
    if not findings:
        return ""
    from cs.policy.check.fixing import mendable

    safe, unsafe = (mendable(findings, unsafe=each) for each in (False, True))
    if safe and fix is None:
        return _("To be mended by --fix: {safe}; by --fix=unsafe: {all}").format(
            safe=safe, all=safe + unsafe
        )
    if unsafe and fix is not Fixing.UNSAFE:
        return _("To be mended by --fix=unsafe: {count}").format(count=unsafe)
    return ""


def styled_findings(text: str) -> "Text":
    """Findings as rendered in the format `text`, with the severities and carets in colour."""
    from cs.checking.outputs.words import severity_word

    styled = plain(text)
    for severity, style in _STYLES.items():
        styled.highlight_regex(rf"(?m)(?<=: ){severity_word(severity)} [A-Z]+\d+", style)
    # the names of the groups are the styles
    styled.highlight_regex(r"(?m)^ +\| +(?:(?P<red>\^+)|(?P<cyan>-+))(?= |$)")
    return styled
