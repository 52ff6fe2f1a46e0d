"""A known plan found again on the graph, so that the search can begin from it.

Every stint of the plan's matrix is one arc: from a node, post and end tell which.
"""

import numpy as np

from cs.rotation.evaluation import Flags, Integers
from cs.rotation.planning.families import Families
from cs.rotation.planning.paths import END
from cs.rotation.planning.pricing import GoalCosts
from cs.rotation.planning.routing import Ground, Routing, routing_of
from cs.rotation.problem import NOWHERE, Posts


def routing_from_posts(
    ground: Ground, families: Families, costs: GoalCosts, posts: Posts
) -> Routing | None:
    """The plan on the graph; None if a stint of it is not there.

    Parameters:
        posts: agents x model periods.
    """
    graph, arcs = ground.graph, ground.arcs
    agents, length = posts.shape
    family = families.of_agent
    ends = _run_ends(posts)
    current = families.current[family]
    rows = np.arange(agents)
    node, in_tail = family.copy(), np.zeros(agents, np.bool_)
    begins = families.current[family] >= 0
    goes_on = begins & (posts[:, 0] == current)
    post = np.where(begins, current, NOWHERE)
    end = np.where(goes_on, ends[:, 0], 0)
    keys, index = _keys(ground, length)
    flows = np.zeros(len(arcs.kind), np.int64)
    profile = np.full(agents, -1, np.int64)
    while len(rows):
        wanted = _key(in_tail[rows], node[rows], post[rows], end[rows], length)
        place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        if (keys[place] != wanted).any():
            return None
        arc = index[place]
        np.add.at(flows, arc, 1)
        crosses = (arc >= arcs.head) & (arc < arcs.crossing)
        profile[rows[crosses]] = arcs.profile[arc[crosses] - arcs.head]
        in_tail[rows] = arc >= arcs.head
        node[rows] = arcs.target[arc]
        joined = post[rows] == NOWHERE
        end[rows] = np.where(joined, families.first[family[rows]], end[rows])
        rows = rows[(arcs.target[arc] != END) | (arc < arcs.head)]
        post[rows] = posts[rows, end[rows]]
        end[rows] = ends[rows, end[rows]]
    goal = np.zeros(agents)
    for number, block in enumerate(costs.blocks):
        members = costs.agents[costs.first[number] : costs.first[number + 1]]
        cells = profile[members] - graph.profiles.first[number]
        goal[members] = block[np.arange(len(members)), cells]
    return routing_of(ground, profile, goal, flows)


def _run_ends(posts: Posts) -> Integers:
    """Per agent and period, the first period after it with another post."""
    length = posts.shape[1]
    ends = np.full(posts.shape, length, np.int64)
    for period in range(length - 2, -1, -1):
        same = posts[:, period] == posts[:, period + 1]
        ends[:, period] = np.where(same, ends[:, period + 1], period + 1)
    return ends


def _key(in_tail: Flags, node: Integers, post: Integers, end: Integers, length: int) -> Integers:
    # Posts are below 64, with one place for none.
    return ((node * 2 + in_tail) * 64 + (post + 1)) * (length + 1) + end


def _keys(ground: Ground, length: int) -> tuple[Integers, Integers]:
    """A sorted key for every arc, and the arc of each."""
    arcs, types = ground.arcs, ground.graph.types
    every = np.arange(len(arcs.kind))
    key = _key(
        every >= arcs.crossing, arcs.source, types.post[arcs.kind], types.end[arcs.kind], length
    )
    order = np.argsort(key, kind="stable")
    return key[order], order
