"""Cases of promotions: every expectation holds against the engines, and a wrong one says why."""

import pytest

from tests.policytests.builders import GOOD, PROMOTION, said, verdicts


def case(expect: str, candidates: str = GOOD, more: str = "") -> str:
    return f"- name: a case\n  candidates: [{candidates}]\n{more}  expect: [{expect}]"


@pytest.mark.parametrize(
    "expect",
    [
        "{agent: A1, eligible: true}",
        "{agent: A1, conditions: {regular: true, A year: true}}",
        "{agent: A1, score: 91, points: {exam: 40, Talk: 51}}",
        "{agent: A1, rank: 1}",
        "{agent: A1, outcome: ranked, proposed: false}",
        "{window: 2025-12, opens: 2025-12-01, closes: 2025-12-10}",
        "{decided: 2025-12-17, takes_effect: 2025-12-17}",
        "{step: notice, starts: 2025-12-10, ends: 2025-12-15}",
        "{step: Approval, ends: 2025-12-17}",
        "{vacancies: unknown}",
    ],
)
def test_what_is_so_passes(expect: str) -> None:
    assert verdicts(PROMOTION, case(expect)) == ["passed"]


@pytest.mark.parametrize(
    ("expect", "failure"),
    [
        ("{agent: A1, eligible: false}", "Whether A1 is eligible: yes. [no]"),
        ("{agent: A1, score: 91.01}", "The score of A1 is 91. [91.01]"),
        ("{agent: A1, points: {talk: 50}}", "The points of A1 for Talk are 51. [50]"),
        ("{agent: A1, points: {talk: missing}}", "The points of A1 for Talk are 51. [missing]"),
        ("{agent: A1, rank: 2}", "The rank of A1 is 1. [2]"),
        ("{agent: A1, outcome: reserve}", "What becomes of A1: ranked. [reserve]"),
        ("{closes: 2025-12-11}", "The window closes on 2025-12-10. [2025-12-11]"),
        ("{step: notice, ends: 2025-12-16}", "The step Notice ends on 2025-12-15. [2025-12-16]"),
        ("{agent: A9, rank: 1}", "There is no candidate A9. [one of: A1]"),
        ("{agent: A1, points: {tlak: 1}}",
         "The policy has no component tlak. Did you mean talk? [one of: exam, talk]"),
        ("{step: notise, ends: 2025-12-16}",
         "The process has no step notise. Did you mean notice? [one of: notice, approve]"),
    ],
)  # fmt: skip
def test_what_is_not_so_fails_with_what_came_out(expect: str, failure: str) -> None:
    (line,) = said(PROMOTION, case(expect))

    assert line.partition(": ")[2] == failure


def test_a_failure_points_at_the_very_figure() -> None:
    cases = f"""
- name: first
  candidates: [{GOOD}]
  expect:
    - {{agent: A1, rank: 1}}
    - {{agent: A1, eligible: true, score: 90}}
"""

    assert said(PROMOTION, cases) == ["p_test.yaml:11:44: The score of A1 is 91. [90]"]


def test_nothing_of_what_is_not_expected_may_be_so() -> None:
    cases = f"""
- name: one of two is so
  candidates: [{GOOD}]
  expect_not: {{agent: A1, rank: 1, score: 12}}
- name: none is so
  candidates: [{GOOD}]
  expect_not: {{agent: A1, rank: 2, score: 12}}
"""

    assert verdicts(PROMOTION, cases) == ["failed", "passed"]
    assert said(PROMOTION, cases) == ["p_test.yaml:9:35: The rank of A1 is 1. [anything but 1]"]


def test_what_is_said_of_several_holds_for_each() -> None:
    other = GOOD.replace("A1", "A2").replace("70", "50")

    assert said(PROMOTION, case("{agent: [A1, A2], points: {exam: 40}}", f"{GOOD}, {other}")) == [
        "p_test.yaml:9:47: The points of A2 for Exam are 0. [40]"
    ]


def test_who_is_refused_is_said_with_the_condition_and_its_figures() -> None:
    candidate = GOOD.replace("2024-01-01", "2024-12-02")

    assert verdicts(PROMOTION, case("{agent: A1, conditions: {year: false}}", candidate)) == [
        "passed"
    ]
    assert verdicts(PROMOTION, case("{agent: A1, eligible: true}", candidate)) == ["failed"]


def test_what_a_row_does_not_name_is_unknown() -> None:
    assert verdicts(PROMOTION, case("{agent: A1, eligible: unknown}", "{id: A1}")) == ["passed"]


