"""What comes before the goals: can all hard rules hold, and with how few overdue periods and
deviations?

Without goals all agents of a family are alike, and paths with the same future merge: what is left
is a flow of agents through the tail graph, one integer an arc, with the rules over posts as side
rows. Its size depends on families and posts, not on agents. Levels are minimised one after the
other: breaches (in agents above or below a rule's limit), overdue periods, deviations. The linear
relaxation gives their lower bounds, rounded up as they are whole numbers; one integer search at
those bounds mostly meets them; where it does not, each level is searched by itself.
"""

from dataclasses import dataclass, replace

import numpy as np

from cs.rotation.evaluation import Floats, Integers
from cs.rotation.planning.choosing import choice_columns
from cs.rotation.planning.couplings import DEVIATION, OVERDUE, SKILL, Couplings
from cs.rotation.planning.families import Families
from cs.rotation.planning.paths import END, PathGraph, StintTypes
from cs.rotation.planning.pricing import NOTHING
from cs.rotation.planning.segments import spans
from cs.rotation.planning.solving import Effort, Program, Solved, Stop, solve
from cs.rotation.problem import Level

SLACK = 1e-6
MANY = 1e9
PLENTY = 0.5
"""Gap of breaches where skill counts: its thousandths have no least step worth a search."""


@dataclass(frozen=True)
class Levels:
    """What the levels come to.

    Attributes:
        overdue, deviations: values of the plan found, with bounds.
        breach: sum of breaches of the plan found; `breach_bound`: proven least.
        couplings: rows with budgets of the levels, widened where they must be broken.
        types: stint types of the graph.
        paths: agents x places, stint types of a plan that meets the levels.
        stopped: whether `stop` ended it.
    """

    overdue: Level
    deviations: Level
    breach: float
    breach_bound: float
    couplings: Couplings
    types: StintTypes
    paths: Integers
    stopped: bool


@dataclass(frozen=True)
class _Flow:
    """The program of flows and where its parts are: arcs, slacks of rows, allowed numbers."""

    program: Program
    arcs: int
    slacks: int
    rows: int
    overdue_row: int
    deviation_row: int

    def bounded(self, overdue: float, deviations: float, slack: float) -> "_Flow":
        """With budgets, and with slacks up to so much."""
        high = self.program.high.copy()
        high[self.overdue_row] = overdue
        high[self.deviation_row] = deviations
        upper = self.program.upper.copy()
        slacks = slice(self.arcs, self.arcs + self.slacks)
        upper[slacks] = np.minimum(upper[slacks], slack)
        return replace(self, program=replace(self.program, high=high, upper=upper))

    def capped(self, cost: Floats, most: float) -> "_Flow":
        """With one more row: this cost at most so much."""
        used = np.flatnonzero(cost)
        program = self.program
        extra = replace(
            program,
            low=np.append(program.low, -np.inf),
            high=np.append(program.high, most),
            row=np.concatenate([program.row, np.full(len(used), len(program.low))]),
            column=np.concatenate([program.column, used]),
            value=np.concatenate([program.value, cost[used]]),
        )
        return replace(self, program=extra)

    def least(self, cost: Floats, whole: bool, stop: Stop | None, gap: float = 0.5) -> Solved:
        """The least of a cost; whole numbers need no smaller gap than a half."""
        integer = self.program.integer & whole
        effort = Effort(gap=gap, nodes=20_000, stall=20_000)
        program = replace(self.program, cost=cost, integer=integer)
        return solve(program, effort, stop=stop)


