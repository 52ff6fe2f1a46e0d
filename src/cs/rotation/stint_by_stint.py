"""What if paths are too many to tell apart by what they add up to? Plan with losses stint by stint.

`planning/stintwise.py` proves a bound, `planning/settling.py` finds whole plans at its prices;
their losses are then taken as they truly are, so the gap stated is the true one. No plan comes of
it where the rules cannot all hold, or where some limit stays missed: `windows.py` is next.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from cs.rotation.answers import METHOD, Asked, PlanOptions, Progress, Stage, answer_of
from cs.rotation.evaluation import Integers, evaluate, tabulate
from cs.rotation.planning.best_paths import (
    MOST_REMEMBERED,
    PassGraph,
    best_paths,
    pass_graph,
    remember,
)
from cs.rotation.planning.bounds import LevelBounds, bound_levels, has_paths
from cs.rotation.planning.couplings import Couplings, couple
from cs.rotation.planning.families import group_families
from cs.rotation.planning.growing import build_graph
from cs.rotation.planning.loosening import loosen
from cs.rotation.planning.paths import Arcs, GraphTooLargeError, PathLimits, goal_limits, list_arcs
from cs.rotation.planning.pricing import NOTHING, kinds_of, posts_of
from cs.rotation.planning.routing import WHOLE
from cs.rotation.planning.settling import keep_to, settle
from cs.rotation.planning.slopes import flat, followed, returns_often
from cs.rotation.planning.solving import Stop
from cs.rotation.planning.stintwise import Priced, price, stint_costs
from cs.rotation.problem import PlanResult, Posts, RotationProblem

STINTWISE = f"{METHOD}, stint by stint"
TOLERANCE = 2e-4
"""A plan better by that part is worth another turn."""
SETTLED = 8
"""Most turns."""
WIDE_ARCS = 3_000_000
LEAST_LOSS = 1e-3
"""Of an agent, by which steps are measured where goals cost next to nothing."""
MANY_POSTS = 12
MANY_AGENTS = 200
"""With fewer, dealing rarely keeps within tight limits."""


Windows = Callable[[], Posts | None]


def narrowed(problem: RotationProblem, options: PlanOptions) -> PlanOptions:
    """Options with fewer arcs where `plan_widely` can take over: growing them takes long."""
    wide = len(problem.agents) >= MANY_AGENTS and problem.keeping is None
    return replace(options, arcs=min(options.arcs, WIDE_ARCS)) if wide else options


def is_wide(problem: RotationProblem, options: PlanOptions) -> bool:
    """Whether there are so many posts that paths cannot be told apart by what they add up to.

    Asked before anything else is: with many posts the bounds of the levels alone take minutes.
    """
    wide = narrowed(problem, options)
    if wide is options or len(problem.posts) < MANY_POSTS:
        return False
    staff = tabulate(problem)
    limits = goal_limits(problem, 0, 0, wide.arcs)
    try:
        build_graph(problem, staff, group_families(problem, staff), limits)
    except GraphTooLargeError:
        return True
    return False


def plan_widely(
    problem: RotationProblem,
    options: PlanOptions,
    tell: Callable[[Progress], None],
    stop: Stop | None,
    windows: Windows | None = None,
) -> PlanResult | None:
    """As `plan_stint_by_stint`, for many agents; few are left to `windows.py`."""
    if len(problem.agents) < MANY_AGENTS:
        return None
    staff = tabulate(problem)
    families = group_families(problem, staff)
    asked = Asked(problem, problem, staff, families, options, tell, stop)
    return plan_stint_by_stint(asked, windows)


def plan_stint_by_stint(asked: Asked, windows: Windows | None = None) -> PlanResult | None:
    """A plan with its bound, None if none within all limits was found.

    Parameters:
        windows: plans window by window; asked where everybody comes back to posts often.

    Raises:
        GraphTooLargeError: the graph is too large even without the goals.
    """
    question = asked.question
    if loosen(question) is not None:
        return None
    # A plan with nothing overdue and without deviations proves these levels by itself.
    none = LevelBounds(0.0, 0, 0)
    found = _within(asked, none, windows)
    if found is not None:
        return found
    bounds = bound_levels(question, asked.staff, asked.families, asked.stop)
    return None if bounds.breach > 0 or bounds == none else _within(asked, bounds, windows)


def _within(asked: Asked, bounds: LevelBounds, windows: Windows | None) -> PlanResult | None:
    question, staff, families = asked.question, asked.staff, asked.families
    limits = PathLimits(0, bounds.deviations, bounds.overdue, arcs=asked.options.arcs)
    graph = build_graph(question, staff, families, limits)
    if not has_paths(graph, families):
        return None
    agents = len(question.agents)
    rows = couple(question, staff, families, graph.types, bounds.deviations, bounds.overdue)
    costs = stint_costs(question, staff, families, graph)

    def tell(number: int, bound: float) -> None:
        asked.tell(Progress("bound", number, bound / agents, None, None))

    passes, arcs = pass_graph(graph, families, costs), list_arcs(graph)
    loss = max(float(np.abs(costs.base).mean()), LEAST_LOSS)
    if returns_often(question):
        tangents = flat(question)
        tilted = replace(passes, costs=stint_costs(question, staff, families, graph, tangents))

        def renew(sweep: int, table: Integers) -> PassGraph:
            nonlocal tangents
            tangents = followed(tangents, question, staff, graph, arcs, table, sweep)
            return replace(passes, costs=stint_costs(question, staff, families, graph, tangents))

        priced = price(tilted, arcs, rows, loss, asked.stop, tell, renew)
        priced = _at_first_stays(passes, rows, priced)
    else:
        priced = price(passes, arcs, rows, loss, asked.stop, tell)
    ground = _Ground(passes, arcs, rows, priced, loss)
    posts, turns = _settled(asked, ground)
    if windows is not None and returns_often(question) and not _is_stopped(asked):
        # Costs stint by stint say little where all come back often: shorter plans know more.
        other = windows()
        known = math.inf if posts is None else _objective(question, posts)
        if other is not None:
            kept, value = _kept_to(asked, ground, other)
            posts, turns = (kept, turns + 1) if value < known else (posts, turns)
    stopped = priced.stopped or _is_stopped(asked)
    if posts is None and not stopped:
        return None
    stage = Stage(
        posts=posts,
        met=posts is not None,
        stopped=stopped,
        bound=priced.bound / agents,
        work={
            "families": families.count,
            "arcs": graph.arcs,
            "rounds": priced.sweeps,
            "settled": turns,
        },
    )
    return replace(answer_of(asked, stage, bounds, True), method=STINTWISE)


def _at_first_stays(passes: PassGraph, rows: Couplings, priced: Priced) -> Priced:
    """Prices found by tangents with the best paths by what stays add, which are nearer to true."""
    everybody = np.arange(len(priced.table))
    memory, prices = priced.memory, rows.prices(priced.duals)
    for _ in range(MOST_REMEMBERED):
        table, _least = best_paths(passes, prices, memory, everybody)
        memory = remember(passes, table, memory)
    table, least = best_paths(passes, prices, memory, everybody)
    bound = max(priced.bound, float(least.sum()) + rows.constant(priced.duals))
    return replace(priced, table=table, memory=memory, bound=bound)


def _objective(question: RotationProblem, posts: Posts) -> float:
    return evaluate(question, posts[:, : question.horizon]).objective


def _is_stopped(asked: Asked) -> bool:
    """Whether the search is to end."""
    return asked.stop is not None and asked.stop()


@dataclass(frozen=True)
class _Ground:
    """What plans are settled on; `loss` is about what an agent loses."""

    passes: PassGraph
    arcs: Arcs
    rows: Couplings
    priced: Priced
    loss: float


def _settled(asked: Asked, ground: _Ground) -> tuple[Posts | None, int]:
    """The best plan found that keeps all limits, and how often plans were settled."""
    best: Posts | None = None
    least, table = math.inf, ground.priced.table
    for turn in range(1, SETTLED + 1):
        priced = ground.priced
        table = settle(
            ground.passes,
            ground.arcs,
            ground.rows,
            priced.duals,
            priced.memory,
            table,
            ground.loss,
            asked.stop,
        )
        posts, value = _judged(asked, ground, table)
        if posts is not None and value < least:
            gained, best, least = least - value, posts, value
            _tell(asked, ground, turn, value)
            if gained < TOLERANCE * least:
                return best, turn
        elif best is not None or _is_stopped(asked):
            return best, turn
    return best, SETTLED


def _kept_to(asked: Asked, ground: _Ground, plan: Posts) -> tuple[Posts | None, float]:
    """A plan of other origin, changed where limits or stints of this question ask for it."""
    priced = ground.priced
    table = keep_to(
        ground.passes,
        ground.arcs,
        ground.rows,
        priced.duals,
        priced.memory,
        plan,
        ground.loss,
        asked.stop,
    )
    return _judged(asked, ground, table)


def _judged(asked: Asked, ground: _Ground, table: Integers) -> tuple[Posts | None, float]:
    """Paths as a plan if they keep all limits, and its objective."""
    rows, length = ground.rows, ground.passes.families.before.shape[1] - 1
    kinds = kinds_of(ground.arcs, table)
    counts = np.bincount(kinds[kinds != NOTHING], minlength=rows.types).astype(np.float64)
    if float(np.abs(rows.excess(rows.activity(counts))).sum()) > WHOLE:
        return None, math.inf
    posts = posts_of(ground.passes.graph.types, kinds, length)
    return posts, _objective(asked.question, posts)


def _tell(asked: Asked, ground: _Ground, turn: int, value: float) -> None:
    bound = ground.priced.bound / len(asked.question.agents)
    asked.tell(Progress("plan", turn, bound, value, (value - bound) / max(value, 1e-6)))
