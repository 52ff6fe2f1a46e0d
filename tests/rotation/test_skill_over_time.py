"""Skill grows at a post and fades away from it; posts keep a mean level; newcomers have mentors."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cs.kernel.agents import Absence, Agent, PastStint
from cs.kernel.calendars import WorkingCalendar
from cs.kernel.document import Document
from cs.rotation.building import Building, Tables, build_problem, span_of
from cs.rotation.planner import plan
from cs.rotation.policy import RotationPolicy
from cs.rotation.problem import RotatingAgent, Tie
from cs.rotation.stated_rules import curve
from cs.rotation.verifier import verify
from tests.rotation.builders import carousel, with_agent, with_post
from tests.rotation.conftest import Run

AS_OF = date(2026, 11, 20)
LEARNING = {"half_learnt_in": "2 months", "half_forgotten_in": "4 months"}


def policy(**changes: object) -> Document[RotationPolicy]:
    data: dict[str, object] = {
        "kind": "rotation",
        "id": "house",
        "name": "House",
        "posts": (
            {"id": "calls", "name": "电话", "stint": "2 months", "headcount": "0..",
             "skill_level": "40%"},
            {"id": "files", "name": "档案", "stint": "2 months", "headcount": "0.."},
        ),
        "learning": LEARNING,
    }  # fmt: skip
    return Document("policies/rotation.yaml", RotationPolicy.model_validate(data | changes))


def build(document: Document[RotationPolicy], tables: Tables) -> Building:
    span = span_of(AS_OF, None, 6, "month")
    return build_problem(document, tables, AS_OF, span, WorkingCalendar(country=None))


def agents_of(building: Building) -> tuple[RotatingAgent, ...]:
    assert building.problem is not None, [one.message.english() for one in building.findings]
    return building.problem.agents


def test_half_is_learnt_in_the_half_time_and_half_forgotten_in_the_other() -> None:
    learning = curve(2, 4)
    once = learning.learnt[0]
    # 1 - 2 ** (-1/2), and twice that way is a half; whole thousandths are rounded down.
    assert (once, learning.learnt[once]) == (292, 499)
    level = 800
    for _ in range(4):
        level = learning.forgotten[level]
    assert level == pytest.approx(400, abs=4)
    assert (learning.learnt[1000], learning.forgotten[0]) == (1000, 0)


@pytest.mark.parametrize(("learnt", "forgotten"), [(1, 1), (2, 4), (12, 36)])
def test_skill_never_leaves_its_range(learnt: int, forgotten: int) -> None:
    learning = curve(learnt, forgotten)
    assert all(level <= learning.learnt[level] <= 1000 for level in range(1001))
    assert all(0 <= learning.forgotten[level] <= level for level in range(1001))


def test_levels_at_the_start_come_from_all_stints_and_the_time_between() -> None:
    learning = curve(2, 4)
    staff = (
        Agent("E1", "E1", post="calls", post_since=date(2026, 10, 1)),
        Agent("E2", "E2", post="files", post_since=date(2026, 10, 1)),
        Agent("E3", "E3", post="files", post_since=date(2026, 10, 1)),
    )
    stints = (PastStint("E2", "calls", date(2026, 8, 1), date(2026, 9, 30)),)
    found = agents_of(build(policy(), Tables(staff, stints)))
    two = learning.learnt[learning.learnt[0]]
    faded = learning.forgotten[learning.forgotten[two]]
    assert [agent.levels[0] for agent in found] == [two, faded, 0]


def test_nothing_is_learnt_while_absent() -> None:
    staff = (Agent("E1", "E1", post="calls", post_since=date(2026, 10, 1)),)
    leave = (Absence("E1", date(2026, 11, 1), date(2026, 11, 30)),)
    (found,) = agents_of(build(policy(), Tables(staff, leave=leave)))
    learning = curve(2, 4)
    assert found.levels[0] == learning.forgotten[learning.learnt[0]]


def test_levels_are_not_counted_where_no_post_asks() -> None:
    posts = tuple(
        {"id": name, "name": name, "stint": "2 months", "headcount": "0.."} for name in "ab"
    )
    staff = (Agent("E1", "E1", post="a", post_since=date(2026, 10, 1)),)
    (found,) = agents_of(build(policy(posts=posts), Tables(staff)))
    assert found.levels == ()


def test_the_verifier_counts_the_mean_of_those_present() -> None:
    problem, posts = carousel(posts=2, stint=2, horizon=4)
    problem = replace(with_post(problem, 0, skill_level=500), learning=curve(2, 4))
    # Agents 0 and 1 are at the first post, 2 and 3 at the second; 0 stays one period, 3 joins then.
    for number, level in enumerate((600, 500, 0, 300)):
        problem = with_agent(problem, number, levels=(level, 0))
    learning = problem.learning
    assert learning is not None
    broken = [one for one in verify(problem, posts) if one.rule == "skill_level"]
    first = broken[0]
    assert (first.post, first.period, first.limit) == (0, 0, 500)
    # Of agent 0's stint one period is left; agent 1 has gone, agent 3 has come with 300.
    assert posts[:, 0].tolist() == [0, 1, 1, 0]
    assert first.found == (600 + 300) / 2
    away = with_agent(problem, 3, absent=frozenset({0}))
    assert not [one for one in verify(away, posts) if one.rule == "skill_level" and one.period == 0]


def test_a_plan_keeps_the_level_or_says_where_it_cannot() -> None:
    problem, _ = carousel(posts=3, stint=2, copies=2, horizon=6)
    problem = replace(problem, rules=replace(problem.rules, leaving_share=None, ring=False))
    problem = replace(problem, learning=curve(2, 6))
    problem = replace(
        with_post(problem, 0, skill_level=200, may_extend=1, may_shorten=1),
        agents=tuple(replace(one, levels=(600, 0, 0)) for one in problem.agents),
    )
    result = plan(problem)
    assert result.posts is not None
    assert result.status in ("proven", "feasible")
    assert verify(problem, result.posts) == ()
    impossible = with_post(problem, 0, skill_level=990)
    result = plan(impossible)
    assert result.status == "infeasible"
    assert "skill_level" in {one.rule for one in result.broken}


OFFICE = """\
kind: rotation
id: house
name: House
learning: {half_learnt_in: 1 month, half_forgotten_in: 12 months}
posts:
  - {id: pre, name: 售前咨询, stint: 2 months, headcount: 1..4, may_shorten: 1, may_extend: 1}
  - {id: after, name: 售后支持, stint: 2 months, headcount: 1..4, may_shorten: 1, may_extend: 1}
  - id: complaints
    name: 投诉处理
    stint: 2 months
    may_extend: 2
    headcount: 1..4
    skill_level: 20%
