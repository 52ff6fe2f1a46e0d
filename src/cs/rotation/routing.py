"""The plan as a flow: who takes which profile, and how many take each arc of the graph.

Goals look at profiles only, so agents need to be told apart only up to their profile; from there on
agents of one family are alike and a plan is whole numbers on arcs. An integer program then has one
column for an agent and a profile near his best, and one for an arc near some cheapest path, instead
of one for every agent and path.
"""

from dataclasses import dataclass

import numpy as np

from cs.rotation.couplings import Couplings
from cs.rotation.evaluation import Flags, Floats, Integers
from cs.rotation.paths import END, Arcs, PathGraph
from cs.rotation.pricing import NOTHING, Values
from cs.rotation.segments import spans
from cs.rotation.solving import Effort, Program, Stop, solve


def arcs_within(
    graph: PathGraph, arcs: Arcs, prices: Floats, values: Values, room: Floats
) -> Flags:
    """Which arcs lie on a path into a profile that costs at most so much more than the cheapest.

    Parameters:
        room: per profile; -inf for those not asked for.
    """
    near = np.zeros(len(arcs.kind), np.bool_)
    entry = graph.crossing
    slack = 1e-9
    rest = (values.profile + room)[arcs.profile] - values.crossing
    rest = np.where(np.isfinite(values.crossing), rest, -np.inf)
    near[arcs.head : arcs.crossing] = rest >= -slack
    left = np.full(graph.heads, -np.inf)
    np.maximum.at(left, entry.other, rest)
    at = arcs.head
    for layer in reversed(graph.head):
        size = len(layer.other)
        at -= size
        node = arcs.target[at : at + size]
        worse = values.head[layer.other] + prices[layer.kind] - values.head[node]
        here = left[node] - worse
        near[at : at + size] = here >= -slack
        np.maximum.at(left, layer.other, here)
    # One more place for `END`.
    left = np.full(graph.tails + 1, -np.inf)
    np.maximum.at(left, graph.tail_of, rest)
    at = arcs.crossing
    for layer in graph.tail:
        size = len(layer.other)
        node = arcs.source[at : at + size]
        open_ends = np.isfinite(values.tail[layer.other]) & np.isfinite(left[node])
        worse = np.full(size, np.inf)
        worse[open_ends] = (prices[layer.kind] + values.tail[layer.other])[open_ends]
        worse[open_ends] -= values.tail[node[open_ends]]
        here = left[node] - worse
        near[at : at + size] = here >= -slack
        np.maximum.at(left, layer.other, here)
        at += size
    return near


@dataclass(frozen=True)
class Routing:
    """A plan as a flow.

    Attributes:
        profile: of each agent. goal: of each agent. flows: per arc.
        excess: summed distance of the rows from their limits, in units.
    """

    profile: Integers
    goal: Floats
    flows: Integers
    excess: float

    @property
    def value(self) -> float:
        """Summed goal cost."""
        return float(self.goal.sum())

    @property
    def rank(self) -> tuple[float, float]:
        """Less is better: rows first."""
        return (round(self.excess, 6), self.value)


@dataclass(frozen=True)
class Choice:
    """Pairs of freed agents and profiles that they may take, in order of agent."""

    agent: Integers
    profile: Integers
    goal: Floats


@dataclass(frozen=True)
class Found:
    """What a program came to; `bound` holds for the program, infinite if it has no plan."""

    routing: Routing | None
    bound: float
    closed: bool


