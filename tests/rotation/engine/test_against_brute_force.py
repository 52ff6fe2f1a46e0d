"""On problems small enough to try every plan, the planner finds the best one, or says none is."""

import pytest
from hypothesis import HealthCheck, given, settings

from cs.rotation.answers import PlanOptions
from cs.rotation.planner import plan
from cs.rotation.problem import RotationProblem
from cs.rotation.verifier import verify
from tests.rotation.engine.brute_force import best_plan
from tests.rotation.engine.problems import (
    PATH_RULES,
    POST_RULES,
    coupled_problems,
    path_problems,
    tiny_problems,
)

EXACT = PlanOptions(gap=0.0)
FEW = 3_000
"""So many plans at most are tried in the quick run: some tiny problems have half a million."""


SHORT = settings(
    deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), max_examples=30
)


@SHORT
@given(tiny_problems())
def test_levels_and_objective_are_those_of_the_best_of_all_plans(
    problem: RotationProblem,
) -> None:
    _is_best(problem)


@pytest.mark.parametrize("rule", PATH_RULES)
def test_each_rule_over_paths_alone(rule: str) -> None:
    @settings(SHORT, max_examples=10)
    @given(path_problems(rule))
    def holds(problem: RotationProblem) -> None:
        _is_best(problem)

    holds()


@settings(SHORT, max_examples=20)
@given(path_problems())
def test_rules_over_paths_together(problem: RotationProblem) -> None:
    _is_best(problem)


@pytest.mark.parametrize("rule", POST_RULES)
def test_each_rule_that_ties_agents_alone(rule: str) -> None:
    @settings(SHORT, max_examples=10)
    @given(coupled_problems(rule))
    def holds(problem: RotationProblem) -> None:
        _is_best(problem)

    holds()


@settings(SHORT, max_examples=20)
@given(coupled_problems())
def test_rules_that_tie_agents_together(problem: RotationProblem) -> None:
    _is_best(problem)


@settings(SHORT, max_examples=15)
@given(coupled_problems(wider=True))
def test_rules_of_every_kind_together(problem: RotationProblem) -> None:
    _is_best(problem)


@pytest.mark.thousands
@pytest.mark.parametrize("wider", [False, True])
@pytest.mark.parametrize("rule", [None, *POST_RULES])
def test_thousands_of_problems_with_rules_that_tie_agents(rule: str | None, wider: bool) -> None:
    @settings(SHORT, max_examples=300)
    @given(coupled_problems(rule, wider))
    def holds(problem: RotationProblem) -> None:
        _is_best(problem, None)

    holds()


@pytest.mark.thousands
@pytest.mark.parametrize("rule", [None, *PATH_RULES])
def test_thousands_of_problems_with_rules_over_paths(rule: str | None) -> None:
    @settings(SHORT, max_examples=600)
    @given(path_problems(rule))
    def holds(problem: RotationProblem) -> None:
        _is_best(problem, None)

    holds()


def _is_best(problem: RotationProblem, most: int | None = FEW) -> None:
    best = best_plan(problem, most)
    result = plan(problem, EXACT)
    if best is None:
        assert result.status == "infeasible"
        assert result.posts is not None
        assert result.broken
        return
    assert result.posts is not None
    assert result.evaluation is not None
    assert result.broken == ()
    assert verify(problem, result.posts) == ()
    found = result.evaluation
    assert (found.overdue, found.deviations) == best[:2]
    assert found.objective == pytest.approx(best[2], abs=1e-7)
    assert result.bound <= found.objective
    assert result.bound == pytest.approx(best[2], abs=1e-5)
    assert result.overdue.bound <= result.overdue.value
    assert result.deviations.bound <= result.deviations.value
