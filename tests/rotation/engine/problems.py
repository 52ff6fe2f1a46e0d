"""Tiny random problems, every kind of rule and every oddity of an agent among them."""

from datetime import date

from hypothesis import strategies as st

from cs.rotation.problem import (
    GoalWeights,
    HardRules,
    Period,
    PostRule,
    RotatingAgent,
    RotationProblem,
)

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
    last = draw(st.sampled_from([length - 1, length - 1, length - 1, 1, length - 2]))
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