def settle_levels(
    graph: PathGraph,
    families: Families,
    couplings: Couplings,
    stop: Stop | None = None,
) -> Levels | None:
    """Solves the levels on a graph without profiles; None if no plan at all was found.

    Parameters:
        couplings: rows of that graph with both budgets, at any limits.
    """
    flow = flow_of(graph, families, couplings)
    size = len(flow.program.cost)
    breach = np.zeros(size)
    breach[flow.arcs : flow.arcs + flow.slacks] = 1.0
    kinds = arc_kinds(graph)
    overdue, deviation = np.zeros(size), np.zeros(size)
    overdue[: flow.arcs] = graph.types.overdue[kinds]
    deviation[: flow.arcs] = graph.types.deviation[kinds]

    def lowest(costs: Floats, at: _Flow) -> float:
        solved = at.least(costs, False, None)
        return max(0.0, solved.objective) if solved.x is not None else 0.0

    free = flow.bounded(np.inf, np.inf, MANY)
    breach_bound = lowest(breach, free)
    strict = flow.bounded(np.inf, np.inf, 0.0)
    feasible = breach_bound <= SLACK
    least_breach = 0.0
    overdue_bound = deviation_bound = 0
    solved: Solved | None = None
    stopped = False
    if feasible:
        breach_bound = 0.0
        overdue_bound = int(np.ceil(lowest(overdue, strict) - SLACK))
        tight = flow.bounded(overdue_bound, np.inf, 0.0)
        deviation_bound = int(np.ceil(lowest(deviation, tight) - SLACK))
        tight = flow.bounded(overdue_bound, deviation_bound, 0.0)
        solved = tight.least(np.zeros(size), True, stop)
        stopped = solved.status == "stopped"
    values = (overdue_bound, deviation_bound)
    if (solved is None or solved.x is None) and not stopped:
        skilled = bool((couplings.sort == SKILL).any())
        solved, values, bounds, least_breach, breach_bound = _one_by_one(
            free,
            strict if feasible else free,
            (breach, overdue, deviation),
            breach_bound,
            stop,
            PLENTY if skilled and not feasible else SLACK,
        )
        overdue_bound, deviation_bound = max(overdue_bound, bounds[0]), bounds[1]
        stopped = solved is not None and solved.status == "stopped"
    if solved is None or solved.x is None:
        return None
    flows = np.rint(solved.x[: flow.arcs]).astype(np.int64)
    paths = decompose(graph, families, flows)
    counts = np.bincount(paths[paths != NOTHING], minlength=graph.types.count).astype(np.float64)
    activity = couplings.activity(counts)
    values = (int(overdue[: flow.arcs] @ flows), int(deviation[: flow.arcs] @ flows))
    high = couplings.high.copy()
    high[couplings.sort == OVERDUE] = values[0]
    high[couplings.sort == DEVIATION] = values[1]
    rows = replace(couplings, high=high)
    least_breach = float(np.abs(rows.excess(activity)).sum())
    return Levels(
        overdue=Level(values[0], min(values[0], overdue_bound)),
        deviations=Level(values[1], min(values[1], deviation_bound)),
        breach=least_breach,
        breach_bound=breach_bound,
        couplings=rows.widened(activity),
        types=graph.types,
        paths=paths,
        stopped=stopped,
    )


def _one_by_one(
    free: _Flow,
    flow: _Flow,
    costs: tuple[Floats, Floats, Floats],
    breach_bound: float,
    stop: Stop | None,
    gap: float,
) -> tuple[Solved | None, tuple[int, int], tuple[int, int], float, float]:
    """Each level by an integer search of its own, the later ones within the earlier."""
    breach, overdue, deviation = costs
    found = free.least(breach, True, stop, gap=gap)
    if found.x is None:
        return found, (0, 0), (0, 0), 0.0, breach_bound
    least = max(0.0, found.objective)
    breach_bound = max(breach_bound, found.bound)
    best = found
    if gap == PLENTY:
        # Just as hard to search within, and of no use to who must change the rules first.
        figures = tuple(int(np.rint(cost @ found.x)) for cost in (overdue, deviation))
        return found, (figures[0], figures[1]), (0, 0), least, breach_bound
    flow = free.capped(breach, least + SLACK)
    values, bounds = [], []
    for cost in (overdue, deviation):
        step = flow.least(cost, True, stop) if best.status != "stopped" else best
        best = step if step.x is not None else best
        assert best.x is not None
        value = int(np.rint(cost @ best.x))
        proven = step.bound if step.status == "optimal" else 0.0
        bounds.append(int(np.ceil(max(0.0, min(proven, value)) - SLACK)))
        values.append(value)
        flow = flow.capped(cost, value + SLACK)
    return best, (values[0], values[1]), (bounds[0], bounds[1]), least, breach_bound


