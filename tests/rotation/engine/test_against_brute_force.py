"""On problems small enough to try every plan, the planner finds the best one, or says none is."""

import pytest
from hypothesis import HealthCheck, given, settings

from cs.rotation.planner import PlanOptions, plan
from cs.rotation.problem import RotationProblem
from cs.rotation.verifier import verify
from tests.rotation.engine.brute_force import best_plan
from tests.rotation.engine.problems import tiny_problems

EXACT = PlanOptions(gap=0.0)


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(tiny_problems())
def test_levels_and_objective_are_those_of_the_best_of_all_plans(
    problem: RotationProblem,
) -> None:
    best = best_plan(problem)
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
