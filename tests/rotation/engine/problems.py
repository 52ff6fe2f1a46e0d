"""Tiny random problems, every kind of rule and every oddity of an agent among them."""

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from cs.rotation.problem import (
    GoalWeights,
    HardRules,
    LeavePoolRule,
    Period,
    PostGroupRule,
    PostRule,
    RotatingAgent,
    RotationProblem,
    Tie,
    TimesRule,
)
from cs.rotation.stated_rules import curve

SKILLS = ("calls", "files")


@st.composite
def tiny_problems(draw: st.DrawFn, most_agents: int = 2) -> RotationProblem:
    ports = draw(st.integers(2, 3))
    horizon = draw(st.integers(2, 3))
    shapes = [
        (draw(st.integers(1, 2)), draw(st.integers(0, 1)), draw(st.integers(0, 1)))
        for _ in range(ports)
    ]
    length = horizon + max(stint + more for stint, more, _ in shapes)
    number = draw(st.integers(1, most_agents))
    posts = []
    for post, (stint, more, less) in enumerate(shapes):
        low = draw(st.sampled_from([0, 0, 0, 0, 0, 1]))
        high = draw(st.sampled_from([None, None, None, 1, 2]))
        posts.append(
            PostRule(
                id=f"P{post}",
                name=f"Post {post}",
                length=stint,
                may_extend=more,
                may_shorten=less,
                low=(low,) * length,
                high=(high,) * length,
                requires=draw(st.sampled_from([frozenset()] * 4 + [frozenset({SKILLS[0]})])),
                teaches=draw(st.frozensets(st.sampled_from(SKILLS), max_size=2)),
            )
        )
    agents = tuple(draw(_agents(ports, length, name)) for name in range(number))
    rules = HardRules(
        ring=draw(st.sampled_from([False, False, False, True])),
        no_return=draw(st.sampled_from([None, None, None, "all", 1, 2])),
        leaving_share=draw(st.sampled_from([None, None, None, (1, 2), (1, 1)])),
        experienced_share=draw(st.sampled_from([None, None, None, (1, 2), (1, 3)])),
        experienced_after=draw(st.integers(1, 2)),
    )
    weights = [draw(st.sampled_from([0, 1, 3])) for _ in range(4)]
    return RotationProblem(
        posts=tuple(posts),
        agents=agents,
        periods=tuple(
            Period(date(2026, 1 + t, 1), date(2026, 1 + t, 28), f"2026-{1 + t:02}")
            for t in range(length)
        ),
        horizon=horizon,
        rules=rules,
        goals=GoalWeights(*weights),
    )


@st.composite
def _agents(draw: st.DrawFn, ports: int, length: int, number: int) -> RotatingAgent:
    joins = draw(st.sampled_from([False, False, False, True]))
    first = draw(st.integers(0, 2)) if joins else 0
    last = max(first, draw(st.sampled_from([length - 1, length - 1, length - 1, 1, length - 2])))
    post = None if joins else draw(st.integers(0, ports - 1))
    served = 0 if post is None else draw(st.integers(0, 4))
    before = draw(st.lists(st.integers(0, ports - 1), max_size=2))
    past = [p for i, p in enumerate(before) if i == 0 or before[i - 1] != p]
    if post is not None and (not past or past[-1] != post):
        past.append(post)
    history = [draw(st.integers(1, 2)) if p in past else 0 for p in range(ports)]
    if post is not None:
        history[post] = served + draw(st.integers(0, 1))
    cells = st.tuples(st.integers(0, length - 1), st.integers(0, ports - 1))
    absent = draw(st.sampled_from([frozenset(), frozenset(), frozenset({1}), frozenset({0, 1})]))
    return RotatingAgent(
        id=f"A{number}",
        name=f"Agent {number}",
        team=None,
        post=post,
        served=served,
        history=tuple(history),
        past=tuple(past),
        skills=draw(st.frozensets(st.sampled_from(SKILLS), max_size=2)),
        may_enter=tuple(draw(st.sampled_from([True] * 7 + [False])) for _ in range(ports)),
        interest=tuple(draw(st.sampled_from([0.0, 0.0, 0.4, 1.0])) for _ in range(ports)),
        first=first,
        last=last,
        absent=absent,
        pins=(
            draw(st.frozensets(cells, max_size=1)) if draw(st.integers(0, 4)) == 0 else frozenset()
        ),
        forbidden=draw(st.frozensets(cells, max_size=1)) if draw(st.booleans()) else frozenset(),
    )


PATH_RULES = ("after", "return_after", "followed_by", "paired_with", "times", "skill_level")


