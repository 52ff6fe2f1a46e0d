"""What people see: a calendar that reads without colour, and fits their terminal."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from cs.locale import set_language
from cs.rotation.breaches import conflicts, describe, rule_name, rule_route
from cs.rotation.grid import headers, letter
from cs.rotation.problem import (
    NOWHERE,
    BrokenRule,
    LeavePoolRule,
    PostGroupRule,
    Posts,
    RotationPlan,
    RotationProblem,
    Tie,
    TimesRule,
)
from cs.rotation.verdict_views import conflict_view, verdict_view
from cs.rotation.verifier import RULE_ORDER, verify
from cs.rotation.views import Selection, moves_in, moves_view, plan_view
from tests.rotation.builders import carousel, planned, with_agent, with_post
from tests.rotation.rendering import golden, rendered


@pytest.fixture(params=["en", "zh"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    set_language(request.param)
    yield request.param
    set_language("en")


def department() -> tuple[RotationProblem, Posts]:
    """Six agents at three posts, one absent, one leaving, one overdue and one joining."""
    problem, posts = carousel(posts=3, stint=2, horizon=12)
    for number, name in enumerate(("售前咨询", "售后支持", "投诉处理")):
        problem = with_post(problem, number, name=name)
    posts = posts.copy()
    problem = with_agent(problem, 0, absent=frozenset({1, 2}))
    problem = with_agent(problem, 2, last=7)
    posts[2, 8:] = NOWHERE
    problem = with_agent(problem, 3, served=3, history=(0, 3, 0))
    posts[3] = [1, 1, 1, *posts[3, 3:]]
    problem = with_agent(problem, 4, post=None, served=0, past=(), first=4, history=(0, 0, 0))
    posts[4, :4] = NOWHERE
    return problem, posts


def everyone(problem: RotationProblem, *, chosen: bool = False) -> Selection:
    return Selection(tuple(range(len(problem.agents))), chosen)


def shown(plan: RotationPlan, *, chosen: bool = False, width: int = 80) -> str:
    return rendered(plan_view(plan, everyone(plan.problem, chosen=chosen), width), width)


def test_the_calendar_of_a_small_staff(language: str) -> None:
    text = shown(planned(*department()))
    assert text == golden(f"calendar.{language}.txt", text)


def test_a_long_staff_is_summarised_by_post(language: str) -> None:
    text = shown(planned(*carousel(posts=6, stint=2, copies=8, horizon=12)))
    assert text == golden(f"summary.{language}.txt", text)


def test_moves_of_a_month(language: str) -> None:
    problem, posts = department()
    text = rendered(moves_view(problem, posts, 4, range(6)))
    assert text == golden(f"moves.{language}.txt", text)


def test_what_stands_in_the_way(language: str) -> None:
    problem, posts = department()
    text = rendered(conflict_view(problem, verify(problem, posts), _stated_at))
    assert text == golden(f"conflict.{language}.txt", text)


def _stated_at(breach: BrokenRule) -> str:
    return f"policies/rotation.yaml:{20 + (breach.post or 0)}"


@given(
    st.integers(40, 140), st.integers(2, 12), st.integers(1, 30), st.booleans(), st.integers(1, 2)
)
@settings(max_examples=15, deadline=None)
def test_no_line_is_wider_than_the_terminal(
    width: int, posts: int, horizon: int, chosen: bool, copies: int
) -> None:
    problem, matrix = carousel(posts=posts, stint=2, copies=copies, horizon=horizon)
    problem = with_post(problem, 0, name="客户服务一部及其全部附属业务岗位和外地分支机构")
    text = shown(planned(problem, matrix), chosen=chosen, width=width)
    assert max(cell_len(line) for line in text.splitlines()) <= width


@given(st.integers(60, 140), st.integers(1, 30))
@settings(max_examples=15, deadline=None)
def test_every_month_is_shown_once_however_narrow(width: int, horizon: int) -> None:
    problem, matrix = carousel(posts=3, stint=2, horizon=horizon)
    text = shown(planned(problem, matrix), chosen=True, width=width)
    row = "".join(line[len("E000 测试员0") - 4 :] for line in text.splitlines() if "E000" in line)
    letters = [mark for mark in row if mark in "ABC"]
    assert letters == [letter(int(post)) for post in matrix[0]]


def test_user_text_is_shown_as_it_stands() -> None:
    problem, posts = carousel(posts=3, stint=2, horizon=4)
    problem = with_agent(problem, 0, name="[red]x[/x]")
    problem = with_post(problem, 1, name="[bold]p")
    text = shown(planned(problem, posts))
    assert "[red]x[/x]" in text
    assert "[bold]p" in text


def test_a_headcount_out_of_range_is_marked_with_text() -> None:
    problem, posts = carousel(posts=3, stint=2, horizon=4)
    problem = with_post(problem, 0, low=(3,) * 6, high=(4,) * 6)
    text = shown(planned(problem, posts))
    assert "A 岗位0 (3..4) 2! 2! 2! 2!" in text
    assert "! outside the range" in text


def test_a_plan_that_is_not_proven_says_so() -> None:
    plan = planned(*carousel())
    open_plan = replace(plan, result=replace(plan.result, status="feasible", gap=0.125))
    assert "gap 12.50%: not proven to be the best." in shown(open_plan)


def test_letters_go_on_after_z() -> None:
    assert [letter(number) for number in (0, 25, 26, 51, 52)] == ["A", "Z", "AA", "AZ", "BA"]


def test_weeks_have_months_over_days() -> None:
    from datetime import date

    from cs.rotation.timeline import Timeline

    weeks = Timeline("week", date(2026, 11, 23))
    above, below = headers([weeks.period(number) for number in range(4)])
    assert above == ["11", "", "12", ""]
    assert below == ["23", "30", "07", "14"]


def test_moves_are_grouped_by_where_they_lead() -> None:
    problem, posts = department()
    pairs = [(before, after) for _agent, before, after in moves_in(problem, posts, 4, range(6))]
    assert pairs == sorted(pairs, key=lambda pair: (pair[0] is None, pair[0] or 0, pair[1]))
    assert (None, 1) in pairs


def test_every_rule_has_a_name_and_a_sentence() -> None:
    problem, _posts = carousel()
    both = frozenset({0, 1})
    problem = replace(
        problem,
        times=(TimesRule(0, both, both, 1, 2, 6),),
        post_groups=(PostGroupRule(0, both, (1,) * 9, (2,) * 9),),
        leave_pools=(LeavePoolRule(0, both, 1),),
        ties=(Tie(0, 1, True, both),),
    )
    for rule in RULE_ORDER:
        breach = BrokenRule(rule, post=1, period=2, agent=0, found=1, limit=2, item=0)
        assert rule_name(rule).english()
        said = describe(problem, breach).english()
        assert "2027-02" in said or rule == "times", "how often is said of the whole plan"


def test_rules_point_into_the_policy() -> None:
    assert rule_route(BrokenRule("headcount", post=2)) == ("posts", 2, "headcount")
    assert rule_route(BrokenRule("leaving_share", post=2)) == ("rules", "leaving_share")
    assert rule_route(BrokenRule("pin", post=2, agent=0)) is None


def test_breaches_are_gathered_by_rule_and_post() -> None:
    broken = [
        BrokenRule("headcount", 1, 3, None, 5, 4),
        BrokenRule("headcount", 1, 4, None, 7, 4),
        BrokenRule("headcount", 2, 3, None, 1, 4),
    ]
    first, second = conflicts(broken)
    assert (first.periods, first.worst.found) == ((3, 4), 7)
    assert second.post == 2


def test_a_verdict_lists_every_breach() -> None:
    problem, posts = carousel(posts=3, stint=2, horizon=3)
    problem = with_post(problem, 0, low=(3,) * 5, high=(4,) * 5)
    text = rendered(verdict_view(problem, verify(problem, posts), _stated_at))
    assert text.splitlines() == [
        "policies/rotation.yaml:20: headcount: 岗位0 has headcount 2 in 2026-12, allowed",
        "3..4.",
        "policies/rotation.yaml:20: headcount: 岗位0 has headcount 2 in 2027-01, allowed",
        "3..4.",
        "policies/rotation.yaml:20: headcount: 岗位0 has headcount 2 in 2027-02, allowed",
        "3..4.",
        "The plan from 2026-12 to 2027-02 breaks rules: 3",
    ]
