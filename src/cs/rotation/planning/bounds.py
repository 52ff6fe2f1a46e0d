"""How small can breaches, overdue periods and deviations be? Bounds by column generation.

Without goals a family has one profile and all its agents are alike, so the graph is small and the
relaxation (`master.py`) takes a moment even where an integer program over its arcs would not end.
Mostly the answer is that nothing need be broken, overdue or deviate; that is asked first, on the
graph of paths that do neither.
"""

from dataclasses import dataclass, replace

import numpy as np

from cs.rotation.evaluation import Floats, Integers, StaffTable
from cs.rotation.planning.couplings import OVERDUE, Couplings, couple
from cs.rotation.planning.families import Families
from cs.rotation.planning.growing import build_graph
from cs.rotation.planning.master import Relaxation, relax
from cs.rotation.planning.paths import PathGraph, PathLimits, list_arcs
from cs.rotation.planning.pricing import GoalCosts
from cs.rotation.planning.solving import Stop
from cs.rotation.problem import RotationProblem

ANY = 10**6
TINY = 1e-6
TOLERANCE = 1e-5
FIRM = (10.0, 1e4)


@dataclass(frozen=True)
class LevelBounds:
    """Lower bounds of the levels: breaches in units, whole overdue periods and deviations."""

    breach: float
    overdue: int
    deviations: int


def bound_levels(
    problem: RotationProblem, staff: StaffTable, families: Families, stop: Stop | None = None
) -> LevelBounds:
    """Lower bounds of the levels, each under those before it."""
    plain = _graph(problem, staff, families, 0, 0)
    if has_paths(plain, families):
        rows = couple(problem, staff, families, plain.types, 0, 0)
        if least_breach(plain, families, rows, stop).value <= TINY:
            return LevelBounds(0.0, 0, 0)
    graph = _graph(problem, staff, families, ANY, ANY)
    rows = couple(problem, staff, families, graph.types, ANY, ANY)
    breach = least_breach(graph, families, rows, stop)
    if breach.value > TINY:
        return LevelBounds(max(0.0, breach.bound), 0, 0)
    overdue = _least(graph, families, rows, graph.types.overdue, stop)
    rows = _budget(rows, OVERDUE, overdue)
    return LevelBounds(0.0, overdue, _least(graph, families, rows, graph.types.deviation, stop))


def has_paths(graph: PathGraph, families: Families) -> bool:
    """Whether every family has a path."""
    return bool((np.diff(graph.profiles.first) > 0).all())


def _graph(
    problem: RotationProblem,
    staff: StaffTable,
    families: Families,
    deviation: int,
    overdue: int,
) -> PathGraph:
    return build_graph(problem, staff, families, PathLimits(0, deviation, overdue))


def _budget(rows: Couplings, sort: int, most: int) -> Couplings:
    high = rows.high.copy()
    high[rows.sort == sort] = most
    return replace(rows, high=high)


def no_goals(families: Families) -> GoalCosts:
    """Costs where no goal counts: one profile a family, for nothing."""
    agents = np.argsort(families.of_agent, kind="stable")
    first = np.concatenate([[0], families.size.cumsum()])
    return GoalCosts(agents, first, tuple(np.zeros((size, 1)) for size in families.size))


def least_breach(
    graph: PathGraph, families: Families, rows: Couplings, stop: Stop | None
) -> Relaxation:
    """The relaxation in which a unit beyond a row's limit costs 1, and nothing else anything."""
    return relax(
        graph,
        list_arcs(graph),
        families,
        rows,
        no_goals(families),
        TOLERANCE,
        penalties=(1.0, 1.0),
        enough=TINY,
        stop=stop,
    )


def _least(
    graph: PathGraph, families: Families, rows: Couplings, amount: Integers, stop: Stop | None
) -> int:
    base: Floats = amount.astype(np.float64)
    if not base.any():
        return 0
    found = relax(
        graph,
        list_arcs(graph),
        families,
        rows,
        no_goals(families),
        TOLERANCE,
        base=base,
        penalties=FIRM,
        enough=TINY,
        stop=stop,
    )
    return int(np.ceil(max(0.0, found.bound) - 1e-4))
