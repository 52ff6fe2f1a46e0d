"""The pages of what `cs policy test` reports, one an entry.

Each has the form of a rule's docstring (see `cs.checking.pages`); the tests execute its examples.
"""

from cs.checking.pages import Entry, page_text
from cs.kernel.findings import Severity
from cs.policytests import codes

POLICY = """kind: promotion
id: leader
name: Team leader
needs_vacancy: false
components:
  - {id: exam, name: Exam, weight: 100%, scale: {from: 0, to: 100}, raters: {who: Examiner}}
scoring: {missing: refuse, tie_breaks: []}
"""
"""The policy under test of all examples."""
_TEST = """kind: test
id: cases
name: Cases
policy: leader
as_of: 2026-03-01
cases:
  - name: the exam is the whole score
    candidates: [{id: A1, exam: 90}]
    expect: {agent: A1, score: 90}
"""


def _entry(code: str, name: str, page: str, bad: str) -> Entry:
    text = page_text(page, f"{POLICY}---\n{bad}", f"{POLICY}---\n{_TEST}")
    return Entry(code, name, Severity.ERROR, text, fixed=True, shows="cases")


CASE_ENTRIES: tuple[Entry, ...] = (
    _entry(
        codes.CASE_FAILS,
        "case-fails",
        """Something else came out of a case than it expects

The line that expects it is shown with what came out instead. Either the policy has changed its
meaning, and should not have, or the case states what is no longer meant: `cs promote explain` and
`cs rotate verify` show how a figure comes about.""",
        _TEST.replace("score: 90", "score: 80"),
    ),
    _entry(
        codes.CASE_NOT_RUN,
        "case-not-run",
        """A case cannot be answered

Its policy is not there, not in force on the day or has errors; its tables have errors; or it
changes a part of the policy that does not exist. What stands in the way is listed. A finding that a
case is about is expected with `expect: {finding: CODE}`, and then needs no answer beside it.""",
        _TEST.replace("exam: 90", "exam: ninety"),
    ),
)
