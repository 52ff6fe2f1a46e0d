"""Departments in balance: as many agents at every post and served time as the stints ask for."""

from dataclasses import replace
from datetime import date

from cs.rotation.problem import (
    GoalWeights,
    HardRules,
    Period,
    PostRule,
    RotatingAgent,
    RotationProblem,
)

HORIZON = 6
STINTS = (2, 1, 2)
LENGTH = HORIZON + max(STINTS) + 1


def department(copies: int = 2, rules: HardRules | None = None) -> RotationProblem:
    """Three posts of 2, 1 and 2 periods, which may be extended by one; headcounts off by one."""
    agents = []
    for post, stint in enumerate(STINTS):
        for served in range(1, stint + 1):
            for copy in range(copies):
                number = len(agents)
                history = [0, 0, 0]
                history[post] = served
                wishes = [0.0, 0.0, 0.0]
                wishes[(number + copy) % 3] = 1.0
                agents.append(
                    RotatingAgent(
                        id=f"A{number}",
                        name=f"Agent {number}",
                        team=None,
                        post=post,
                        served=served,
                        history=tuple(history),
                        past=(post,),
                        skills=frozenset(),
                        may_enter=(True, True, True),
                        interest=tuple(wishes),
                        first=0,
                        last=LENGTH - 1,
                    )
                )
    posts = tuple(
        PostRule(
            id=f"P{number}",
            name=f"Post {number}",
            length=stint,
            may_extend=1,
            may_shorten=0,
            low=(stint * copies - 1,) * LENGTH,
            high=(stint * copies + 1,) * LENGTH,
            teaches=frozenset({f"skill {number}"}),
        )
        for number, stint in enumerate(STINTS)
    )
    return RotationProblem(
        posts=posts,
        agents=tuple(agents),
        periods=tuple(
            Period(date(2026, 1 + t, 1), date(2026, 1 + t, 28), f"2026-{1 + t:02}")
            for t in range(LENGTH)
        ),
        horizon=HORIZON,
        rules=rules or HardRules(),
        goals=GoalWeights(4, 3, 2, 1),
    )


def with_agent(problem: RotationProblem, number: int, **changes: object) -> RotationProblem:
    """The problem with one agent changed."""
    agents = list(problem.agents)
    agents[number] = replace(agents[number], **changes)  # type: ignore[arg-type]
    return replace(problem, agents=tuple(agents))


def with_headcount(problem: RotationProblem, post: int, low: int, high: int) -> RotationProblem:
    """The problem with one post's headcount changed in all periods."""
    posts = list(problem.posts)
    posts[post] = replace(posts[post], low=(low,) * LENGTH, high=(high,) * LENGTH)
    return replace(problem, posts=tuple(posts))
