"""What the planner answers on small departments whose situation is plain to see."""

from dataclasses import replace

import pytest

from cs.rotation import planner
from cs.rotation.answers import PlanOptions, Progress
from cs.rotation.evaluation import evaluate
from cs.rotation.planner import plan
from cs.rotation.problem import NOWHERE, Evaluation, HardRules
from cs.rotation.verifier import verify
from tests.rotation.engine.departments import (
    HORIZON,
    LENGTH,
    department,
    with_agent,
    with_headcount,
)


def test_a_department_in_balance_is_planned_and_proven() -> None:
    problem = department()
    result = plan(problem)
    assert result.status == "proven"
    assert result.posts is not None
    assert verify(problem, result.posts) == ()
    assert (result.overdue.value, result.deviations.value) == (0, 0)
    assert result.gap <= PlanOptions().gap
    assert result.evaluation == evaluate(problem, result.posts)
    assert result.bound <= result.evaluation.objective


@pytest.mark.parametrize(
    "rules",
    [
        HardRules(ring=True),
        HardRules(no_return=2),
        HardRules(no_return="all"),
        HardRules(leaving_share=(2, 3)),
        HardRules(experienced_share=(1, 4)),
        HardRules(ring=True, no_return="all", leaving_share=(1, 1), experienced_share=(1, 10)),
    ],
)
def test_every_rule_is_kept(rules: HardRules) -> None:
    problem = department(rules=rules)
    result = plan(problem)
    assert result.posts is not None
    assert result.status in ("proven", "feasible")
    assert verify(problem, result.posts) == ()


def test_the_same_problem_gives_the_same_bytes() -> None:
    one, two = plan(department(3)), plan(department(3))
    assert one.posts is not None
    assert two.posts is not None
    assert one.posts.tobytes() == two.posts.tobytes()
    assert replace(one, posts=None) == replace(two, posts=None)


def test_an_overdue_agent_moves_at_once_where_the_rules_let_him() -> None:
    problem = with_agent(department(), 0, served=7)
    result = plan(problem)
    assert result.posts is not None
    assert result.overdue.value == 0
    assert result.posts[0, 0] != problem.agents[0].post


def test_overdue_agents_wait_where_not_all_may_leave_at_once() -> None:
    # All four agents of the first post are overdue, and half of a post may leave at a time.
    problem = department(rules=HardRules(leaving_share=(1, 2)))
    problem = replace(
        problem,
        agents=tuple(replace(a, served=9) if a.post == 0 else a for a in problem.agents),
        posts=tuple(
            replace(p, low=(0,) * LENGTH, high=(None,) * LENGTH, may_extend=2)
            for p in problem.posts
        ),
    )
    result = plan(problem)
    assert result.posts is not None
    assert verify(problem, result.posts) == ()
    # Two go at once, two wait a period; by then others have joined them and both may go.
    assert result.overdue.value == 2
    assert result.overdue.bound == 2


def test_absence_keeps_the_post_and_stops_the_clock() -> None:
    away = frozenset({1, 2})
    problem = with_agent(department(), 0, served=0, history=(0, 0, 0), absent=away)
    result = plan(problem)
    assert result.posts is not None
    assert verify(problem, result.posts) == ()
    assert result.posts[0, 0] == result.posts[0, 1] == result.posts[0, 2]


def test_one_who_joins_later_and_one_who_leaves_have_a_post_only_while_employed() -> None:
    problem = with_agent(department(), 0, last=3)
    problem = with_agent(problem, 1, post=None, served=0, history=(0, 0, 0), past=(), first=2)
    problem = replace(
        problem,
        posts=tuple(replace(p, low=(0,) * LENGTH, high=(None,) * LENGTH) for p in problem.posts),
    )
    result = plan(problem)
    assert result.posts is not None
    assert verify(problem, result.posts) == ()
    assert (result.posts[0] == NOWHERE).tolist() == [False] * 4 + [True] * 2
    assert (result.posts[1] == NOWHERE).tolist() == [True] * 2 + [False] * 4


def test_somebody_absent_all_the_time_keeps_his_post() -> None:
    problem = with_agent(department(), 0, absent=frozenset(range(LENGTH)))
    result = plan(problem)
    assert result.posts is not None
    assert set(result.posts[0].tolist()) == {problem.agents[0].post}


def test_a_pin_is_kept() -> None:
    problem = with_agent(department(), 0, pins=frozenset({(4, 1)}))
    result = plan(problem)
    assert result.posts is not None
    assert verify(problem, result.posts) == ()
    assert result.posts[0, 4] == 1


