"""A plan's later part answers the later question, and planning part by part keeps every rule."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cs.rotation.answers import PlanOptions
from cs.rotation.planner import plan
from cs.rotation.planning.paths import GraphTooLargeError
from cs.rotation.planning.shifting import shift
from cs.rotation.problem import HardRules, RotationProblem, TimesRule
from cs.rotation.verifier import verify
from cs.rotation.windows import plan_in_windows
from tests.rotation.engine.departments import HORIZON, department, with_agent
from tests.rotation.engine.problems import path_problems, tiny_problems

SHORT = settings(
    deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), max_examples=20
)


def whole_horizon(problem: RotationProblem) -> RotationProblem:
    """The problem without periods after its horizon."""
    return replace(problem, horizon=problem.length)


@SHORT
@given(st.one_of(tiny_problems(), path_problems()), st.integers(1, 3))
def test_the_rest_of_a_valid_plan_is_a_valid_plan_of_the_rest(
    problem: RotationProblem, periods: int
) -> None:
    result = plan(whole_horizon(problem), PlanOptions(gap=1.0))
    if result.status == "infeasible" or result.posts is None:
        return
    assert verify(whole_horizon(problem), result.posts) == ()
    rest = shift(problem, result.posts, min(periods, problem.horizon - 1))
    passed = problem.length - rest.length
    assert verify(whole_horizon(rest), result.posts[:, passed:]) == ()


@SHORT
@given(st.one_of(tiny_problems(), path_problems()))
def test_windows_find_a_plan_where_there_is_one(problem: RotationProblem) -> None:
    exact = plan(problem, PlanOptions(gap=1.0))
    parts = plan_in_windows(problem, plan, 10**6)
    assert (parts.status == "infeasible") == (exact.status == "infeasible")
    assert parts.posts is not None
    if parts.status == "infeasible":
        assert parts.broken
        return
    assert verify(problem, parts.posts) == ()
    assert exact.evaluation is not None
    assert parts.evaluation is not None
    assert parts.evaluation.overdue >= exact.evaluation.overdue >= parts.overdue.bound
    assert parts.deviations.bound <= parts.deviations.value


def test_a_graph_too_large_is_planned_window_by_window() -> None:
    problem = department(3, HardRules(no_return=1))
    agents = frozenset(range(len(problem.agents)))
    problem = replace(
        problem, times=(TimesRule(0, frozenset({1}), agents, low=1, high=3, within=HORIZON),)
    )
    exact = plan(problem)
    result = plan(problem, PlanOptions(arcs=150))
    assert exact.method == "path columns"
    assert result.method == "path columns, window by window"
    assert (result.status == "infeasible") == (exact.status == "infeasible")
    assert result.posts is not None
    assert result.posts.shape == (len(problem.agents), HORIZON)
    assert (verify(problem, result.posts) == ()) == (result.status == "feasible")


def test_paths_that_are_too_many_for_any_window_are_an_error() -> None:
    with pytest.raises(GraphTooLargeError):
        plan(department(3), PlanOptions(arcs=20))


def test_who_was_absent_when_the_window_ends_is_no_occupant_of_the_next() -> None:
    problem = department(2, HardRules(leaving_share=(1, 2)))
    problem = with_agent(problem, 0, absent=frozenset({1}))
    result = plan(whole_horizon(problem), PlanOptions(gap=1.0))
    assert result.posts is not None
    rest = shift(problem, result.posts, 2)
    assert -1 in rest.agents[0].absent
    assert verify(whole_horizon(rest), result.posts[:, 2:]) == ()
    # Two occupants are left of whom one may leave; the third one is absent.
    held = [agent.post for agent in rest.agents]
    post = held[0]
    assert post is not None
    leaving = result.posts[:, 2:].copy()
    others = [number for number, at in enumerate(held) if at == post]
    for number in others:
        leaving[number, 0] = (post + 1) % 3
    shares = [
        one for one in verify(rest, leaving[:, : rest.horizon]) if one.rule == "leaving_share"
    ]
    assert shares
    assert shares[0].limit == (len(others) - 1) // 2
