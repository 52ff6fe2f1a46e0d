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

TURNS, WHOLE_TURNS = 30, 4
"""Turns until limits hold; in the first ones all agents choose, then those at missed limits."""
WEIGHT, HEAVIEST, HEAVIER, LEARNT = 1 / 400, 1 / 8, 1.5, 0.3
"""Weight of a missed head's square at first and at most as parts of an agent's loss, its growth
from turn to turn, and the part of it by which the price of a limit that stays missed moves.
"""
OTHERS = 100
"""So many others are asked where somebody is wanting."""
NEAR = 1e-6


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

    def choose(self, agent: int, duals: Floats, weight: float) -> None:
        """The agent's best path as all others are, at prices by row in units."""
        rest = self.total - self.own[agent]
        at = rest[self.couplings.row]
        more = (self._squares(at + self.part) - self._squares(at)) * (weight / 2)
        more -= self.part * duals[self.couplings.row]
        sums = np.bincount(self.couplings.kind, more, minlength=self.couplings.types)
        prices = np.asarray(sums, np.float64)
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
) -> Integers:
    """The agents' paths (agents x places, arcs) with limits kept, where they can be.

    Parameters:
        duals: of the bound, by row. table: paths to begin with. loss: about what an agent loses.
    """
    choosing = _Choosing(passes, arcs, couplings, memory, table)
    rng = np.random.default_rng(0)
    prices = duals * couplings.unit
    weight = loss * WEIGHT
    size = len(table)
    for turn in range(TURNS):
        beyond = choosing.beyond
        if turn >= WHOLE_TURNS and not beyond.any():
            break
        asked = rng.permutation(size)
        if turn >= WHOLE_TURNS:
            at_missed = np.asarray((choosing.own[:, beyond > 0] > 0).any(axis=1))
            if (beyond < 0).any():
                at_missed[asked[:OTHERS]] = True
            asked = asked[at_missed[asked]]
        for agent in asked:
            choosing.choose(int(agent), prices, weight)
            if stop is not None and stop():
                break
        prices = prices - LEARNT * weight * choosing.beyond
        weight = min(weight * HEAVIER, HEAVIEST * loss)
        if stop is not None and stop():
            break
    return choosing.table
