"""What if the agents' paths are too many to look at all at once? Plan window after window.

The goals tell paths apart by where time was spent, and with many posts or a long horizon those
profiles are too many for one graph. So the first periods are planned for the goals, the rest of the
model under the hard rules alone; those periods are then taken as served (`planning/shifting.py`),
and the next ones are planned. Every window is searched as the whole would be, and every plan keeps
all rules over all model periods, so the next window has a plan. The levels and the goals are best
window by window; of the whole, no bound of the objective is proven (rolling horizon: Baker 1977).
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from cs.rotation.evaluation import evaluate, tabulate
from cs.rotation.planning.families import group_families
from cs.rotation.planning.growing import build_graph
from cs.rotation.planning.paths import GraphTooLargeError, PathLimits
from cs.rotation.planning.shifting import shift
from cs.rotation.problem import BrokenRule, Level, PlanResult, Posts, RotationProblem
from cs.rotation.verifier import verify

METHOD = "path columns, window by window"
SIZES = (24, 18, 12, 9, 6, 4, 3, 2, 1)
ARCS = 100_000
"""Most arcs of a window's graph without deviations: a few seconds each."""

Solve = Callable[[RotationProblem], PlanResult]


def plan_in_windows(problem: RotationProblem, solve: Solve, arcs: int) -> PlanResult:
    """A plan of a problem without a published plan to keep.

    Parameters:
        solve: the exact planner, which raises `GraphTooLargeError`.
        arcs: most arcs of its graphs.

    Raises:
        GraphTooLargeError: the paths are too many even for windows of one period.
    """
    parts, results = [], []
    rest = problem
    sizes = [size for size in SIZES if size < problem.horizon]
    window = _widest(rest, sizes, min(arcs, ARCS))
    while rest.horizon:
        size = min(window, rest.horizon)
        try:
            result = solve(replace(rest, horizon=size))
        except GraphTooLargeError:
            window = _widest(rest, [one for one in sizes if one < size], min(arcs, ARCS))
            continue
        if result.posts is None:
            return replace(result, method=METHOD)
        parts.append(result.posts)
        results.append(result)
        rest = shift(rest, result.posts, size)
    posts = np.ascontiguousarray(np.concatenate(parts, axis=1))
    return _together(problem, posts, results, window)


def _widest(problem: RotationProblem, sizes: list[int], arcs: int) -> int:
    """The widest window with a graph of at most so many arcs."""
    staff = tabulate(problem)
    families = group_families(problem, staff)
    for size in sizes:
        try:
            build_graph(
                replace(problem, horizon=size), staff, families, PathLimits(size, 0, 0, arcs=arcs)
            )
        except GraphTooLargeError:
            continue
        return size
    raise GraphTooLargeError


def _together(
    problem: RotationProblem, posts: Posts, results: list[PlanResult], window: int
) -> PlanResult:
    figures = evaluate(problem, posts)
    statuses = {result.status for result in results}
    broken = verify(problem, posts) or _beyond(results)
    first = results[0]
    overdue = Level(figures.overdue, min(figures.overdue, first.overdue.bound))
    # A window's least deviations bound those of the whole only under the same overdue periods.
    least = first.deviations.bound if overdue.value == overdue.bound else 0
    work = {"window": window, "windows": len(results)}
    for name in ("rounds", "columns", "programs"):
        work[name] = sum(result.work.get(name, 0) for result in results)
    work["arcs"] = max(result.work.get("arcs", 0) for result in results)
    return PlanResult(
        status="infeasible"
        if broken or "infeasible" in statuses
        else "interrupted"
        if "interrupted" in statuses
        else "feasible",
        posts=posts,
        evaluation=figures,
        overdue=overdue,
        deviations=Level(figures.deviations, min(figures.deviations, least)),
        bound=0.0,
        gap=1.0 if figures.objective > 0 else 0.0,
        method=METHOD,
        work=work,
        broken=broken,
    )


def _beyond(results: list[PlanResult]) -> tuple[BrokenRule, ...]:
    """What a window could not keep after the horizon, in the periods of the whole."""
    before = 0
    for result in results:
        if result.status == "infeasible":
            return tuple(
                one if one.period is None else replace(one, period=one.period + before)
                for one in result.broken
            )
        before += 0 if result.posts is None else result.posts.shape[1]
    return ()
