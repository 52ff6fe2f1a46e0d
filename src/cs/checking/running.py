"""Rules over policies: all findings, with the severities that the workspace asks for."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity

OFF = "off"


def run(
    policies: PolicySet, rules: Iterable[Rule], severities: Mapping[str, str]
) -> tuple[Finding, ...]:
    """What the rules find, in the order of the rules.

    That a figure is odd is left out where another rule says at the same place what is wrong.
    `severities` says for a code `error`, `warning`, `info` or `off`; a rule that is off is not run.
    """
    found = [
        (rule, finding)
        for rule in rules
        if severities.get(rule.code) != OFF
        for finding in rule.check(policies)
    ]
    explained = {finding.place for rule, finding in found if not rule.gives_way}
    kept = (
        finding for rule, finding in found if not rule.gives_way or finding.place not in explained
    )
    return tuple(with_severities(kept, severities))


def with_severities(
    findings: Iterable[Finding], severities: Mapping[str, str], fixed: frozenset[str] = frozenset()
) -> Iterator[Finding]:
    """The findings with the severities asked for, those that are off left out.

    The codes in `fixed` keep theirs: a document that cannot be read must never pass as clean.
    """
    for finding in findings:
        wanted = severities.get(finding.code)
        if wanted is None or finding.code in fixed:
            yield finding
        elif wanted != OFF:
            yield replace(finding, severity=Severity(wanted))
