"""How good can a plan be where the paths are too many to tell apart by what they add up to?

The goals look at whole paths: months per post, posts completed, changes. Told apart by those, paths
with many posts are too many. Summed stint by stint the same losses are never above the true ones:

    fairness   |months - share| is convex in the months at a post, so what two stays there add is at
               least what each would add as the only one
    growth     a skill learnt at two stays is counted twice, though it is gained once
    interest, stability   sums over stints as they are

and equal to them for whoever holds no post twice. So the graph without profiles is enough: every
agent's best path at given prices is a pass over it with costs of his own (dynamic programming over
post and period), every pass gives a valid Lagrangian bound. Prices go towards the
limits that the mixture of the last answers misses, from the best so far (volume algorithm, Barahona
and Anbil 2000). The mixture is dealt to whole agents (`apportioning.py`); where limits stay missed,
agents choose anew one after the other at dearer prices of those limits.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from cs.rotation.evaluation import (
    Floats,
    Integers,
    StaffTable,
    loss_tables,
    normalised_weights,
)
from cs.rotation.planning.apportioning import apportion
from cs.rotation.planning.couplings import Couplings
from cs.rotation.planning.families import Families, distinct
from cs.rotation.planning.master import Relaxation, paths_activity
from cs.rotation.planning.paths import NO_STINT, Arcs, PathGraph
from cs.rotation.planning.pricing import NOTHING, kinds_of, posts_of
from cs.rotation.planning.segments import first_minima, spans
from cs.rotation.planning.solving import Stop
from cs.rotation.problem import Posts, RotationProblem

MOST_CELLS = 40_000_000
"""Most numbers of one table of nodes by agents, or of arcs by agents; agents go in parts."""
ROUNDS = 220
AHEAD = 0.05
"""By how much the bound is taken to be below the best possible at first, as a share of it."""
MIXED = 0.1
"""Share of the last answer in the mixture."""
KEPT = 40
"""So many of the last answers are dealt."""
SWEEPS, DEAREST, NEAR = 12, 20.0, 1e-6
"""Of mending: how often all agents choose anew, and the price of a missed limit at first, as a part
of an agent's loss.
"""
IDLE, LEAST_STRIDE = 6, 1e-3
"""After so many rounds without gain steps are halved, down to this."""


@dataclass(frozen=True)
class StintCosts:
    """What every stint costs every agent in goals, never above what it adds to the true loss.

    Attributes:
        base: per agent, what a path without stints would cost.
        first: cells x agents, of stints that go on at time zero; `first_cell`: of crossing arcs.
        later: cells x agents, of all others; `later_cell`: of tail arcs.
    """

    base: Floats
    first: Floats
    first_cell: Integers
    later: Floats
    later_cell: Integers


@dataclass(frozen=True)
class Mixture:
    """The relaxation's answer, and the whole plan dealt from it.

    Attributes:
        posts: agents x model periods. excess: by how much the plan is beyond its limits.
        bound: proven lower bound of the summed loss. rounds: of pricing.
    """

    posts: Posts
    excess: float
    bound: float
    rounds: int
    stopped: bool


def stint_costs(
    problem: RotationProblem, staff: StaffTable, families: Families, graph: PathGraph
) -> StintCosts:
    """Costs of a graph without profiles."""
    horizon = problem.horizon
    weights, tables, types = normalised_weights(problem), loss_tables(problem, staff), graph.types
    off = np.abs(staff.history - tables.fair_share[:, None])
    scale = np.where(staff.open, tables.fair_scale[:, None], 0.0) * weights["fairness"]
    most = np.maximum(tables.most_changes, 1)
    moved = np.where(tables.most_changes > 0, weights["stability"] / most, 0.0)
    base = (scale * off).sum(axis=1)
    base += weights["growth"] * (tables.growth_scale > 0) + weights["interest"] * tables.wished
    # The first post of one who holds none is no change.
    base -= np.where(staff.current < 0, moved, 0.0)
    gains = tables.attainable.astype(np.float64) @ staff.teaches.T.astype(np.float64)
    gains *= weights["growth"] * tables.growth_scale[:, None]

    def cost(post: int, seen: int, clock: Integers, change: bool) -> Floats:
        if post == NO_STINT:
            return np.zeros(len(base))
        times = np.abs(staff.history[:, post] + seen - tables.fair_share)
        worth = scale[:, post] * (times - off[:, post])
        worth -= weights["interest"] * tables.wish[:, post] * seen
        worth -= np.where(clock >= staff.shortest[post], gains[:, post], 0.0)
        return np.asarray(worth + moved * change)

    def seen_by(family: Integers, kind: Integers) -> Integers:
        start = np.minimum(types.start[kind], horizon)
        end = np.minimum(types.end[kind], horizon)
        return np.where(
            family < 0, end - start, families.before[family, end] - families.before[family, start]
        )

    entry = graph.crossing
    own = entry.other.astype(np.int64)
    kind = entry.kind.astype(np.int64)
    cells = np.stack([types.post[kind], seen_by(own, kind)], axis=1)
    chosen, first_cell = distinct(cells)
    first = [cost(int(p), int(s), staff.served + int(s), False) for p, s in cells[chosen]]
    kind = np.concatenate([np.zeros(0, np.int64), *(layer.kind for layer in graph.tail)])
    inside = types.start[kind] < horizon
    cells = np.stack([types.post[kind], seen_by(types.family[kind], kind), inside], axis=1)
    chosen, later_cell = distinct(cells)
    none = np.zeros(len(base), np.int64)
    later = [cost(int(p), int(s), none + int(s), bool(i)) for p, s, i in cells[chosen]]
    size = len(base)
    return StintCosts(
        base,
        np.array(first).reshape(-1, size),
        first_cell,
        np.array(later).reshape(-1, size),
        later_cell,
    )


def mix(
    graph: PathGraph,
    arcs: Arcs,
    families: Families,
    couplings: Couplings,
    costs: StintCosts,
    tolerance: float,
    stop: Stop | None = None,
    progress: Callable[[int, float], None] | None = None,
) -> Mixture:
    """Solves the relaxation and deals it to whole agents.

    Parameters:
        tolerance: relative gain of the bound in a round that is hardly one.
        progress: told the round and the bound.
    """
    size = len(families.of_agent)
    group = np.zeros(size, np.int64)
    unit = couplings.unit
    low, high = couplings.low / unit, couplings.high / unit
    tables: list[Integers] = []
    bound = -np.inf
    best = center = np.zeros(couplings.count)
    mean = None
    stride, idle, rounds = 1.0, 0, 0
    stopped = False
    everybody = np.arange(size)
    while rounds < ROUNDS and stride > LEAST_STRIDE:
        if stop is not None and rounds and stop():
            stopped = True
            break
        duals = couplings.allowed(center)
        table, least = _respond(graph, families, costs, couplings.prices(duals))
        here = float(least.sum()) + couplings.constant(duals)
        rounds += 1
        kinds = kinds_of(arcs, table)
        activity = paths_activity(couplings, kinds, everybody, group, 1)[0] / unit
        mean = activity if mean is None else MIXED * activity + (1 - MIXED) * mean
        tables = [*tables[1 - KEPT :], table.astype(np.int32)]
        if here > bound + tolerance * 0.02 * abs(bound if rounds > 1 else 1.0):
            idle = 0
        else:
            idle += 1
            if idle >= IDLE:
                idle, stride = 0, stride / 2
        if here > bound:
            bound, best = here, duals
        # Towards the limits that the mixture of the last answers misses, from the best prices.
        wanted = np.where(best > 0, low, np.where(best < 0, high, np.clip(mean, low, high)))
        way = np.where(np.isfinite(wanted), wanted, 0.0) - mean
        length = stride * AHEAD * abs(bound) / max(float(way @ way), 1e-9)
        center = best + length * way / unit
        crossed = (best * center < 0) & (mean >= low) & (mean <= high)
        center = np.where(crossed, 0.0, center)
        if progress is not None:
            progress(rounds, bound)
    shares = np.array([MIXED * (1 - MIXED) ** age for age in range(len(tables))][::-1])
    taken = (shares / shares.sum())[:, None]
    rows = np.concatenate(tables).astype(np.int64)
    chosen, number = distinct(rows)
    routes = rows[chosen]
    answers = number.reshape(len(tables), size)
    dealt = apportion(
        replace(arcs, profile=np.array([len(routes)])),
        couplings,
        Relaxation(
            bound=bound,
            value=0.0,
            duals=best,
            group=group,
            answers=answers,
            weights=taken,
            routes=tuple((wanted, routes[wanted]) for wanted in map(np.unique, answers)),
            rounds=rounds,
            short=0.0,
            stopped=stopped,
        ),
    )
    table = _mended(graph, arcs, families, couplings, costs, best, routes[dealt.profile], stop)
    kinds = kinds_of(arcs, table)
    counts = np.bincount(kinds[kinds != NOTHING], minlength=graph.types.count).astype(np.float64)
    excess = float(np.abs(couplings.excess(couplings.activity(counts))).sum())
    length = families.before.shape[1] - 1
    return Mixture(posts_of(graph.types, kinds, length), excess, bound, rounds, stopped)


def _mended(
    graph: PathGraph,
    arcs: Arcs,
    families: Families,
    couplings: Couplings,
    costs: StintCosts,
    duals: Floats,
    table: Integers,
    stop: Stop | None,
) -> Integers:
    """The agents' paths, each in turn chosen anew where limits are missed, dearer by the sweep."""
    unit, table = couplings.unit, table.copy()
    low, high = couplings.low / unit, couplings.high / unit
    every = np.arange(len(table))
    kinds = kinds_of(arcs, table)
    own = paths_activity(couplings, kinds, every, every, len(every)) / unit
    total = own.sum(axis=0)
    worth = float(costs.base.mean()) / DEAREST
    for sweep in range(SWEEPS):
        for agent in every:
            over = (total > high + NEAR) | (total < low - NEAR)
            if not over.any() or (stop is not None and stop()):
                return table
            if not (over & (own[agent] != 0)).any() and agent % 2 == sweep % 2:
                continue
            rest = total - own[agent]
            push = (rest < low - NEAR) * 1.0 - (rest + 1 > high + NEAR) * 1.0
            prices = couplings.prices(duals + worth * (1 + sweep) * push / unit)
            path = _respond_part(graph, families, costs, prices, every[agent : agent + 1])[0]
            table[agent] = path[0]
            kind = kinds_of(arcs, path)
            own[agent] = paths_activity(couplings, kind, every[:1], every[:1], 1)[0] / unit
            total = rest + own[agent]
    return table


