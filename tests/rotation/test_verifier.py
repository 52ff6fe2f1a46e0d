"""The verifier takes valid plans as they are, and names every rule that a plan breaks."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cs.rotation.problem import NOWHERE, BrokenRule, Posts, RotationProblem
from cs.rotation.stints import all_stints, deviating_stints, overdue_stints
from cs.rotation.verifier import verify
from tests.rotation.builders import carousel, with_agent, with_post, with_rules

Case = tuple[RotationProblem, Posts]


def rules_broken(problem: RotationProblem, posts: Posts) -> set[str]:
    return {breach.rule for breach in verify(problem, posts)}


carousels = st.builds(
    carousel,
    posts=st.integers(3, 5),
    stint=st.integers(2, 3),
    copies=st.integers(1, 2),
    horizon=st.integers(5, 16),
)


@given(carousels)
@settings(max_examples=40, deadline=None)
def test_a_valid_plan_breaks_nothing(case: Case) -> None:
    assert verify(*case) == ()


def _a_change(posts: Posts, agent: int) -> int:
    row = posts[agent]
    return next(period for period in range(1, len(row)) if row[period] != row[period - 1])


def _edited(posts: Posts, agent: int, period: int, post: int) -> Posts:
    changed = posts.copy()
    changed[agent, period] = post
    return changed


def _too_long(problem: RotationProblem, posts: Posts, agent: int) -> Case:
    period = _a_change(posts, agent)
    return problem, _edited(posts, agent, period, posts[agent, period - 1])


def _too_short(problem: RotationProblem, posts: Posts, agent: int) -> Case:
    period = _a_change(posts, agent)
    return problem, _edited(posts, agent, period - 1, posts[agent, period])


def _out_of_order(problem: RotationProblem, posts: Posts, agent: int) -> Case:
    period = _a_change(posts, agent)
    changed = posts.copy()
    changed[agent, period:] = (changed[agent, period:] + 1) % len(problem.posts)
    return problem, changed


def _unemployed(problem: RotationProblem, posts: Posts, agent: int) -> Case:
    return problem, _edited(posts, agent, 1, NOWHERE)


def _left(problem: RotationProblem, posts: Posts, agent: int) -> Case:
    return with_agent(problem, agent, last=2), posts


def _pinned(problem: RotationProblem, posts: Posts, agent: int) -> Case:
    other = (int(posts[agent, 2]) + 1) % len(problem.posts)
    return with_agent(problem, agent, pins=frozenset({(2, other)})), posts


def _forbidden(problem: RotationProblem, posts: Posts, agent: int) -> Case:
    return with_agent(problem, agent, forbidden=frozenset({(2, int(posts[agent, 2]))})), posts


def _moved_while_absent(problem: RotationProblem, posts: Posts, agent: int) -> Case:
    return with_agent(problem, agent, absent=frozenset({_a_change(posts, agent)})), posts


def _below_headcount(problem: RotationProblem, posts: Posts, agent: int) -> Case:
    low = (problem.posts[0].low[0] + 1,) * problem.length
    return with_post(problem, 0, low=low, high=(None,) * problem.length), posts


def _above_headcount(problem: RotationProblem, posts: Posts, agent: int) -> Case:
    high = (problem.posts[0].low[0] - 1,) * problem.length
    return with_post(problem, 0, low=(0,) * problem.length, high=high), posts


def _no_skill(problem: RotationProblem, posts: Posts, agent: int) -> Case:
    entered = int(posts[agent, _a_change(posts, agent)])
    return with_post(problem, entered, requires=frozenset({"unheard of"})), posts


def _no_agreement(problem: RotationProblem, posts: Posts, agent: int) -> Case:
    entered = int(posts[agent, _a_change(posts, agent)])
    allowed = tuple(post != entered for post in range(len(problem.posts)))
    return with_agent(problem, agent, may_enter=allowed), posts


def _returned(problem: RotationProblem, posts: Posts, agent: int) -> Case:
    held = problem.agents[agent].post
    entered = next(int(post) for post in posts[agent] if post != held)
    return with_agent(problem, agent, past=(entered, held)), posts


def _too_many_leave(problem: RotationProblem, posts: Posts, agent: int) -> Case:
    return with_rules(problem, leaving_share=(1, problem.posts[0].length + 1)), posts


def _too_green(problem: RotationProblem, posts: Posts, agent: int) -> Case:
    return with_rules(problem, experienced_after=problem.horizon + 4), posts


MUTATIONS: dict[str, tuple[Callable[[RotationProblem, Posts, int], Case], str]] = {
    "stint too long": (_too_long, "stint_length"),
    "stint too short": (_too_short, "stint_length"),
    "order": (_out_of_order, "ring_order"),
    "no post while employed": (_unemployed, "employment"),
    "a post after the last day": (_left, "employment"),
    "pin": (_pinned, "pin"),
    "forbidden": (_forbidden, "forbidden_stint"),
    "moved while absent": (_moved_while_absent, "current_stint"),
    "headcount low": (_below_headcount, "headcount"),
    "headcount high": (_above_headcount, "headcount"),
    "skill": (_no_skill, "required_skill"),
    "agreement": (_no_agreement, "agreement"),
    "return": (_returned, "no_return"),
    "leaving": (_too_many_leave, "leaving_share"),
    "experience": (_too_green, "experienced_share"),
}


@pytest.mark.parametrize("mutation", MUTATIONS)
@given(case=carousels, choice=st.integers(0, 10**6))
@settings(max_examples=15, deadline=None)
def test_each_single_breach_is_found(mutation: str, case: Case, choice: int) -> None:
    mutate, rule = MUTATIONS[mutation]
    problem, posts = case
    assert rule in rules_broken(*mutate(problem, posts, choice % len(problem.agents)))


def test_figures_say_what_was_found_and_what_is_allowed() -> None:
    problem, posts = carousel(posts=3, stint=2, horizon=6)
    problem = with_post(problem, 1, low=(0, 0, 3, 0, 0, 0, 0, 0))
    assert verify(problem, posts) == (BrokenRule("headcount", 1, 2, None, 2, 3),)


def test_the_clock_of_a_stint_stops_during_absence() -> None:
    problem, posts = carousel(posts=3, stint=2, horizon=3)
    free = with_rules(
        problem, ring=False, no_return=None, leaving_share=None, experienced_share=None
    )
    for post in range(3):
        free = with_post(free, post, low=(0,) * 5, high=(None,) * 5)
    # E000 has served 1 of 2 periods at post 0, is away in period 0, and serves the second in 1.
    away = with_agent(free, 0, absent=frozenset({0}))
    kept = posts.copy()
    kept[0] = [0, 0, 1]
    assert verify(away, kept) == ()
    assert verify(free, kept) == (BrokenRule("stint_length", 0, 1, 0, 3, 2),)


def test_an_overdue_agent_may_wait_however_long() -> None:
    problem, posts = carousel(posts=3, stint=2, horizon=4)
    loose = with_rules(
        problem, ring=False, no_return=None, leaving_share=None, experienced_share=None
    )
    for post in range(3):
        loose = with_post(loose, post, low=(0,) * 6, high=(None,) * 6)
    waiting = posts.copy()
    waiting[1] = 0
    assert problem.agents[1].served == 2
    assert verify(loose, waiting) == ()
    stints = all_stints(loose, waiting)
    assert [(odd.agent, odd.periods) for odd in overdue_stints(loose, stints)] == [(1, 4)]
    assert deviating_stints(loose, stints) == ()


def test_skills_of_a_finished_stint_open_the_next_post_at_once() -> None:
    problem, posts = carousel(posts=3, stint=2, horizon=6)
    taught_before = with_post(problem, 1, requires=frozenset({"skill 0"}))
    # Agents who start at post 2 come to 1 by way of 0; those who start at 1 come back after 0.
    assert verify(taught_before, posts) == ()
    taught_later = with_post(problem, 1, requires=frozenset({"skill 2"}))
    assert {
        breach.agent for breach in verify(taught_later, posts) if breach.rule == "required_skill"
    } == {0, 1}


def test_who_leaves_the_firm_or_is_away_does_not_count_as_leaving_the_post() -> None:
    problem, posts = carousel(posts=3, stint=2, copies=2, horizon=1)
    for post in range(3):
        problem = with_post(problem, post, low=(0,) * 3, high=(None,) * 3)
    assert verify(problem, posts) == ()
    strict = with_rules(problem, leaving_share=(1, 4), experienced_share=None)
    assert rules_broken(strict, posts) == {"leaving_share"}
    # Three of the four who would leave each post leave the firm instead: one in four may go.
    gone = posts.copy()
    for post in range(3):
        number = post * 4 + 2
        strict = with_agent(strict, number, last=-1)
        gone[number] = NOWHERE
    assert verify(strict, gone) == ()


def test_no_return_before_a_number_of_other_posts() -> None:
    problem, posts = carousel(posts=4, stint=1, horizon=5)
    free = with_rules(problem, ring=False, leaving_share=None, experienced_share=None, no_return=3)
    assert verify(free, posts) == ()
    assert rules_broken(with_rules(free, no_return=4), posts) == {"no_return"}


def test_all_posts_means_those_that_the_agent_may_enter() -> None:
    problem, _posts = carousel(posts=4, stint=1, horizon=3)
    only = replace(
        with_rules(problem, ring=False, leaving_share=None, experienced_share=None),
        agents=problem.agents[:1],
        posts=tuple(replace(post, low=(0,) * 4, high=(None,) * 4) for post in problem.posts),
    )
    row = np.array([[1, 2, 0]], dtype=np.int16)
    assert rules_broken(only, row) == {"no_return"}
    assert verify(with_agent(only, 0, may_enter=(True, True, True, False)), row) == ()


def test_a_matrix_of_another_shape_is_refused() -> None:
    problem, posts = carousel()
    with pytest.raises(ValueError, match="shape"):
        verify(problem, posts[:, 1:])
    with pytest.raises(ValueError, match="does not exist"):
        verify(problem, _edited(posts, 0, 0, 9))