def test_nobody_needs_no_plan() -> None:
    problem = replace(department(), agents=())
    empty = with_headcount(with_headcount(with_headcount(problem, 0, 0, 9), 1, 0, 9), 2, 0, 9)
    result = plan(empty)
    assert result.status == "proven"
    assert result.posts is not None
    assert result.posts.shape == (0, HORIZON)


def test_a_headcount_that_nobody_can_fill_is_named() -> None:
    problem = with_headcount(department(), 2, low=30, high=40)
    result = plan(problem)
    assert result.status == "infeasible"
    assert result.posts is not None
    assert {(b.rule, b.post) for b in result.broken} >= {("headcount", 2)}
    assert all(b.rule == "headcount" for b in result.broken)


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"pins": frozenset({(3, 0), (3, 1)})}, "pin"),
        ({"pins": frozenset({(0, 2)}), "served": 1}, "pin"),
        ({"forbidden": frozenset({(0, 0)}), "served": 1}, "forbidden_stint"),
        ({"may_enter": (False, False, False), "served": 2}, "agreement"),
    ],
)
def test_an_agent_who_cannot_keep_his_own_rules_is_named(
    changes: dict[str, object], rule: str
) -> None:
    result = plan(with_agent(department(), 0, **changes))
    assert result.status == "infeasible"
    assert rule in {b.rule for b in result.broken}
    assert {b.agent for b in result.broken if b.agent is not None} == {0}


def test_a_no_return_rule_longer_than_the_posts_is_named() -> None:
    result = plan(department(rules=HardRules(no_return=3)))
    assert result.status == "infeasible"
    assert "no_return" in {b.rule for b in result.broken}


@pytest.mark.parametrize("polls", [0, 1, 3, 10])
def test_stopping_gives_the_best_plan_so_far(polls: int) -> None:
    problem = department(3)
    asked = 0

    def stop() -> bool:
        nonlocal asked
        asked += 1
        return asked > polls

    result = plan(problem, PlanOptions(gap=0.0), stop=stop)
    assert result.status in ("interrupted", "proven")
    assert result.posts is not None
    assert verify(problem, result.posts) == ()
    assert result.evaluation is not None
    assert result.bound <= result.evaluation.objective


def test_progress_tells_bound_and_gap() -> None:
    steps: list[Progress] = []
    result = plan(department(3), progress=steps.append)
    assert [step.phase for step in steps if step.phase == "bound"]
    assert steps[-1].best == pytest.approx(_objective(result.evaluation))
    assert all(step.message.english() for step in steps)


def test_only_the_ratio_of_weights_counts() -> None:
    problem = department()
    tenfold = replace(problem, goals=replace(problem.goals, fairness=40, growth=30, interest=20))
    tenfold = replace(tenfold, goals=replace(tenfold.goals, stability=10))
    one, two = plan(problem, PlanOptions(gap=0.0)), plan(tenfold, PlanOptions(gap=0.0))
    assert _objective(one.evaluation) == pytest.approx(_objective(two.evaluation))


def test_without_goals_any_plan_within_the_rules_is_best() -> None:
    problem = department()
    goals = replace(problem.goals, fairness=0, growth=0, interest=0, stability=0)
    result = plan(replace(problem, goals=goals))
    assert result.status == "proven"
    assert _objective(result.evaluation) == 0


def test_a_hundred_agents_come_within_a_thousandth_of_the_bound() -> None:
    result = plan(department(20))
    assert result.status == "proven"
    assert result.gap <= 1e-3


def _objective(evaluation: Evaluation | None) -> float:
    assert evaluation is not None
    return evaluation.objective


def test_a_proof_that_no_plan_exists_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    # How far every plan must break the rules took minutes where shares are of few people.
    monkeypatch.setattr(planner, "settle_levels", lambda *_: pytest.fail("not asked"))
    result = plan(with_headcount(department(), 2, low=30, high=40))
    assert result.status == "infeasible"
    assert {b.rule for b in result.broken} == {"headcount"}


def test_the_levels_are_given_up_when_asked_long_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    polls: list[int] = []

    def endless(*given: object) -> None:
        stop = given[-1]
        assert callable(stop)
        while not stop():
            polls.append(1)

    monkeypatch.setattr(planner, "settle_levels", endless)
    result = plan(department(3), stop=lambda: True)
    assert result.status == "interrupted"
    assert len(polls) >= planner.PATIENCE
