"""Who may choose what in the search for a whole plan: dealt profiles, choices, arcs near the best.

Parts of `recovery.py` that look at the relaxation and its prices, and change nothing.
"""

from dataclasses import dataclass

import numpy as np

from cs.rotation.evaluation import Flags, Floats, Integers
from cs.rotation.planning.families import Families
from cs.rotation.planning.master import Relaxation
from cs.rotation.planning.pricing import NOTHING, GoalCosts, Response, Values
from cs.rotation.planning.routing import WHOLE, Choice, Ground, Routing, activity_of


@dataclass(frozen=True)
class PricedGraph:
    """The graph at the relaxation's best prices."""

    costs: GoalCosts
    prices: Floats
    values: Values
    best: Response


def used_arcs(ground: Ground, families: Families, relaxation: Relaxation) -> Flags:
    """Arcs of the paths that the relaxation gives weight."""
    used = np.zeros(len(ground.arcs.kind), np.bool_)
    group_of_family = np.zeros(families.count, np.int64)
    group_of_family[families.of_agent] = relaxation.group
    group = group_of_family[ground.graph.profiles.family]
    for number, (profiles, routes) in enumerate(relaxation.routes):
        rows = routes[relaxation.weights[number][group[profiles]] > 1e-9]
        used[rows[rows != NOTHING]] = True
    return used


def at_broken(ground: Ground, routing: Routing, paths: Integers) -> Floats:
    """Per agent, whether the path counts in a row that is beyond its limit."""
    couplings = ground.couplings
    excess = couplings.excess(activity_of(ground.arcs, couplings, routing.flows))
    touches = np.zeros(couplings.types, np.bool_)
    touches[couplings.kind[np.abs(excess[couplings.row]) > WHOLE]] = True
    kinds = ground.arcs.kind[paths]
    return np.asarray(((paths != NOTHING) & touches[kinds]).any(axis=1), np.float64)


def slack_penalty(goal: Floats) -> float:
    return 4.0 * max(1.0, float(goal.max(initial=0.0)))


def choice_within(
    ground: Ground, at: PricedGraph, wanted: Flags, width: float, kept: tuple[Integers, Floats]
) -> Choice:
    """Profiles of wanted agents with a reduced cost up to `width`, and the one each has."""
    costs = at.costs
    free = np.flatnonzero(wanted)
    agents, profiles, goals = [free], [kept[0][free]], [kept[1][free]]
    for family, block in enumerate(costs.blocks):
        rows = costs.agents[costs.first[family] : costs.first[family + 1]]
        inside = np.flatnonzero(wanted[rows])
        if not len(inside):
            continue
        start = ground.graph.profiles.first[family]
        price = at.values.profile[start : start + block.shape[1]]
        over = block[inside] + price - at.best.least[rows[inside], None]
        line, cell = np.nonzero(over <= width + 1e-12)
        agents.append(rows[inside[line]])
        profiles.append(start + cell)
        goals.append(block[inside[line], cell])
    agent, profile = np.concatenate(agents), np.concatenate(profiles)
    key = agent * len(ground.graph.profiles.family) + profile
    _, first = np.unique(key, return_index=True)
    return Choice(free, agent[first], profile[first], np.concatenate(goals)[first])


def choices_up_to(
    ground: Ground,
    at: PricedGraph,
    wanted: Flags,
    width: float,
    kept: tuple[Integers, Floats],
    most: int,
) -> Choice | None:
    """The same; None if they are more than `most`, counted before any is listed."""
    costs = at.costs
    count = 0
    for family, block in enumerate(costs.blocks):
        rows = costs.agents[costs.first[family] : costs.first[family + 1]]
        inside = wanted[rows]
        start = ground.graph.profiles.first[family]
        price = at.values.profile[start : start + block.shape[1]]
        over = block[inside] + price - at.best.least[rows[inside], None]
        count += int(np.count_nonzero(over <= width + 1e-12))
        if count > most:
            return None
    choice = choice_within(ground, at, wanted, width, kept)
    return choice if len(choice.agent) <= most else None


def dealt_profiles(relaxation: Relaxation, agents: int) -> Integers:
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


def goals_of(ground: Ground, at: PricedGraph, profile: Integers) -> Floats:
    costs, first = at.costs, ground.graph.profiles.first
    goal = np.zeros(len(profile))
    for family, block in enumerate(costs.blocks):
        rows = costs.agents[costs.first[family] : costs.first[family + 1]]
        goal[rows] = block[np.arange(len(rows)), profile[rows] - first[family]]
    return goal
