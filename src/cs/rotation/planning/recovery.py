"""Which whole plan comes near the bound? Rounding, then integer search on parts of the staff.

1. The relaxation deals every agent over a few profiles. Those who lean to the same profiles are
   lined up and dealt out in those proportions.
2. One linear program (`routing.py`) lets everybody choose anew among profiles of small reduced
   cost and the paths that the relaxation used; its whole numbers next to the linear ones are
   searched. What is left is a handful of agents too many or too few.
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

from cs.rotation.evaluation import Flags, Integers
from cs.rotation.planning.couplings import FILLING
from cs.rotation.planning.dealing import (
    PricedGraph,
    at_broken,
    choice_within,
    dealt_profiles,
    goals_of,
    slack_penalty,
    used_arcs,
)
from cs.rotation.planning.families import Families
from cs.rotation.planning.master import Relaxation
from cs.rotation.planning.pricing import NOTHING, GoalCosts, respond, value_graph
from cs.rotation.planning.routing import (
    WHOLE,
    Choice,
    Found,
    Ground,
    Routing,
    Scope,
    activity_of,
    arcs_within,
    paths_of,
    reroute,
)
from cs.rotation.planning.solving import Effort, Stop

FEWEST_FREE, MOST_FREE = 30, 120
MOST_PAIRS = 20_000
MOST_ARCS = 2_500
PROOF_PAIRS = 30_000
PROOF_ARCS = 40_000
SMALL_PAIRS = 6_000
SMALL_ARCS = 12_000
PROGRAMS = 30
STALLED = 8
PATIENCE = 6
FEW_FREE = 6
STEPS = 80
STALLED_STEPS = 15
WIDE = 0.4
ROUNDED = 1.5


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
    if not _broken(begun):
        routing = begun
        tell()
        if near(routing):
            return done()
    if asked():
        return done(True)
    # Many agents with a plan to begin from need no program over all of them.
    widely = breach is None and (_broken(begun) or agents <= MOST_FREE)
    factors = (1.0, 4.0, 16.0, 64.0, 256.0) if widely else ()
    for width in (gap * scale * agents * factor for factor in factors):
        whole = _within(ground, at, routing, relaxation.bound, width, gap, stop)
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
    rounded = _round(ground, families, at, relaxation, gap, scale, stop, breach is None)
    programs += 1
    if rounded is not None and (routing is None or rounded.rank < routing.rank):
        routing = rounded
    tell()
    width = 0.002 * scale
    idle = 0
    freed = FEWEST_FREE
    patience = PATIENCE if agents > MOST_FREE else 1
    for turn in range(PROGRAMS):
        if turn == patience and first is not None and _broken(routing):
            known = first()
            if known is not None and not _broken(known):
                routing = known
                break
        if routing is None or near(routing) or idle >= STALLED:
            break
        if turn >= patience and agents <= MOST_FREE and not _broken(routing):
            break
        if asked():
            return done(True)
        better = _search(ground, at, routing, bound, gap, width, freed, rng, stop).routing
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
    idle, freed, width = 0, FEW_FREE, WIDE * scale
    for _ in range(STEPS):
        if routing is None or _broken(routing) or near(routing) or idle >= STALLED_STEPS:
            break
        if asked():
            return done(True)
        found = _search(ground, at, routing, bound, gap, width, freed, rng, stop).routing
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
    if asked():
        return done(True)
    routing, bound = _prove(ground, at, routing, bound, gap, stop)
    programs += 1
    tell()
    return done()


def _broken(routing: Routing | None) -> bool:
    return routing is None or routing.excess > WHOLE


def _round(
    ground: Ground,
    families: Families,
    at: PricedGraph,
    relaxation: Relaxation,
    gap: float,
    scale: float,
    stop: Stop | None,
    widely: bool,
) -> Routing | None:
    """A plan next to the linear relaxation over the paths it used.

    Parameters:
        widely: also over all other paths as cheap as those.
    """
    dealt = dealt_profiles(relaxation, len(at.best.least))
    goal = goals_of(ground, at, dealt)
    wanted = np.ones(len(dealt), np.bool_)
    width = 0.005 * scale
    choice = choice_within(ground, at, wanted, width, (dealt, goal))
    while len(choice.agent) > MOST_PAIRS + 2 * len(dealt) and width > 1e-12:
        width /= 2
        choice = choice_within(ground, at, wanted, width, (dealt, goal))
    several = np.bincount(choice.agent, minlength=len(dealt))[choice.agent] > 1
    free = np.unique(choice.agent[several])
    choice = Choice(free, choice.agent[several], choice.profile[several], choice.goal[several])
    keeps = np.ones(len(dealt), np.bool_)
    keeps[free] = False
    profiles = len(ground.graph.profiles.family)
    room = np.full(profiles, -np.inf)
    room[choice.profile] = 0.0
    room[dealt] = 0.0
    arcs = used_arcs(ground, families, relaxation)
    if widely:
        arcs |= arcs_within(ground.graph, ground.arcs, at.prices, at.values, room)
    scope = Scope(
        choice=choice,
        supply=np.bincount(dealt[keeps], minlength=profiles),
        frozen=np.zeros(len(ground.arcs.kind), np.int64),
        arcs=arcs,
        penalty=slack_penalty(goal),
    )
    kept = Routing(dealt, goal, np.zeros(0, np.int64), np.inf)
    target = relaxation.bound * (1 + gap * 0.5) - float(goal[keeps].sum())
    effort = Effort(gap=max(1e-9, relaxation.bound * gap * 0.2), nodes=20, stall=10, target=target)
    return reroute(ground, scope, kept, effort, rounding=True, stop=stop).routing


def _search(
    ground: Ground,
    at: PricedGraph,
    routing: Routing,
    bound: float,
    gap: float,
    width: float,
    freed: int,
    rng: np.random.Generator,
    stop: Stop | None,
) -> Found:
    """A better plan in which some agents change, those at broken limits and far from best first."""
    number = len(routing.profile)
    paths = paths_of(ground.graph, ground.arcs, routing)
    extra = routing.goal + at.values.profile[routing.profile] - at.best.least
    priority = rng.random(number) + np.minimum(extra / width, 1.0)
    priority += rng.random(number) * at_broken(ground, routing, paths)
    free = np.zeros(number, np.bool_)
    free[np.argsort(-priority, kind="stable")[:freed]] = True
    partners = ground.couplings.partners
    # Tied agents can only move together.
    free[partners[free[partners].any(axis=1)]] = True
    choice = choice_within(ground, at, free, width, (routing.profile, routing.goal))
    theirs = paths[free]
    taken = np.bincount(theirs[theirs != NOTHING], minlength=len(ground.arcs.kind))
    frozen = routing.flows - taken
    fits = np.ones(ground.couplings.types, np.bool_)
    if not _broken(routing):
        fits = _with_room(ground, frozen)
    while True:
        room = np.full(len(at.values.profile), -np.inf)
        room[choice.profile] = width
        arcs = arcs_within(ground.graph, ground.arcs, at.prices, at.values, room)
        arcs &= fits[ground.arcs.kind]
        if arcs.sum() <= (MOST_ARCS if freed >= FEWEST_FREE else SMALL_ARCS) or width <= 1e-12:
            break
        width /= 2
    scope = Scope(
        choice=choice,
        supply=np.zeros(len(at.values.profile), np.int64),
        frozen=frozen,
        arcs=arcs | (taken > 0),
        penalty=slack_penalty(routing.goal) if _broken(routing) else None,
    )
    fixed = float(routing.goal[~free].sum())
    target = bound * (1 + gap * 0.9) - fixed
    effort = Effort(gap=max(1e-9, bound * gap * 0.1), nodes=60, stall=30, target=target)
    return reroute(ground, scope, routing, effort, stop=stop)


def _with_room(ground: Ground, frozen: Integers) -> Flags:
    """Per stint type, whether one more of it fits under the upper ends of all that it fills."""
    couplings = ground.couplings
    room = couplings.high - activity_of(ground.arcs, couplings, frozen)
    full = np.isin(couplings.sort, FILLING) & (room < 1 - WHOLE)
    fits = np.ones(couplings.types, np.bool_)
    fits[couplings.kind[full[couplings.row]]] = False
    return fits


def _within(
    ground: Ground,
    at: PricedGraph,
    routing: Routing | None,
    bound: float,
    width: float,
    gap: float,
    stop: Stop | None,
) -> Found | None:
    """The best plan of profiles and paths with a reduced cost up to a width; None if too many.

    Its bound counts all goal costs, as everybody is free.
    """
    number = len(at.best.least)
    everybody = np.ones(number, np.bool_)
    kept = at.best.chosen, at.best.goal
    choice = choice_within(ground, at, everybody, width, kept)
    if len(choice.agent) > SMALL_PAIRS:
        return None
    spare = np.full(len(at.values.profile), -np.inf)
    spare[choice.profile] = width
    arcs = arcs_within(ground.graph, ground.arcs, at.prices, at.values, spare)
    if arcs.sum() > SMALL_ARCS:
        return None
    scope = Scope(
        choice=choice,
        supply=np.zeros(len(at.values.profile), np.int64),
        frozen=np.zeros(len(ground.arcs.kind), np.int64),
        arcs=arcs,
        penalty=None,
    )
    start = Routing(*kept, np.zeros(0, np.int64), np.inf)
    effort = Effort(
        gap=max(1e-9, abs(bound) * gap * 0.5), nodes=400, stall=400, target=bound * (1 + gap * 0.9)
    )
    return reroute(ground, scope, start, effort, stop=stop)


def _prove(
    ground: Ground,
    at: PricedGraph,
    routing: Routing,
    bound: float,
    gap: float,
    stop: Stop | None,
) -> tuple[Routing, float]:
    """The best plan and its bound, if few enough pairs and arcs lie between bound and plan."""
    room = routing.value - bound
    everybody = np.ones(len(routing.profile), np.bool_)
    choice = choice_within(ground, at, everybody, room, (routing.profile, routing.goal))
    if len(choice.agent) > PROOF_PAIRS + len(everybody):
        return routing, bound
    spare = np.full(len(at.values.profile), -np.inf)
    spare[choice.profile] = room
    arcs = arcs_within(ground.graph, ground.arcs, at.prices, at.values, spare)
    if arcs.sum() > PROOF_ARCS:
        return routing, bound
    scope = Scope(
        choice=choice,
        supply=np.zeros(len(at.values.profile), np.int64),
        frozen=np.zeros(len(ground.arcs.kind), np.int64),
        arcs=arcs | (routing.flows > 0),
        penalty=None,
    )
    effort = Effort(gap=max(1e-9, abs(routing.value) * gap), nodes=20_000, stall=20_000)
    found = reroute(ground, scope, routing, effort, stop=stop)
    if found.routing is not None and found.routing.rank < routing.rank:
        routing = found.routing
    return routing, max(bound, min(found.bound, routing.value))
