"""Small problems whose valid plan is known: cohorts that go round a ring in step."""

from dataclasses import replace
from datetime import date

import numpy as np

from cs.kernel.records import InputRecord, Provenance
from cs.rotation.evaluation import evaluate
from cs.rotation.problem import (
    GoalWeights,
    HardRules,
    Level,
    PlanResult,
    PostRule,
    Posts,
    RotatingAgent,
    RotationPlan,
    RotationProblem,
)
from cs.rotation.timeline import Timeline

MONTHS = Timeline("month", date(2026, 12, 1))


def carousel(
    posts: int = 3, stint: int = 2, copies: int = 1, horizon: int = 6
) -> tuple[RotationProblem, Posts]:
    """A problem and its plan: at every post `copies` agents for each time already served.

    An agent who has served s of the L periods at post p is, in period t, at post
    (p L + s + t) // L, counted round the ring.
    """
    length = horizon + stint
    rules = tuple(
        PostRule(
            id=f"P{number}",
            name=f"岗位{number}",
            length=stint,
            may_extend=0,
            may_shorten=0,
            low=(copies * stint,) * length,
            high=(copies * stint,) * length,
            teaches=frozenset({f"skill {number}"}),
        )
        for number in range(posts)
    )
    agents, rows = [], []
    for post in range(posts):
        for served in range(1, stint + 1):
            for copy in range(copies):
                number = len(agents)
                history = [0] * posts
                history[post] = served
                agents.append(
                    RotatingAgent(
                        id=f"E{number:03}",
                        name=f"测试员{number}",
                        team=f"T{copy}",
                        post=post,
                        served=served,
                        history=tuple(history),
                        past=(post,),
                        skills=frozenset(),
                        may_enter=(True,) * posts,
                        interest=(0.0,) * posts,
                        first=0,
                        last=length - 1,
                    )
                )
                rows.append([(post * stint + served + t) // stint % posts for t in range(horizon)])
    problem = RotationProblem(
        posts=rules,
        agents=tuple(agents),
        periods=tuple(MONTHS.period(number) for number in range(length)),
        horizon=horizon,
        rules=HardRules(
            ring=True,
            no_return="all",
            leaving_share=(1, stint),
            experienced_share=(stint - 1, stint),
        ),
        goals=GoalWeights(3, 1, 0, 1),
    )
    return problem, np.array(rows, dtype=np.int16)


def with_agent(problem: RotationProblem, number: int, **changes: object) -> RotationProblem:
    """The problem with one agent changed."""
    agents = list(problem.agents)
    agents[number] = replace(agents[number], **changes)  # type: ignore[arg-type]
    return replace(problem, agents=tuple(agents))


def with_post(problem: RotationProblem, number: int, **changes: object) -> RotationProblem:
    """The problem with one post changed."""
    posts = list(problem.posts)
    posts[number] = replace(posts[number], **changes)  # type: ignore[arg-type]
    return replace(problem, posts=tuple(posts))


def with_rules(problem: RotationProblem, **changes: object) -> RotationProblem:
    """The problem with its hard rules changed."""
    return replace(problem, rules=replace(problem.rules, **changes))  # type: ignore[arg-type]


def planned(problem: RotationProblem, posts: Posts) -> RotationPlan:
    """The matrix as a proven plan."""
    evaluation = evaluate(problem, posts)
    return RotationPlan(
        policy="house",
        provenance=Provenance(
            version="0.0",
            as_of=date(2026, 11, 20),
            seed=0,
            workers=1,
            inputs=(InputRecord("policy", "policies/rotation.yaml", "ab" * 32),),
        ),
        problem=problem,
        result=PlanResult(
            status="proven",
            posts=posts,
            evaluation=evaluation,
            overdue=Level(evaluation.overdue, evaluation.overdue),
            deviations=Level(evaluation.deviations, evaluation.deviations),
            bound=evaluation.objective,
            gap=0.0,
            method="by hand",
            work={},
        ),
    )
