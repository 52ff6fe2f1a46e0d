"""Worst first: on tiny problems no plan has lesser losses, sorted from the largest on."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cs.rotation.answers import PlanOptions
from cs.rotation.evaluation import tabulate, weighted_losses
from cs.rotation.planner import plan
from cs.rotation.planning import under_caps, worst_first
from cs.rotation.problem import RotationProblem
from cs.rotation.verifier import verify
from tests.rotation.engine.brute_force import rows_of
from tests.rotation.engine.departments import department
from tests.rotation.engine.problems import coupled_problems, path_problems, tiny_problems

EXACT = PlanOptions(gap=0.0)


def leximin(problem: RotationProblem) -> tuple[int, int, list[float]] | None:
    """Least overdue periods, deviations and sorted losses of all plans; None if there is none."""
    whole = replace(problem, horizon=problem.length)
    scored = []
    for rows in product(*(rows_of(problem, n) for n in range(len(problem.agents)))):
        losses = sorted((round(row[2], 9) for row in rows), reverse=True)
        key = (sum(row[0] for row in rows), sum(row[1] for row in rows), losses)
        scored.append((key, tuple(row[3] for row in rows)))
    for key, matrix in sorted(scored):
        if not verify(whole, np.array(matrix, np.int16)):
            return key
    return None


@settings(max_examples=14, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.one_of(tiny_problems(most_agents=3), path_problems(), coupled_problems()))
def test_sorted_losses_are_the_least_of_all_plans(problem: RotationProblem) -> None:
    problem = replace(problem, goals=replace(problem.goals, worst_first=True))
    best = leximin(problem)
    result = plan(problem, EXACT)
    if best is None:
        assert result.status == "infeasible"
        assert result.worst == ()
        return
    assert result.posts is not None
    assert verify(problem, result.posts) == ()
    losses = sorted(weighted_losses(problem, tabulate(problem), result.posts), reverse=True)
    assert losses == pytest.approx(best[2], abs=1e-7)
    assert all(level.proven for level in result.worst)
    assert sum(len(level.agents) for level in result.worst) == len(problem.agents)
    assert [level.loss for level in result.worst] == pytest.approx(
        sorted({round(loss, 7) for loss in losses}, reverse=True), abs=1e-6
    )


def test_by_caps_the_worst_off_is_as_well_off_as_by_the_program_over_everything(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    problem = department(2)
    problem = replace(problem, goals=replace(problem.goals, worst_first=True))
    exact = plan(problem, EXACT)
    monkeypatch.setattr(under_caps, "PAIRS", 0)
    capped = plan(problem)
    assert exact.status == "proven"
    assert exact.work["worst_complete"] == 1
    assert capped.posts is not None
    assert verify(problem, capped.posts) == ()
    assert capped.worst[0].loss == pytest.approx(exact.worst[0].loss)
    assert 0 < len(capped.worst) <= worst_first.MOST_LEVELS
    staff = tabulate(problem)
    losses = weighted_losses(problem, staff, capped.posts)
    assert losses.max() == pytest.approx(capped.worst[0].loss)
    first = capped.worst[0]
    assert set(np.flatnonzero(losses >= first.loss - 1e-9)) == set(first.agents)


def test_the_worst_off_is_no_worse_than_under_the_sum() -> None:
    problem = department(2)
    fair = replace(problem, goals=replace(problem.goals, worst_first=True))
    staff = tabulate(problem)
    by_sum, by_worst = plan(problem, EXACT), plan(fair, EXACT)
    assert by_sum.posts is not None
    assert by_worst.posts is not None
    assert by_sum.worst == ()
    assert by_worst.method == "path columns, worst first"
    losses = [weighted_losses(problem, staff, r.posts) for r in (by_sum, by_worst)]
    assert losses[1].max() <= losses[0].max() + 1e-9
    assert losses[1].sum() >= losses[0].sum() - 1e-9


def test_one_who_stops_gets_the_plan_so_far() -> None:
    problem = department(2)
    problem = replace(problem, goals=replace(problem.goals, worst_first=True))
    lifting: list[bool] = []

    def watch(step: object) -> None:
        if getattr(step, "phase", "") == "worst":
            lifting.append(True)

    result = plan(problem, EXACT, watch, lambda: bool(lifting))
    assert result.status == "interrupted"
    assert result.posts is not None
    assert verify(problem, result.posts) == ()
