"""On problems small enough to try every plan: conflicts conflict, and no part of them does."""

from hypothesis import HealthCheck, assume, given, settings

from cs.rotation.conflicts.changes import relaxed
from cs.rotation.conflicts.diagnosis import diagnose
from cs.rotation.conflicts.elements import only
from cs.rotation.problem import RotationProblem
from tests.rotation.conflicts.judging import assert_proven
from tests.rotation.engine.brute_force import best_plan
from tests.rotation.engine.problems import tiny_problems


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(tiny_problems())
def test_conflicts_are_those_of_all_plans(problem: RotationProblem) -> None:
    assume(len(problem.posts) ** (problem.length * len(problem.agents)) < 10_000)
    diagnosis = diagnose(problem)
    best = best_plan(problem)
    assert diagnosis.feasible == (best is not None)
    if best is not None:
        return
    assert_proven(problem, diagnosis)
    assert diagnosis.conflict is not None
    assert best_plan(only(problem, diagnosis.conflict.elements)) is None
    assert diagnosis.relaxations
    for relaxation in diagnosis.relaxations:
        assert best_plan(relaxed(problem, relaxation.changes)) is not None
