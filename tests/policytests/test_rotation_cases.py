"""Cases of rotations: plans given are held against the rules, others are made."""

import pytest

from tests.policytests.builders import ROTATION, said, verdicts

STAFF = "{id: A1, post: hotline, post_since: 2025-10-01}"


def given(plan: str, expect: str, staff: str = STAFF) -> str:
    return f"- name: a case\n  staff: [{staff}]\n  plan: [{plan}]\n  expect: [{expect}]"


def stint(post: str, start: str, end: str, agent: str = "A1") -> str:
    return f"{{agent: {agent}, post: {post}, from: {start}, to: {end}}}"


CHAT = stint("chat", "2025-12-01", "2025-12-31")
BACK = stint("hotline", "2026-01-01", "2026-01-31")
COMPLAINTS = stint("complaints", "2025-12-01", "2025-12-31")


@pytest.mark.parametrize(
    ("plan", "expect"),
    [
        (f"{CHAT}, {BACK}", "{feasible: true, overdue: 0, deviations: 0}"),
        (f"{CHAT}, {BACK}", "{agent: A1, month: 2025-12, post: Chat}"),
        (f"{CHAT}, {BACK}", "{month: [2025-12, 2026-01], moves: 1}"),
        (f"{CHAT}, {BACK}", "{post: chat, month: 2025-12, headcount: 1..2}"),
        (COMPLAINTS, "{feasible: true}"),
        (stint("chat", "2025-12-01", "2026-01-31"), "{broken: stint_length, agent: A1}"),
        (stint("chat", "2025-12-01", "2026-01-31"), "{broken: stint_length, month: 2026-01}"),
        (stint("chat", "2025-12-01", "2026-01-31"), "{feasible: false}"),
    ],
)
def test_what_is_so_passes(plan: str, expect: str) -> None:
    # hotline's two months are over, so its skill is held
    assert verdicts(ROTATION, given(plan, expect), of="tour") == ["passed"]


@pytest.mark.parametrize(
    ("plan", "expect", "failure"),
    [
        (CHAT, "{agent: A1, month: 2025-12, post: hotline}",
         "The post of A1 in 2025-12 is Chat. [Hotline]"),
        (CHAT, "{post: chat, month: 2025-12, headcount: 2}",
         "The headcount of Chat in 2025-12 is 1. [2]"),
        (CHAT, "{month: 2025-12, moves: 0}",
         "The number of agents who change their post in 2025-12 is 1. [0]"),
        (CHAT, "{feasible: false}", "Whether a plan keeps every rule: yes. [no]"),
        (CHAT, "{broken: no_return}", "The plan does not break this rule: no return. [no return]"),
        (CHAT, "{agent: A1, month: 2026-06, post: chat}",
         "The plan has no month 2026-06. [a month from 2025-12 to 2025-12]"),
        (CHAT, "{agent: A1, month: 2025-12, post: chatt}",
         "The policy has no post chatt. Did you mean chat? [one of: hotline, chat, complaints]"),
        (CHAT, "{agent: A7, month: 2025-12, post: chat}",
         "Agent A7 does not rotate under this policy. [one of: A1]"),
    ],
)  # fmt: skip
def test_what_is_not_so_fails_with_what_came_out(plan: str, expect: str, failure: str) -> None:
    (line,) = said(ROTATION, given(plan, expect), of="tour")

    assert line.partition(": ")[2] == failure


def test_a_plan_is_made_where_none_is_given() -> None:
    cases = f"""
- name: whose stint is over moves on
  staff: [{STAFF}]
  months: 2
  expect: [{{feasible: true, overdue: 0}}]
  expect_not: [{{agent: A1, month: 2025-12, post: hotline}}]
- name: nobody can fill two seats
  change: {{posts.*.headcount: 1}}
  staff: [{STAFF}]
  months: 1
  expect: [{{feasible: false}}, {{broken: headcount}}]
"""

    assert verdicts(ROTATION, cases, of="tour") == ["passed", "passed"]


def test_who_rotates_is_asked_without_a_plan() -> None:
    policy = ROTATION.replace("posts:", "who: {grades: [agent]}\nposts:")
    cases = """
- name: leaders stay
  staff: [{id: A1, post: chat, grade: agent}, {id: L1, post: chat, grade: leader}]
  expect: [{agent: A1, rotates: true}, {agent: L1, rotates: false}]
"""

    assert verdicts(policy, cases, of="tour") == ["passed"]


def test_history_leave_and_pins_are_read_too() -> None:
    cases = f"""
- name: the return is too early
  change: {{rules.no_return: all}}
  staff: [{{id: A1, post: chat, post_since: 2025-11-01}}]
  stints: [{{agent: A1, post: hotline, from: 2025-09, to: 2025-10}}]
  plan: [{stint("hotline", "2025-12-01", "2025-12-31")}]
  expect: {{broken: no_return, post: hotline}}
- name: who is pinned stays
  staff: [{STAFF}]
  pins: [{{agent: A1, post: complaints, from: 2025-12, to: 2025-12, rule: forbid}}]
  plan: [{COMPLAINTS}]
  expect: {{broken: forbidden_stint, agent: A1}}
- name: nobody changes while away
  staff: [{STAFF}]
  leave: [{{agent: A1, from: 2025-12-01, to: 2025-12-31}}]
  plan: [{CHAT}]
  expect: {{broken: current_stint, agent: A1}}
"""

    assert verdicts(ROTATION, cases, of="tour") == ["passed", "passed", "passed"]


def test_a_plan_that_cannot_be_read_is_no_answer() -> None:
    cases = given(CHAT.replace("chat", "chatt"), "{feasible: true}")

    assert verdicts(ROTATION, cases, of="tour") == ["not_run"]
    assert verdicts(
        ROTATION, cases.replace("{feasible: true}", "{finding: ROT203}"), of="tour"
    ) == ["passed"]
