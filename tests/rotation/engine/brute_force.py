"""The best plan of a tiny problem by trying all of them, judged by the verifier alone."""

from dataclasses import replace
from itertools import product

import numpy as np

from cs.rotation.evaluation import evaluate
from cs.rotation.problem import HardRules, Posts, RotatingAgent, RotationProblem
from cs.rotation.verifier import verify


def best_plan(problem: RotationProblem) -> tuple[int, int, float] | None:
    """Least overdue periods, then deviations, then objective; None if no plan keeps all rules.

    All rules are judged over all model periods, figures over the horizon.
    """
    whole = replace(problem, horizon=problem.length)
    options = [_rows_of(problem, number) for number in range(len(problem.agents))]
    scored = []
    for rows in product(*options):
        key = (
            sum(row[0] for row in rows),
            sum(row[1] for row in rows),
            sum(row[2] for row in rows) / max(len(rows), 1),
        )
        scored.append((key, tuple(row[3] for row in rows)))
    scored.sort(key=lambda entry: entry[0])
    for key, rows in scored:
        if not verify(whole, np.array(rows, np.int16).reshape(len(rows), problem.length)):
            return key
    return None


def _rows_of(
    problem: RotationProblem, number: int
) -> list[tuple[int, int, float, tuple[int, ...]]]:
    """Every row of one agent that keeps the rules over paths, with its figures."""
    agent = problem.agents[number]
    alone = _alone(problem, agent)
    whole = replace(alone, horizon=problem.length)
    choices = [
        range(len(problem.posts)) if agent.first <= period <= agent.last else (-1,)
        for period in range(problem.length)
    ]
    found = []
    for row in product(*choices):
        posts: Posts = np.array([row], np.int16)
        if verify(whole, posts):
            continue
        figures = evaluate(alone, np.ascontiguousarray(posts[:, : problem.horizon]))
        found.append((figures.overdue, figures.deviations, figures.objective, row))
    return found


def _alone(problem: RotationProblem, agent: RotatingAgent) -> RotationProblem:
    nothing = (0,) * problem.length
    everything = (None,) * problem.length
    return replace(
        problem,
        agents=(agent,),
        posts=tuple(replace(post, low=nothing, high=everything) for post in problem.posts),
        rules=HardRules(ring=problem.rules.ring, no_return=problem.rules.no_return),
    )
