"""How good can a plan be at best? The linear relaxation over all paths, by column generation.

Rows over posts (`Couplings`) tie agents together; everything else is an agent's own path. A column
of the master is what a whole group of families answers to some prices: the sum of its agents' best
paths there, with the sum of their goal costs. So the master has the rows over posts and one
convexity row a group, and does not grow with agents. Its duals are smoothed half-way to those of
the best bound so far (Wentges 1997); every pricing pass gives a valid Lagrangian bound.

Rows have slacks at a penalty, raised until none is used, so the master is feasible from the start.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from cs.rotation.evaluation import Floats, Integers
from cs.rotation.planning.couplings import Couplings
from cs.rotation.planning.families import Families
from cs.rotation.planning.paths import Arcs, PathGraph
from cs.rotation.planning.pricing import NOTHING, GoalCosts, kinds_of, respond, trace, value_graph
from cs.rotation.planning.segments import spans
from cs.rotation.planning.solving import Stop, solver

MOST_GROUPS = 48
FIRST_PENALTY = 0.5
LAST_PENALTY = 1e4


@dataclass(frozen=True)
class Relaxation:
    """The relaxation's answer.

    Attributes:
        bound: proven lower bound of the summed goal cost.
        value: the master's value; equal to the bound up to the tolerance when it converged.
        duals: of the rows, at the best bound.
        group: group of each agent.
        answers: rounds x agents: the profile of each agent in each answer.
        weights: rounds x groups: how much of each answer the master takes.
        routes: per round, arcs of the path into each profile answered, by group (see `routes_of`).
        rounds: pricing rounds.
        short: summed slack that no penalty could drive out.
        stopped: whether `stop` ended it.
    """

    bound: float
    value: float
    duals: Floats
    group: Integers
    answers: Integers
    weights: Floats
    routes: tuple[tuple[Integers, Integers], ...]
    rounds: int
    short: float
    stopped: bool


def group_agents(families: Families) -> Integers:
    """Group of each family: itself while families are few, else by post held and clock."""
    if families.count <= MOST_GROUPS:
        return np.arange(families.count)
    _, group = np.unique(np.stack([families.current, families.served]), axis=1, return_inverse=True)
    return np.asarray(group.ravel() % MOST_GROUPS)


class Master:
    """The master program in HiGHS, warm from round to round."""

    def __init__(self, couplings: Couplings, groups: int, penalty: float) -> None:
        self.rows = couplings.count
        self.groups = groups
        self.highs = solver()
        self.highs.setOptionValue("presolve", "off")
        self.column_group: list[int] = []
        self.column_round: list[int] = []
        low = np.concatenate([couplings.low, np.ones(groups)])
        high = np.concatenate([couplings.high, np.ones(groups)])
        rows = self.rows + groups
        none = np.zeros(0)
        empty = np.zeros(0, np.int32)
        self.highs.addRows(rows, low, high, 0, np.zeros(rows, np.int32), empty, none)
        below = np.flatnonzero(np.isfinite(couplings.low))
        above = np.flatnonzero(np.isfinite(couplings.high))
        self.slacks = len(below) + len(above)
        part = np.concatenate([couplings.unit[below], -couplings.unit[above]])
        self._add(
            np.full(self.slacks, penalty),
            np.arange(self.slacks + 1),
            np.concatenate([below, above]),
            part,
        )

    def _add(self, cost: Floats, first: Integers, index: Integers, part: Floats) -> None:
        size = len(cost)
        if size:
            self.highs.addCols(
                size,
                cost,
                np.zeros(size),
                np.full(size, np.inf),
                len(index),
                first[:-1].astype(np.int32),
                index.astype(np.int32),
                part,
            )

    def penalise(self, penalty: float) -> None:
        index = np.arange(self.slacks, dtype=np.int32)
        self.highs.changeColsCost(self.slacks, index, np.full(self.slacks, penalty))

    def add(self, number: int, chosen: Integers, cost: Floats, activity: Floats) -> None:
        """Adds the answers of some groups in a round; activity is groups chosen x rows."""
        full = np.concatenate([activity, np.zeros((len(chosen), self.groups))], axis=1)
        full[np.arange(len(chosen)), self.rows + chosen] = 1.0
        line, index = np.nonzero(full)
        first = np.searchsorted(line, np.arange(len(chosen) + 1))
        self._add(cost, first, index, full[line, index])
        self.column_group += chosen.tolist()
        self.column_round += [number] * len(chosen)

    def solve(self) -> tuple[float, Floats, Floats, Floats]:
        """Value, duals of rows and of groups, weights of all columns (slacks first)."""
        self.highs.run()
        solution = self.highs.getSolution()
        duals = np.asarray(solution.row_dual, np.float64)
        value = float(self.highs.getInfo().objective_function_value)
        weights = np.asarray(solution.col_value, np.float64)
        return value, duals[: self.rows], duals[self.rows :], weights


def relax(
    graph: PathGraph,
    arcs: Arcs,
    families: Families,
    couplings: Couplings,
    costs: GoalCosts,
    tolerance: float,
    base: Floats | None = None,
    penalties: tuple[float, float] = (FIRST_PENALTY, LAST_PENALTY),
    enough: float = -np.inf,
    most_rounds: int = 400,
    stop: Stop | None = None,
    progress: Callable[[int, float], None] | None = None,
) -> Relaxation:
    """Solves the relaxation.

    Parameters:
        tolerance: relative gap between the master's value and the bound that ends it.
        base: cost of each stint type, besides the goals.
        penalties: of a unit of slack, first and last.
        enough: a master's value this small ends it.
        progress: told the round and the bound.
    """
    group_of_family = group_agents(families)
    groups = int(group_of_family.max(initial=-1)) + 1
    group = group_of_family[families.of_agent]
    penalty, last_penalty = penalties
    extra = np.zeros(couplings.types) if base is None else base
    master = Master(couplings, groups, penalty)
    answers: list[Integers] = []
    routes: list[tuple[Integers, Integers]] = []
    bound, value = -np.inf, np.inf
    best = np.zeros(couplings.count)
    own, sigma = np.zeros(couplings.count), np.full(groups, np.inf)
    weights = np.zeros(master.slacks)
    trust = 0.5
    rounds = 0
    stopped = False
    while rounds < most_rounds:
        if stop is not None and rounds and stop():
            stopped = True
            break
        duals = couplings.allowed(trust * best + (1 - trust) * own) if rounds else best
        prices = extra + couplings.prices(duals)
        values = value_graph(graph, prices)
        answer = respond(costs, graph, values)
        here = float(answer.least.sum()) + couplings.constant(duals)
        better = here > bound
        if better:
            bound, best = here, duals
        wanted, place = np.unique(answer.chosen, return_inverse=True)
        table = trace(graph, prices, values, wanted)
        kinds = kinds_of(arcs, table)
        activity = paths_activity(couplings, kinds, place, group, groups)
        own_cost = np.where(kinds != NOTHING, extra[kinds], 0.0).sum(axis=1)[place] + answer.goal
        cost = np.asarray(np.bincount(group, own_cost, minlength=groups), np.float64)
        worth = cost - activity @ own - sigma
        fresh = np.flatnonzero((worth < -1e-9 * (1 + np.abs(cost))) | ~np.isfinite(sigma))
        rounds += 1
        if len(fresh):
            master.add(len(answers), fresh, cost[fresh], activity[fresh])
            answers.append(answer.chosen)
            routes.append((wanted, table))
        elif not better:
            # The smoothed prices tell nothing new: trust the master's own more.
            if trust < 0.01:
                break
            trust /= 4
        value, own, sigma, weights = master.solve()
        own = couplings.allowed(own)
        if progress is not None:
            progress(rounds, bound)
        if better:
            trust = min(0.5, trust * 2)
        if value <= enough or value - bound <= tolerance * max(abs(value), 1e-6):
            short = float(weights[: master.slacks].sum())
            if short <= 1e-7 or penalty >= last_penalty:
                break
            penalty *= 5
            master.penalise(penalty)
            value, own, sigma, weights = master.solve()
            own = couplings.allowed(own)
            trust = 0.5
    taken = np.zeros((len(answers), groups))
    parts = np.maximum(weights[master.slacks :], 0)
    taken[master.column_round[: len(parts)], master.column_group[: len(parts)]] = parts
    return Relaxation(
        bound=bound,
        value=value,
        duals=best,
        group=group,
        answers=np.array(answers, np.int64).reshape(len(answers), len(group)),
        weights=taken,
        routes=tuple(routes),
        rounds=rounds,
        short=float(weights[: master.slacks].sum()),
        stopped=stopped,
    )


def paths_activity(
    couplings: Couplings, table: Integers, place: Integers, group: Integers, groups: int
) -> Floats:
    """Groups x rows: what the agents of a group amount to, each on the path at its place."""
    used, count = np.unique(place * groups + group, return_counts=True)
    path, owner = used // groups, used % groups
    cell, at = np.nonzero(table[path] != NOTHING)
    kind = table[path[cell], at]
    index, entry = spans(couplings.first[kind], np.diff(couplings.first)[kind])
    key = owner[cell[entry]] * couplings.count + couplings.row[index]
    sums = np.bincount(
        key, couplings.part[index] * count[cell[entry]], minlength=groups * couplings.count
    )
    return np.asarray(sums, np.float64).reshape(groups, couplings.count)
