"""What every output format is given: findings with spans, lines for excerpts, names of codes."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from cs.checking.pages import Entry
from cs.kernel.findings import Finding, Fix, Severity, TextEdit


@dataclass(frozen=True, slots=True)
class Accepted:
    """A finding that does not count.

    Attributes:
        by: `comment` in the text, or `baseline`: it was there before.
        reason: what the comment says; empty for a baseline.
    """

    finding: Finding
    by: Literal["comment", "baseline"]
    reason: str = ""


def no_edits(_fix: Fix) -> tuple[TextEdit, ...]:
    """Where the text of the documents is not at hand."""
    return ()


@dataclass(frozen=True)
class Report:
    """All that a run of checks has to show.

    Attributes:
        findings: located, in the order of showing.
        files: how many files were checked.
        lines: lines of every policy file, for excerpts.
        names: the name of every code.
        accepted: findings that do not count.
        codes: everything that has a code, for formats that describe their rules.
        version: of this program.
        fail_on: findings at least so severe fail the run.
        edits_of: a fix as splices of text, in the order of the text; none where it cannot be made.
    """

    findings: tuple[Finding, ...]
    files: int
    lines: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    accepted: tuple[Accepted, ...] = ()
    codes: Sequence[Entry] = ()
    version: str = ""
    fail_on: Severity = Severity.ERROR
    edits_of: Callable[[Fix], tuple[TextEdit, ...]] = no_edits

    @property
    def counts(self) -> Mapping[Severity, int]:
        """How many findings of each severity."""
        counted = Counter(finding.severity for finding in self.findings)
        return {severity: counted[severity] for severity in Severity}
