"""What an alternative is said to cost is true: held against every plan of tiny problems."""

from dataclasses import replace

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cs.rotation.answers import PlanOptions
from cs.rotation.explaining.changeovers import explain_agent
from cs.rotation.explaining.headcounts import explain_headcount
from cs.rotation.explaining.prices import price_plan
from cs.rotation.planner import plan
from cs.rotation.planning.couplings import HEAD
from cs.rotation.problem import Posts, RotationProblem
from tests.rotation.engine.brute_force import best_plan
from tests.rotation.engine.departments import department, with_headcount
from tests.rotation.engine.problems import coupled_problems, path_problems, tiny_problems

EXACT = PlanOptions(gap=0.0)
TINY = 1e-6


def pinned(problem: RotationProblem, posts: Posts, agent: int, period: int, post: int):
    """The problem in which an agent is as planned before a period, and at a post in it."""
    cells = {(t, int(posts[agent, t])) for t in range(period) if posts[agent, t] >= 0}
    agents = list(problem.agents)
    agents[agent] = replace(agents[agent], pins=agents[agent].pins | cells | {(period, post)})
    return replace(problem, agents=tuple(agents))


@settings(max_examples=14, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.one_of(tiny_problems(), path_problems(), coupled_problems()))
def test_an_alternative_costs_no_less_than_said_and_a_forbidden_one_has_no_plan(
    problem: RotationProblem,
) -> None:
    result = plan(problem, EXACT)
    if result.status == "infeasible" or result.posts is None or result.evaluation is None:
        return
    found = result.evaluation
    levels = (found.overdue, found.deviations)
    prices = price_plan(problem, result.posts)
    for number in range(len(problem.agents)):
        for change in explain_agent(prices, number).changeovers:
            for one in change.alternatives:
                best = best_plan(pinned(problem, result.posts, number, change.period, one.post))
                if one.verdict == "forbidden":
                    assert best is None
                    assert one.broken
                elif one.verdict == "levels":
                    assert best is None or best[:2] > levels
                elif best is not None and best[:2] == levels:
                    worse = (best[2] - found.objective) * len(problem.agents)
                    assert one.at_least <= worse + TINY


def test_own_and_others_add_up_to_what_is_proven_in_a_department() -> None:
    problem = with_headcount(department(2), 1, 2, 2)
    result = plan(problem, EXACT)
    assert result.posts is not None
    prices = price_plan(problem, result.posts)
    told = 0
    for number in range(len(problem.agents)):
        for change in explain_agent(prices, number).changeovers:
            for one in change.alternatives:
                if one.verdict == "open":
                    told += 1
                    whole = one.own_loss + one.others
                    assert one.at_least <= max(0.0, whole) + TINY
                    assert whole <= one.at_least + prices.unproven + TINY
                    assert one.row[: change.period] == tuple(
                        int(p) for p in result.posts[number, : change.period]
                    )
                    assert one.row[change.period] == one.post
    assert told


def test_one_head_more_gains_no_more_than_said() -> None:
    problem = with_headcount(department(2), 1, 2, 2)
    result = plan(problem, EXACT)
    assert result.posts is not None
    assert result.evaluation is not None
    prices = price_plan(problem, result.posts)
    pressing = 0
    for period in range(problem.horizon):
        reasons = explain_headcount(prices, 1, period)
        head = next(limit for limit in reasons.limits if limit.sort == HEAD)
        assert head.found == (result.posts[:, period] == 1).sum() == 2
        if head.pressed != "high" or pressing == 2:
            continue
        pressing += 1
        posts = list(problem.posts)
        more = tuple(3 if t == period else high for t, high in enumerate(posts[1].high))
        posts[1] = replace(posts[1], high=more)
        wider = plan(replace(problem, posts=tuple(posts)), EXACT)
        assert wider.evaluation is not None
        gained = result.evaluation.objective - wider.evaluation.objective
        assert gained * len(problem.agents) <= head.price + prices.unproven + TINY
    assert pressing


def test_the_same_plan_is_priced_the_same_twice() -> None:
    problem = department(2)
    result = plan(problem)
    assert result.posts is not None
    one, two = price_plan(problem, result.posts), price_plan(problem, result.posts)
    assert explain_agent(one, 0) == explain_agent(two, 0)
    assert np.array_equal(one.kinds, two.kinds)
