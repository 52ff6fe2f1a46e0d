"""Small policies and their cases, run as `cs policy test` runs them, without files."""

from collections.abc import Sequence

from cs.catalogue import FIXED_CODES, KINDS, RULES
from cs.documents import Loaded, Source, load
from cs.kernel.calendars import WorkingCalendar
from cs.kernel.document import PolicySet
from cs.kernel.messages import Message
from cs.policytests.coverage import coverage
from cs.policytests.library import find_tests, library_of
from cs.policytests.problem import Outcome, PolicyCoverage
from cs.policytests.reporting import failures
from cs.policytests.running import run

PROMOTION = """kind: promotion
id: leader
name: Team leader
from: agent
to: leader
eligibility:
  - {id: regular, name: Regular staff, rule: {condition: status, any_of: regular}}
  - {id: year, name: A year, rule: {condition: tenure, clock: grade, at_least: 1 year}}
components:
  - {id: exam, name: Exam, weight: 40%, raters: {who: trainer}, bands: [
      {to: 60, includes: neither, points: 0},
      {from: 60, includes: from, points: 40}]}
  - {id: talk, name: Talk, weight: 60%, scale: {from: 0, to: 100},
     raters: {who: panel, min_raters: 2}}
scoring:
  missing: refuse
  tie_breaks: [{by: component, component: exam}, {by: grade_since}]
windows: [{month: 12, opens: 1, closes: 10}]
process:
  - {id: notice, name: Notice, act: notice, actor: HR, duration: 5 days}
  - {id: approve, name: Approval, act: approve, actor: director, duration: 2 days}
"""
ROTATION = """kind: rotation
id: tour
name: Tour
posts:
  - {id: hotline, name: Hotline, stint: 2 months, headcount: 0..3, teaches: process}
  - {id: chat, name: Chat, stint: 1 month, headcount: 0..3}
  - {id: complaints, name: Complaints, stint: 1 month, headcount: 0..2, requires: process}
rules: {no_return: 1}
"""
GOOD = "{id: A1, status: regular, grade_since: 2024-01-01, exam: 70, talk: [80, 90]}"
"""A candidate who meets every condition of `PROMOTION`: 40 + 51 points."""


def loaded(policy: str, cases: str, *, of: str = "leader", head: str = "") -> Loaded:
    """The policy's file `p.yaml` and its cases in `p_test.yaml`."""
    indented = "".join(f"  {line}\n" for line in cases.strip("\n").split("\n"))
    test = (
        f"kind: test\nid: cases\nname: Cases\npolicy: {of}\nas_of: 2025-11-15\n{head}"
        f"cases:\n{indented}"
    )
    return load([Source("p.yaml", policy.encode()), Source("p_test.yaml", test.encode())], KINDS)


def outcomes(
    policy: str, cases: str, *, of: str = "leader", head: str = ""
) -> tuple[tuple[Outcome, ...], Loaded]:
    """What came of the cases; their document must be of good shape."""
    read = loaded(policy, cases, of=of, head=head)
    assert not read.findings, [each.message.english() for each in read.findings]
    library = library_of(read, PolicySet(read.documents, WorkingCalendar()), RULES, {}, FIXED_CODES)
    return tuple(run(find_tests(read), library)), read


def verdicts(policy: str, cases: str, *, of: str = "leader", head: str = "") -> list[str]:
    """How each case ended."""
    return [each.verdict for each in outcomes(policy, cases, of=of, head=head)[0]]


def said(policy: str, cases: str, *, of: str = "leader", head: str = "") -> list[str]:
    """Every failure: line and column in the file of cases, what was found, what was expected."""
    found, read = outcomes(policy, cases, of=of, head=head)
    lines = []
    for outcome in found:
        for each in failures(outcome, read.spans):
            span = each.place.span
            place = f"{each.place.file}:{span.line}:{span.column}" if span else each.place.file
            lines.append(f"{place}: {each.message.english()} [{_english(each.expected)}]")
    return lines


def missing(policy: str, cases: str, *, of: str = "leader", head: str = "") -> set[str]:
    """What no case exercises of the policy under test."""
    return {each.lacking.english() for each in covered(policy, cases, of=of, head=head).missing}


def covered(policy: str, cases: str, *, of: str = "leader", head: str = "") -> PolicyCoverage:
    """The coverage of the policy under test."""
    found, read = outcomes(policy, cases, of=of, head=head)
    policies = [each for each in read.documents if each.policy.id == of]
    (only,) = coverage(policies, found)
    return only


def _english(text: Message | None) -> str:
    return text.english() if text else ""


def joined(lines: Sequence[str]) -> str:
    """The lines as one text."""
    return "\n".join(lines)
