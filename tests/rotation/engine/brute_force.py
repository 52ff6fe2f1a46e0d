"""The best plan of a tiny problem by trying all of them, judged by the verifier alone."""

from dataclasses import replace
from functools import cache
from itertools import product
from math import prod

import numpy as np
from hypothesis import assume

from cs.rotation.evaluation import evaluate
from cs.rotation.problem import HardRules, RotationProblem
from cs.rotation.verifier import verify


def best_plan(problem: RotationProblem, most: int | None = None) -> tuple[int, int, float] | None:
    """Least overdue periods, then deviations, then objective; None if no plan keeps all rules.

    All rules are judged over all model periods, figures over the horizon.

    Args:
        most: a problem with more plans to try is passed over (`hypothesis.assume`); None: tried.
    """
    whole = replace(problem, horizon=problem.length)
    options = [rows_of(problem, number) for number in range(len(problem.agents))]
    assume(most is None or prod(map(len, options)) <= most)
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


def rows_of(problem: RotationProblem, number: int) -> list[tuple[int, int, float, tuple[int, ...]]]:
    """Every row of one agent that keeps the rules over paths, with its figures."""
    agent = problem.agents[number]
    alone = _alone(problem, number)
    choices = [
        range(len(problem.posts)) if agent.first <= period <= agent.last else (-1,)
        for period in range(problem.length)
    ]
    every = list(product(*choices))
    # Judged in one go, as so many agents whom no rule ties: each breach names its row.
    judged = verify(
        _copied(replace(alone, horizon=problem.length), len(every)),
        np.array(every, np.int16).reshape(len(every), problem.length),
    )
    assert all(breach.agent is not None for breach in judged)
    broken = {breach.agent for breach in judged}
    figures = cache(lambda seen: evaluate(alone, np.array([seen], np.int16)))
    found = []
    for place, row in enumerate(every):
        if place not in broken:
            own = figures(row[: problem.horizon])
            found.append((own.overdue, own.deviations, own.objective, row))
    return found


def _copied(alone: RotationProblem, number: int) -> RotationProblem:
    """So many times the only agent of a problem whose rules are all over paths."""
    return replace(
        alone,
        agents=alone.agents * number,
        times=tuple(
            replace(
                rule,
                agents=frozenset(range(number) if rule.agents else ()),
                had=tuple((copy, stints) for copy in range(number) for _, stints in rule.had),
            )
            for rule in alone.times
        ),
    )


def _alone(problem: RotationProblem, number: int) -> RotationProblem:
    """One agent under the rules over paths alone."""
    nothing = (0,) * problem.length
    everything = (None,) * problem.length
    return replace(
        problem,
        agents=(problem.agents[number],),
        posts=tuple(
            replace(post, low=nothing, high=everything, headcounts=frozenset(), skill_level=0)
            for post in problem.posts
        ),
        rules=HardRules(ring=problem.rules.ring, no_return=problem.rules.no_return),
        times=tuple(
            replace(
                rule,
                agents=frozenset({0} if number in rule.agents else ()),
                had=tuple((0, stints) for agent, stints in rule.had if agent == number),
            )
            for rule in problem.times
        ),
        post_groups=(),
        leave_pools=(),
        ties=(),
    )
