"""Which plan is best? The exact planner: levels first, then goals, with a proven bound.

    families.py   agents with the same paths before them
    growing.py    all paths of all families as one graph (values in paths.py)
    couplings.py  the rules over posts as rows over stint types
    bounds.py     least breaches, overdue periods and deviations: bounds by column generation
    levels.py     the same by integer programs, where they are few
    pricing.py    every agent's best path at given prices
    master.py     the linear relaxation by column generation: the bound
    recovery.py   whole plans near the bound (apportioning.py, then programs in routing.py)
    worst_first.py  leximin over the agents' losses, where the policy asks for it

Where the paths are too many for one graph, `stint_by_stint.py` sums losses stint by
stint, and where that finds no plan, `windows.py` plans the horizon part by part.

Column generation over paths follows Desaulniers, Desrosiers and Solomon (2005), the smoothing of
duals Wentges (1997). Nothing here looks at a clock; the same problem gives the same plan.
"""

import itertools
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Literal

import numpy as np

from cs.rotation.answers import (
    DEFAULTS,
    METHOD,
    ROUNDING,
    Asked,
    PlanOptions,
    Progress,
    Stage,
    answer_of,
    nobody,
)
from cs.rotation.evaluation import evaluate, tabulate, weighted_losses
from cs.rotation.planning.bounds import LevelBounds, bound_levels, has_paths, least_breach, no_goals
from cs.rotation.planning.couplings import Couplings, couple
from cs.rotation.planning.families import group_families
from cs.rotation.planning.growing import build_graph
from cs.rotation.planning.least_changes import whole_plan
from cs.rotation.planning.levels import Levels, settle_levels
from cs.rotation.planning.loosening import loosen
from cs.rotation.planning.master import relax
from cs.rotation.planning.paths import GraphTooLargeError, PathLimits, goal_limits, list_arcs
from cs.rotation.planning.pricing import goal_costs, kinds_of, posts_of
from cs.rotation.planning.recovery import recover
from cs.rotation.planning.routing import WHOLE, Ground, Routing, paths_of
from cs.rotation.planning.seeding import routing_from_posts
from cs.rotation.planning.solving import Stop
from cs.rotation.planning.under_caps import Field
from cs.rotation.planning.worst_first import Lifted, lift_worst
from cs.rotation.problem import PlanResult, Posts, RotationProblem
from cs.rotation.stint_by_stint import is_wide, narrowed, plan_widely
from cs.rotation.windows import plan_in_windows

ANY = 10**6
EXACT_ARCS = 6_000
"""Up to so many arcs of the graph without goals, levels are settled by integer programs."""
DEAD_ENDS = 10
"""A graph grown to so many times its size, arcs that lead nowhere included, is taken as too large.
"""
FEW_AGENTS = 150
"""Up to so many agents, levels are settled by integer programs at once."""
MORE = (1, 3, 10, 30, 100)
"""By how much budgets are raised in turn where the least were not met."""
SHORT = 1e-4
PATIENCE = 200
"""How often a search for the levels asks whether to stop before it does."""


def plan(
    problem: RotationProblem,
    options: PlanOptions = DEFAULTS,
    progress: Callable[[Progress], None] | None = None,
    stop: Stop | None = None,
) -> PlanResult:
    """The best plan of a problem.

    Parameters:
        progress: told after every round of every phase.
        stop: asked between rounds and within integer searches; once it says yes, the best plan so
            far is returned as `interrupted`.

    Raises:
        GraphTooLargeError: the paths are too many, also for planning window by window.
    """
    tell = progress or (lambda _: None)
    result: PlanResult | None = None
    try:
        if not is_wide(problem, options):
            result = _least_sum(problem, narrowed(problem, options), tell, stop)
    except GraphTooLargeError:
        if problem.keeping is not None:
            raise
    if result is None:
        # Outside of the handler, which would hold all that was grown.
        inner = replace(options, hint=None)

        # asked again where a first plan at the least levels cannot be found
        @cache
        def windowed() -> PlanResult:
            return plan_in_windows(
                problem, lambda part: _least_sum(part, inner, tell, stop), options.arcs
            )

        def posts() -> Posts | None:
            try:
                return windowed().posts
            except GraphTooLargeError:
                return None

        return plan_widely(problem, options, tell, stop, posts) or windowed()
    if not problem.goals.worst_first or result.status not in ("proven", "feasible"):
        return result
    return _worst_first(problem, options, result, tell, stop)


