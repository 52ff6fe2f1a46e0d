"""What is each place worth to the others? The duals of the relaxation within a plan's levels.

The relaxation (`planning/master.py`) is solved once for the whole staff. Its duals price the rules
over posts; a path's reduced cost at them says by how much the best plan gets worse at least when an
agent is put on it (Lagrangian bound: Geoffrion 1974; Desaulniers, Desrosiers and Solomon 2005).
Overdue periods and deviations come before the goals, so only paths within the plan's own are
compared.
"""

from dataclasses import dataclass

import numpy as np

from cs.rotation.evaluation import Floats, StaffTable, evaluate, tabulate
from cs.rotation.planning.couplings import Couplings, couple
from cs.rotation.planning.families import Families, group_families
from cs.rotation.planning.growing import build_graph
from cs.rotation.planning.master import Relaxation, relax
from cs.rotation.planning.paths import Arcs, PathGraph, PathLimits, list_arcs
from cs.rotation.planning.pricing import GoalCosts, goal_costs, respond, value_graph
from cs.rotation.planning.solving import Stop
from cs.rotation.problem import Posts, RotationProblem

TOLERANCE = 1e-7


@dataclass(frozen=True)
class Prices:
    """A plan and the prices at which its agents' paths are compared.

    Attributes:
        posts: agents x horizon.
        kinds: price per stint type of the graph.
        least: per agent, the cheapest path at these prices, goals included.
        value: the plan's summed loss. bound: proven lower bound of it.
    """

    problem: RotationProblem
    posts: Posts
    staff: StaffTable
    families: Families
    graph: PathGraph
    arcs: Arcs
    couplings: Couplings
    costs: GoalCosts
    relaxation: Relaxation
    kinds: Floats
    least: Floats
    value: float
    bound: float

    @property
    def unproven(self) -> float:
        """How far the plan may be from the best."""
        return max(0.0, self.value - self.bound)


def price_plan(problem: RotationProblem, posts: Posts, stop: Stop | None = None) -> Prices:
    """Prices for a plan that keeps all rules.

    Raises:
        GraphTooLargeError: the paths are too many for this method.
    """
    figures = evaluate(problem, posts)
    staff = tabulate(problem)
    families = group_families(problem, staff)
    limits = PathLimits(problem.horizon, figures.deviations, figures.overdue)
    graph = build_graph(problem, staff, families, limits)
    arcs = list_arcs(graph)
    rows = couple(problem, staff, families, graph.types, figures.deviations, figures.overdue)
    costs = goal_costs(problem, staff, families, graph)
    relaxation = relax(graph, arcs, families, rows, costs, TOLERANCE, stop=stop)
    kinds = rows.prices(relaxation.duals)
    least = respond(costs, graph, value_graph(graph, kinds)).least
    # The bound at these very duals, so that an alternative's part and the whole agree.
    bound = float(least.sum()) + rows.constant(relaxation.duals)
    return Prices(
        problem=problem,
        posts=posts,
        staff=staff,
        families=families,
        graph=graph,
        arcs=arcs,
        couplings=rows,
        costs=costs,
        relaxation=relaxation,
        kinds=kinds,
        least=np.asarray(least, np.float64),
        value=figures.objective * len(problem.agents),
        bound=bound,
    )
