"""A replan keeps what was published as far as it can: never more changes than brute force needs."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from cs.rotation.answers import PlanOptions
from cs.rotation.changes import count_changes
from cs.rotation.evaluation import evaluate
from cs.rotation.keeping import Keeping
from cs.rotation.plan_files import PlanFile
from cs.rotation.planner import plan
from cs.rotation.problem import NOWHERE, Level, Posts, RotationProblem
from cs.rotation.replanner import Replanned, replan
from cs.rotation.replanning.differences import compare
from cs.rotation.verifier import present_mask, verify
from tests.rotation.engine.brute_force import rows_of
from tests.rotation.engine.departments import department, with_agent, with_headcount
from tests.rotation.engine.problems import coupled_problems, path_problems, tiny_problems

EXACT = PlanOptions(gap=0.0)
NOTICE = 2
PROPERTY = settings(
    max_examples=14,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    # A failing example is small already, and shrinking it takes minutes.
    phases=[Phase.explicit, Phase.generate],
)


def publish(problem: RotationProblem, posts: Posts, notice: int = NOTICE) -> RotationProblem:
    """The problem with a plan of its horizon published."""
    whole = np.full((len(problem.agents), problem.length), NOWHERE, np.int16)
    whole[:, : posts.shape[1]] = posts
    short = tuple(max(0, notice - period) for period in range(problem.length))
    return replace(problem, keeping=Keeping(whole, short))


def fewest_changes(problem: RotationProblem) -> tuple[float, ...] | None:
    """Least changes, shortfalls, overdue periods, deviations, objective: of all plans."""
    keeping = problem.keeping
    assert keeping is not None
    whole = replace(problem, horizon=problem.length, keeping=None)
    scored = []
    for rows in product(*(rows_of(problem, number) for number in range(len(problem.agents)))):
        posts = np.array([row[3] for row in rows], np.int16)
        seen = np.ascontiguousarray(posts[:, : problem.horizon])
        key = (
            *count_changes(problem, keeping, seen),
            sum(row[0] for row in rows),
            sum(row[1] for row in rows),
            sum(row[2] for row in rows) / len(rows),
        )
        scored.append((key, posts))
    for key, posts in sorted(scored, key=lambda entry: entry[0]):
        if not verify(whole, posts):
            return key
    return None


@st.composite
def changed_worlds(draw: st.DrawFn) -> RotationProblem:
    """A tiny problem whose plan is published, and then something happens."""
    problem = draw(st.one_of(tiny_problems(), path_problems(), coupled_problems()))
    first = plan(problem)
    assume(first.posts is not None and first.status != "infeasible")
    assert first.posts is not None
    agents = list(problem.agents)
    number = draw(st.integers(0, len(agents) - 1))
    agent = agents[number]
    period = draw(st.integers(0, problem.horizon - 1))
    post = int(first.posts[number, period])
    event = draw(st.sampled_from(["forbidden", "forbidden", "absent", "leaves", "headcount"]))
    if event == "forbidden" and post != NOWHERE:
        agents[number] = replace(agent, forbidden=agent.forbidden | {(period, post)})
    elif event == "absent":
        agents[number] = replace(agent, absent=agent.absent | {period})
    elif event == "leaves":
        agents[number] = replace(agent, last=min(agent.last, max(agent.first, period)))
    elif post != NOWHERE:
        posts = list(problem.posts)
        cut = (max(0, draw(st.integers(0, 1))),) * problem.length
        posts[post] = replace(posts[post], low=(0,) * problem.length, high=cut)
        problem = replace(problem, posts=tuple(posts))
    return publish(replace(problem, agents=tuple(agents)), first.posts)


@PROPERTY
@given(st.one_of(tiny_problems(), path_problems(), coupled_problems()))
def test_replanning_an_unchanged_world_changes_nothing(problem: RotationProblem) -> None:
    first = plan(problem)
    assume(first.posts is not None and first.status != "infeasible")
    assert first.posts is not None

    again = replan(publish(problem, first.posts), 1.0)

    assert (again.changed.value, again.short.value) == (0, 0)
    assert again.result.posts is not None
    there = present_mask(problem)
    assert (np.where(there, again.result.posts, 0) == np.where(there, first.posts, 0)).all()
    assert verify(problem, again.result.posts) == ()


@PROPERTY
@given(changed_worlds())
def test_no_plan_changes_fewer_stints_than_the_replan(problem: RotationProblem) -> None:
    best = fewest_changes(problem)

    found = replan(problem, 1.0, EXACT)

    keeping = problem.keeping
    assert keeping is not None
    if best is None:
        assert found.result.status == "infeasible"
        return
    assert found.result.posts is not None
    assert verify(problem, found.result.posts) == ()
    assert count_changes(problem, keeping, found.result.posts) == best[:2]
    assert (found.changed.bound, found.short.bound) == best[:2]
    figures = evaluate(problem, found.result.posts)
    assert (figures.overdue, figures.deviations) == best[2:4]
    assert figures.objective == pytest.approx(best[4], abs=1e-7)


@PROPERTY
@given(changed_worlds(), st.sampled_from([0.2, 0.7]))
def test_weighed_no_plan_is_better_than_the_replan(problem: RotationProblem, keep: float) -> None:
    strict = replan(problem, 1.0, EXACT)
    assume(strict.result.posts is not None and strict.result.status != "infeasible")
    weighed, free = (replan(problem, each, EXACT) for each in (keep, 0.0))

    keeping = problem.keeping
    assert keeping is not None
    for one in (strict, weighed, free):
        assert one.result.posts is not None
        assert verify(problem, one.result.posts) == ()
        assert count_changes(problem, keeping, one.result.posts) == (
            one.changed.value,
            one.short.value,
        )
    assert strict.changed.value <= weighed.changed.value
    assert free.result.evaluation is not None
    assert weighed.result.evaluation is not None
    free_levels = (free.result.overdue.value, free.result.deviations.value)
    assert (weighed.result.overdue.value, weighed.result.deviations.value) == free_levels
    assert free.result.evaluation.objective <= weighed.result.evaluation.objective + 1e-9


def test_a_leaver_changes_no_more_than_it_must() -> None:
    problem = department(4)
    first = plan(problem)
    assert first.posts is not None
    world = publish(with_agent(problem, 3, last=1), first.posts, notice=3)

    found = replan(world, 1.0)

    assert found.result.status == "proven"
    assert (found.changed.value, found.changed.bound) == (2, 2)
    # Nobody need be told on short notice.
    assert found.short.value == 0


def test_where_nothing_falls_short_nobody_moves() -> None:
    problem = department(4)
    first = plan(problem)
    assert first.posts is not None
    eased = with_headcount(with_agent(problem, 3, last=1), 0, 6, 8)

    found = replan(publish(eased, first.posts), 1.0)

    assert found.changed.value == 0


def test_a_post_that_is_no_longer_one_counts_as_changed() -> None:
    problem = department(2)
    first = plan(problem)
    assert first.posts is not None
    world = publish(problem, first.posts)
    keeping = world.keeping
    assert keeping is not None
    gone = keeping.posts.copy()
    gone[0, 0] = len(problem.posts)

    found = replan(replace(world, keeping=replace(keeping, posts=gone)), 1.0)

    assert found.changed.value == 1


def test_a_hint_changes_no_optimum() -> None:
    problem = department(2)
    plain = plan(problem, EXACT)
    other = plan(replace(problem, goals=replace(problem.goals, fairness=0, stability=9)))
    assert plain.evaluation is not None
    assert other.posts is not None
    assert plain.posts is not None

    hinted = plan(problem, replace(EXACT, hint=other.posts))
    again = plan(problem, replace(EXACT, hint=plain.posts))

    assert hinted.evaluation is not None
    assert hinted.evaluation.objective == pytest.approx(plain.evaluation.objective, abs=1e-9)
    assert again.posts is not None
    assert (again.posts == plain.posts).all()


def test_a_hint_that_breaks_rules_is_passed_over() -> None:
    problem = department(2)
    assert (
        plan(problem).evaluation
        == plan(
            problem, PlanOptions(hint=np.zeros((len(problem.agents), problem.horizon), np.int16))
        ).evaluation
    )


@pytest.mark.parametrize("keep", [0.0, 0.5, 1.0])
def test_stopped_at_once_it_is_the_published_plan(keep: float) -> None:
    problem = department(4)
    first = plan(problem)
    assert first.posts is not None
    assert first.evaluation is not None
    found = replan(publish(problem, first.posts), keep, stop=lambda: True)
    assert found.result.evaluation == first.evaluation
    assert (found.changed.value, found.short.value) == (0, 0)
    assert found.result.bound <= first.evaluation.objective


def test_a_change_that_serves_nothing_is_not_put_down_to_the_goals() -> None:
    problem = department(4)
    good = plan(problem)
    assert good.posts is not None
    assert good.evaluation is not None
    # Nobody but the agent's neighbours in the table notices who of two is where.
    one, other = next(
        (one, other)
        for one in range(len(problem.agents))
        for other in range(one)
        if (good.posts[one] != good.posts[other]).any()
        and not verify(problem, _swapped(good.posts, one, other))
        and evaluate(problem, _swapped(good.posts, one, other)).objective
        > good.evaluation.objective
    )
    worse = _swapped(good.posts, one, other)
    published = publish(problem, good.posts)
    assert published.keeping is not None
    result = replace(good, posts=worse, evaluation=evaluate(problem, worse), status="feasible")
    names = {agent.id: agent.name for agent in problem.agents}
    plan_file = PlanFile("plan.csv", (), problem.periods[0].start, problem.periods[0].end)
    comparison = compare(
        published, published.keeping, plan_file, names,
        Replanned(result, Level(0, 0), Level(0, 0)), 0.5,
    )  # fmt: skip
    assert comparison.differences
    assert {one.reason.kind for one in comparison.differences} == {"stopped"}


def _swapped(posts: Posts, one: int, other: int) -> Posts:
    swapped = posts.copy()
    swapped[[one, other]] = posts[[other, one]]
    return swapped
