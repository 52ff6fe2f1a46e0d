"""With how few changed stints, and how little broken notice, can a published plan be kept to?

1. Without goals, the relaxation over all paths with a price on changed stints bounds their number.
   At its prices a path costs so much more than its family's cheapest; a plan with no more changes
   than a number has none that costs more than that number less the bound. So only the stints of
   such paths are still in question, and these are few where the plan is mostly kept.
2. Over them one integer program a level finds the fewest changes, then the least notice broken,
   overdue periods and deviations. If it finds no plan, the number is raised and more stints come in
   question, all of them in the end: what it finds is the least there is.
"""

from dataclasses import dataclass, replace

import numpy as np

from cs.rotation.evaluation import Floats, Integers, StaffTable
from cs.rotation.keeping import Keeping
from cs.rotation.planning.bounds import ANY, FIRM, TINY, TOLERANCE, has_paths, no_goals
from cs.rotation.planning.couplings import couple
from cs.rotation.planning.families import Families, group_families
from cs.rotation.planning.growing import build_graph
from cs.rotation.planning.keeping import Keys, keys_of
from cs.rotation.planning.levels import arc_kinds, decompose, flow_of
from cs.rotation.planning.master import relax
from cs.rotation.planning.paths import NO_STINT, Arcs, PathGraph, PathLimits, list_arcs
from cs.rotation.planning.pricing import posts_of, value_graph
from cs.rotation.planning.routing import arcs_within
from cs.rotation.planning.solving import Stop
from cs.rotation.problem import NOWHERE, Level, Posts, RotationProblem

SLACK = 1e-6
STEPS = (0, 1, 2, 4, 8, 16, 32, 64, 10**6)
"""By how much more than the bound changes may be, in turn."""


@dataclass(frozen=True)
class LeastChanges:
    """What the levels of a replan come to.

    Attributes:
        changed, short, overdue, deviations: of the plan found, with proven bounds.
        problem: the question with changes at most these, and the stints still in question alone.
        posts: the plan found, agents x model periods.
        programs: integer programs solved. stopped: whether `stop` ended it.
    """

    changed: Level
    short: Level
    overdue: Level
    deviations: Level
    problem: RotationProblem
    posts: Posts
    programs: int
    stopped: bool


@dataclass(frozen=True)
class _Priced:
    """All paths at the prices of the relaxation that bounds changes."""

    graph: PathGraph
    arcs: Arcs
    published: Integers
    prices: Floats
    bound: float


def least_changes(
    problem: RotationProblem, staff: StaffTable, families: Families, stop: Stop | None = None
) -> LeastChanges | None:
    """The levels of a problem with a published plan; None if no plan keeps all rules.

    Parameters:
        families: of the problem with its `keeping`.
    """
    priced = _priced(problem, staff, families, stop)
    keeping = problem.keeping
    if priced is None or keeping is None:
        return None
    least = int(np.ceil(max(0.0, priced.bound) - 1e-4))
    values = value_graph(priced.graph, priced.prices)
    everything = np.isfinite(values.profile)
    seen = -1
    for more in STEPS:
        spare = least + more - priced.bound + SLACK
        room = np.where(everything, spare, -np.inf)
        near = arcs_within(priced.graph, priced.arcs, priced.prices, values, room)
        if int(near.sum()) == seen:
            continue
        seen = int(near.sum())
        only = _keys(priced, families, np.flatnonzero(near), problem.length)
        most = replace(keeping, only=only, changed=least + more)
        found = _settle(replace(problem, keeping=most), staff, least, stop)
        if found is not None:
            return found
        if stop is not None and stop():
            return None
    return None


def _priced(
    problem: RotationProblem, staff: StaffTable, families: Families, stop: Stop | None
) -> _Priced | None:
    graph = build_graph(problem, staff, families, PathLimits(0, ANY, ANY))
    if not has_paths(graph, families):
        return None
    rows = couple(problem, staff, families, graph.types, ANY, ANY)
    arcs = list_arcs(graph)
    changed = graph.types.changed.astype(np.float64)
    found = relax(
        graph,
        arcs,
        families,
        rows,
        no_goals(families),
        TOLERANCE,
        base=changed,
        penalties=FIRM,
        enough=TINY,
        stop=stop,
    )
    if found.short > SLACK:
        return None
    facts = next(memory.facts for memory in families.memories if memory.name == "kept")
    return _Priced(graph, arcs, facts, changed + rows.prices(found.duals), found.bound)


