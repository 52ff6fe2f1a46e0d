"""Which whole plan comes near the bound? Rounding, then integer search on parts of the staff.

1. The relaxation mixes a few answers for every agent. They are dealt to whole agents
   (`apportioning.py`), which leaves a handful of agents too many or too few.
2. For few agents, and where that leads nowhere, one linear program (`routing.py`) lets everybody
   choose anew among profiles of small reduced cost and the paths that the relaxation used; its
   whole numbers next to the linear ones are searched.
3. Integer programs then free some hundred agents at a time, those at broken limits first, and keep
   all others where they are, until all limits hold and the gap is met.
4. A small staff under tight limits may leave rounding without a plan. Then the search begins from
   any plan that is known, in small neighbourhoods that are searched to their end.
5. A plan costs the bound plus the reduced costs of all its profiles and paths, so a better plan
   uses none whose reduced cost is above the difference. If few enough are below it, one program
   over all of them proves the plan best or finds a better one.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from cs.rotation.planning.apportioning import apportion
from cs.rotation.planning.dealing import PricedGraph, goals_of
from cs.rotation.planning.families import Families
from cs.rotation.planning.master import Relaxation
from cs.rotation.planning.pricing import GoalCosts, respond, value_graph
from cs.rotation.planning.proving import NEXT_ARCS, SMALL_ARCS, best_within_width, prove
from cs.rotation.planning.routing import WHOLE, Ground, Routing, routing_of
from cs.rotation.planning.searching import (
    FEWEST_FREE,
    MOST_FREE,
    is_broken,
    round_relaxation,
    search_near,
)
from cs.rotation.planning.solving import Stop

PROGRAMS = 30
STALLED = 8
PATIENCE = 6
FEW_FREE = 6
STEPS = 80
STALLED_STEPS = 15
WIDE = 0.4
ROUNDED = 1.5
MENDING, LEADING = 15_000, 30_000
"""Work after which, for a small staff, a plan beyond some limit is given up, and a plan within all
limits is led on no more. In tight cases of some two dozen agents either would go on for minutes.
"""


@dataclass(frozen=True)
class Recovery:
    """The best plan found, the bound it proved, and how many integer programs it took."""

    routing: Routing | None
    bound: float
    programs: int
    stopped: bool


def recover(
    ground: Ground,
    families: Families,
    costs: GoalCosts,
    relaxation: Relaxation,
    gap: float,
    seed: int,
    stop: Stop | None = None,
    progress: Callable[[int, float, float], None] | None = None,
    breach: float | None = None,
    first: Callable[[], Routing | None] | None = None,
    start: Callable[[], Routing | None] | None = None,
) -> Recovery:
    """A plan near the relaxation's bound.

    Parameters:
        gap: relative gap at which to stop.
        breach: given where no plan meets all rows: the least that must be broken. The search then
            ends near it, or when it no longer comes nearer, and the goals do not count.
        progress: told the number of programs, the bound and the plan's value.
        first: finds some plan within all rows; asked where rounding and mending found none.
        start: finds a plan to begin from; passed over if it is not within all rows.
    """
    prices = ground.couplings.prices(relaxation.duals)
    values = value_graph(ground.graph, prices)
    at = PricedGraph(costs, prices, values, respond(costs, ground.graph, values))
    bound = relaxation.bound
    agents = len(at.best.least)
    scale = max(1e-9, abs(bound) / max(agents, 1))
    rng = np.random.default_rng(seed)

    def near(found: Routing | None) -> bool:
        if found is None:
            return False
        if breach is not None:
            return found.excess <= breach * ROUNDED + 2
        if found.excess > WHOLE:
            return False
        return found.value - bound <= gap * max(abs(found.value), 1e-6)

    routing: Routing | None = None
    programs = 0

    def done(stopped: bool = False) -> Recovery:
        return Recovery(routing, bound, programs, stopped)

    def tell() -> None:
        if progress is not None and routing is not None:
            progress(programs, bound, routing.value)

    def asked() -> bool:
        return stop is not None and stop()

    begun = None if start is None or breach is not None else start()
    if not is_broken(begun):
        routing = begun
        tell()
        if near(routing):
            return done()
    if asked():
        return done(True)
    # Many agents with a plan to begin from need no program over all of them.
    widely = breach is None and (is_broken(begun) or agents <= MOST_FREE)
    factors = (1.0, 4.0, 16.0, 64.0, 256.0) if widely else ()
    most = SMALL_ARCS
    for width in (gap * scale * agents * factor for factor in factors):
        whole = best_within_width(ground, at, routing, relaxation.bound, width, gap, stop, most)
        if whole is None:
            break
        programs += 1
        if whole.routing is not None and (routing is None or whole.routing.rank < routing.rank):
            routing = whole.routing
        # A plan outside of the program uses a profile or path dearer than its width.
        bound = max(bound, min(whole.bound, relaxation.bound + width))
        tell()
        if near(routing):
            return done()
        if asked():
            return done(True)
        if not whole.closed:
            break
        if whole.routing is None:
            most = NEXT_ARCS
    many = agents > MOST_FREE and breach is None

    def rounded() -> Routing | None:
        return round_relaxation(ground, families, at, relaxation, gap, scale, stop, breach is None)

    dealt = _dealt(ground, at, relaxation) if many else rounded()
    programs += not many
    if dealt is not None and (routing is None or dealt.rank < routing.rank):
        routing = dealt
    tell()
    width = 0.002 * scale
    idle = worked = 0
    freed = FEWEST_FREE
    patience = PATIENCE if agents > MOST_FREE else 1
    for turn in range(PROGRAMS):
        if turn == patience and many and is_broken(routing):
            anew = rounded()
            programs += 1
            if anew is not None and (routing is None or anew.rank < routing.rank):
                routing = anew
        if turn == patience and first is not None and is_broken(routing):
            known = first()
            if known is not None and not is_broken(known):
                routing = known
                break
        if routing is None or near(routing) or idle >= STALLED:
            break
        if turn >= patience and agents <= MOST_FREE and not is_broken(routing):
            break
        if asked():
            return done(True)
        if worked > MENDING and agents <= MOST_FREE and is_broken(routing):
            # All are free in each of these programs, so that more of them bring little.
            break
        nearby = search_near(ground, at, routing, bound, gap, width, freed, rng, stop)
        better = nearby.routing
        worked += nearby.work
        programs += 1
        if better is not None and better.rank < routing.rank:
            routing = better
            idle = 0
        else:
            width = min(width * 2, scale)
            freed = min(freed * 3 // 2, MOST_FREE)
            idle += breach is not None or routing.excess <= WHOLE
        tell()
    # Within the limits, small neighbourhoods, searched to their end, lead on from any plan.
    idle, freed, width, worked = 0, FEW_FREE, WIDE * scale, 0
    for _ in range(STEPS):
        if routing is None or is_broken(routing) or near(routing) or idle >= STALLED_STEPS:
            break
        if asked():
            return done(True)
        if worked > LEADING and agents <= MOST_FREE:
            break
        nearby = search_near(ground, at, routing, bound, gap, width, freed, rng, stop)
        found = nearby.routing
        worked += nearby.work
        programs += 1
        if found is not None and found.rank < routing.rank:
            routing = found
            idle, freed = 0, FEW_FREE
        else:
            idle += 1
            freed = FEW_FREE + idle // 5
        tell()
    if routing is None or routing.excess > WHOLE or near(routing):
        return done()
    if worked > LEADING and agents <= MOST_FREE:
        return done()
    if asked():
        return done(True)
    routing, bound = prove(ground, at, routing, bound, gap, stop)
    programs += 1
    tell()
    return done()


def _dealt(ground: Ground, at: PricedGraph, relaxation: Relaxation) -> Routing:
    """The relaxation's answers dealt to whole agents."""
    dealt = apportion(ground.arcs, ground.couplings, relaxation)
    return routing_of(ground, dealt.profile, goals_of(ground, at, dealt.profile), dealt.flows)
