"""One integer program over all agents: is there a plan of small reduced costs, and the best one?

A plan costs the bound plus the reduced costs of all its profiles and paths, so a better plan uses
none whose reduced cost is above the difference.
"""

import numpy as np

from cs.rotation.planning.dealing import PricedGraph, choices_up_to
from cs.rotation.planning.routing import Found, Ground, Routing, Scope, arcs_within, reroute
from cs.rotation.planning.solving import Effort, Stop

PROOF_PAIRS = 30_000
PROOF_ARCS = 40_000
SMALL_PAIRS = 6_000
SMALL_ARCS = 12_000
NEXT_ARCS = 3_000
"""Most arcs of a program wider than one that has no plan: it mostly has none either, and before
any node is counted, finding that takes far more than in proportion to its size."""


def best_within_width(
    ground: Ground,
    at: PricedGraph,
    routing: Routing | None,
    bound: float,
    width: float,
    gap: float,
    stop: Stop | None,
    most: int = SMALL_ARCS,
) -> Found | None:
    """The best plan of profiles and paths with a reduced cost up to a width; None if too many.

    Its bound counts all goal costs, as everybody is free.

    Parameters:
        most: arcs.
    """
    number = len(at.best.least)
    everybody = np.ones(number, np.bool_)
    kept = at.best.chosen, at.best.goal
    choice = choices_up_to(ground, at, everybody, width, kept, SMALL_PAIRS)
    if choice is None:
        return None
    spare = np.full(len(at.values.profile), -np.inf)
    spare[choice.profile] = width
    arcs = arcs_within(ground.graph, ground.arcs, at.prices, at.values, spare)
    if arcs.sum() > most:
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


def prove(
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
    most = PROOF_PAIRS + len(everybody)
    kept = routing.profile, routing.goal
    choice = choices_up_to(ground, at, everybody, room, kept, most)
    if choice is None:
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
