"""Whole plans as flows of agents through the graph of paths, where no goal counts.

Without goals all agents of a family are alike: a plan is a whole number on every arc. The rules
over posts are side rows whose slacks cost. Three ways to whole numbers, from cheap to thorough:

1. *Rounding with room.* The linear relaxation is solved for rows drawn in by one agent; its
   whole-number neighbours are then searched for the rows as they are. What rounding costs is
   mostly less than the room that was kept.
2. *Mending.* All flows may change a little, on the arcs used so far.
3. *In full*, where the graph is small: an answer either way is a proof.
"""

from dataclasses import dataclass, replace

import numpy as np

from cs.rotation.evaluation import Flags, Floats, Integers
from cs.rotation.planning.bounds import least_breach
from cs.rotation.planning.choosing import choice_columns
from cs.rotation.planning.couplings import Couplings
from cs.rotation.planning.families import Families
from cs.rotation.planning.master import Relaxation
from cs.rotation.planning.paths import END, Arcs, PathGraph
from cs.rotation.planning.pricing import NOTHING, kinds_of, posts_of
from cs.rotation.planning.routing import WHOLE, Routing, activity_of, paths_of
from cs.rotation.planning.segments import spans
from cs.rotation.planning.solving import Effort, Program, Solved, Stop, solve
from cs.rotation.problem import Posts

TINY_ARCS, SMALL_ARCS, EXACT_ARCS = 400, 1_500, 6_000
"""Up to so many arcs, one integer program over all of them is asked: always, for headcounts that
may give, and where a proof is asked for."""
ROUNDING = Effort(gap=WHOLE, nodes=40, stall=40, target=WHOLE)
MENDING = Effort(gap=WHOLE, nodes=60, stall=40, target=WHOLE)
EXACT_WORK = 300_000
"""Arcs times nodes that a program in full may take."""
NEAR = (1, 3)
"""By how much a flow may change, mending after mending."""
HARD = 100.0
"""What a unit of a row costs that must hold, beside one of a row that may give."""


@dataclass(frozen=True)
class Field:
    """All that a search for a plan needs of a problem.

    Attributes:
        cost: per row, what a unit beyond its limit costs.
    """

    graph: PathGraph
    arcs: Arcs
    families: Families
    rows: Couplings
    cost: Floats


@dataclass(frozen=True)
class Flow:
    """Whole numbers on arcs.

    Attributes:
        excess: per row, how far it is above (positive) or below its limits, in units.
        breach: the summed cost of that.
        least: proven lower bound of the breach, where the program was searched in full.
    """

    flows: Integers
    excess: Floats
    breach: float
    least: float = 0.0


@dataclass(frozen=True)
class Search:
    """The best flow found, and whether none without a breach exists."""

    flow: Flow | None
    impossible: bool


def search_flow(
    field: Field, stop: Stop | None, soft: Flags | None = None, thorough: bool = True
) -> Search:
    """A flow that breaks as little as the search finds.

    Parameters:
        soft: rows that may give; no room is kept before them.
        thorough: search larger graphs in full too, if nothing else helps.
    """
    count = len(field.arcs.kind)
    best = _rounded(field, stop, soft)
    if _whole(best) or (count > EXACT_ARCS and _firm(best, soft)):
        return Search(best, False)
    if count > TINY_ARCS:
        best = _mended(field, best, stop, soft)
    most = EXACT_ARCS if thorough and soft is None else SMALL_ARCS if thorough else TINY_ARCS
    if count <= most and not _whole(best):
        found = _in_full(field, np.ones(count, np.bool_), stop)
        if found.impossible or found.flow is not None:
            return found
    return Search(best, False)


def _whole(flow: Flow | None) -> bool:
    return flow is not None and flow.breach <= WHOLE


def _firm(flow: Flow | None, soft: Flags | None) -> bool:
    """Whether only rows that may give are broken: near the least, and mending takes minutes."""
    if flow is None or soft is None:
        return False
    return not np.any(np.abs(flow.excess[~soft]) > WHOLE)


