"""What every output format is given: findings with spans, lines for excerpts, names of codes."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from cs.kernel.findings import Finding, Severity


@dataclass(frozen=True)
class Report:
    """All that a run of checks has to show.

    Attributes:
        findings: located, in the order of showing.
        files: how many files were checked.
        lines: lines of every policy file, for excerpts.
        names: the name of every code.
    """

    findings: tuple[Finding, ...]
    files: int
    lines: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def counts(self) -> Mapping[Severity, int]:
        """How many findings of each severity."""
        counted = Counter(finding.severity for finding in self.findings)
        return {severity: counted[severity] for severity in Severity}
