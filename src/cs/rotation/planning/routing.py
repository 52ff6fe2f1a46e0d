"""The plan as a flow: who takes which profile, and how many take each arc of the graph.

Goals look at profiles only, so agents need to be told apart only up to their profile; from there on
agents of one family are alike and a plan is whole numbers on arcs. An integer program then has one
column for an agent and a profile near his best, and one for an arc near some cheapest path, instead
of one for every agent and path.
"""

from dataclasses import dataclass, replace

import numpy as np

from cs.rotation.evaluation import Flags, Floats, Integers
from cs.rotation.planning.choosing import ChoiceColumns, choice_columns
from cs.rotation.planning.couplings import Couplings
from cs.rotation.planning.paths import END, Arcs, PathGraph
from cs.rotation.planning.pricing import NOTHING, Values
from cs.rotation.planning.segments import spans
from cs.rotation.planning.solving import Effort, Program, Stop, solve

WHOLE = 1e-6
"""How near to a whole number counts as one."""


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
class Ground:
    """What every program is built on."""

    graph: PathGraph
    arcs: Arcs
    couplings: Couplings


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
    """Freed agents, sorted, and the pairs of them and profiles that they may take, by agent."""

    free: Integers
    agent: Integers
    profile: Integers
    goal: Floats


@dataclass(frozen=True)
class Few:
    """At most so many agents take one of these pairs of a choice."""

    pairs: Flags
    most: int


@dataclass(frozen=True)
class Scope:
    """What a program may change.

    Attributes:
        choice: freed agents and their profiles.
        supply: per profile, agents who keep it and may change their path.
        frozen: per arc, agents who change nothing.
        arcs: which arcs may be used.
        penalty: of one unit beyond a row's limit; None if rows may not be broken.
        few: limits on how many free agents take certain profiles.
    """

    choice: Choice
    supply: Integers
    frozen: Integers
    arcs: Flags
    penalty: float | None
    few: tuple[Few, ...] = ()


@dataclass(frozen=True)
class Found:
    """What a program came to.

    Attributes:
        routing: the plan found, if any.
        bound: of the freed agents' goal costs (and penalties) in the scope; infinite if it has no
            plan.
        closed: the search was finished.
        work: as of a program solved.
    """

    routing: Routing | None
    bound: float
    closed: bool
    work: int = 0


def reroute(
    ground: Ground,
    scope: Scope,
    kept: Routing,
    effort: Effort,
    rounding: bool = False,
    stop: Stop | None = None,
) -> Found:
    """The best plan within a scope.

    Parameters:
        kept: profiles and goal costs of all agents; its flows are where the search begins, unless
            it rounds.
        effort: its target is of the freed agents' goal costs alone.
        rounding: look only among the whole numbers next to the linear relaxation.
    """
    built = _build(ground, scope, len(kept.profile))
    if built is None:
        return Found(None, np.inf, True)
    program, chosen, choices = built
    choice, arcs, couplings = scope.choice, ground.arcs, ground.couplings
    pairs, lines = len(choice.agent), len(chosen)
    first = None
    if rounding:
        relaxed = solve(replace(program, integer=np.zeros_like(program.integer)))
        if relaxed.x is None:
            return Found(None, relaxed.bound, False)
        down, up = np.floor(relaxed.x + WHOLE), np.ceil(relaxed.x - WHOLE)
        # Which of the allowed numbers it is stays open: the relaxation mixes any of them.
        numbers = slice(len(down) - len(couplings.choice), None)
        down[numbers], up[numbers] = 0.0, 1.0
        program = replace(
            program,
            lower=np.where(program.integer, np.maximum(down, program.lower), program.lower),
            upper=np.where(program.integer, np.minimum(up, program.upper), program.upper),
        )
    elif len(kept.flows):
        first = np.zeros(len(program.cost))
        first[:pairs] = kept.profile[choice.agent] == choice.profile
        first[pairs : pairs + lines] = (kept.flows - scope.frozen)[chosen]
        activity = activity_of(arcs, couplings, kept.flows)
        excess = couplings.excess(activity)
        below, above = _slack_rows(couplings, scope)
        first[pairs + lines :] = np.concatenate(
            [
                np.maximum(-excess[below], 0),
                np.maximum(excess[above], 0),
                choices.chosen(couplings.choice_row, couplings.choice, activity),
            ]
        )
    solved = solve(program, effort, first, stop)
    closed = solved.status in ("optimal", "infeasible") and not rounding
    if solved.x is None:
        return Found(None, solved.bound, closed, solved.work)
    taken = np.flatnonzero(solved.x[:pairs] > 0.5)
    profile, goal = kept.profile.copy(), kept.goal.copy()
    profile[choice.agent[taken]] = choice.profile[taken]
    goal[choice.agent[taken]] = choice.goal[taken]
    flows = scope.frozen.copy()
    flows[chosen] += np.rint(solved.x[pairs : pairs + lines]).astype(np.int64)
    return Found(routing_of(ground, profile, goal, flows), solved.bound, closed, solved.work)