def arc_kinds(graph: PathGraph) -> Integers:
    """Stint types of the flow's arcs: crossing arcs, then tail arcs."""
    return np.concatenate([graph.crossing.kind, *(layer.kind for layer in graph.tail)]).astype(
        np.int64
    )


def flow_of(graph: PathGraph, families: Families, couplings: Couplings) -> _Flow:
    entry = graph.crossing
    crossing = len(entry.other)
    arcs = np.arange(graph.arcs)
    kinds = arc_kinds(graph)
    source = np.concatenate(
        [
            np.repeat(np.arange(layer.nodes.start, layer.nodes.stop), np.diff(layer.offset))
            for layer in graph.tail
        ]
        or [np.zeros(0, np.int64)]
    )
    target = np.concatenate([graph.tail_of, *(layer.other for layer in graph.tail)], dtype=np.int64)
    count = families.count
    inner = target != END
    rows = [entry.other.astype(np.int64), count + target[inner], count + source]
    columns = [arcs[:crossing], arcs[inner], arcs[crossing:]]
    values = [np.ones(crossing), np.ones(int(inner.sum())), -np.ones(len(source))]
    base = count + graph.tails
    index, owner = spans(couplings.first[kinds], np.diff(couplings.first)[kinds])
    rows.append(base + couplings.row[index])
    columns.append(owner)
    values.append(couplings.part[index])
    below = np.flatnonzero(np.isfinite(couplings.low))
    above = np.flatnonzero(np.isfinite(couplings.high) & (couplings.sort < DEVIATION))
    slacks = len(below) + len(above)
    rows += [base + below, base + above]
    columns.append(len(arcs) + np.arange(slacks))
    values += [couplings.unit[below], -couplings.unit[above]]
    last = base + couplings.count
    choices = choice_columns(couplings.choice_row, couplings.choice, base, last, len(arcs) + slacks)
    rows.append(choices.row)
    columns.append(choices.column)
    values.append(choices.value)
    numbers = len(couplings.choice)
    one = np.ones(len(choices.linked))
    row_low, row_high = couplings.low.copy(), couplings.high.copy()
    row_low[choices.linked] = row_high[choices.linked] = 0.0
    size = len(arcs) + slacks + numbers
    supply = families.size.astype(np.float64)
    none = np.zeros(graph.tails)
    program = Program(
        cost=np.zeros(size),
        lower=np.zeros(size),
        upper=np.concatenate(
            [np.full(len(arcs), supply.sum()), np.full(slacks, np.inf), np.ones(numbers)]
        ),
        integer=(np.arange(size) < len(arcs)) | (np.arange(size) >= len(arcs) + slacks),
        low=np.concatenate([supply, none, row_low, one]),
        high=np.concatenate([supply, none, row_high, one]),
        row=np.concatenate(rows),
        column=np.concatenate(columns),
        value=np.concatenate(values),
    )
    return _Flow(
        program=program,
        arcs=len(arcs),
        slacks=slacks,
        rows=base,
        overdue_row=base + int(np.flatnonzero(couplings.sort == OVERDUE)[0]),
        deviation_row=base + int(np.flatnonzero(couplings.sort == DEVIATION)[0]),
    )


def decompose(graph: PathGraph, families: Families, flows: Integers) -> Integers:
    """A path for every agent, so that together they are the flow."""
    agents = np.argsort(families.of_agent, kind="stable")
    paths = np.full((len(agents), 1 + len(graph.tail)), NOTHING, np.int64)
    entry = graph.crossing
    crossing = len(entry.other)
    order = np.argsort(entry.other, kind="stable")
    arc = np.repeat(order, flows[:crossing][order])
    paths[agents, 0] = entry.kind[arc]
    node = np.full(len(agents), END, np.int64)
    node[agents] = graph.tail_of[arc]
    at = crossing
    for place, layer in enumerate(graph.tail):
        size = len(layer.other)
        rows = np.flatnonzero((node >= layer.nodes.start) & (node < layer.nodes.stop))
        rows = rows[np.argsort(node[rows], kind="stable")]
        arc = np.repeat(np.arange(size), flows[at : at + size])
        paths[rows, 1 + place] = layer.kind[arc]
        node[rows] = layer.other[arc]
        at += size
    return paths
