"""What would it cost the others to lift the worst off? Plans made anew under a cap, exactly.

The agents of the largest weighted losses are taken in turn. Each is asked to lose no more than the
middle agent (the median), or than the least that any of that agent's paths has. The best plan under
that cap is sought with the whole engine; its bound says what the others lose at least, the plan
found at most. Overdue periods and deviations stay within the plan's own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from cs.rotation.evaluation import evaluate, tabulate
from cs.rotation.fairness.measures import AgentFigures
from cs.rotation.planning.couplings import couple
from cs.rotation.planning.families import group_families
from cs.rotation.planning.growing import build_graph
from cs.rotation.planning.paths import PathLimits, list_arcs
from cs.rotation.planning.pricing import goal_costs
from cs.rotation.planning.routing import Ground
from cs.rotation.planning.solving import Stop
from cs.rotation.planning.under_caps import Field, best_within, capped, least_losses
from cs.rotation.problem import Posts, RotationProblem

WORST = 3
TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Lift:
    """One of the worst off, and what lifting would cost.

    Attributes:
        loss: weighted, in the plan. least: of any path of the agent. target: the cap.
        verdict: `best`: no path of the agent is better; `impossible`: no plan gives the agent the
            target; `lifted`: one does; `open`: neither was shown.
        reached: the agent's loss in the plan found.
        others: what all others lose by it, summed: at least and at most. `None` unless lifted.
    """

    agent: int
    loss: float
    least: float
    target: float
    verdict: Literal["best", "impossible", "lifted", "open"]
    reached: float = 0.0
    others: tuple[float, float] | None = None


def lay_out(problem: RotationProblem, posts: Posts) -> Field:
    """Where plans within a plan's overdue periods and deviations are sought.

    Raises:
        GraphTooLargeError: the paths are too many for this method.
    """
    figures = evaluate(problem, posts)
    staff = tabulate(problem)
    families = group_families(problem, staff)
    limits = PathLimits(problem.horizon, figures.deviations, figures.overdue)
    graph = build_graph(problem, staff, families, limits)
    rows = couple(problem, staff, families, graph.types, figures.deviations, figures.overdue)
    costs = goal_costs(problem, staff, families, graph)
    return Field(Ground(graph, list_arcs(graph), rows), families, costs)


def worst_off(figures: Sequence[AgentFigures]) -> tuple[int, ...]:
    """The agents of the largest weighted losses, the largest first."""
    order = sorted(range(len(figures)), key=lambda number: (-figures[number].loss, number))
    return tuple(order[:WORST])


def lift(
    problem: RotationProblem,
    posts: Posts,
    figures: Sequence[AgentFigures],
    agents: Sequence[int],
    gap: float,
    seed: int,
    stop: Stop | None = None,
) -> tuple[Lift, ...]:
    """What lifting each of some agents, alone, would cost.

    Raises:
        GraphTooLargeError: the paths are too many for this method.
    """
    if not agents:
        return ()
    field = lay_out(problem, posts)
    losses = np.array([one.loss for one in figures], np.float64)
    least = least_losses(field.costs)
    median = float(np.median(losses))
    found = []
    for number in agents:
        loss, own = float(losses[number]), float(least[number])
        target = max(own, median)
        if loss <= target + TINY:
            verdict: Literal["best", "open"] = "best" if loss <= own + TINY else "open"
            found.append(Lift(number, loss, own, target, verdict))
            continue
        caps = np.full(len(losses), np.inf)
        caps[number] = target
        best = best_within(field, capped(field.costs, caps), gap, seed, stop)
        if best.routing is None:
            impossible = best.proven and not best.stopped
            found.append(Lift(number, loss, own, target, "impossible" if impossible else "open"))
            continue
        reached = float(best.routing.goal[number])
        before = float(losses.sum()) - loss
        most = best.routing.value - reached - before
        # The bound is of all together, and in no such plan does the agent lose more than the cap.
        lowest = best.bound - target - before
        found.append(Lift(number, loss, own, target, "lifted", reached, (min(lowest, most), most)))
    return tuple(found)