@st.composite
def path_problems(
    draw: st.DrawFn, rule: str | None = None, most_agents: int = 2
) -> RotationProblem:
    """Tiny problems with rules over sequences and skill: one of them, or any number together."""
    problem = draw(tiny_problems(most_agents=most_agents))
    if draw(st.integers(0, 3)):
        problem = _without_rules_over_posts(problem)
    chosen = (
        draw(st.frozensets(st.sampled_from(PATH_RULES), min_size=1)) if rule is None else {rule}
    )
    ports = range(len(problem.posts))
    some = st.frozensets(st.sampled_from(ports), min_size=1, max_size=2)
    posts = list(problem.posts)
    for post in draw(some):
        others = [other for other in ports if other != post]
        if "after" in chosen:
            before = draw(st.frozensets(st.sampled_from(others), min_size=1))
            least = draw(st.integers(1, len(before)))
            posts[post] = replace(posts[post], after=before, after_least=least)
        if "return_after" in chosen:
            posts[post] = replace(posts[post], return_after=draw(st.integers(1, 4)))
        if "followed_by" in chosen:
            allowed = draw(st.frozensets(st.sampled_from(others), min_size=1))
            posts[post] = replace(posts[post], followed_by=allowed)
        if "paired_with" in chosen:
            posts[post] = replace(posts[post], paired_with=draw(st.sampled_from(others)))
        if "skill_level" in chosen:
            posts[post] = replace(
                posts[post], skill_level=draw(st.sampled_from([50, 120, 300, 500]))
            )
    agents = problem.agents
    if "return_after" in chosen:
        agents = tuple(replace(agent, left=draw(_left(agent, len(ports)))) for agent in agents)
    if "skill_level" in chosen:
        level = st.sampled_from([900, 500, 250, 0])
        tables = [tuple(draw(level) for _ in ports) for _ in agents]
        agents = tuple(replace(a, levels=row) for a, row in zip(agents, tables, strict=True))
    times: tuple[TimesRule, ...] = ()
    if "times" in chosen:
        times = tuple(
            draw(_times(len(ports), len(agents), problem.horizon, route))
            for route in range(draw(st.integers(1, 2)))
        )
    return replace(
        problem,
        posts=tuple(posts),
        agents=agents,
        times=times,
        learning=curve(draw(st.integers(1, 3)), draw(st.integers(1, 4))),
    )


def _without_rules_over_posts(problem: RotationProblem) -> RotationProblem:
    nothing = (0,) * problem.length
    rules = replace(problem.rules, leaving_share=None, experienced_share=None)
    posts = tuple(replace(post, low=nothing, requires=frozenset()) for post in problem.posts)
    return replace(problem, rules=rules, posts=posts)


@st.composite
def _left(draw: st.DrawFn, agent: RotatingAgent, ports: int) -> tuple[int | None, ...]:
    before = set(agent.past) - {agent.post}
    return tuple(draw(st.integers(-3, 0)) if post in before else None for post in range(ports))


@st.composite
def _times(draw: st.DrawFn, ports: int, agents: int, horizon: int, route: int) -> TimesRule:
    low = draw(st.sampled_from([0, 0, 1, 1, 2]))
    return TimesRule(
        route=route,
        posts=draw(st.frozensets(st.sampled_from(range(ports)), min_size=1, max_size=2)),
        agents=draw(st.frozensets(st.sampled_from(range(agents)))),
        low=low,
        high=draw(st.sampled_from([None, low, low + 1])),
        within=horizon,
    )


POST_RULES = ("seasons", "headcounts", "post_groups", "leave_pools", "together", "apart")


@st.composite
def coupled_problems(
    draw: st.DrawFn, rule: str | None = None, wider: bool = False
) -> RotationProblem:
    """Tiny problems with rules that tie agents to one another: one of them, or several together.

    Parameters:
        wider: with rules over sequences and skill as well.
    """
    problem = draw(path_problems() if wider else tiny_problems())
    if draw(st.integers(0, 3)):
        problem = _without_rules_over_posts(problem)
    chosen = (
        draw(st.frozensets(st.sampled_from(POST_RULES), min_size=1)) if rule is None else {rule}
    )
    ports, length = range(len(problem.posts)), problem.length
    some = st.frozensets(st.sampled_from(ports), min_size=1, max_size=2)
    posts = list(problem.posts)
    for post in draw(some):
        if "seasons" in chosen:
            low = tuple(draw(st.sampled_from([0, 0, 0, 1])) for _ in range(length))
            high = tuple(draw(st.sampled_from([None, None, 1, 1, 2])) for _ in range(length))
            posts[post] = replace(posts[post], low=low, high=high)
        if "headcounts" in chosen:
            numbers = draw(st.sampled_from([{0, 1}, {0, 1}, {0, 1, 3}, {0, 2}, {1, 2}, {1}]))
            posts[post] = replace(posts[post], headcounts=frozenset(numbers))
    groups: tuple[PostGroupRule, ...] = ()
    if "post_groups" in chosen:
        group = draw(st.frozensets(st.sampled_from(ports), min_size=2, max_size=2))
        low = (draw(st.sampled_from([0, 0, 1])),) * length
        high = (draw(st.sampled_from([None, 1, 1, 2])),) * length
        groups = (PostGroupRule(0, group, low, high),)
    pools: tuple[LeavePoolRule, ...] = ()
    agents = problem.agents
    if "leave_pools" in chosen:
        pools = tuple(
            LeavePoolRule(route, draw(some), draw(st.integers(0, 1)))
            for route in range(draw(st.integers(1, 2)))
        )
        away = st.sampled_from([frozenset(), frozenset({0}), frozenset({1}), frozenset({2, 3})])
        agents = tuple(replace(agent, absent=draw(away)) for agent in agents)
    ties: tuple[Tie, ...] = ()
    if chosen & {"together", "apart"} and len(agents) > 1:
        periods = st.frozensets(st.sampled_from(range(length)), min_size=1)
        together = "together" in chosen and draw(st.booleans() if "apart" in chosen else st.just(1))
        ties = (Tie(*draw(st.permutations((0, 1))), bool(together), draw(periods)),)
    return replace(
        problem,
        posts=tuple(posts),
        agents=agents,
        post_groups=groups,
        leave_pools=pools,
        ties=ties,
    )
