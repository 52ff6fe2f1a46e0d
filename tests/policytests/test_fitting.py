"""What cannot be asked is said before anything is run, by `cs policy check` too."""

import pytest

from cs.catalogue import RULES
from cs.kernel.calendars import WorkingCalendar
from cs.kernel.document import PolicySet
from tests.policytests.builders import GOOD, PROMOTION, ROTATION, loaded, verdicts

BY_CODE = {rule.code: rule for rule in RULES}


def misfits(policy: str, cases: str, of: str = "leader") -> list[str]:
    read = loaded(policy, cases, of=of)
    assert not read.findings
    policies = PolicySet(read.documents, WorkingCalendar())
    return [each.message.english() for each in BY_CODE["DOC051"].check(policies)]


@pytest.mark.parametrize(
    ("case", "message"),
    [
        (f"candidates: [{GOOD}]", "The case expects nothing."),
        ("expect: {agent: A1, rank: 1}", "The case has no people."),
        (f"candidates: [{GOOD}]\n  expect: {{agent: A1}}",
         "These keys say nothing together: agent."),
        (f"candidates: [{GOOD}]\n  expect: {{agent: A1, rank: 1, month: 2026-01}}",
         "These keys say nothing together: agent, month, rank."),
        (f"candidates: [{GOOD}]\n  expect: {{feasible: true}}",
         "This cannot be asked of a policy of the kind promotion."),
        (f"candidates: [{GOOD}]\n  months: 3\n  expect: {{agent: A1, rank: 1}}",
         "months says nothing about a policy of the kind promotion."),
        ("expect: {}", "The expectation says nothing."),
    ],
)  # fmt: skip
def test_what_says_nothing_about_a_promotion(case: str, message: str) -> None:
    assert misfits(PROMOTION, f"- name: c\n  {case}") == [message]
    assert verdicts(PROMOTION, f"- name: c\n  {case}") == ["not_run"]


def test_what_says_nothing_about_a_rotation() -> None:
    case = f"- name: c\n  candidates: [{GOOD}]\n  staff: [{{id: A1}}]\n  expect: "

    assert misfits(ROTATION, case + "{agent: A1, rank: 1}", "tour") == [
        "candidates says nothing about a policy of the kind rotation.",
        "This cannot be asked of a policy of the kind rotation.",
    ]


def test_a_good_case_has_no_finding() -> None:
    assert (
        misfits(PROMOTION, f"- name: c\n  candidates: [{GOOD}]\n  expect: {{agent: A1, rank: 1}}")
        == []
    )
