"""Who can hold a grade, when at the earliest, and which rule stands in the way."""

from datetime import date
from itertools import permutations

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from cs.career.reachability import (
    Between,
    Career,
    Clause,
    Never,
    Rounds,
    Wait,
    Way,
    blocking,
    bottlenecks,
    earliest,
)
from cs.crosschecks.careers import career_of
from cs.crosschecks.learning import learning_time
from cs.kernel.agents import Agent
from cs.kernel.calendars import WorkingCalendar
from cs.kernel.durations import Duration, Unit
from cs.kernel.findings import Place
from cs.kernel.messages import message
from cs.rotation.policy import RotationPolicy
from tests.rules.builders import findings, only_policy, policies, said

HIRED = date(2026, 11, 16)
WEEKDAYS = WorkingCalendar(None)


def clause(meaning: Wait | Between | Never, line: str = "rule") -> Clause:
    return Clause(meaning, message("a rule"), Place("a.yaml", (line,)))


def months(count: int, since: str = "grade") -> Clause:
    return clause(Wait(since, Duration(count, Unit.MONTH)), f"{since} {count}")


def career(*ways: Way) -> Career:
    return Career(("a",), ways, HIRED, HIRED + relativedelta(years=60), WEEKDAYS)


def test_waits_in_the_grade_add_up_and_waits_in_the_firm_do_not() -> None:
    found = earliest(
        career(
            Way("a", "b", (months(12), months(6, "firm"))),
            Way("b", "c", (months(12), months(36, "firm"))),
        )
    )
    assert found["b"].day == date(2027, 11, 16)
    assert found["c"].day == date(2029, 11, 16)
    assert [step.grade for step in found["c"].path] == ["a", "b", "c"]


def test_the_rule_that_costs_most_is_the_bottleneck() -> None:
    ways = career(Way("a", "b", (months(12),)), Way("b", "c", (months(6), months(36, "firm"))))
    costly = bottlenecks(ways)(earliest(ways)["c"])
    assert costly is not None
    assert (costly.place.route, costly.day) == (("firm 36",), date(2028, 5, 16))


def test_a_rule_blocks_by_itself_and_only_from_a_grade_that_is_reached() -> None:
    ways = career(
        Way("a", "b", (months(12), clause(Never(), "never"), clause(Never(), "neither"))),
        Way("b", "c", (clause(Never(), "later"),)),
    )
    assert set(earliest(ways)) == {"a"}
    assert [each.place.route for each in blocking(ways)["b"]] == [("never",), ("neither",)]
    assert "c" not in blocking(ways)


def test_a_policy_that_ends_before_anybody_is_ready_blocks() -> None:
    too_short = clause(Between(last=date(2027, 6, 30)), "until")
    ways = career(Way("a", "b", (months(6), too_short)), Way("a", "c", (months(12), too_short)))
    assert set(earliest(ways)) == {"a", "b"}


def test_a_round_is_waited_for() -> None:
    def next_june(day: date) -> tuple[date, date]:
        opens = date(day.year + (day > date(day.year, 6, 1)), 6, 1)
        return opens, opens + relativedelta(months=2)

    rounds = Rounds(next_june, message("Rounds."), Place("a.yaml", ("windows",)))
    (arrival,) = (
        each for each in earliest(career(Way("a", "b", (months(12),), rounds))).values() if each.way
    )
    assert (arrival.met, arrival.opens, arrival.day) == (
        date(2027, 11, 16),
        date(2028, 6, 1),
        date(2028, 8, 1),
    )


@given(
    st.lists(
        st.tuples(st.sampled_from("abcd"), st.sampled_from("bcde"), st.integers(0, 30),
                  st.sampled_from(["grade", "firm"])),
        max_size=10,
    )
)  # fmt: skip
def test_no_order_of_ways_is_earlier(drawn: list[tuple[str, str, int, str]]) -> None:
    """Days found by trying every way again until nothing gets earlier."""
    days = {"a": HIRED}
    for _ in range(len(drawn) + 1):
        for source, target, count, since in drawn:
            if source in days:
                start = days[source] if since == "grade" else HIRED
                day = max(days[source], start + relativedelta(months=count))
                days[target] = min(days.get(target, day), day)
    ways = career(*(Way(s, t, (months(n, since),)) for s, t, n, since in drawn))
    assert {grade: each.day for grade, each in earliest(ways).items()} == days


LEARNING = """kind: rotation
id: r
name: 轮岗
order: {order}
posts:
  - {{id: a, name: 甲部, stint: 3 months, may_shorten: 1, headcount: 1..9, teaches: x}}
  - {{id: b, name: 乙部, stint: 2 months, headcount: 1..9, requires: x, teaches: y}}
  - {{id: c, name: 丙部, stint: 4 months, headcount: 1..9, teaches: [y, z]}}
  - {{id: d, name: 丁部, stint: 1 month, headcount: 1..9, requires: q, teaches: w}}
"""


@pytest.mark.parametrize(
    ("skills", "months"),
    [("x", 2), ("y", 4), ("xy", 4), ("xyz", 6), ("z", 4), ("w", None), ("", 0)],
)
def test_skills_are_learnt_in_the_best_order(skills: str, months: int | None) -> None:
    policy = only_policy(LEARNING.format(order="free"))
    assert isinstance(policy, RotationPolicy)
    wanted = None if months is None else Duration(months, Unit.MONTH)
    assert learning_time(policy, skills) == wanted