def test_only_the_conditions_are_asked_of_rows_without_scores() -> None:
    staff = """
- name: as `cs promote eligible` does
  staff: [{id: A1, status: regular, grade_since: 2024-01-01}]
  expect: {agent: A1, eligible: true}
"""

    assert verdicts(PROMOTION, staff) == ["passed"]


def test_rows_are_read_by_the_readers_of_files() -> None:
    written = "{工号: A1, 状态: 正式, 任级日期: 2024-01-01, Exam: 70, Talk: [80, 90]}"
    bad = GOOD.replace("70", "seventy")
    outside = GOOD.replace("[80, 90]", "[80, 101]")

    assert verdicts(PROMOTION, case("{agent: A1, score: 91, rank: 1}", written)) == ["passed"]
    assert verdicts(PROMOTION, case("{finding: TAB014}", bad)) == ["passed"]
    assert verdicts(PROMOTION, case("{finding: SCO001}", outside)) == ["passed"]
    assert verdicts(PROMOTION, case("{agent: A1, rank: 1}", bad)) == ["not_run"]


def test_a_bad_cell_has_the_line_of_its_row() -> None:
    cases = f"""
- name: the second row is bad
  candidates:
    - {GOOD}
    - {GOOD.replace("A1", "A2").replace("70", "seventy")}
  expect: {{agent: A1, rank: 1}}
"""
    (line,) = said(PROMOTION, cases)

    assert line.startswith("p_test.yaml:7:11: The case cannot be answered; errors 1.")


def test_one_row_may_stand_for_many() -> None:
    many = GOOD.replace("A1", "A01..A12")

    assert verdicts(PROMOTION, case("{agent: [A01, A12], rank: 1}", many)) == ["passed"]
    assert verdicts(PROMOTION, case("{agent: A13, rank: 1}", many)) == ["failed"]


def test_defaults_fill_what_rows_do_not_name() -> None:
    head = "defaults: {candidates: {status: regular, grade_since: 2024-01-01, exam: 70}}\n"
    cases = case(
        "{agent: A1, score: 91}, {agent: A2, score: 60}, {agent: A3, points: {exam: missing}}",
        "{id: A1, talk: [80, 90]}, {id: A2, Exam: 10, talk: [100, 100]}, "
        "{id: A3, exam: null, talk: [1, 1]}",
    )

    assert verdicts(PROMOTION, cases, head=head) == ["passed"]


def test_a_tie_over_the_last_vacancy_proposes_nobody() -> None:
    twins = f"{GOOD}, {GOOD.replace('A1', 'A2')}"
    cases = case("{agent: [A1, A2], rank: 1, outcome: tied, proposed: false}", twins,
                 "  vacancies: 1\n")  # fmt: skip

    assert verdicts(PROMOTION, cases) == ["passed"]


def test_vacancies_are_the_ladders_headcount_less_the_holders() -> None:
    ladder = """---
kind: ladder
id: steps
name: Steps
tracks: [{id: t, name: T, promotes: post}]
grades:
  - {id: agent, name: Agent, track: t, level: 1, headcount: 9}
  - {id: leader, name: Leader, track: t, level: 2, headcount: 3}
moves: [{from: agent, to: leader}]
"""
    cases = f"""
- name: two hold the grade
  staff: [{{id: L1..L2, grade: leader}}]
  candidates: [{GOOD}]
  expect: [{{vacancies: 1}}, {{agent: A1, proposed: true}}]
- name: with another headcount three are missing
  change: {{steps/grades.leader.headcount: 5}}
  staff: [{{id: L1..L2, grade: leader}}]
  candidates: [{GOOD}]
  expect: {{vacancies: 3}}
"""

    assert verdicts(PROMOTION + ladder, cases) == ["passed", "passed"]


def test_a_policy_with_errors_answers_nothing_but_its_findings() -> None:
    broken = PROMOTION.replace("weight: 60%", "weight: 50%")
    cases = case("{finding: PRM001}") + "\n" + case("{agent: A1, rank: 1}")

    assert verdicts(broken, cases) == ["passed", "not_run"]


def test_the_policy_in_force_on_the_cases_day_is_asked() -> None:
    old = PROMOTION.replace("name: Team leader", "name: Old\nuntil: 2025-12-31")
    new = PROMOTION.replace("name: Team leader", "name: New\neffective: 2026-01-01").replace(
        "points: 40}", "points: 30}"
    ).replace("weight: 40%", "weight: 30%").replace("weight: 60%", "weight: 70%")  # fmt: skip
    cases = (
        case("{agent: A1, points: {exam: 40}}")
        + "\n"
        + case("{agent: A1, points: {exam: 30}}", more="  as_of: 2026-02-01\n")
    )

    assert verdicts(f"{old}---\n{new}", cases) == ["passed", "passed"]
