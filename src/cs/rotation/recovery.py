"""Which whole plan comes near the bound? Rounding, then integer search on parts of the staff.

The relaxation deals every agent over a few profiles. Agents who lean to the same profiles are lined
up and dealt out in those proportions; integer programs (`routing.py`) then let some agents choose
among their profiles of small reduced cost, all others keeping theirs, while the paths of everybody
are routed anew. A small staff is free as a whole.

A plan costs the bound plus the reduced costs of all its profiles and paths, so a plan better than a
known one uses none whose reduced cost is above their difference: a program that holds all others
proves the plan best, or finds a better one.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from cs.rotation.couplings import Couplings
from cs.rotation.evaluation import Flags, Floats, Integers
from cs.rotation.master import Relaxation
from cs.rotation.paths import Arcs, PathGraph, list_arcs
from cs.rotation.pricing import GoalCosts, Response, Values, respond, value_graph
from cs.rotation.routing import Choice, Routing, arcs_within, reroute
from cs.rotation.solving import Effort, Stop

WHOLE = 1e-6
MOST_PAIRS = 12_000
MOST_ARCS = 12_000
PROOF_PAIRS = 60_000
PROOF_ARCS = 60_000
PROGRAMS = 24


@dataclass(frozen=True)
class Recovery:
    """The best plan found, the bound it proved, and how many integer programs it took."""

    routing: Routing | None
    bound: float
    programs: int
    stopped: bool


@dataclass(frozen=True)
class _Ground:
    """What every step works on: the graph at the relaxation's best prices."""

    graph: PathGraph
    arcs: Arcs
    couplings: Couplings
    costs: GoalCosts
    prices: Floats
    values: Values
    best: Response


def recover(
    graph: PathGraph,
    couplings: Couplings,
    costs: GoalCosts,
    relaxation: Relaxation,
    gap: float,
    seed: int,
    stop: Stop | None = None,
    progress: Callable[[int, float, float], None] | None = None,
) -> Recovery:
    """A plan near the relaxation's bound.

    Parameters:
        gap: relative gap at which to stop.
        progress: told the number of programs, the bound and the plan's value.
    """
    prices = couplings.prices(relaxation.duals)
    values = value_graph(graph, prices)
    best = respond(costs, graph, values)
    ground = _Ground(graph, list_arcs(graph), couplings, costs, prices, values, best)
    bound = relaxation.bound
    number = len(best.least)
    dealt = _dealt(relaxation, number)
    leaning = _leaning(relaxation)
    goal = _goal_of(ground, dealt)
    kept = (dealt, goal)
    routing: Routing | None = None
    rng = np.random.default_rng(seed)
    width = 0.02 * max(1e-9, bound / max(number, 1))
    programs = 0

    def near(found: Routing | None) -> bool:
        if found is None or found.excess > WHOLE:
            return False
        return found.value - bound <= gap * max(abs(found.value), 1e-6)

    for turn in range(PROGRAMS):
        if programs and stop is not None and stop():
            return Recovery(routing, bound, programs, True)
        extra = _extra(ground, kept)
        free, choice = _choose(ground, kept, extra, leaning, width, rng, turn)
        room = _room(ground, choice, kept, width)
        open_arcs = arcs_within(graph, ground.arcs, prices, values, room)
        if routing is not None:
            open_arcs |= routing.flows > 0
        fixed = float(kept[1].sum() - kept[1][free].sum())
        target = bound * (1 + gap * 0.5) - fixed
        effort = Effort(gap=max(1e-9, bound * gap * 0.25), nodes=40, stall=20, target=target)
        penalty = 4.0 * max(1.0, float(kept[1].max(initial=0.0)))
        found = reroute(
            graph, ground.arcs, couplings, free, choice, kept, open_arcs, penalty, effort,
            routing, stop,
        ).routing
        programs += 1
        if found is not None and (routing is None or found.rank < routing.rank):
            routing = found
            kept = (routing.profile, routing.goal)
        if progress is not None and routing is not None:
            progress(programs, bound, routing.value)
        if near(routing):
            return Recovery(routing, bound, programs, False)
        if routing is None or routing.excess > WHOLE:
            width *= 2
    return Recovery(routing, bound, programs, False)