def _least_sum(
    problem: RotationProblem,
    options: PlanOptions,
    tell: Callable[[Progress], None],
    stop: Stop | None,
) -> PlanResult:
    """The plan whose agents' weighted losses have the least sum."""
    agents = len(problem.agents)
    if agents == 0:
        return nobody(problem)
    loosened = loosen(replace(problem, keeping=None))
    question = replace(loosened or problem, keeping=problem.keeping)
    staff = tabulate(question)
    asked = Asked(problem, question, staff, group_families(question, staff), options, tell, stop)
    tell(Progress("levels", 0, 0.0, None, None))
    if options.hint is not None:
        asked = replace(asked, hint=whole_plan(question, staff, options.hint, stop))
    plain = asked
    if question.keeping is not None:
        # What was published is no matter of these levels.
        free = replace(question, keeping=None)
        plain = replace(asked, question=free, families=group_families(free, staff))
    bounds = bound_levels(plain.question, staff, plain.families, stop)
    feasible = loosened is None
    stage: Stage | None = None
    if bounds.breach > 0:
        # How far every plan breaks the rules need not be settled to the last unit: which of them
        # conflict is asked elsewhere.
        return answer_of(asked, _least_broken(asked), bounds, False)
    levels = _levels(plain) if agents <= FEW_AGENTS else None
    if levels is None:
        stage = search_goals(asked, bounds.overdue, bounds.deviations, None, None)
        if stage.met:
            return answer_of(asked, stage, bounds, feasible)
    levels = levels or _levels(plain)
    if levels is not None and levels.stopped and levels.breach > WHOLE:
        # Whether any plan keeps all rules is still open.
        return answer_of(asked, Stage(None, False, True, 0.0, {}), bounds, False)
    if levels is not None:
        known = posts_of(levels.types, levels.paths, question.length)
        feasible = feasible and levels.breach <= WHOLE
        if stage is None or not stage.stopped:
            bounds = LevelBounds(levels.breach_bound, levels.overdue.bound, levels.deviations.bound)
            budgets = levels.overdue.value, levels.deviations.value
            stage = search_goals(asked, *budgets, levels.couplings, known)
        if not stage.met:
            stage = replace(stage, posts=known, met=True)
        return answer_of(asked, stage, bounds, feasible)
    if stage is not None and stage.stopped:
        return answer_of(asked, stage, bounds, feasible)
    # No plan at the least levels was found, nor proven impossible: allow a little more.
    for more in MORE:
        budgets = bounds.overdue + more, bounds.deviations + more
        stage = search_goals(asked, *budgets, None, None)
        if stage.met or stage.stopped:
            return answer_of(asked, stage, bounds, feasible)
    return answer_of(asked, stage, bounds, False)


def _levels(asked: Asked) -> Levels | None:
    """Levels by integer programs, where the graph is small enough for that."""
    question, staff, families = asked.question, asked.staff, asked.families
    limits = PathLimits(0, ANY, ANY, arcs=EXACT_ARCS * DEAD_ENDS)
    try:
        graph = build_graph(question, staff, families, limits)
    except GraphTooLargeError:
        return None
    if graph.arcs > EXACT_ARCS:
        return None
    couplings = couple(question, staff, families, graph.types, ANY, ANY)
    return settle_levels(graph, families, couplings, _patient(asked.stop))


def _patient(stop: Stop | None) -> Stop | None:
    """Says yes only after it was asked some times: what is nearly done gives a plan to show."""
    if stop is None:
        return None
    asked = itertools.count()
    return lambda: stop() and next(asked) >= PATIENCE


def _least_broken(asked: Asked) -> Stage:
    """A plan that breaks as little as the search finds, where none can keep every rule."""
    question, staff, families = asked.question, asked.staff, asked.families
    graph = build_graph(question, staff, families, PathLimits(0, ANY, ANY))
    arcs = list_arcs(graph)
    rows = couple(question, staff, families, graph.types, ANY, ANY)
    relaxation = least_breach(graph, families, rows, asked.stop)
    recovery = recover(
        Ground(graph, arcs, rows),
        families,
        no_goals(families),
        relaxation,
        asked.options.gap,
        asked.options.seed,
        asked.stop,
        breach=relaxation.bound,
    )
    work = {"families": families.count, "arcs": graph.arcs, "programs": recovery.programs}
    if recovery.routing is None:
        return Stage(None, False, recovery.stopped, 0.0, work)
    kinds = kinds_of(arcs, paths_of(graph, arcs, recovery.routing))
    posts = posts_of(graph.types, kinds, question.length)
    met = recovery.routing.excess <= WHOLE
    return Stage(posts, met, recovery.stopped, 0.0, work)