"""


def test_the_policy_line_is_kept_and_named(office: Path, cs: Run) -> None:
    file = office / "policies" / "rotation.yaml"
    file.write_text(OFFICE, encoding="utf-8")
    ending = cs("rotate", "plan", "--months", "6", "--format", "json")
    assert ending.code == 0, ending.err
    assert json.loads(ending.out)["broken"] == []
    (office / "plan.json").write_text(ending.out, encoding="utf-8")
    assert cs("rotate", "verify", "plan.json").code == 0
    file.write_text(OFFICE.replace("20%", "99%"), encoding="utf-8")
    ending = cs("rotate", "verify", "plan.json")
    assert ending.code == 1
    assert "policies/rotation.yaml:13:18: skill level: Mean skill at 投诉处理 in " in ending.out
    assert "%, needed 99.0%." in ending.out


def mentored(*staff: Agent) -> Building:
    return build(policy(rules={"mentored_for": "2 months"}), Tables(staff))


MENTOR = Agent("E1", "E1", post="calls", post_since=date(2026, 9, 1))
NEW = Agent("E2", "E2", post="calls", post_since=date(2026, 11, 1), hired=date(2026, 11, 1))
JOINS = Agent("E3", "E3", hired=date(2027, 1, 1))


def test_newcomers_stay_with_their_mentor_from_joining_on() -> None:
    building = mentored(MENTOR, replace(NEW, mentor="e1"), replace(JOINS, mentor="E1"))
    assert building.problem is not None
    assert building.findings == ()
    assert building.problem.ties == (
        Tie(1, 0, together=True, periods=frozenset({0}), by="mentored_for"),
        Tie(2, 0, together=True, periods=frozenset({1, 2}), by="mentored_for"),
    )


def test_who_joined_long_ago_needs_no_mentor() -> None:
    building = mentored(MENTOR, replace(NEW, hired=date(2026, 9, 1)))
    assert building.problem is not None
    assert (building.problem.ties, building.findings) == ((), ())


@pytest.mark.parametrize(
    ("staff", "code", "said"),
    [
        ((MENTOR, NEW), "ROT130", "names no mentor"),
        ((MENTOR, replace(NEW, mentor="E11")), "ROT131", "The mentor E11 of agent E2"),
        ((MENTOR, replace(NEW, mentor="E2")), "ROT131", "The mentor E2 of agent E2"),
        (
            (replace(MENTOR, post=None), replace(NEW, mentor="E1")),
            "ROT132",
            "does not rotate under this policy",
        ),
        (
            (replace(MENTOR, leaves=date(2026, 12, 10)), replace(NEW, mentor="E1")),
            "ROT133",
            "leaves on 2026-12-10; the agent is to be mentored until 2026-12-31",
        ),
    ],
)
def test_a_mentor_who_cannot_be_is_named_with_the_row(
    staff: tuple[Agent, ...], code: str, said: str
) -> None:
    staff = tuple(replace(one, place=("staff.csv", row)) for row, one in enumerate(staff, 2))
    (finding,) = mentored(*staff).findings
    assert finding.code == code
    assert said in finding.message.english()
    assert (finding.place.file, finding.place.cell) == ("staff.csv", "mentor")
    assert finding.place.span is not None
    assert finding.place.span.line == 3
