"""Which path is best for every agent at given prices, where losses are summed stint by stint?

A pass over the graph without profiles, backwards in time (dynamic programming over post and
period), for many agents at once. Summed by stints a second stay at a post looks as good as the
first; so every agent has some posts whose completed stays his path remembers, and a further stay
there costs what it truly adds (state space relaxation with memory, ng-routes: Baldacci, Mingozzi
and Roberti 2011). Which posts those are grows with the returns that the best paths make
(decremental: Righini and Salani 2008).

The arcs out of a node lead to all posts but mostly the node's own, and what leaving costs is mostly
the node's alone. So what arcs lead to is valued once for a changeover, and the best for a node is a
minimum over what stands before and after a gap.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from cs.rotation.evaluation import Flags, Floats, Integers
from cs.rotation.planning.families import Families, distinct
from cs.rotation.planning.paths import NO_STINT, Layer, PathGraph
from cs.rotation.planning.pricing import NOTHING
from cs.rotation.planning.segments import first_minima, spans

MOST_CELLS = 8_000_000
"""Most numbers of one table of entries by memories by agents; agents go in parts."""
MOST_REMEMBERED = 4
ROUNDED = 1e-13
"""Differences of prices within that come of adding up in another order."""


@dataclass(frozen=True)
class StintCosts:
    """What every stint costs every agent in goals, never above what it adds to the true loss.

    Attributes:
        base: per agent, what a path without stints would cost.
        first: cells x agents, of stints that go on at time zero; `first_cell`: of crossing arcs;
            `first_done`: whether the stay counts as completed.
        later, later_cell: of all others, by tail arcs; `later_done`: per cell.
        again: cells x agents, what a later stint costs more after a completed stay at its post.
    """

    base: Floats
    first: Floats
    first_cell: Integers
    first_done: Flags
    later: Floats
    later_cell: Integers
    later_done: Flags
    again: Floats


@dataclass(frozen=True)
class _Step:
    """One changeover: what its arcs lead to, each once, in order of posts.

    Attributes:
        kind, other, cell, post: of each entry. entry: of each arc.
        unusual: entries whose type leaves another post than most entries' types; `unusual_arc`: an
            arc that leaves the same post for another entry, whose type leaves what most leave.
        filled: nodes with arcs, from the layer's first; their arcs begin at `first`.
        before, after: the gap of entries that each lacks; `ragged`: whether it lacks others.
    """

    kind: Integers
    other: Integers
    cell: Integers
    post: Integers
    entry: Integers
    unusual: Integers
    unusual_arc: Integers
    filled: Integers
    first: Integers
    before: Integers
    after: Integers
    ragged: Flags


@dataclass(frozen=True)
class PassGraph:
    """A graph made ready for passes.

    Attributes:
        graph, families, costs: as given. steps: by layer of the tail.
        ends: offsets of the layers' arcs in a row.
    """

    graph: PathGraph
    families: Families
    costs: StintCosts
    steps: tuple[_Step, ...]
    ends: Integers


def pass_graph(graph: PathGraph, families: Families, costs: StintCosts) -> PassGraph:
    """What passes over a graph need, made once."""
    ends = np.cumsum([0, *(len(layer.other) for layer in graph.tail)])
    steps = tuple(
        _step(graph, layer, costs.later_cell[ends[place] : ends[place + 1]])
        for place, layer in enumerate(graph.tail)
    )
    return PassGraph(graph, families, costs, steps, ends)


def _step(graph: PathGraph, layer: Layer, cell: Integers) -> _Step:
    kind, types = layer.kind.astype(np.int64), graph.types
    post = types.post[kind].astype(np.int64)
    count = np.diff(layer.offset)
    filled = np.flatnonzero(count)
    node = np.repeat(np.arange(len(count)), count)
    left = types.left[kind].astype(np.int64)
    least, most = np.full(len(count), left.max(initial=0)), np.full(len(count), -1)
    np.minimum.at(least, node, left)
    np.maximum.at(most, node, left)
    told = (types.start, types.end, types.new, types.family, types.deviation, types.overdue)
    more = (types.level, types.changed, types.short)
    keys = np.stack(
        [
            post,
            np.where(least[node] == most[node], -2, left),
            layer.other.astype(np.int64),
            cell,
            *(column[kind].astype(np.int64) for column in (*told, *more)),
        ],
        axis=1,
    )
    chosen, entry = distinct(keys)
    # in order of posts, so that one post's entries stand side by side
    order = np.argsort(post[chosen], kind="stable")
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    chosen, entry = chosen[order], place[entry]
    owner = left[chosen]
    most_left = int(np.bincount(owner + 1).argmax()) - 1 if len(owner) else -1
    arc_of = dict(_first_arcs(left, owner[entry] == most_left))
    unusual = [at for at, post_left in enumerate(owner.tolist()) if post_left in arc_of]
    before, after, ragged = [], [], []
    for at in filled.tolist():
        own = np.sort(entry[layer.offset[at] : layer.offset[at + 1]])
        lacking = np.setdiff1d(np.arange(len(order)), own)
        ragged.append(len(lacking) > 0 and lacking[-1] - lacking[0] >= len(lacking))
        before.append(int(lacking[0]) if len(lacking) else len(order))
        after.append(int(lacking[-1]) + 1 if len(lacking) else len(order))
    return _Step(
        kind=kind[chosen],
        other=layer.other.astype(np.int64)[chosen],
        cell=cell[chosen],
        post=post[chosen],
        entry=entry,
        unusual=np.array(unusual, np.int64),
        unusual_arc=np.array([arc_of[int(owner[at])] for at in unusual], np.int64),
        filled=filled,
        first=layer.offset[filled],
        before=np.array(before, np.int64),
        after=np.array(after, np.int64),
        ragged=np.array(ragged, np.bool_),
    )


def _first_arcs(left: Integers, usual: Flags) -> Iterator[tuple[int, int]]:
    """By post left, its first usual arc."""
    arcs = np.flatnonzero(usual)
    posts, first = np.unique(left[arcs], return_index=True)
    yield from zip(posts.tolist(), arcs[first].tolist(), strict=True)


def no_memory(agents: int) -> Integers:
    """Remembered posts of agents (agents x `MOST_REMEMBERED`, -1 where none): none yet."""
    return np.full((agents, MOST_REMEMBERED), -1, np.int64)


def best_paths(
    passes: PassGraph, prices: Floats, memory: Integers, agents: Integers
) -> tuple[Integers, Floats]:
    """Best paths of some agents: arcs (agents x places), and their costs in goals with prices.

    Parameters:
        prices: per stint type. memory: of all agents, see `no_memory`. agents: their numbers.
    """
    table = np.full((len(agents), 1 + len(passes.graph.tail)), NOTHING, np.int64)
    least = np.empty(len(agents))
    held = (memory[agents] >= 0).sum(axis=1)
    widest = max([1, *(len(step.kind) for step in passes.steps), passes.graph.tails // 4])
    for count in np.unique(held):
        group = np.flatnonzero(held == count)
        size = max(1, MOST_CELLS // (widest << int(count)))
        for at in range(0, len(group), size):
            part = group[at : at + size]
            table[part], least[part] = _pass(
                passes, prices, memory[agents[part], : int(count)], agents[part]
            )
    return table, least


def _pass(
    passes: PassGraph, prices: Floats, memory: Integers, agents: Integers
) -> tuple[Integers, Floats]:
    graph, costs = passes.graph, passes.costs
    size, masks = len(agents), 1 << memory.shape[1]
    bit = np.zeros((int(graph.types.post.max(initial=0)) + 2, size), np.int64)
    for number in range(memory.shape[1]):
        bit[memory[:, number], np.arange(size)] |= 1 << number
    later, again = costs.later[:, agents], costs.again[:, agents] if masks > 1 else None
    worth = np.full((graph.tails + 1, masks, size), np.inf)
    worth[-1] = 0.0
    mask = np.arange(masks)[:, None]
    column = np.arange(size)
    valued: list[Floats] = []
    partings: list[Floats] = []
    for place in range(len(graph.tail) - 1, -1, -1):
        step, layer = passes.steps[place], graph.tail[place]
        if not len(step.kind):
            valued.append(np.zeros((0, masks, size)))
            partings.append(np.zeros(0))
            continue
        price = prices[step.kind]
        # what leaving costs is told apart from what is reached
        nearby = step.unusual_arc
        price[step.unusual] -= prices[layer.kind[nearby]] - prices[step.kind[step.entry[nearby]]]
        through = later[step.cell] + price[:, None]
        if again is None:
            value = worth[step.other] + through[:, None, :]
        else:
            own = bit[step.post]
            done = own * costs.later_done[step.cell][:, None]
            then = mask | done[:, None, :]
            value = worth[step.other[:, None, None], then, column] + through[:, None, :]
            value += ((mask & own[:, None, :]) != 0) * again[step.cell][:, None, :]
        valued.append(value)
        until = np.full((len(value) + 1, masks, size), np.inf)
        np.minimum.accumulate(value, axis=0, out=until[1:])
        best = until[step.before]
        until[-1] = np.inf
        np.minimum.accumulate(value[::-1], axis=0, out=until[-2::-1])
        best = np.minimum(best, until[step.after])
        parting = prices[layer.kind] - price[step.entry]
        partings.append(parting)
        dearest = np.maximum.reduceat(parting, step.first)
        cheapest = np.minimum.reduceat(parting, step.first)
        best += cheapest[:, None, None]
        for node in np.flatnonzero(step.ragged | (dearest > cheapest + ROUNDED)):
            own_arcs = slice(*layer.offset[step.filled[node] : step.filled[node] + 2])
            reached = value[step.entry[own_arcs]] + parting[own_arcs, None, None]
            best[node] = reached.min(axis=0)
        worth[layer.nodes.start + step.filled] = best
    valued.reverse()
    partings.reverse()
    return _followed(passes, prices, agents, bit, worth, valued, partings)


def _followed(
    passes: PassGraph,
    prices: Floats,
    agents: Integers,
    bit: Integers,
    worth: Floats,
    valued: list[Floats],
    partings: list[Floats],
) -> tuple[Integers, Floats]:
    """The paths that reach the values, from time zero on."""
    graph, costs, families = passes.graph, passes.costs, passes.families
    entry = graph.crossing
    table = np.full((len(agents), 1 + len(graph.tail)), NOTHING, np.int64)
    least = costs.base[agents].copy()
    mask = np.zeros(len(agents), np.int64)
    post = graph.types.post[entry.kind].astype(np.int64)
    for family in np.unique(families.of_agent[agents]):
        rows = np.flatnonzero(families.of_agent[agents] == family)
        arcs = np.flatnonzero(entry.other == family)
        cell = costs.first_cell[arcs]
        then = bit[post[arcs]][:, rows] * costs.first_done[np.ix_(cell, agents[rows])]
        total = costs.first[np.ix_(cell, agents[rows])] + prices[entry.kind[arcs]][:, None]
        total += worth[graph.tail_of[arcs].astype(np.int64)[:, None], then, rows]
        best = total.argmin(axis=0)
        column = np.arange(len(rows))
        table[rows, 0] = arcs[best]
        least[rows] += total[best, column]
        mask[rows] = then[best, column]
    node = graph.tail_of[table[:, 0]].astype(np.int64)
    base = len(entry.other)
    for place, layer in enumerate(graph.tail):
        rows = np.flatnonzero((node >= layer.nodes.start) & (node < layer.nodes.stop))
        if len(rows):
            step = passes.steps[place]
            local = node[rows] - layer.nodes.start
            index, owner = spans(layer.offset[local], np.diff(layer.offset)[local])
            total = valued[place][step.entry[index], mask[rows][owner], rows[owner]]
            total += partings[place][index]
            arc = index[first_minima(total, owner, len(rows))]
            chosen = step.entry[arc]
            table[rows, 1 + place] = base + passes.ends[place] + arc
            node[rows] = layer.other[arc]
            mask[rows] |= bit[step.post[chosen], rows] * costs.later_done[step.cell[chosen]]
    return table, least


def remember(passes: PassGraph, table: Integers, memory: Integers) -> Integers:
    """The memory with, for each agent, one more post to which the best path comes back.

    Parameters:
        table: best paths of all agents. memory: of all agents.
    """
    graph, costs = passes.graph, passes.costs
    size = len(table)
    base = len(graph.crossing.other)
    tail_kind = np.concatenate([np.zeros(0, np.int64), *(layer.kind for layer in graph.tail)])
    stayed = np.zeros((size, int(graph.types.post.max(initial=0)) + 2), np.bool_)
    cell = costs.first_cell[table[:, 0]]
    post = graph.types.post[graph.crossing.kind[table[:, 0]]].astype(np.int64)
    everybody = np.arange(size)
    stayed[everybody, post] = costs.first_done[cell, everybody] & (post != NO_STINT)
    memory = memory.copy()
    taken = np.zeros(size, np.bool_)
    for place in range(1, table.shape[1]):
        who = np.flatnonzero(table[:, place] != NOTHING)
        arc = table[who, place] - base
        post = graph.types.post[tail_kind[arc]].astype(np.int64)
        cell = costs.later_cell[arc]
        free = (memory[who] < 0).any(axis=1)
        known = (memory[who] == post[:, None]).any(axis=1)
        back = stayed[who, post] & (post != NO_STINT) & free & ~known & ~taken[who]
        back &= costs.again[cell, who] > 0
        chosen = who[back]
        memory[chosen, (memory[chosen] < 0).argmax(axis=1)] = post[back]
        taken[chosen] = True
        stayed[who, post] |= costs.later_done[cell] & (post != NO_STINT)
    return memory
