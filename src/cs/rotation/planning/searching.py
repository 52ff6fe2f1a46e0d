"""One step of the search for a whole plan: some agents are freed, all others stay as they are."""

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
from cs.rotation.planning.pricing import NOTHING
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
FREE_ARCS = 12_000


def is_broken(routing: Routing | None) -> bool:
    """Whether there is no plan, or one beyond some limit."""
    return routing is None or routing.excess > WHOLE


def round_relaxation(
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


def search_near(
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
    if not is_broken(routing):
        fits = _with_room(ground, frozen)
    while True:
        room = np.full(len(at.values.profile), -np.inf)
        room[choice.profile] = width
        arcs = arcs_within(ground.graph, ground.arcs, at.prices, at.values, room)
        arcs &= fits[ground.arcs.kind]
        if arcs.sum() <= (MOST_ARCS if freed >= FEWEST_FREE else FREE_ARCS) or width <= 1e-12:
            break
        width /= 2
    # Dearer than the gap allowed, or else a broken limit could pass for a target met.
    penalty = max(slack_penalty(routing.goal), 10 * gap * abs(bound))
    scope = Scope(
        choice=choice,
        supply=np.zeros(len(at.values.profile), np.int64),
        frozen=frozen,
        arcs=arcs | (taken > 0),
        penalty=penalty if is_broken(routing) else None,
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
