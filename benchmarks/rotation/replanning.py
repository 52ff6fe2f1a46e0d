"""What does a replan cost against planning anew, where one agent of a hundred leaves?

    python -m benchmarks.rotation.replanning 1000 10000

A department of `instances.py` is planned for a year and its plan published. Three months later one
agent of a hundred resigns. The rest of the year is replanned, what was published kept as far as it
can be, and once more as if nothing had been published. Processor times; any rules broken are told.
"""

import sys
import time
from dataclasses import replace

import numpy as np

from benchmarks.rotation.instances import department
from cs.rotation.planner import plan
from cs.rotation.problem import (
    NOWHERE,
    HardRules,
    Keeping,
    PlanResult,
    Posts,
    RotatingAgent,
    RotationProblem,
)
from cs.rotation.replanner import replan
from cs.rotation.stints import stints_of
from cs.rotation.verifier import verify

SERVED = 3
NOTICE = 3
TOLERANCE = 0.05
"""Of headcounts: wide enough that a plan exists with one of a hundred gone."""


def later(problem: RotationProblem, posts: Posts, served: int) -> RotationProblem:
    """The problem after some periods of a plan, without the periods gone by."""
    agents = []
    for agent, row in zip(problem.agents, posts.tolist(), strict=True):
        gone = stints_of(problem, agent, row[:served])
        history, past, skills = list(agent.history), list(agent.past), set(agent.skills)
        for stint in gone:
            history[stint.post] += stint.present
            if past[-1] != stint.post:
                skills |= problem.posts[past[-1]].teaches
                past.append(stint.post)
        agents.append(
            replace(
                agent,
                post=gone[-1].post,
                served=gone[-1].length,
                history=tuple(history),
                past=tuple(past),
                skills=frozenset(skills),
                last=agent.last - served,
            )
        )
    return replace(
        problem,
        posts=tuple(replace(p, low=p.low[served:], high=p.high[served:]) for p in problem.posts),
        agents=tuple(agents),
        periods=problem.periods[served:],
        horizon=problem.horizon - served,
    )


def without(problem: RotationProblem, share: float, seed: int = 7) -> RotationProblem:
    """The problem with a share of the agents leaving after its first period."""
    rng = np.random.default_rng(seed)
    number = len(problem.agents)
    leavers = set(rng.choice(number, size=round(number * share), replace=False).tolist())

    def changed(row: int, agent: RotatingAgent) -> RotatingAgent:
        return replace(agent, last=0) if row in leavers else agent

    return replace(problem, agents=tuple(changed(n, a) for n, a in enumerate(problem.agents)))


def publish(problem: RotationProblem, posts: Posts) -> RotationProblem:
    """The problem with a plan of its horizon published."""
    whole = np.full((len(problem.agents), problem.length), NOWHERE, np.int16)
    whole[:, : posts.shape[1]] = posts
    short = tuple(max(0, NOTICE - period) for period in range(problem.length))
    return replace(problem, keeping=Keeping(whole, short))


def _report(name: str, problem: RotationProblem, result: PlanResult, began: float) -> None:
    assert result.posts is not None
    assert result.evaluation is not None
    figures = [
        f"{name:12s} {time.process_time() - began:7.1f} s",
        f"objective {result.evaluation.objective:.6f}, gap {result.gap:.4%}, {result.status}",
        f"broken {len(verify(replace(problem, keeping=None), result.posts))}",
    ]
    print("  ".join(figures), flush=True)


def main(sizes: list[int]) -> None:
    """One table a size."""
    for size in sizes:
        rules = HardRules(leaving_share=(3, 5))
        problem = department(size, TOLERANCE, rules=rules)
        print(f"agents {size}")
        began = time.process_time()
        first = plan(problem)
        _report("plan", problem, first, began)
        assert first.posts is not None
        rest = later(problem, first.posts, SERVED)
        published = np.ascontiguousarray(first.posts[:, SERVED:])
        for name, world in (("unchanged", rest), ("1% resign", without(rest, 0.01))):
            began = time.process_time()
            again = replan(publish(world, published), 1.0)
            _report(name, world, again.result, began)
            print(f"  changed stints {again.changed}, short of notice {again.short}")
            print(f"  {again.result.work}", flush=True)
        began = time.process_time()
        _report("anew", world, plan(world), began)


if __name__ == "__main__":
    main([int(text) for text in sys.argv[1:]] or [1_000])
