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


@pytest.mark.parametrize(
    ("rows", "message", "near"),
    [
        ("candidates: [{id: A1, status: regular, exma: 70}]",
         "The table candidates has no column exma.", "Exam"),
        ("candidates: [{工号: A1, 任级日其: 2024-01-01}]",
         "The table candidates has no column 任级日其.", "任级日期"),
        ("candidates: [{id: A1, shoe size: 43}]",
         "The table candidates has no column shoe size.", None),
        ("staff: [{id: A1, grad: agent}]", "The table staff has no column grad.", "grade"),
        ("candidates: [{id: A1, exam: 70}]\n  training: [{id: A1, curse: c}]",
         "The table training has no column curse.", "course"),
    ],
)  # fmt: skip
def test_a_column_that_no_table_has(rows: str, message: str, near: str | None) -> None:
    case = f"- name: c\n  {rows}\n  expect: {{agent: A1, eligible: unknown}}"
    read = loaded(PROMOTION, case)
    (finding,) = BY_CODE["DOC051"].check(PolicySet(read.documents, WorkingCalendar()))

    assert finding.message.english() == message
    assert (finding.mend and finding.mend.english()) == (near and f"Did you mean {near}?")
    assert verdicts(PROMOTION, case) == ["not_run"]


def test_a_column_of_the_defaults_that_no_table_has_is_said_once() -> None:
    head = "defaults:\n  candidates: {exma: 70, status: regular}\n"
    cases = "\n".join(
        f"- {{name: c{n}, candidates: [{{id: A1}}], expect: {{agent: A1, eligible: unknown}}}}"
        for n in range(2)
    )
    read = loaded(PROMOTION, cases, head=head)
    (finding,) = BY_CODE["DOC051"].check(PolicySet(read.documents, WorkingCalendar()))

    assert finding.message.english() == "The table candidates has no column exma."
    span = read.spans.find(finding.place)
    assert span is not None
    assert (span.line, span.column) == (7, 16)
    assert verdicts(PROMOTION, cases, head=head) == ["not_run", "not_run"]


@pytest.mark.parametrize(
    "rows",
    [
        f"candidates: [{GOOD}]",
        "candidates: [{候选人: A1, 姓名: 甲, 转正状态: r, Exam: 70, 'talk:E07': 80, talk2: 9}]",
        "candidates: [{id: A1, team: 一组, skills: [a, b], Talk（E07）: 80}]",
        "candidates: [{id: A1, component: exam, value: 70, rater: E07}]",
        "staff: [{工号: A1, 岗位: chat, 职级（编号）: agent}]",
        "candidates: [{id: A1}]\n  reviews: [{id: A1, 考核月份: 2025-01, 等级: A}]",
    ],
)
def test_columns_that_a_table_has(rows: str) -> None:
    assert misfits(PROMOTION, f"- name: c\n  {rows}\n  expect: {{agent: A1, rank: 1}}") == []


def test_a_column_that_a_condition_reads() -> None:
    policy = PROMOTION.replace(
        "components:",
        "  - {id: six, name: Six, rule: {condition: column, column: 连续六月优秀, any_of: 是}}\n"
        "components:",
        1,
    )
    case = "- name: c\n  candidates: [{id: A1, HEADER: 是}]\n  expect: {agent: A1, rank: 1}"

    assert misfits(policy, case.replace("HEADER", "连续六月优秀")) == []
    assert misfits(policy, case.replace("HEADER", "连续六月优")) == [
        "The table candidates has no column 连续六月优."
    ]


@pytest.mark.parametrize(("header", "count"), [("结束日期", 0), ("finish", 1)])
def test_columns_of_a_plan(header: str, count: int) -> None:
    case = (
        f"- name: c\n  staff: [{{id: A1}}]\n"
        f"  plan: [{{工号: A1, 岗位: chat, from: 2025-12-01, {header}: 2025-12-31}}]\n"
        "  expect: {feasible: true}"
    )

    assert len(misfits(ROTATION, case, "tour")) == count
