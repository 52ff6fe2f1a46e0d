"""From an examination to a report: what the options leave out, and what is accepted already.

In this order: comments accept findings, `--select` and `--ignore` choose among the rest, a baseline
accepts what was there before. What is wrong with comments and with the baseline joins the findings.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cs import __version__
from cs.catalogue import CODES, ENTRIES, FIXED_CODES
from cs.checking.report import Accepted, Report
from cs.checking.running import OFF, with_severities
from cs.checking.selection import Selection
from cs.checking.suppression import unused
from cs.examination import Examination, names
from cs.kernel.findings import Finding
from cs.workspace import calendar_findings, stored_name

if TYPE_CHECKING:  # most runs have no baseline
    from cs.checking.baselines import Baseline, Naming


@dataclass(frozen=True)
class Judged:
    """What is found after comments and the selection, before any baseline."""

    examination: Examination
    selection: Selection
    findings: tuple[Finding, ...]
    accepted: tuple[Accepted, ...]


def judge(examination: Examination, selection: Selection, *, day_is_stated: bool) -> Judged:
    """The findings of policies and of the staff tables, and of the year's calendar.

    Args:
        day_is_stated: whether the day is that of the workspace, not of the command line.
    """
    severities = examination.workspace.severities
    further = [*examination.staff.findings]
    document, day = examination.document, examination.policies.as_of
    if document and day:
        calendar = examination.policies.calendar
        place = document.place / "as_of" if day_is_stated else document.place
        further += with_severities(calendar_findings(calendar, [day.year], place), severities)
    apart = examination.dismiss(further)
    of_policies = {each.code for each in CODES if each.shows == "policy"}
    idle = unused(
        examination.suppressions,
        examination.judged.used | apart.used,
        lambda code: code in of_policies and _is_judged(examination, selection, code),
    )
    found = [*examination.findings, *apart.findings, *with_severities(idle, severities)]
    accepted = (*examination.judged.accepted, *apart.accepted)
    return Judged(
        examination,
        selection,
        examination.loaded.spans.locate(each for each in found if selection.keeps(each.code)),
        tuple(each for each in accepted if selection.keeps(each.finding.code)),
    )


def new_baseline(judged: Judged) -> bytes:
    """The baseline that accepts all that is found and may be accepted."""
    from cs.checking.baselines import baseline_bytes

    acceptable = (each for each in judged.findings if each.code not in FIXED_CODES)
    return baseline_bytes(acceptable, _naming(judged.examination))


def report_of(judged: Judged, baseline: "Baseline | None" = None) -> Report:
    """What there is to show."""
    examination, selection = judged.examination, judged.selection
    findings, accepted, lines = judged.findings, judged.accepted, examination.loaded.lines
    if baseline is not None:
        from cs.checking.baselines import compare

        apart = compare(
            findings,
            baseline,
            _naming(examination),
            lambda code: _is_judged(examination, selection, code),
            FIXED_CODES,
        )
        stale = with_severities(apart.stale, examination.workspace.severities)
        findings = (*apart.findings, *(each for each in stale if selection.keeps(each.code)))
        accepted = (*accepted, *apart.accepted)
        lines = {**lines, baseline.file: baseline.lines}
    return Report(findings, len(examination.files), lines, names(), accepted, ENTRIES, __version__)


def _is_judged(examination: Examination, selection: Selection, code: str) -> bool:
    """Whether a code that is not found is known not to be there.

    Not if it was not asked for, or if only a part of the workspace could be looked at.
    """
    is_off = examination.workspace.severities.get(code) == OFF
    return selection.keeps(code) and not is_off and examination.is_whole


def _naming(examination: Examination) -> "Naming":
    from cs.checking.baselines import naming

    return naming(examination.policies, lambda file: stored_name(file, examination.root))
