"""What fairness is told by: figures of a plan that can be counted by hand."""

from dataclasses import replace

import numpy as np
import pytest

from cs.rotation.answers import PlanOptions
from cs.rotation.fairness.lifting import lift, worst_off
from cs.rotation.fairness.measures import (
    Wish,
    by_group,
    gini,
    granted_by_rank,
    measure,
    spreads,
)
from cs.rotation.planner import plan
from tests.rotation.builders import carousel, with_agent
from tests.rotation.engine.departments import department, with_headcount

EXACT = PlanOptions(gap=0.0)


@pytest.mark.parametrize(
    ("values", "coefficient"),
    [
        ((1, 1, 1, 1), 0.0),
        ((0, 0, 0, 1), 0.75),
        ((1, 3), 0.25),
        ((0, 0), 0.0),
        ((2,), 0.0),
    ],
)
def test_gini_is_the_mean_difference_over_twice_the_mean(
    values: tuple[float, ...], coefficient: float
) -> None:
    pairs = [abs(one - other) for one in values for other in values]
    mean = sum(values) / len(values)
    assert gini(values) == pytest.approx(coefficient)
    assert gini(values) * 2 * mean == pytest.approx(sum(pairs) / len(pairs))


def test_months_wishes_and_changes_of_a_carousel() -> None:
    problem, posts = carousel(posts=3, stint=2, horizon=6)
    problem = with_agent(problem, 0, interest=(0.5, 0.0, 1.0))
    figures = measure(problem, posts)
    # Agent 0 has served one of two periods at post 0: then 0 1 1 2 2 0.
    assert posts[0].tolist() == [0, 1, 1, 2, 2, 0]
    assert figures[0].history == (1, 0, 0)
    assert figures[0].planned == (2, 2, 2)
    assert figures[0].changes == 3
    assert figures[0].wishes == (Wish(1, 2, 2), Wish(2, 0, 2))
    assert figures[0].granted == pytest.approx(4 / 6)
    assert figures[1].granted is None
    assert [one.granted for one in granted_by_rank(figures)] == [1, 1]


def test_wishes_granted_count_by_rank_who_has_one_and_who_came_there() -> None:
    problem, posts = carousel(posts=3, stint=2, horizon=4)
    # The carousel takes agent 0 to 0 1 1 2, agent 2 to 1 2 2 0 and agent 4 to 2 0 0 1.
    assert [posts[n].tolist() for n in (0, 2, 4)] == [[0, 1, 1, 2], [1, 2, 2, 0], [2, 0, 0, 1]]
    shorter = posts[:, :3]
    problem = replace(problem, horizon=3)
    problem = with_agent(problem, 0, interest=(0.0, 0.5, 1.0))
    problem = with_agent(problem, 2, interest=(0.0, 0.0, 1.0))
    problem = with_agent(problem, 4, interest=(0.0, 1.0, 1.0))
    figures = measure(problem, shorter)
    assert figures[0].wishes == (Wish(1, 2, 0), Wish(2, 1, 2))
    assert figures[0].granted == pytest.approx(2 / 3)
    assert figures[2].wishes == (Wish(1, 2, 2),)
    assert figures[4].wishes == (Wish(1, 1, 0), Wish(1, 2, 1)), "equals share a rank"
    first, second = granted_by_rank(figures)
    assert (first.rank, first.agents, first.granted, first.months) == (1, 4, 2, 3 / 4)
    assert (second.rank, second.agents, second.granted, second.months) == (2, 1, 1, 2.0)
    spread = next(one for one in spreads(problem, figures) if one.figure == "granted")
    assert (spread.least, spread.most) == pytest.approx((1 / 3, 2 / 3))


def test_absent_months_are_no_months_at_the_post() -> None:
    problem, posts = carousel(posts=3, stint=2, horizon=6)
    problem = with_agent(problem, 0, absent=frozenset({1}))
    assert measure(problem, posts)[0].planned == (2, 1, 2)


def test_spreads_and_group_means_are_over_history_and_plan() -> None:
    problem, posts = carousel(posts=2, stint=2, copies=2, horizon=4)
    figures = measure(problem, posts)
    months = [one.history[0] + one.planned[0] for one in figures]
    told = spreads(problem, figures)[0]
    assert (told.mean, told.least, told.most) == (np.mean(months), min(months), max(months))
    groups = by_group([agent.team or "" for agent in problem.agents], figures)
    assert [(one.name, one.agents) for one in groups] == [("T0", 4), ("T1", 4)]
    assert groups[0].months[0] == pytest.approx(np.mean(months[::2]))


def test_lifting_costs_the_others_between_what_is_proven_and_what_a_plan_shows() -> None:
    problem = with_headcount(department(2), 1, 2, 2)
    result = plan(problem, EXACT)
    assert result.posts is not None
    figures = measure(problem, result.posts)
    worst = worst_off(figures)
    assert [figures[n].loss for n in worst] == sorted((f.loss for f in figures), reverse=True)[:3]
    told = lift(problem, result.posts, figures, worst, 0.0, 0)
    lifted = 0
    for one in told:
        if one.verdict != "lifted":
            continue
        lifted += 1
        assert one.others is not None
        assert one.reached <= one.target + 1e-9 < one.loss
        assert one.others[0] <= one.others[1]
        # The plan was the best, so whoever is lifted, the others lose what that is worth or more.
        assert one.others[1] >= one.loss - one.reached - 1e-6
    assert lifted


def test_one_whose_every_path_is_the_same_cannot_be_lifted() -> None:
    problem = department(2)
    pinned = frozenset((t, 0) for t in range(2)) | frozenset((t, 1) for t in range(2, 3))
    problem = with_agent(problem, 0, pins=pinned, last=2)
    result = plan(problem, EXACT)
    assert result.posts is not None
    figures = measure(problem, result.posts)
    told = lift(problem, result.posts, figures, [0], 0.0, 0)
    assert told[0].least == pytest.approx(figures[0].loss)
    assert told[0].verdict in ("best", "open")
    assert told[0].others is None


def test_a_carousel_of_one_plan_leaves_nothing_to_lift() -> None:
    problem, posts = carousel(posts=3, stint=2, horizon=6)
    problem = replace(problem, goals=replace(problem.goals, fairness=1, growth=0, stability=0))
    figures = measure(problem, posts)
    for one in lift(problem, posts, figures, worst_off(figures), 0.0, 0):
        assert one.verdict in ("best", "open", "impossible")
