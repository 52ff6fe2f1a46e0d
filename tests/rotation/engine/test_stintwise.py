"""Losses summed stint by stint bound the true ones from below, and give whole plans."""

import pytest

from benchmarks.rotation.instances import department
from cs.rotation.answers import DEFAULTS, Asked
from cs.rotation.evaluation import evaluate, tabulate
from cs.rotation.planner import plan
from cs.rotation.planning.families import group_families
from cs.rotation.problem import RotationProblem
from cs.rotation.stint_by_stint import plan_stint_by_stint
from cs.rotation.verifier import verify


def asked(problem: RotationProblem) -> Asked:
    staff = tabulate(problem)
    families = group_families(problem, staff)
    return Asked(problem, problem, staff, families, DEFAULTS, lambda _: None, None)


@pytest.mark.parametrize(
    "problem",
    [
        department(40, tolerance=0.2, months=4),
        department(12, tolerance=0.5, months=6, stints=(2, 1, 1)),
    ],
    ids=["hardly anybody comes back", "everybody comes back, so tangents"],
)
def test_the_bound_is_below_the_best_plan_and_the_plan_keeps_all_rules(
    problem: RotationProblem,
) -> None:
    best = plan(problem)
    found = plan_stint_by_stint(asked(problem))
    assert best.evaluation is not None
    assert found is not None
    assert found.posts is not None
    assert found.evaluation is not None
    assert verify(problem, found.posts) == ()
    assert evaluate(problem, found.posts).objective == found.evaluation.objective
    assert found.bound <= best.evaluation.objective + 1e-9
    assert found.evaluation.objective >= best.bound - 1e-9
    assert found.bound > 0.5 * best.bound


def test_a_plan_made_window_by_window_is_kept_where_it_is_better() -> None:
    problem = department(12, tolerance=0.5, months=6, stints=(2, 1, 1))
    best = plan(problem)
    assert best.evaluation is not None
    alone = plan_stint_by_stint(asked(problem))
    assert alone is not None
    assert alone.evaluation is not None
    found = plan_stint_by_stint(asked(problem), lambda: best.posts)
    assert found is not None
    assert found.evaluation is not None
    assert found.posts is not None
    assert verify(problem, found.posts) == ()
    least = best.evaluation.objective - 1e-9
    assert least <= found.evaluation.objective < alone.evaluation.objective
    assert found.bound == alone.bound


def test_the_same_question_gives_the_same_plan() -> None:
    problem = department(40, tolerance=0.3, months=3)
    first, second = plan_stint_by_stint(asked(problem)), plan_stint_by_stint(asked(problem))
    assert first is not None
    assert second is not None
    assert first.posts is not None
    assert second.posts is not None
    assert (first.posts == second.posts).all()
    assert first.bound == second.bound