def routing_of(ground: Ground, profile: Integers, goal: Floats, flows: Integers) -> Routing:
    """A plan, its rows counted."""
    activity = activity_of(ground.arcs, ground.couplings, flows)
    return Routing(profile, goal, flows, float(np.abs(ground.couplings.excess(activity)).sum()))


def _slack_rows(couplings: Couplings, scope: Scope) -> tuple[Integers, Integers]:
    if scope.penalty is None:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    return np.flatnonzero(np.isfinite(couplings.low)), np.flatnonzero(np.isfinite(couplings.high))


def _build(
    ground: Ground, scope: Scope, agents: int
) -> tuple[Program, Integers, ChoiceColumns] | None:
    """The program and its arcs; None if it cannot have a plan.

    Columns are pairs, arcs, slacks, allowed numbers.
    """
    graph, arcs, couplings, choice = ground.graph, ground.arcs, ground.couplings, scope.choice
    profiles = len(graph.profiles.family)
    chosen = np.flatnonzero(scope.arcs)
    pairs, lines = len(choice.agent), len(chosen)
    below, above = _slack_rows(couplings, scope)
    slacks = len(below) + len(above)
    numbers = len(couplings.choice)
    size = pairs + lines + slacks + numbers

    heads = chosen < arcs.head
    crosses = (chosen >= arcs.head) & (chosen < arcs.crossing)
    tails = chosen >= arcs.crossing
    column = pairs + np.arange(lines)
    free_rows = len(choice.free)
    profile_base = free_rows
    head_base = profile_base + profiles
    tail_base = head_base + graph.heads
    row_base = tail_base + graph.tails
    roots = int(graph.head[0].nodes.start) if graph.head else graph.heads
    rows = [np.searchsorted(choice.free, choice.agent), profile_base + choice.profile]
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

    few_base = row_base + couplings.count
    for number, few in enumerate(scope.few):
        counted = np.flatnonzero(few.pairs)
        enter(np.full(len(counted), few_base + number), counted, 1.0)

    one_base = few_base + len(scope.few)
    choices = choice_columns(
        couplings.choice_row, couplings.choice, row_base, one_base, size - numbers
    )
    rows.append(choices.row)
    columns.append(choices.column)
    parts.append(choices.value)
    base = activity_of(arcs, couplings, scope.frozen)
    low = np.zeros(one_base + len(choices.linked))
    low[:free_rows] = 1.0
    low[profile_base:head_base] = scope.supply
    low[row_base:few_base] = couplings.low - base
    high = low.copy()
    high[row_base:few_base] = couplings.high - base
    low[few_base:one_base] = -np.inf
    high[few_base:one_base] = [few.most for few in scope.few]
    low[row_base + choices.linked] = high[row_base + choices.linked] = -base[choices.linked]
    low[one_base:] = high[one_base:] = 1.0
    row = np.concatenate(rows)
    used = np.zeros(len(low), np.bool_)
    used[row] = True
    if ((low[~used] > WHOLE) | (high[~used] < -WHOLE)).any():
        return None
    place = np.cumsum(used) - 1
    most = float(scope.supply.sum() + len(choice.free))
    program = Program(
        cost=np.concatenate(
            [
                choice.goal,
                np.zeros(lines),
                np.full(slacks, scope.penalty or 0.0),
                np.zeros(numbers),
            ]
        ),
        lower=np.zeros(size),
        upper=np.concatenate(
            [np.ones(pairs), np.full(lines, most), np.full(slacks, np.inf), np.ones(numbers)]
        ),
        integer=np.concatenate(
            [
                np.ones(pairs + lines, np.bool_),
                np.zeros(slacks, np.bool_),
                np.ones(numbers, np.bool_),
            ]
        ),
        low=low[used],
        high=high[used],
        row=place[row],
        column=np.concatenate(columns),
        value=np.concatenate(parts),
    )
    return program, chosen, choices


def activity_of(arcs: Arcs, couplings: Couplings, flows: Integers) -> Floats:
    """Per row, what flows on arcs amount to."""
    counts = np.bincount(arcs.kind, flows, minlength=couplings.types)
    return couplings.activity(np.asarray(counts, np.float64))


def paths_of(graph: PathGraph, arcs: Arcs, routing: Routing) -> Integers:
    """Arcs of a path for every agent, agents x places, so that together they are the flow."""
    heads, tails = len(graph.head), len(graph.tail)
    agents = np.argsort(routing.profile, kind="stable")
    paths = np.full((len(agents), heads + 1 + tails), NOTHING, np.int64)
    crossing = np.arange(arcs.head, arcs.crossing)
    arc = np.repeat(crossing, routing.flows[crossing])
    paths[agents, heads] = arc
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
        paths[rows, place] = arc
        back[rows] = arcs.source[arc]
    at = arcs.crossing
    for place, layer in enumerate(graph.tail):
        size = len(layer.other)
        rows = np.flatnonzero((ahead >= layer.nodes.start) & (ahead < layer.nodes.stop))
        rows = rows[np.argsort(ahead[rows], kind="stable")]
        arc = at + np.repeat(np.arange(size), routing.flows[at : at + size])
        paths[rows, heads + 1 + place] = arc
        ahead[rows] = arcs.target[arc]
        at += size
    return paths
