"""Which whole plan keeps the limits and is near the bound, where losses are summed stint by stint?

Agents choose anew one after the other, each his best path at the bound's prices and at what every
stint would add to the squares of what is beyond limits, as all others have chosen by then. The
weight of the squares grows from turn to turn, and limits that stay missed get prices of their own
(block coordinate descent on an augmented Lagrangian, Bertsekas 1996). Begun again from a plan that
keeps all limits, this mostly finds a better one.
"""

import numpy as np

from cs.rotation.evaluation import Floats, Integers
from cs.rotation.planning.best_paths import PassGraph, best_paths
from cs.rotation.planning.couplings import Couplings
from cs.rotation.planning.master import paths_activity
from cs.rotation.planning.paths import Arcs
from cs.rotation.planning.pricing import kinds_of
from cs.rotation.planning.solving import Stop
from cs.rotation.problem import Posts

TURNS, WHOLE_TURNS = 30, 4
"""Turns until limits hold; in the first ones all agents choose, then those at missed limits."""
WEIGHT, HEAVIEST, HEAVIER, LEARNT = 1 / 400, 1 / 8, 1.5, 0.3
"""Weight of a missed head's square at first and at most as parts of an agent's loss, its growth
from turn to turn, and the part of it by which the price of a limit that stays missed moves.
"""
OTHERS = 100
"""So many others are asked where somebody is wanting."""
NEAR = 1e-6
MATCHED, KEPT = 100.0, 0.02
"""What a period at the post of a plan is worth to a path that is to keep to it: at first, and, as a
part of an agent's loss, where limits are missed.
"""


class _Choosing:
    """Agents' paths, and what they add up to; changed in place."""

    def __init__(
        self, passes: PassGraph, arcs: Arcs, couplings: Couplings, memory: Integers, table: Integers
    ) -> None:
        self.passes, self.arcs, self.couplings, self.memory = passes, arcs, couplings, memory
        self.low, self.high = couplings.low / couplings.unit, couplings.high / couplings.unit
        self.part = couplings.part / couplings.unit[couplings.row]
        self.part_low, self.part_high = self.low[couplings.row], self.high[couplings.row]
        self.table = table.copy()
        self.own = self._activity(table)
        self.total = self.own.sum(axis=0)

    def _activity(self, table: Integers) -> Floats:
        every = np.arange(len(table))
        kinds = kinds_of(self.arcs, table)
        return paths_activity(self.couplings, kinds, every, every, len(every)) / self.couplings.unit

    @property
    def beyond(self) -> Floats:
        """Above (positive) or below (negative) its limits, by row."""
        total = self.total
        beyond = np.maximum(total - self.high, 0) - np.maximum(self.low - total, 0)
        return np.where(np.abs(beyond) > NEAR, beyond, 0.0)

    def _squares(self, sums: Floats) -> Floats:
        over = np.maximum(sums - self.part_high, 0)
        under = np.maximum(self.part_low - sums, 0)
        return np.asarray(over * over + under * under)

    def choose(self, agent: int, duals: Floats, weight: float, own: Floats | None) -> None:
        """The agent's best path as all others are, at prices by row in units and by stint type."""
        rest = self.total - self.own[agent]
        at = rest[self.couplings.row]
        more = (self._squares(at + self.part) - self._squares(at)) * (weight / 2)
        more -= self.part * duals[self.couplings.row]
        sums = np.bincount(self.couplings.kind, more, minlength=self.couplings.types)
        prices = np.asarray(sums, np.float64) + (0.0 if own is None else own)
        path, _ = best_paths(self.passes, prices, self.memory, np.array([agent]))
        self.table[agent] = path[0]
        self.own[agent] = self._activity(path)[0]
        self.total = rest + self.own[agent]


def settle(
    passes: PassGraph,
    arcs: Arcs,
    couplings: Couplings,
    duals: Floats,
    memory: Integers,
    table: Integers,
    loss: float,
    stop: Stop | None,
    kept: "_Kept | None" = None,
) -> Integers:
    """The agents' paths (agents x places, arcs) with limits kept, where they can be.

    Parameters:
        duals: of the bound, by row. table: paths to begin with. loss: about what an agent loses.
        kept: a plan to keep to, so that only those at missed limits choose.
    """
    choosing = _Choosing(passes, arcs, couplings, memory, table)
    rng = np.random.default_rng(0)
    prices = duals * couplings.unit
    weight = loss * WEIGHT
    size = len(table)
    whole_turns = WHOLE_TURNS if kept is None else 0
    for turn in range(TURNS):
        beyond = choosing.beyond
        if turn >= whole_turns and not beyond.any():
            break
        asked = rng.permutation(size)
        if turn >= whole_turns:
            at_missed = np.asarray((choosing.own[:, beyond > 0] > 0).any(axis=1))
            if (beyond < 0).any():
                at_missed[asked[:OTHERS]] = True
            asked = asked[at_missed[asked]]
        for agent in asked:
            own = None if kept is None else kept.prices(int(agent), KEPT * loss)
            choosing.choose(int(agent), prices, weight, own)
            if stop is not None and stop():
                break
        prices = prices - LEARNT * weight * choosing.beyond
        weight = min(weight * HEAVIER, HEAVIEST * loss)
        if stop is not None and stop():
            break
    return choosing.table


def keep_to(
    passes: PassGraph,
    arcs: Arcs,
    couplings: Couplings,
    duals: Floats,
    memory: Integers,
    plan: Posts,
    loss: float,
    stop: Stop | None,
) -> Integers:
    """Paths at the posts of a plan wherever limits let them be.

    Parameters:
        plan: agents x periods, which may be fewer than those of the limits. Others: see `settle`.
    """
    kept = _Kept(passes, plan)
    table = [
        best_paths(passes, kept.prices(agent, MATCHED), memory, np.array([agent]))[0]
        for agent in range(len(plan))
    ]
    first = np.concatenate(table)
    return settle(passes, arcs, couplings, duals, memory, first, loss, stop, kept)


class _Kept:
    """A plan that paths are to keep to."""

    def __init__(self, passes: PassGraph, plan: Posts) -> None:
        types, periods = passes.graph.types, plan.shape[1]
        self.plan, self.post = plan, np.maximum(types.post, 0)
        self.start, self.end = np.minimum(types.start, periods), np.minimum(types.end, periods)
        self.is_stint = types.post >= 0

    def prices(self, agent: int, worth: float) -> Floats:
        """Per stint type, what its periods at the agent's post of the plan are worth."""
        here = self.plan[agent][:, None] == np.arange(int(self.post.max(initial=0)) + 1)
        until = np.concatenate([np.zeros((1, here.shape[1]), np.int64), here.cumsum(axis=0)])
        matched = until[self.end, self.post] - until[self.start, self.post]
        return np.where(self.is_stint, -worth * matched, 0.0)
