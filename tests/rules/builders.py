"""Small policies for rules, written as YAML in the tests themselves."""

from datetime import date

from cs.catalogue import KINDS, RULES
from cs.documents import Source, load
from cs.kernel.agents import Agent
from cs.kernel.calendars import WorkingCalendar
from cs.kernel.document import PolicySet
from cs.kernel.fields import Policy
from cs.kernel.findings import Finding, format_route

AS_OF = date(2026, 11, 16)
BY_CODE = {rule.code: rule for rule in RULES}


def policies(text: str, staff: tuple[Agent, ...] | None = None) -> PolicySet:
    """The documents of a text without defects of shape."""
    loaded = load([Source("a.yaml", text.encode())], KINDS)
    assert not loaded.findings, [each.message.english() for each in loaded.findings]
    return PolicySet(loaded.documents, WorkingCalendar(), staff, AS_OF)


def only_policy(text: str) -> Policy:
    """The one policy of a text."""
    (document,) = policies(text).documents
    return document.policy


def findings(code: str, text: str, staff: tuple[Agent, ...] | None = None) -> list[Finding]:
    """What one rule finds."""
    return list(BY_CODE[code].check(policies(text, staff)))


def codes(text: str, staff: tuple[Agent, ...] | None = None) -> set[str]:
    """The codes of all findings."""
    found = policies(text, staff)
    return {finding.code for rule in RULES for finding in rule.check(found)}


def said(finding: Finding) -> tuple[str, str]:
    """Where a finding points, and its text."""
    return format_route(finding.place.route), finding.message.english()