def _keys(priced: _Priced, families: Families, near: Integers, length: int) -> tuple[Keys, ...]:
    """Keys of the stints on some arcs, by the period of their start."""
    arcs, types = priced.arcs, priced.graph.types
    classes = np.zeros(priced.graph.tails + 1, np.int64)
    ends = types.end[arcs.kind]
    at = arcs.crossing
    joins = types.post[arcs.kind[:at]] == NO_STINT
    ends[:at][joins] = np.minimum(families.first[arcs.source[:at][joins]], length)
    classes[arcs.target[:at]] = families.future[arcs.source[:at], ends[:at]]
    for layer in priced.graph.tail:
        here = slice(at, at + len(layer.other))
        classes[layer.other] = families.future[classes[arcs.source[here]], ends[here]]
        at += len(layer.other)
    owner = arcs.source[near]
    in_tail = near >= arcs.crossing
    owner[in_tail] = classes[owner[in_tail]]
    kind = arcs.kind[near]
    keys = []
    for start in range(length):
        rows = np.flatnonzero(types.start[kind] == start)
        found = keys_of(
            priced.published[owner[rows]], start, types.post[kind[rows]], types.end[kind[rows]]
        )
        keys.append(np.unique(found))
    return tuple(keys)


def _settle(
    problem: RotationProblem, staff: StaffTable, least: int, stop: Stop | None
) -> LeastChanges | None:
    """The levels one by one over the stints in question; None if these make no plan."""
    keeping = problem.keeping
    assert keeping is not None
    families = group_families(problem, staff)
    graph = build_graph(problem, staff, families, PathLimits(0, ANY, ANY))
    if not has_paths(graph, families):
        return None
    rows = couple(problem, staff, families, graph.types, ANY, ANY)
    flow = flow_of(graph, families, rows).bounded(np.inf, np.inf, 0.0)
    kinds = arc_kinds(graph)
    types = graph.types
    found: list[Level] = []
    flows = np.zeros(0, np.int64)
    programs, stopped = 0, False
    for amount in (types.changed, types.short, types.overdue, types.deviation):
        cost = np.zeros(len(flow.program.cost))
        cost[: flow.arcs] = amount[kinds]
        bound = 0.0
        if not stopped and (not len(flows) or (amount[kinds] @ flows)):
            solved = flow.least(cost, True, stop)
            programs += 1
            stopped = solved.status == "stopped"
            if solved.x is not None:
                flows = np.rint(solved.x[: flow.arcs]).astype(np.int64)
            if not len(flows):
                return None
            bound = solved.bound if np.isfinite(solved.bound) else 0.0
        value = int(amount[kinds] @ flows)
        found.append(Level(value, int(np.ceil(max(0.0, min(bound, value)) - SLACK))))
        flow = flow.capped(cost, value + SLACK)
    changed, short, overdue, deviations = found
    changed = Level(changed.value, max(changed.bound, min(least, changed.value)))
    paths = decompose(graph, families, flows)
    budgets = replace(keeping, changed=changed.value, noticed=short.value)
    return LeastChanges(
        changed=changed,
        short=short,
        overdue=overdue,
        deviations=deviations,
        problem=replace(problem, keeping=budgets),
        posts=posts_of(types, paths, problem.length),
        programs=programs,
        stopped=stopped,
    )


def whole_plan(
    problem: RotationProblem, staff: StaffTable, posts: Posts, stop: Stop | None = None
) -> Posts | None:
    """A plan of the horizon with periods after it that keep all rules; None if there are none.

    Cells with `NOWHERE`, and those of absent agents, are free.

    Returns:
        Agents x model periods.
    """
    published = np.full((len(problem.agents), problem.length), NOWHERE, np.int16)
    published[:, : posts.shape[1]] = posts
    keeping = Keeping(published, (0,) * problem.length, most=0)
    found = _settle(replace(problem, keeping=keeping), staff, 0, stop)
    return None if found is None else found.posts
