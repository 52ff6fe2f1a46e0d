"""How good can a plan be where the paths are too many to tell apart by what they add up to?

The goals look at whole paths: months per post, posts completed, changes. Told apart by those, paths
with many posts are too many. Summed stint by stint the same losses are never above the true ones:

    fairness   |months - share| is convex in the months at a post, so what two stays there add is at
               least what each would add as the only one
    growth     a skill learnt at two stays is counted twice, though it is gained once
    interest, stability   sums over stints as they are

and equal to them for whoever holds no post twice. So the graph without profiles is enough: every
agent's best path at given prices is a pass over it with costs of his own (`best_paths.py`, which
makes up for most returns), and what all agents' paths cost at the same prices is a valid Lagrangian
bound. Prices follow what the agents asked last have missed, a part of all agents at a time
(incremental subgradients, Nedic and Bertsekas 2001, with the steps of Adam, Kingma and Ba 2015);
the bound is taken every few sweeps.
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
from cs.rotation.planning.best_paths import PassGraph, StintCosts, best_paths, no_memory, remember
from cs.rotation.planning.couplings import Couplings
from cs.rotation.planning.families import Families, distinct
from cs.rotation.planning.master import paths_activity
from cs.rotation.planning.paths import NO_STINT, Arcs, PathGraph
from cs.rotation.planning.pricing import kinds_of
from cs.rotation.planning.slopes import Slopes, skill_gains, touching
from cs.rotation.planning.solving import Stop
from cs.rotation.problem import RotationProblem

SWEEPS, LEAST_SWEEPS, LOOKED = 80, 20, 5
"""Most and fewest sweeps over all agents; the bound is taken after so many."""
PARTS = 20
"""Prices move after each of so many parts of the agents."""
STEP, HALVED = 1 / 1200, 5
"""The first step as a part of an agent's loss; halved after so many sweeps, a third after twice."""
KEPT, KEPT_FORCE = 0.9, 0.995
"""Of the mean misses and of their mean squares, in each step."""
GAIN = 2e-4
"""A gain of the bound, as a part of it, that is worth more sweeps."""


@dataclass(frozen=True)
class Priced:
    """Prices of the rows.

    Attributes:
        duals: by row. bound: proven lower bound of the summed loss.
        memory: posts that agents' paths remember. table: their best paths, agents x places.
        sweeps: over all agents.
    """

    duals: Floats
    bound: float
    memory: Integers
    table: Integers
    sweeps: int
    stopped: bool


def stint_costs(
    problem: RotationProblem,
    staff: StaffTable,
    families: Families,
    graph: PathGraph,
    slopes: Slopes | None = None,
) -> StintCosts:
    """Costs of a graph without profiles.

    Parameters:
        slopes: by these tangents, which need no memory; else by what a first stay at a post adds.
    """
    horizon = problem.horizon
    weights, tables, types = normalised_weights(problem), loss_tables(problem, staff), graph.types
    off = np.abs(staff.history - tables.fair_share[:, None])
    scale = np.where(staff.open, tables.fair_scale[:, None], 0.0) * weights["fairness"]
    most = np.maximum(tables.most_changes, 1)
    moved = np.where(tables.most_changes > 0, weights["stability"] / most, 0.0)
    tilted = np.zeros_like(scale) if slopes is None else scale * slopes.fairness
    if slopes is None:
        base = (scale * off).sum(axis=1)
    else:
        apart = tables.fair_share[:, None] - staff.history
        base = (scale * touching(slopes, apart) - tilted * apart).sum(axis=1)
    base += weights["growth"] * (tables.growth_scale > 0) + weights["interest"] * tables.wished
    # The first post of one who holds none is no change.
    base -= np.where(staff.current < 0, moved, 0.0)
    gains = skill_gains(problem, staff)
    if slopes is not None:
        base -= (gains * (1 - slopes.growth)).sum(axis=1)
        gains = gains * slopes.growth
    # Whoever comes back to a post has spent so long there at least in the plan.
    posts = np.arange(len(staff.shortest))
    before = staff.history + np.where(posts == staff.current[:, None], 1, staff.shortest)

    def further(post: int, seen: int, history: Floats) -> Floats:
        if slopes is not None:
            return np.asarray(tilted[:, post] * seen)
        times = np.abs(history + seen - tables.fair_share) - np.abs(history - tables.fair_share)
        return np.asarray(scale[:, post] * times)

    def cost(post: int, seen: int, clock: Integers, change: bool) -> Floats:
        if post == NO_STINT:
            return np.zeros(len(base))
        worth = further(post, seen, staff.history[:, post])
        worth -= weights["interest"] * tables.wish[:, post] * seen
        worth -= np.where(clock >= staff.shortest[post], gains[:, post], 0.0)
        return np.asarray(worth + moved * change)

    def again(post: int, seen: int) -> Floats:
        if post == NO_STINT or slopes is not None:
            return np.zeros(len(base))
        more = further(post, seen, before[:, post]) - further(post, seen, staff.history[:, post])
        return np.asarray(more + (gains[:, post] if seen >= staff.shortest[post] else 0.0))

    def seen_by(family: Integers, kind: Integers) -> Integers:
        start = np.minimum(types.start[kind], horizon)
        end = np.minimum(types.end[kind], horizon)
        return np.where(
            family < 0, end - start, families.before[family, end] - families.before[family, start]
        )

    size = len(base)
    entry = graph.crossing
    own = entry.other.astype(np.int64)
    kind = entry.kind.astype(np.int64)
    cells = np.stack([types.post[kind], seen_by(own, kind)], axis=1)
    chosen, first_cell = distinct(cells)
    cells = cells[chosen]
    first = [cost(int(p), int(s), staff.served + int(s), False) for p, s in cells]
    first_done = [(staff.served + s >= staff.shortest[p]) & (s > 0) & (p >= 0) for p, s in cells]
    kind = np.concatenate([np.zeros(0, np.int64), *(layer.kind for layer in graph.tail)])
    inside = types.start[kind] < horizon
    cells = np.stack([types.post[kind], seen_by(types.family[kind], kind), inside], axis=1)
    chosen, later_cell = distinct(cells)
    cells = cells[chosen]
    none = np.zeros(size, np.int64)
    later = [cost(int(p), int(s), none + int(s), bool(i)) for p, s, i in cells]
    return StintCosts(
        base=base,
        first=np.array(first).reshape(-1, size),
        first_cell=first_cell,
        first_done=np.array(first_done, np.bool_).reshape(-1, size),
        later=np.array(later).reshape(-1, size),
        later_cell=later_cell,
        later_done=(cells[:, 1] >= staff.shortest[cells[:, 0]]) & (cells[:, 0] >= 0),
        again=np.array([again(int(p), int(s)) for p, s, _ in cells]).reshape(-1, size),
    )


