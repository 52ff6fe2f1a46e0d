"""Cases of a review: rows a person and period, what must come out, and how a slip is told."""

import pytest

from cs.policytests.problem import Outcome
from tests.policytests.builders import outcomes

REVIEW = """kind: review
id: monthly
name: Monthly
effective: 2025-01-01
cycle: monthly
indicators:
- {id: calls, name: Calls taken, weight: 60%, direction: higher, target: 90, floor: 50,
   bounds: {from: 0, to: 100}, measured_by: phone system}
- {id: team, name: Teamwork, weight: 40%, direction: higher, target: 100, floor: 0,
   bounds: {from: 0, to: 100}}
raters: [{role: superior, name: Boss, weight: 100%, min_raters: 1}]
missing_raters: refuse
missing_values: refuse
grades:
- {id: good, name: Good, from: 80, includes: from}
- {id: poor, name: Poor, to: 80, includes: neither}
runs: {gap: breaks, leave: skips, new_post: continues}
rewards: [{id: bonus, name: Bonus, act: bonus, at_least: good, in_a_row: 2}]
interview: {by: Boss}
appeal: {to: HR, within: 5 working days}
"""
PEOPLE = """  staff: [{id: A1}]
  ratings: [{id: A1, period: [2025-09, 2025-10], calls: 90, "team:Boss": [80, 90]}]
"""


def outcome(case: str) -> Outcome:
    """The only case's outcome."""
    (found,), _read = outcomes(REVIEW, f"- name: one\n{PEOPLE}{case}", of="monthly")
    return found


def test_what_comes_out_is_what_the_command_computes() -> None:
    found = outcome(
        "  expect: {agent: A1, score: 94, points: {calls: 100, Teamwork: 85}, grade: Good,\n"
        "           run: 2, follows: Bonus, coached: false, reviewed: true}\n"
    )

    assert found.verdict == "passed", [each.found.english() for each in found.checks]


@pytest.mark.parametrize(
    ("expect", "said"),
    [
        ("{agent: A1, score: 93}", "The score of A1 is 94."),
        ("{agent: A1, grade: poor}", "The grade of A1 is Good."),
        ("{agent: A1, grade: god}", "The review has no grade god. Did you mean good?"),
        ("{agent: A1, follows: bonsu}",
         "The review has no reward or consequence bonsu. Did you mean bonus?"),
        ("{agent: A1, run: 3}", "Results of A1 in a row with the grade: 2."),
        ("{agent: A1, points: {cals: 1}}",
         "The review has no indicator cals. Did you mean calls?"),
        ("{agent: A2, grade: good}", "A2 is not under review in 2025-10."),
        ("{agent: A1, reviewed: false}", "Whether A1 is under review: yes."),
    ],
)  # fmt: skip
def test_what_came_out_instead_is_said(expect: str, said: str) -> None:
    found = outcome(f"  expect: {expect}\n")

    assert found.verdict == "failed"
    assert [each.found.english() for each in found.checks] == [said]


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("  expect: {agent: A1, eligible: true}\n",
         "This cannot be asked of a policy of the kind review."),
        ("  candidates: [{id: A1}]\n  expect: {agent: A1, score: 94}\n",
         "candidates says nothing about a policy of the kind review."),
        ("  period: 2025Q3\n  expect: {agent: A1, score: 94}\n",
         "2025Q3 is no period of the review monthly."),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_said(case: str, said: str) -> None:
    found = outcome(case)

    assert found.verdict == "not_run"
    (trouble,) = found.trouble
    told = [trouble.message.english(), *(each.message.english() for each in trouble.related)]
    assert any(said in each for each in told)


def test_a_column_that_is_no_indicator_is_found() -> None:
    case = "- name: one\n  staff: [{id: A1}]\n  ratings: [{id: A1, period: 2025-10, cals: 90}]\n"
    (found,), _read = outcomes(
        REVIEW, case + "  expect: {agent: A1, score: missing}\n", of="monthly"
    )

    (trouble,) = found.trouble
    assert trouble.message.english() == "The table ratings has no column cals."
    assert trouble.mend is not None
    assert trouble.mend.english() == "Did you mean calls?"