def posts_of_flow(field: Field, flow: Flow, length: int) -> Posts:
    """The plan of a flow: agents x model periods."""
    families, graph = field.families, field.graph
    profile = graph.profiles.first[families.of_agent]
    routing = Routing(profile, np.zeros(len(profile)), flow.flows, flow.breach)
    kinds = kinds_of(field.arcs, paths_of(graph, field.arcs, routing))
    return posts_of(graph.types, kinds, length)


def _in_full(field: Field, every: Flags, stop: Stop | None) -> Search:
    program = _program(field, field.rows, every)
    nodes = max(50, EXACT_WORK // max(1, len(every)))
    effort = Effort(gap=WHOLE, nodes=nodes, stall=nodes, target=WHOLE)
    solved = solve(program, effort, stop=stop)
    flow = _flow_of(field, every, solved)
    impossible = solved.status == "infeasible"
    if solved.status == "optimal" or np.isfinite(solved.bound):
        impossible = impossible or solved.bound > SURE
        flow = None if flow is None else replace(flow, least=max(0.0, solved.bound))
    return Search(flow, impossible)


SURE = 1e-3
"""A breach bound above this is no rounding error: rows count agents, in whole numbers."""


def _rounded(field: Field, stop: Stop | None, soft: Flags | None) -> Flow | None:
    rows = drawn_in(field.rows, soft)
    relaxation = least_breach(field.graph, field.families, costed(rows, field.cost), stop)
    used = _used(field, relaxation)
    linear = solve(_linear(_program(field, rows, used)))
    if linear.x is None:
        return None
    program = _program(field, field.rows, used)
    arcs = int(used.sum())
    near = linear.x[:arcs]
    solved = solve(_between(program, np.floor(near + WHOLE), np.ceil(near - WHOLE)), ROUNDING,
                   stop=stop)  # fmt: skip
    return _flow_of(field, used, solved)


def _mended(field: Field, best: Flow | None, stop: Stop | None, soft: Flags | None) -> Flow | None:
    if best is None:
        return None
    relaxation = least_breach(field.graph, field.families, costed(field.rows, field.cost), stop)
    arcs = _used(field, relaxation) | (best.flows > 0)
    for more in NEAR:
        if stop is not None and stop():
            break
        program = _program(field, field.rows, arcs)
        now = best.flows[arcs].astype(np.float64)
        start = _start(field, best, arcs)
        solved = solve(_between(program, now - more, now + more), MENDING, start, stop)
        better = _flow_of(field, arcs, solved)
        if better is not None and better.breach < best.breach - WHOLE:
            best = better
        if best.breach <= WHOLE or soft is not None:
            break
    return best


def drawn_in(rows: Couplings, soft: Flags | None = None) -> Couplings:
    """Rows with one unit of room kept before every limit, as far as there is room."""
    room = np.where(rows.post >= 0, rows.unit, 0.0)
    if soft is not None:
        room = np.where(soft, 0.0, room)
    between = (rows.high - rows.low) / 2
    room = np.where(np.isfinite(between), np.minimum(room, between), room)
    return replace(rows, low=rows.low + room, high=rows.high - room)


def costed(rows: Couplings, cost: Floats) -> Couplings:
    """Rows in which a unit of slack costs so much: its part is made smaller instead."""
    return replace(rows, unit=rows.unit / cost)


def _used(field: Field, relaxation: Relaxation) -> Flags:
    """Arcs of the paths that the relaxation gives weight."""
    used = np.zeros(len(field.arcs.kind), np.bool_)
    for number, (_, routes) in enumerate(relaxation.routes):
        if relaxation.weights[number].max(initial=0.0) > 1e-9:
            used[routes[routes != NOTHING]] = True
    return used


def _program(field: Field, rows: Couplings, chosen: Flags) -> Program:
    """Flows on chosen arcs, then slacks below and above rows."""
    graph, arcs, families = field.graph, field.arcs, field.families
    index = np.flatnonzero(chosen)
    size = len(index)
    column = np.arange(size)
    crosses = index < arcs.crossing
    count = families.count
    supply = families.size.astype(np.float64)
    row = [arcs.source[index[crosses]]]
    columns = [column[crosses]]
    values = [np.ones(int(crosses.sum()))]
    inner = arcs.target[index] != END
    row.append(count + arcs.target[index[inner]])
    columns.append(column[inner])
    values.append(np.ones(int(inner.sum())))
    row.append(count + arcs.source[index[~crosses]])
    columns.append(column[~crosses])
    values.append(-np.ones(int((~crosses).sum())))
    base = count + graph.tails
    kinds = arcs.kind[index]
    entry, owner = spans(rows.first[kinds], np.diff(rows.first)[kinds])
    row.append(base + rows.row[entry])
    columns.append(owner)
    values.append(rows.part[entry])
    below, above = np.flatnonzero(np.isfinite(rows.low)), np.flatnonzero(np.isfinite(rows.high))
    slacks = len(below) + len(above)
    row += [base + below, base + above]
    columns.append(size + np.arange(slacks))
    values += [rows.unit[below], -rows.unit[above]]
    last = base + rows.count
    choices = choice_columns(rows.choice_row, rows.choice, base, last, size + slacks)
    row.append(choices.row)
    columns.append(choices.column)
    values.append(choices.value)
    numbers, one = len(rows.choice), np.ones(len(choices.linked))
    low, high = rows.low.copy(), rows.high.copy()
    low[choices.linked] = high[choices.linked] = 0.0
    none = np.zeros(graph.tails)
    free = np.full(slacks, np.inf)
    return Program(
        cost=np.concatenate(
            [np.zeros(size), field.cost[below], field.cost[above], np.zeros(numbers)]
        ),
        lower=np.zeros(size + slacks + numbers),
        upper=np.concatenate([np.full(size, supply.sum()), free, np.ones(numbers)]),
        integer=np.concatenate(
            [np.ones(size, np.bool_), np.zeros(slacks, np.bool_), np.ones(numbers, np.bool_)]
        ),
        low=np.concatenate([supply, none, low, one]),
        high=np.concatenate([supply, none, high, one]),
        row=np.concatenate(row),
        column=np.concatenate(columns),
        value=np.concatenate(values),
    )


def _linear(program: Program) -> Program:
    return replace(program, integer=np.zeros_like(program.integer))


def _between(program: Program, low: Floats, high: Floats) -> Program:
    """With flows between these ends."""
    size = len(low)
    lower, upper = program.lower.copy(), program.upper.copy()
    lower[:size] = np.maximum(lower[:size], low)
    upper[:size] = np.minimum(upper[:size], high)
    return replace(program, lower=lower, upper=upper)


def _start(field: Field, best: Flow, chosen: Flags) -> Floats:
    """A flow as a point of the program."""
    rows = field.rows
    below, above = np.flatnonzero(np.isfinite(rows.low)), np.flatnonzero(np.isfinite(rows.high))
    activity = activity_of(field.arcs, rows, best.flows)
    choices = choice_columns(rows.choice_row, rows.choice, 0, 0, 0)
    return np.concatenate(
        [
            best.flows[chosen].astype(np.float64),
            np.maximum(-best.excess[below], 0.0),
            np.maximum(best.excess[above], 0.0),
            choices.chosen(rows.choice_row, rows.choice, activity),
        ]
    )


def _flow_of(field: Field, chosen: Flags, solved: Solved) -> Flow | None:
    if solved.x is None:
        return None
    flows = np.zeros(len(field.arcs.kind), np.int64)
    flows[chosen] = np.rint(solved.x[: int(chosen.sum())]).astype(np.int64)
    excess = field.rows.excess(activity_of(field.arcs, field.rows, flows))
    return Flow(flows, excess, float((np.abs(excess) * field.cost).sum()))