def price(
    passes: PassGraph,
    arcs: Arcs,
    couplings: Couplings,
    loss: float,
    stop: Stop | None = None,
    progress: Callable[[int, float], None] | None = None,
    renew: Callable[[int, Integers], PassGraph] | None = None,
) -> Priced:
    """Prices of the rows under which the best paths miss them least.

    Parameters:
        loss: about what an agent loses, by which steps are measured.
        renew: told a sweep and its best paths, gives the costs for the next.
        progress: told the sweep and the bound.
    """
    size, unit = len(passes.families.of_agent), couplings.unit
    everybody = np.arange(size)
    low, high = couplings.low / unit, couplings.high / unit
    rng = np.random.default_rng(0)
    memory = no_memory(size)
    worth = loss * STEP
    now = mean = pace = force = np.zeros(couplings.count)
    best = Priced(now, -np.inf, memory, np.zeros((0, 0), np.int64), 0, stopped=False)
    before = -np.inf
    steps = 0
    for sweep in range(1, SWEEPS + 1):
        step = worth / (1 + sweep / HALVED)
        asked: list[Integers] = []
        found: list[Integers] = []
        for part in np.array_split(rng.permutation(size), min(PARTS, size)):
            part.sort()
            duals = couplings.allowed(now / unit)
            table, _ = best_paths(passes, couplings.prices(duals), memory, part)
            asked.append(part)
            found.append(table)
            every = np.arange(len(part))
            kinds = kinds_of(arcs, table)
            activity = paths_activity(couplings, kinds, every, 0 * every, 1)[0] / unit
            activity *= size / len(part)
            now = duals * unit
            wanted = np.where(now > 0, low, np.where(now < 0, high, np.clip(activity, low, high)))
            way = np.where(np.isfinite(wanted), wanted - activity, 0.0)
            steps += 1
            pace = KEPT * pace + (1 - KEPT) * way
            force = KEPT_FORCE * force + (1 - KEPT_FORCE) * way * way
            length = np.sqrt(force / (1 - KEPT_FORCE**steps)) + 1e-3
            later = now + step * (pace / (1 - KEPT**steps)) / length
            # A price that is not needed goes to nothing rather than beyond.
            crossed = (now * later < 0) & (activity >= low) & (activity <= high)
            now = np.where(crossed, 0.0, later)
            mean = KEPT * mean + (1 - KEPT) * now
        table = np.empty((size, found[0].shape[1]), np.int64)
        table[np.concatenate(asked)] = np.concatenate(found)
        if renew is None:
            memory = remember(passes, table, memory)
        else:
            passes = renew(sweep, table)
        is_last = stop is not None and stop()
        if sweep % LOOKED and not is_last and best.sweeps:
            continue
        for duals in (couplings.allowed(now / unit), couplings.allowed(mean / unit)):
            table, least = best_paths(passes, couplings.prices(duals), memory, everybody)
            bound = float(least.sum()) + couplings.constant(duals)
            if bound > best.bound:
                best = Priced(duals, bound, memory, table, sweep, stopped=False)
        if progress is not None:
            progress(sweep, best.bound)
        if is_last:
            return replace(best, stopped=True)
        if sweep >= LEAST_SWEEPS and best.bound - before < GAIN * abs(best.bound):
            break
        before = best.bound
    return best