def _respond(
    graph: PathGraph, families: Families, costs: StintCosts, prices: Floats
) -> tuple[Integers, Floats]:
    """Every agent's best path: arcs (agents x places), its cost in goals with prices."""
    size = len(families.of_agent)
    widest = max([graph.tails + 1, *(len(layer.other) for layer in graph.tail)])
    step = max(1, MOST_CELLS // widest)
    parts = [
        _respond_part(graph, families, costs, prices, np.arange(at, min(at + step, size)))
        for at in range(0, size, step)
    ]
    table, least = zip(*parts, strict=True)
    return np.concatenate(table), np.concatenate(least)


def _respond_part(
    graph: PathGraph, families: Families, costs: StintCosts, prices: Floats, agents: Integers
) -> tuple[Integers, Floats]:
    first, later = costs.first[:, agents], costs.later[:, agents]
    size = len(agents)
    worth = np.full((graph.tails + 1, size), np.inf)
    worth[-1] = 0.0
    ends = np.cumsum([0, *(len(layer.other) for layer in graph.tail)])
    for place in range(len(graph.tail) - 1, -1, -1):
        layer = graph.tail[place]
        if not len(layer.other):
            continue
        cell = costs.later_cell[ends[place] : ends[place + 1]]
        through = worth[layer.other]
        through += later[cell]
        through += prices[layer.kind][:, None]
        filled = np.flatnonzero(np.diff(layer.offset))
        worth[layer.nodes.start + filled] = np.minimum.reduceat(
            through, layer.offset[filled], axis=0
        )
    entry = graph.crossing
    table = np.full((size, 1 + len(graph.tail)), NOTHING, np.int64)
    least = costs.base[agents].copy()
    for family in np.unique(families.of_agent[agents]):
        rows = np.flatnonzero(families.of_agent[agents] == family)
        open_arcs = np.flatnonzero(entry.other == family)
        own = first[np.ix_(costs.first_cell[open_arcs], rows)]
        total = own + prices[entry.kind[open_arcs]][:, None]
        total += worth[np.ix_(graph.tail_of[open_arcs], rows)]
        best = total.argmin(axis=0)
        column = np.arange(len(rows))
        table[rows, 0] = open_arcs[best]
        least[rows] += total[best, column]
    node = graph.tail_of[table[:, 0]].astype(np.int64)
    base = len(entry.other)
    for place, layer in enumerate(graph.tail):
        rows = np.flatnonzero((node >= layer.nodes.start) & (node < layer.nodes.stop))
        if len(rows):
            local = node[rows] - layer.nodes.start
            index, owner = spans(layer.offset[local], np.diff(layer.offset)[local])
            who = rows[owner]
            own = later[costs.later_cell[ends[place] + index], who]
            total = own + prices[layer.kind[index]] + worth[layer.other[index], who]
            at = first_minima(total, owner, len(rows))
            arc = index[at]
            table[rows, 1 + place] = base + ends[place] + arc
            node[rows] = layer.other[arc]
    return table, least
