"""Which path would one agent take who must be at a post in a period? A family's part of the graph.

The whole graph's arcs that the family's root leads to are few; stints that differ from the posts
asked for are taken out of them, and one shortest-path pass tells the cheapest way.
"""

from dataclasses import dataclass

import numpy as np

from cs.rotation.evaluation import Flags, Floats, Integers
from cs.rotation.planning.paths import END, NO_STINT, Arcs, PathGraph, StintTypes


@dataclass(frozen=True)
class OwnPaths:
    """The paths of one family: arcs of the graph, by layer in order of time.

    Attributes:
        root: its head node. nodes: head nodes and tail nodes of the whole graph.
        head, tail: arcs of each layer. crossing: arcs into profiles.
    """

    arcs: Arcs
    types: StintTypes
    root: int
    heads: int
    tails: int
    head: tuple[Integers, ...]
    crossing: Integers
    tail: tuple[Integers, ...]


@dataclass(frozen=True)
class OwnPath:
    """A path: its stint types in order of time, profile, and cost."""

    kinds: Integers
    profile: int
    cost: float


def paths_of_family(graph: PathGraph, arcs: Arcs, family: int) -> OwnPaths:
    """The paths of a family."""
    reached = np.zeros(graph.heads, np.bool_)
    reached[family] = True
    head = []
    at = 0
    for layer in graph.head:
        size = len(layer.other)
        inside = np.flatnonzero(reached[arcs.source[at : at + size]]) + at
        reached[arcs.target[inside]] = True
        head.append(inside)
        at += size
    crossing = np.flatnonzero(reached[arcs.source[arcs.head : arcs.crossing]]) + arcs.head
    open_tails = np.zeros(graph.tails + 1, np.bool_)
    open_tails[arcs.target[crossing]] = True
    open_tails[END] = False
    tail = []
    at = arcs.crossing
    for layer in graph.tail:
        size = len(layer.other)
        inside = np.flatnonzero(open_tails[arcs.source[at : at + size]]) + at
        open_tails[arcs.target[inside]] = True
        open_tails[END] = False
        tail.append(inside)
        at += size
    return OwnPaths(
        arcs, graph.types, family, graph.heads, graph.tails, tuple(head), crossing, tuple(tail)
    )


def stints_at(types: StintTypes, row: Integers) -> Flags:
    """Which stint types are at the posts of a row, as far as the row goes."""
    told = len(row)
    start, end = np.minimum(types.start, told), np.minimum(types.end, told)
    fits = np.ones(types.count, np.bool_)
    for post in np.unique(types.post):
        if post == NO_STINT:
            continue
        others = np.concatenate([[0], (row != post).cumsum()])
        mine = types.post == post
        fits[mine] = others[end[mine]] == others[start[mine]]
    return fits


def cheapest(own: OwnPaths, prices: Floats, goals: Floats | None) -> OwnPath | None:
    """The cheapest path, None if there is none.

    Parameters:
        prices: per stint type; infinite for those that must not be used.
        goals: per profile of the graph; None for nothing.
    """
    arcs = own.arcs
    price = prices[arcs.kind]
    into = np.full(own.heads, np.inf)
    into[own.root] = 0.0
    for layer in own.head:
        np.minimum.at(into, arcs.target[layer], into[arcs.source[layer]] + price[layer])
    # One more place, 0, for `END`.
    on = np.full(own.tails + 1, np.inf)
    on[END] = 0.0
    for layer in reversed(own.tail):
        np.minimum.at(on, arcs.source[layer], price[layer] + on[arcs.target[layer]])
    crossing = own.crossing
    whole = into[arcs.source[crossing]] + price[crossing] + on[arcs.target[crossing]]
    profile = arcs.profile[crossing - arcs.head]
    if goals is not None:
        whole = whole + goals[profile]
    if not len(whole) or not np.isfinite(whole.min()):
        return None
    best = int(whole.argmin())
    taken = [int(crossing[best])]
    node = int(arcs.source[taken[0]])
    for layer in reversed(own.head):
        here = layer[arcs.target[layer] == node]
        if node != own.root and len(here):
            worth = into[arcs.source[here]] + price[here]
            taken.insert(0, int(here[worth.argmin()]))
            node = int(arcs.source[taken[0]])
    node = int(arcs.target[crossing[best]])
    for layer in own.tail:
        here = layer[arcs.source[layer] == node]
        if node != END and len(here):
            worth = price[here] + on[arcs.target[here]]
            taken.append(int(here[worth.argmin()]))
            node = int(arcs.target[taken[-1]])
    return OwnPath(arcs.kind[np.array(taken)], int(profile[best]), float(whole[best]))