@given(st.lists(st.tuples(st.integers(1, 4), st.sets(st.sampled_from("xyz"), max_size=2),
                          st.sets(st.sampled_from("xyz"), max_size=2)), min_size=2, max_size=4),
       st.sets(st.sampled_from("xyz")))  # fmt: skip
def test_no_order_of_posts_is_quicker(
    drawn: list[tuple[int, set[str], set[str]]], wanted: set[str]
) -> None:
    def quickest(order: tuple[tuple[int, set[str], set[str]], ...]) -> int | None:
        held: set[str] = set()
        time = 0
        for length, requires, teaches in order:
            if wanted <= held:
                break
            if not requires <= held:
                return None
            held |= teaches
            time += length
        return time if wanted <= held else None

    times = [
        time
        for count in range(len(drawn) + 1)
        for order in permutations(drawn, count)
        if (time := quickest(order)) is not None
    ]
    policy = RotationPolicy.model_validate(
        {
            "kind": "rotation",
            "id": "r",
            "name": "r",
            "posts": tuple(
                {"id": f"p{n}", "name": f"p{n}", "stint": f"{length} months", "headcount": "0..",
                 "requires": tuple(sorted(requires)), "teaches": tuple(sorted(teaches))}
                for n, (length, requires, teaches) in enumerate(drawn)
            ),
        }
    )  # fmt: skip
    found = learning_time(policy, wanted)
    assert (None if found is None else found.count) == min(times, default=None)


WORKSPACE = """kind: ladder
id: ladder
name: 职位阶梯
tracks: [{{id: management, name: 管理通道}}]
grades:
  - {{id: agent, name: 客服, track: management, level: 1, headcount: 0..50}}
  - {{id: leader, name: 组长, track: management, level: 2, headcount: {headcount}}}
  - {{id: manager, name: 经理, track: management, level: 3, headcount: 1, experience: 2 years}}
moves: [{{from: agent, to: leader}}, {{from: leader, to: manager}}]
---
kind: promotion
id: leader
name: 组长竞聘
from: agent
to: leader
eligibility:
  - {{id: t, name: 任职, rule: {{condition: tenure, clock: {clock}, at_least: 1 year}}}}
components:
  - {{id: c, name: 评议, weight: 100%, scale: {{from: 0, to: 100}}}}
windows: [{{month: 12, opens: 1, closes: 10}}]
process:
  - {{id: notice, name: 公示, act: notice, actor: 人事专员, duration: 5 working days}}
---
kind: rotation
id: r
name: 轮岗
order: free
posts:
  - {{id: a, name: 甲部, stint: 3 months, headcount: 1..9}}
  - {{id: b, name: 乙部, stint: 3 months, headcount: 1..9}}
"""
OPEN = WORKSPACE.format(headcount=4, clock="grade")
IN_POST = WORKSPACE.format(headcount=4, clock="post")
STAFF = (
    Agent("A1", "甲", post="a", grade="客服", status="regular"),
    Agent("A2", "乙", post="b", grade="agent", status="probation"),
    Agent("A3", "丙", post="b", grade="组长", status="regular"),
)


def test_a_career_ends_with_the_round_of_the_last_step() -> None:
    known = policies(OPEN)
    found = career_of(known, WorkingCalendar())
    assert found is not None
    arrivals = earliest(found)
    assert arrivals["leader"].opens == date(2027, 12, 1)
    assert arrivals["leader"].day == date(2027, 12, 17)  # five working days after the tenth
    assert arrivals["manager"].day == date(2028, 11, 16)


def test_a_rotation_that_ends_every_stint_blocks_the_grade_and_those_above() -> None:
    (finding,) = findings("XPL009", IN_POST, STAFF)
    assert said(finding) == (
        "eligibility[0].rule.clock",
        "Nobody can ever hold 组长. «任职» asks for 1 year in one post, and the rotation ends "
        "every stint after 3 months at the latest. Grades above it that cannot be held either: "
        "1; agents in the grades below: 2.",
    )
    assert finding.related[0].message.english() == "The grade 组长."
    assert not findings("XPL009", OPEN, STAFF)


def test_who_does_not_rotate_can_stay_in_the_post() -> None:
    elsewhere = (*STAFF, Agent("A4", "丁", post="hotline", grade="客服", status="regular"))
    assert not findings("XPL009", IN_POST, elsewhere)


def test_a_post_that_nobody_may_hold_is_never_held() -> None:
    (finding,) = findings("XPL009", WORKSPACE.format(headcount=0, clock="grade"))
    assert said(finding)[0] == "grades[1].headcount"


def test_the_tenure_that_restarts_counts_the_people_it_touches() -> None:
    (finding,) = findings("XPL003", IN_POST, STAFF)
    assert finding.message.english().endswith("Agents who rotate: 3, of whom 2 are regular staff.")


def test_a_grade_promised_too_early_names_the_rule_that_takes_the_time() -> None:
    text = OPEN.replace("at_least: 1 year", "at_least: 4 years").replace(
        "headcount: 4}", "headcount: 4, experience: 1 year}"
    )
    (finding,) = findings("XPL011", text)
    assert said(finding) == (
        "grades[1].experience",
        "组长 asks for 1 year of experience. Hired on 2026-11-16, an agent who does everything "
        "right can compete for it from 2030-12-01 on, and hold it from 2030-12-17 on.",
    )
    assert finding.related[0].message.english().startswith("«任职» asks for 4 years.")
