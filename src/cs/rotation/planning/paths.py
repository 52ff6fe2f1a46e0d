"""Which paths are open to each family of agents? All of them, as one layered graph.

A path is a chain of stints. A node is a changeover with all of the past that still matters: the
post just left, what the hard rules remember (posts visited, skills, experience) and, before
`split`, the *profile*: present periods per post, posts completed and changes of post, which is all
that the goals look at. Chains with equal nodes share their future, so the graph is far smaller
than the number of paths. An arc is one stint; it carries a *stint type*, the part of it that counts
in rules over posts, and there are only a few thousand types.

From `split` (the horizon, or 0 if goals do not matter) on, profiles no longer change and all
families with the same availability share one graph, the *tail*. A path of family f is then: the
root of f, arcs between profile nodes, one *crossing* arc that fixes the profile and enters the tail
(or ends), and arcs of the tail.

Nodes are made layer by layer, all nodes of a layer at once, and merged by hashing their rows.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cs.rotation.evaluation import Integers
from cs.rotation.problem import RotationProblem

END = -1
"""Instead of a tail node: the path ends with the model or the agent's employment."""

NO_STINT = -1
"""Post of a stint type that covers nothing: one who has not joined yet."""


MOST_ARCS = 8_000_000
"""So many arcs take some 3 GB and minutes of search."""


class GraphTooLargeError(Exception):
    """The graph would have more arcs than asked for."""


@dataclass(frozen=True)
class StintTypes:
    """What stints count for, one row a type.

    Attributes:
        post, start, end: periods `start` up to but without `end`; `NO_STINT` covers none.
        left: post left for it by a present agent at `start`, or -1.
        new: of its first present periods so many are without experience.
        family: one family with this type's presence.
        deviation, overdue: periods, as in `Evaluation`.
        level: skill at the post when the stint begins, in thousandths; 0 where no rule asks.
        changed, short: whether it is a changed stint, and by how much short of notice (`Keeping`).
    """

    post: Integers
    start: Integers
    end: Integers
    left: Integers
    new: Integers
    family: Integers
    deviation: Integers
    overdue: Integers
    level: Integers
    changed: Integers
    short: Integers

    @property
    def count(self) -> int:
        """Number of types."""
        return len(self.post)


@dataclass(frozen=True)
class Layer:
    """Arcs into (or, in the tail, out of) the nodes of one changeover, sorted by node.

    Attributes:
        nodes: their numbers, consecutive; `offset`: where the arcs of each begin.
        other: the node at the other end of each arc (tail: `END` for the end).
        kind: stint type of each arc.
    """

    nodes: slice
    offset: Integers
    other: npt.NDArray[np.int32]
    kind: npt.NDArray[np.int32]


@dataclass(frozen=True)
class Profiles:
    """All profiles of all families, sorted by family.

    Attributes:
        family: of each profile; `first`: families + 1 offsets.
        spent: profiles x posts: present periods in the horizon.
        completed: bit set of posts completed; `changes`: of post.
        changed, short: summed over stints, where they weigh (`Keeping`), else 0.
    """

    family: Integers
    first: Integers
    spent: Integers
    completed: Integers
    changes: Integers
    changed: Integers
    short: Integers


@dataclass(frozen=True)
class PathGraph:
    """All paths of all families; see the module.

    Attributes:
        types: stint types.
        head: layers of profile nodes in order of time; node f < families is the root of family f.
        heads: number of profile nodes.
        crossing: arcs into profiles (`nodes` are profiles), `tail_of` their tail node or `END`.
        tail: layers of tail nodes in order of time, each with the arcs that leave them.
        tails: number of tail nodes.
    """

    types: StintTypes
    profiles: Profiles
    head: tuple[Layer, ...]
    heads: int
    crossing: Layer
    tail_of: npt.NDArray[np.int32]
    tail: tuple[Layer, ...]
    tails: int

    @property
    def arcs(self) -> int:
        """Number of arcs."""
        layers = (*self.head, *self.tail, self.crossing)
        return sum(len(layer.other) for layer in layers)


@dataclass(frozen=True)
class PathLimits:
    """Which paths to make.

    Attributes:
        split: see the module.
        deviation: most periods by which one stint may deviate.
        overdue: most overdue periods of one stint.
        spent, completed, changes: whether profiles tell these.
        arcs: most arcs of the graph.
    """

    split: int
    deviation: int
    overdue: int
    spent: bool = True
    completed: bool = True
    changes: bool = True
    arcs: int = MOST_ARCS


def goal_limits(
    problem: RotationProblem, deviation: int, overdue: int, arcs: int = MOST_ARCS
) -> PathLimits:
    """Paths with all that the goals look at."""
    goals = problem.goals
    return PathLimits(
        split=problem.horizon,
        deviation=deviation,
        overdue=overdue,
        spent=goals.fairness > 0 or goals.interest > 0,
        completed=goals.growth > 0,
        changes=goals.stability > 0,
        arcs=arcs,
    )


@dataclass(frozen=True)
class Arcs:
    """All arcs of a graph in a row: head layers, crossing, tail layers.

    Attributes:
        kind: stint type. source, target: head nodes, or tail nodes (`END`); for crossing arcs
            `source` is a head node and `target` a tail node.
        head, crossing: how many arcs are of the head, and of both.
        profile: of each crossing arc.
    """

    kind: Integers
    source: Integers
    target: Integers
    head: int
    crossing: int
    profile: Integers


def list_arcs(graph: PathGraph) -> Arcs:
    """The arcs of a graph."""
    kind, source, target = [], [], []
    for layer in graph.head:
        kind.append(layer.kind)
        source.append(layer.other)
        nodes = np.arange(layer.nodes.start, layer.nodes.stop)
        target.append(np.repeat(nodes, np.diff(layer.offset)))
    head = sum(len(part) for part in kind)
    entry = graph.crossing
    kind.append(entry.kind)
    source.append(entry.other)
    target.append(graph.tail_of)
    for layer in graph.tail:
        kind.append(layer.kind)
        nodes = np.arange(layer.nodes.start, layer.nodes.stop)
        source.append(np.repeat(nodes, np.diff(layer.offset)))
        target.append(layer.other)
    return Arcs(
        kind=np.concatenate(kind).astype(np.int64),
        source=np.concatenate(source).astype(np.int64),
        target=np.concatenate(target).astype(np.int64),
        head=head,
        crossing=head + len(entry.other),
        profile=np.repeat(np.arange(len(entry.offset) - 1), np.diff(entry.offset)),
    )