def _dealt(relaxation: Relaxation, agents: int) -> Integers:
    """A profile for every agent: those who lean to the same answers dealt out by their weights."""
    answers, weights = relaxation.answers, relaxation.weights
    chosen = np.zeros(agents, np.int64)
    golden = (np.sqrt(5) - 1) / 2
    for group in range(weights.shape[1]):
        rows = np.flatnonzero(relaxation.group == group)
        used = np.flatnonzero(weights[:, group] > 1e-9)
        if not len(rows) or not len(used):
            continue
        options = answers[np.ix_(used, rows)]
        order = np.lexsort(options[::-1])
        share = weights[used, group] / weights[used, group].sum()
        spread = (np.arange(len(rows)) * golden + 0.5) % 1.0
        pick = np.minimum(np.searchsorted(share.cumsum(), spread), len(used) - 1)
        chosen[rows[order]] = options[pick, order]
    return chosen


def _leaning(relaxation: Relaxation) -> Flags:
    """Per agent, whether the relaxation deals him over several profiles."""
    several = np.zeros(len(relaxation.group), np.bool_)
    for group in range(relaxation.weights.shape[1]):
        rows = np.flatnonzero(relaxation.group == group)
        used = np.flatnonzero(relaxation.weights[:, group] > 1e-9)
        options = relaxation.answers[np.ix_(used, rows)]
        several[rows] = (options != options[:1]).any(axis=0) if len(used) else False
    return several


def _goal_of(ground: _Ground, profile: Integers) -> Floats:
    costs, first = ground.costs, ground.graph.profiles.first
    goal = np.zeros(len(profile))
    for family, block in enumerate(costs.blocks):
        rows = costs.agents[costs.first[family] : costs.first[family + 1]]
        goal[rows] = block[np.arange(len(rows)), profile[rows] - first[family]]
    return goal


def _extra(ground: _Ground, kept: tuple[Integers, Floats]) -> Floats:
    """Reduced cost of every agent's profile."""
    profile, goal = kept
    return np.asarray(goal + ground.values.profile[profile] - ground.best.least)


def _pairs(ground: _Ground, wanted: Flags, width: float) -> tuple[Choice, Floats]:
    """All profiles of wanted agents with a reduced cost up to `width`, and that cost."""
    costs = ground.costs
    parts = []
    for family, block in enumerate(costs.blocks):
        rows = costs.agents[costs.first[family] : costs.first[family + 1]]
        inside = np.flatnonzero(wanted[rows])
        if not len(inside):
            continue
        start = ground.graph.profiles.first[family]
        price = ground.values.profile[start : start + block.shape[1]]
        over = block[inside] + price - ground.best.least[rows[inside], None]
        line, cell = np.nonzero(over <= width + 1e-12)
        agent = rows[inside[line]]
        parts.append((agent, start + cell, block[inside[line], cell], over[line, cell]))
    if not parts:
        nothing = np.zeros(0, np.int64)
        return Choice(nothing, nothing, np.zeros(0)), np.zeros(0)
    agent = np.concatenate([part[0] for part in parts])
    profile = np.concatenate([part[1] for part in parts])
    goal = np.concatenate([part[2] for part in parts])
    over = np.concatenate([part[3] for part in parts])
    order = np.lexsort((profile, agent))
    return Choice(agent[order], profile[order], goal[order]), over[order]


def _choose(
    ground: _Ground,
    kept: tuple[Integers, Floats],
    extra: Floats,
    leaning: Flags,
    width: float,
    rng: np.random.Generator,
    turn: int,
) -> tuple[Integers, Choice]:
    """The agents to free and their profiles: those who lean or could gain first, others drawn."""
    number = len(extra)
    wanted = np.ones(number, np.bool_)
    choice, over = _pairs(ground, wanted, width)
    count = np.bincount(choice.agent, minlength=number)
    priority = rng.random(number) + 1.0 * leaning + np.minimum(extra / width, 1.0)
    priority[count <= 1] -= 10.0
    order = np.argsort(-priority, kind="stable")
    fits = np.cumsum(count[order]) <= MOST_PAIRS
    free = np.zeros(number, np.bool_)
    free[order[fits]] = True
    free &= (count > 1) | (extra > 1e-12)
    mine = free[choice.agent]
    agents = np.flatnonzero(free)
    # Everybody may keep the profile he has.
    agent = np.concatenate([choice.agent[mine], agents])
    profile = np.concatenate([choice.profile[mine], kept[0][agents]])
    goal = np.concatenate([choice.goal[mine], kept[1][agents]])
    key = agent * len(ground.graph.profiles.family) + profile
    _, first = np.unique(key, return_index=True)
    return agents, Choice(agent[first], profile[first], goal[first])


def _room(
    ground: _Ground, choice: Choice, kept: tuple[Integers, Floats], width: float
) -> Floats:
    """Per profile, how much dearer than the cheapest a path into it may be."""
    room = np.full(len(ground.values.profile), -np.inf)
    room[choice.profile] = width
    room[kept[0]] = width
    return room
