"""What is every agent's best path at given prices of stint types?

The goals look at a path's profile alone, prices at its stints alone. So one shortest-path pass
over the graph gives the cheapest path into every profile of every family, at the cost of a few
array steps a layer; and one pass over (agents of a family) x (its profiles) adds what the profile
is worth to each agent. No table of agents by paths is ever made.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cs.rotation.evaluation import (
    Floats,
    Integers,
    StaffTable,
    loss_tables,
    normalised_weights,
)
from cs.rotation.planning.families import Families
from cs.rotation.planning.paths import NO_STINT, Arcs, PathGraph, StintTypes
from cs.rotation.planning.segments import first_minima, minima, spans
from cs.rotation.problem import NOWHERE, RotationProblem

NOTHING = -1
"""In a table of paths: no stint in this place."""


@dataclass(frozen=True)
class Values:
    """Cheapest prices at given prices of stint types.

    Attributes:
        head: from the root to every profile node; tail: from every tail node to the end (one entry
            more, 0, for the end itself).
        crossing: through every crossing arc, whole path. profile: least into each profile.
    """

    head: Floats
    tail: Floats
    crossing: Floats
    profile: Floats


def value_graph(graph: PathGraph, prices: Floats) -> Values:
    """Shortest paths to every profile.

    Parameters:
        prices: per stint type.
    """
    tail = np.zeros(graph.tails + 1)
    for layer in reversed(graph.tail):
        tail[layer.nodes] = minima(prices[layer.kind] + tail[layer.other], layer.offset)
    head = np.zeros(graph.heads)
    for layer in graph.head:
        head[layer.nodes] = minima(head[layer.other] + prices[layer.kind], layer.offset)
    entry = graph.crossing
    crossing = head[entry.other] + prices[entry.kind] + tail[graph.tail_of]
    return Values(head, tail, crossing, minima(crossing, entry.offset))


def trace(graph: PathGraph, prices: Floats, values: Values, profiles: Integers) -> Integers:
    """A cheapest path into each profile asked for (the first one found where several tie).

    Returns:
        Profiles asked for x places: arcs (as `list_arcs` numbers them) in order of time, `NOTHING`
        in unused places.
    """
    heads, tails = len(graph.head), len(graph.tail)
    sizes = [len(layer.other) for layer in (*graph.head, graph.crossing, *graph.tail)]
    base = np.concatenate([[0], np.cumsum(sizes)])
    paths = np.full((len(profiles), heads + 1 + tails), NOTHING, np.int64)
    if not len(profiles):
        return paths
    entry = graph.crossing
    begin = entry.offset[profiles]
    index, owner = spans(begin, entry.offset[profiles + 1] - begin)
    arc = index[first_minima(values.crossing[index], owner, len(profiles))]
    paths[:, heads] = base[heads] + arc
    node = entry.other[arc].astype(np.int64)
    for place in range(heads - 1, -1, -1):
        layer = graph.head[place]
        rows = np.flatnonzero((node >= layer.nodes.start) & (node < layer.nodes.stop))
        if len(rows):
            local = node[rows] - layer.nodes.start
            begin = layer.offset[local]
            index, owner = spans(begin, layer.offset[local + 1] - begin)
            worth = values.head[layer.other[index]] + prices[layer.kind[index]]
            arc_in = index[first_minima(worth, owner, len(rows))]
            paths[rows, place] = base[place] + arc_in
            node[rows] = layer.other[arc_in]
    node = graph.tail_of[arc].astype(np.int64)
    for place, layer in enumerate(graph.tail):
        rows = np.flatnonzero((node >= layer.nodes.start) & (node < layer.nodes.stop))
        if len(rows):
            local = node[rows] - layer.nodes.start
            begin = layer.offset[local]
            index, owner = spans(begin, layer.offset[local + 1] - begin)
            worth = prices[layer.kind[index]] + values.tail[layer.other[index]]
            arc_out = index[first_minima(worth, owner, len(rows))]
            paths[rows, heads + 1 + place] = base[heads + 1 + place] + arc_out
            node[rows] = layer.other[arc_out]
    return paths


@dataclass(frozen=True)
class GoalCosts:
    """What every profile of an agent's family costs the agent in goals.

    Attributes:
        agents: agents in order of family; `first`: families + 1 offsets into it.
        blocks: per family, its agents x its profiles: the agent's weighted loss.
    """

    agents: Integers
    first: Integers
    blocks: tuple[Floats, ...]


def goal_costs(
    problem: RotationProblem, staff: StaffTable, families: Families, graph: PathGraph
) -> GoalCosts:
    """Weighted losses of all agents for all profiles of their families; see `evaluation.py`."""
    weights = normalised_weights(problem)
    tables = loss_tables(problem, staff)
    agents = np.argsort(families.of_agent, kind="stable")
    first = np.concatenate([[0], families.size.cumsum()])
    profiles = graph.profiles
    ports = len(problem.posts)
    most = np.arange(problem.horizon + 1)
    bits = np.int64(1) << np.arange(ports, dtype=np.int64)
    blocks = []
    for family in range(families.count):
        rows = agents[first[family] : first[family + 1]]
        cells = slice(profiles.first[family], profiles.first[family + 1])
        spent = profiles.spent[cells]
        block = np.zeros((len(rows), len(spent)))
        if weights["fairness"] or weights["interest"]:
            for post in range(ports):
                times = staff.history[rows, post, None] + most - tables.fair_share[rows, None]
                scale = np.where(staff.open[rows, post], tables.fair_scale[rows], 0.0)
                worth = weights["fairness"] * np.abs(times) * scale[:, None]
                worth -= weights["interest"] * tables.wish[rows, post, None] * most
                if worth.any():
                    block += worth[:, spent[:, post]]
            block += weights["interest"] * tables.wished[rows, None]
        if weights["growth"]:
            sets, member = np.unique(profiles.completed[cells], return_inverse=True)
            done = (sets[:, None] & bits) != 0
            taught = (done.astype(np.int64) @ staff.teaches.astype(np.int64)) > 0
            gained = tables.attainable[rows].astype(np.int64) @ taught.astype(np.int64).T
            scale = tables.growth_scale[rows, None]
            lost = np.where(scale > 0, 1 - gained * scale, 0.0)
            block += weights["growth"] * lost[:, member]
        if weights["stability"]:
            room = tables.most_changes[rows, None]
            lost = np.minimum(profiles.changes[cells] / np.maximum(room, 1), 1.0)
            block += weights["stability"] * np.where(room > 0, lost, 0.0)
        if problem.keeping is not None and problem.keeping.weighs:
            each, period = problem.keeping.cost
            block += each * profiles.changed[cells] + period * profiles.short[cells]
        blocks.append(block)
    return GoalCosts(agents, first, tuple(blocks))


@dataclass(frozen=True)
class Response:
    """Every agent's best profile at given prices.

    Attributes:
        chosen: profile of each agent. goal: its goal cost. least: goal cost and price together.
    """

    chosen: Integers
    goal: Floats
    least: Floats


def respond(costs: GoalCosts, graph: PathGraph, values: Values) -> Response:
    """Best profiles of all agents, ties to the lowest number."""
    number = len(costs.agents)
    chosen = np.zeros(number, np.int64)
    goal = np.zeros(number)
    least = np.zeros(number)
    for family, block in enumerate(costs.blocks):
        rows = costs.agents[costs.first[family] : costs.first[family + 1]]
        start = graph.profiles.first[family]
        total = block + values.profile[start : start + block.shape[1]]
        best = total.argmin(axis=1)
        index = np.arange(len(rows))
        chosen[rows] = best + start
        goal[rows] = block[index, best]
        least[rows] = total[index, best]
    return Response(chosen, goal, least)


def kinds_of(arcs: Arcs, paths: Integers) -> Integers:
    """Stint types of paths given by their arcs."""
    return np.asarray(np.where(paths != NOTHING, arcs.kind[paths], NOTHING))


def posts_of(types: StintTypes, paths: Integers, length: int) -> npt.NDArray[np.int16]:
    """Paths as posts by period.

    Parameters:
        paths: any number x places, stint types or `NOTHING`.
        length: periods to tell.
    """
    posts = np.full((len(paths), length), NOWHERE, np.int16)
    when = np.arange(length)
    for place in range(paths.shape[1]):
        rows = np.flatnonzero(paths[:, place] != NOTHING)
        kind = paths[rows, place]
        rows, kind = rows[types.post[kind] != NO_STINT], kind[types.post[kind] != NO_STINT]
        inside = (types.start[kind, None] <= when) & (when < types.end[kind, None])
        posts[rows] = np.where(inside, types.post[kind, None], posts[rows])
    return posts