def reroute(
    graph: PathGraph,
    arcs: Arcs,
    couplings: Couplings,
    free: Integers,
    choice: Choice,
    kept: tuple[Integers, Floats],
    open_arcs: Flags,
    penalty: float | None,
    effort: Effort,
    start: Routing | None = None,
    stop: Stop | None = None,
) -> Found:
    """The best plan in which freed agents choose among profiles and everybody among arcs.

    Parameters:
        free: freed agents, sorted; every one has a pair in `choice`.
        kept: profile and goal cost of all agents; those of freed agents are ignored.
        penalty: of one unit beyond a row's limit; None if rows may not be broken.
        effort: its target and the bound returned are of the freed agents' goal costs alone.
    """
    profile, goal = kept
    fixed = np.ones(len(profile), np.bool_)
    fixed[free] = False
    profiles = len(graph.profiles.family)
    supply = np.bincount(profile[fixed], minlength=profiles)
    chosen = np.flatnonzero(open_arcs)
    pairs, lines = len(choice.agent), len(chosen)
    below = np.flatnonzero(np.isfinite(couplings.low)) if penalty else np.zeros(0, np.int64)
    above = np.flatnonzero(np.isfinite(couplings.high)) if penalty else np.zeros(0, np.int64)
    slacks = len(below) + len(above)
    size = pairs + lines + slacks

    heads = chosen < arcs.head
    crosses = (chosen >= arcs.head) & (chosen < arcs.crossing)
    tails = chosen >= arcs.crossing
    column = pairs + np.arange(lines)
    free_rows = len(free)
    profile_base = free_rows
    head_base = profile_base + profiles
    tail_base = head_base + graph.heads
    row_base = tail_base + graph.tails
    roots = int(graph.head[0].nodes.start) if graph.head else graph.heads
    rows = [np.searchsorted(free, choice.agent), profile_base + choice.profile]
    columns = [np.arange(pairs), np.arange(pairs)]
    parts = [np.ones(pairs), -np.ones(pairs)]

    def enter(row: Integers, at: Integers, part: float) -> None:
        rows.append(row)
        columns.append(at)
        parts.append(np.full(len(row), part))

    enter(profile_base + arcs.profile[chosen[crosses] - arcs.head], column[crosses], 1.0)
    enter(head_base + arcs.target[chosen[heads]], column[heads], 1.0)
    leaves = (heads | crosses) & (arcs.source[chosen] >= roots)
    enter(head_base + arcs.source[chosen[leaves]], column[leaves], -1.0)
    enters = (tails | crosses) & (arcs.target[chosen] != END)
    enter(tail_base + arcs.target[chosen[enters]], column[enters], 1.0)
    enter(tail_base + arcs.source[chosen[tails]], column[tails], -1.0)
    kinds = arcs.kind[chosen]
    index, entry = spans(couplings.first[kinds], np.diff(couplings.first)[kinds])
    rows += [row_base + couplings.row[index], row_base + below, row_base + above]
    columns += [column[entry], pairs + lines + np.arange(slacks)]
    parts += [couplings.part[index], couplings.unit[below], -couplings.unit[above]]

    low = np.zeros(row_base + couplings.count)
    low[:free_rows] = 1.0
    low[profile_base:head_base] = supply
    low[row_base:] = couplings.low
    high = low.copy()
    high[row_base:] = couplings.high
    row = np.concatenate(rows)
    used = np.zeros(len(low), np.bool_)
    used[row] = True
    if ((low[~used] > 0) | (high[~used] < 0)).any() and not penalty:
        return Found(None, np.inf, True)
    place = np.cumsum(used) - 1
    most = float(len(profile))
    program = Program(
        cost=np.concatenate([choice.goal, np.zeros(lines), np.full(slacks, penalty or 0.0)]),
        lower=np.zeros(size),
        upper=np.concatenate([np.ones(pairs), np.full(lines, most), np.full(slacks, np.inf)]),
        integer=np.arange(size) < pairs + lines,
        low=low[used],
        high=high[used],
        row=place[row],
        column=np.concatenate(columns),
        value=np.concatenate(parts),
    )
    first = None
    if start is not None:
        first = np.zeros(size)
        first[:pairs] = start.profile[choice.agent] == choice.profile
        first[pairs : pairs + lines] = start.flows[chosen]
        excess = couplings.excess(_activity(arcs, couplings, start.flows))
        first[pairs + lines :] = np.concatenate(
            [np.maximum(-excess[below], 0), np.maximum(excess[above], 0)]
        )
    solved = solve(program, effort, first, stop)
    closed = solved.status in ("optimal", "infeasible")
    if solved.x is None:
        return Found(None, solved.bound, closed)
    taken = np.flatnonzero(solved.x[:pairs] > 0.5)
    new_profile, new_goal = profile.copy(), goal.copy()
    new_profile[choice.agent[taken]] = choice.profile[taken]
    new_goal[choice.agent[taken]] = choice.goal[taken]
    flows = np.zeros(len(arcs.kind), np.int64)
    flows[chosen] = np.rint(solved.x[pairs : pairs + lines]).astype(np.int64)
    excess = float(np.abs(couplings.excess(_activity(arcs, couplings, flows))).sum())
    return Found(Routing(new_profile, new_goal, flows, excess), solved.bound, closed)


def _activity(arcs: Arcs, couplings: Couplings, flows: Integers) -> Floats:
    counts = np.bincount(arcs.kind, flows, minlength=couplings.types)
    return couplings.activity(counts)


def paths_of(graph: PathGraph, arcs: Arcs, routing: Routing) -> Integers:
    """A path for every agent, agents x places, so that together they are the flow."""
    heads, tails = len(graph.head), len(graph.tail)
    agents = np.argsort(routing.profile, kind="stable")
    paths = np.full((len(agents), heads + 1 + tails), NOTHING, np.int64)
    crossing = np.arange(arcs.head, arcs.crossing)
    arc = np.repeat(crossing, routing.flows[crossing])
    paths[agents, heads] = arcs.kind[arc]
    back = np.full(len(agents), -1, np.int64)
    ahead = np.full(len(agents), END, np.int64)
    back[agents] = arcs.source[arc]
    ahead[agents] = arcs.target[arc]
    at = arcs.head
    for place in range(heads - 1, -1, -1):
        layer = graph.head[place]
        size = len(layer.other)
        at -= size
        rows = np.flatnonzero((back >= layer.nodes.start) & (back < layer.nodes.stop))
        rows = rows[np.argsort(back[rows], kind="stable")]
        arc = at + np.repeat(np.arange(size), routing.flows[at : at + size])
        paths[rows, place] = arcs.kind[arc]
        back[rows] = arcs.source[arc]
    at = arcs.crossing
    for place, layer in enumerate(graph.tail):
        size = len(layer.other)
        rows = np.flatnonzero((ahead >= layer.nodes.start) & (ahead < layer.nodes.stop))
        rows = rows[np.argsort(ahead[rows], kind="stable")]
        arc = at + np.repeat(np.arange(size), routing.flows[at : at + size])
        paths[rows, heads + 1 + place] = arcs.kind[arc]
        ahead[rows] = arcs.target[arc]
        at += size
    return paths