def search_goals(
    asked: Asked, overdue: int, deviations: int, limits: Couplings | None, known: Posts | None
) -> Stage:
    """The best plan for the goals within budgets.

    Parameters:
        limits: rows with other limits. known: some plan within all rows, all model periods.
    """
    question, staff, families = asked.question, asked.staff, asked.families
    options, tell = asked.options, asked.tell
    agents = len(question.agents)
    limited = goal_limits(question, deviations, overdue, options.arcs)
    graph = build_graph(question, staff, families, limited)
    work = {
        "families": families.count,
        "arcs": graph.arcs,
        "profiles": len(graph.profiles.family),
    }
    if not has_paths(graph, families):
        return Stage(None, False, False, 0.0, work)
    arcs = list_arcs(graph)
    rows = couple(question, staff, families, graph.types, deviations, overdue)
    if limits is not None:
        rows = rows.limited_as(limits)
    costs = goal_costs(question, staff, families, graph)

    def bounding(number: int, bound: float) -> None:
        tell(Progress("bound", number, bound / agents, None, None))

    def planning(number: int, bound: float, best: float) -> None:
        gap = abs(best - bound) / max(abs(best), 1e-6)
        tell(Progress("plan", number, bound / agents, best / agents, gap))

    tolerance = min(1e-4, max(options.gap / 5, 1e-9))
    relaxation = relax(
        graph, arcs, families, rows, costs, tolerance, stop=asked.stop, progress=bounding
    )
    ground = Ground(graph, arcs, rows)

    def found_again(posts: Posts | None) -> Callable[[], Routing | None]:
        return lambda: None if posts is None else routing_from_posts(ground, families, costs, posts)

    recovery = recover(
        ground,
        families,
        costs,
        relaxation,
        options.gap,
        options.seed,
        asked.stop,
        planning,
        first=found_again(known),
        start=found_again(asked.hint),
    )
    work |= {
        "rounds": relaxation.rounds,
        "columns": int(relaxation.weights.size),
        "programs": recovery.programs,
    }
    routing = recovery.routing
    posts = None
    if routing is not None:
        kinds = kinds_of(arcs, paths_of(graph, arcs, routing))
        posts = posts_of(graph.types, kinds, question.length)
    return Stage(
        posts=posts,
        met=routing is not None and routing.excess <= WHOLE,
        stopped=relaxation.stopped or recovery.stopped,
        bound=recovery.bound / agents,
        work=work,
    )


def _worst_first(
    problem: RotationProblem,
    options: PlanOptions,
    result: PlanResult,
    tell: Callable[[Progress], None],
    stop: Stop | None,
) -> PlanResult:
    """The plan whose largest losses are the least, from the plan of least sum on."""
    if result.posts is None or result.evaluation is None or not problem.agents:
        return result
    figures = result.evaluation
    staff = tabulate(problem)
    families = group_families(problem, staff)
    limits = PathLimits(problem.horizon, figures.deviations, figures.overdue)
    graph = build_graph(problem, staff, families, limits)
    rows = couple(problem, staff, families, graph.types, figures.deviations, figures.overdue)
    ground = Ground(graph, list_arcs(graph), rows)
    field = Field(ground, families, goal_costs(problem, staff, families, graph))
    first = weighted_losses(problem, staff, result.posts)

    def level(number: int) -> None:
        tell(Progress("worst", number, result.bound, figures.objective, result.gap))

    lifted = lift_worst(field, first, options.gap, options.seed, stop, level)
    return replace(
        _with_lifted(problem, result, ground, lifted, options.gap),
        method=f"{METHOD}, worst first",
        worst=lifted.levels,
    )


def _with_lifted(
    problem: RotationProblem, result: PlanResult, ground: Ground, lifted: Lifted, gap: float
) -> PlanResult:
    if lifted.routing is None:
        return replace(result, status="interrupted" if lifted.stopped else "feasible")
    graph, arcs = ground.graph, ground.arcs
    kinds = kinds_of(arcs, paths_of(graph, arcs, lifted.routing))
    posts = posts_of(graph.types, kinds, problem.length)
    posts = np.ascontiguousarray(posts[:, : problem.horizon])
    figures = evaluate(problem, posts)
    bound = max(0.0, min(lifted.bound / len(problem.agents), figures.objective))
    found = abs(figures.objective - bound) / max(abs(figures.objective), 1e-6)
    proven = result.status == "proven" and all(level.proven for level in lifted.levels)
    status: Literal["proven", "feasible", "interrupted"] = "feasible"
    if lifted.stopped:
        status = "interrupted"
    elif proven and found <= gap + ROUNDING:
        status = "proven"
    work = result.work | {
        "worst_levels": len(lifted.levels),
        "worst_complete": int(lifted.complete),
        "programs": result.work.get("programs", 0) + lifted.programs,
    }
    return replace(
        result, status=status, posts=posts, evaluation=figures, bound=bound, gap=found, work=work
    )
