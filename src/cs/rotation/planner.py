"""Which plan is best? The exact planner: levels first, then goals, with a proven bound.

    families.py   agents with the same paths before them
    growing.py    all paths of all families as one graph (values in paths.py)
    couplings.py  the rules over posts as rows over stint types
    bounds.py     least breaches, overdue periods and deviations: bounds by column generation
    levels.py     the same by integer programs, where they are few
    pricing.py    every agent's best path at given prices
    master.py     the linear relaxation by column generation: the bound
    recovery.py   whole plans near the bound (programs in routing.py)

Column generation over paths follows Desaulniers, Desrosiers and Solomon (2005), the smoothing of
duals Wentges (1997). Nothing here looks at a clock; the same problem gives the same plan.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from cs.kernel.messages import Message, message
from cs.rotation.evaluation import StaffTable, evaluate, tabulate
from cs.rotation.planning.bounds import LevelBounds, bound_levels, has_paths, least_breach, no_goals
from cs.rotation.planning.couplings import Couplings, couple
from cs.rotation.planning.families import Families, group_families
from cs.rotation.planning.growing import build_graph
from cs.rotation.planning.levels import Levels, settle_levels
from cs.rotation.planning.loosening import loosen
from cs.rotation.planning.master import relax
from cs.rotation.planning.paths import PathLimits, list_arcs
from cs.rotation.planning.pricing import goal_costs, kinds_of, posts_of
from cs.rotation.planning.recovery import recover
from cs.rotation.planning.routing import WHOLE, Ground, Routing, paths_of
from cs.rotation.planning.seeding import routing_from_posts
from cs.rotation.planning.solving import Stop
from cs.rotation.problem import BrokenRule, Evaluation, Level, PlanResult, Posts, RotationProblem
from cs.rotation.verifier import verify

METHOD = "path columns"
ANY = 10**6
EXACT_ARCS = 6_000
"""Up to so many arcs of the graph without goals, levels are settled by integer programs."""
ROUNDING = 1e-9
"""Gaps this small are rounding errors of sums."""
FEW_AGENTS = 150
"""Up to so many agents, levels are settled by integer programs at once."""
MORE = (1, 3, 10, 30, 100)
"""By how much budgets are raised in turn where the least were not met."""
SHORT = 1e-4


@dataclass(frozen=True, slots=True)
class PlanOptions:
    """How far to go.

    Attributes:
        gap: relative gap between plan and bound at which the search ends.
        seed: of the choices that the search draws.
    """

    gap: float = 1e-3
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """Where the planner is; `best` is None until a plan is known.

    Attributes:
        phase: `levels`, `bound` or `plan`. round: of the phase.
    """

    phase: str
    round: int
    bound: float
    best: float | None
    gap: float | None

    @property
    def message(self) -> Message:
        """The step in words."""
        if self.best is None or self.gap is None:
            return message("Checking which rules can hold …")
        figures = {"bound": f"{self.bound:.4f}", "best": f"{self.best:.4f}"}
        if self.phase == "bound":
            return message("Bounding, round {round}: bound {bound}", round=self.round, **figures)
        return message(
            "Planning, step {round}: objective {best}, bound {bound}, gap {gap}",
            round=self.round,
            gap=f"{self.gap:.2%}",
            **figures,
        )


def plan(
    problem: RotationProblem,
    options: PlanOptions = PlanOptions(),
    progress: Callable[[Progress], None] | None = None,
    stop: Stop | None = None,
) -> PlanResult:
    """The best plan of a problem.

    Parameters:
        progress: told after every round of every phase.
        stop: asked between rounds and within integer searches; once it says yes, the best plan so
            far is returned as `interrupted`.

    Raises:
        GraphTooLargeError: the paths are too many for this method.
    """
    agents = len(problem.agents)
    if agents == 0:
        return _nobody(problem)
    tell = progress or (lambda _: None)
    loosened = loosen(problem)
    question = loosened or problem
    staff = tabulate(question)
    asked = Asked(problem, question, staff, group_families(question, staff), options, tell, stop)
    tell(Progress("levels", 0, 0.0, None, None))
    bounds = bound_levels(question, staff, asked.families, stop)
    feasible = loosened is None
    stage: Stage | None = None
    levels = _levels(asked) if agents <= FEW_AGENTS else None
    if levels is None and bounds.breach <= 0:
        stage = _goals(asked, bounds.overdue, bounds.deviations, None, None)
        if stage.met:
            return _result(asked, stage, bounds, feasible)
    levels = levels or _levels(asked)
    if levels is not None:
        known = posts_of(levels.types, levels.paths, question.length)
        feasible = feasible and levels.breach <= WHOLE
        if stage is None or not stage.stopped:
            bounds = LevelBounds(levels.breach_bound, levels.overdue.bound, levels.deviations.bound)
            budgets = levels.overdue.value, levels.deviations.value
            stage = _goals(asked, *budgets, levels.couplings, known)
        if not stage.met:
            stage = replace(stage, posts=known, met=True)
        return _result(asked, stage, bounds, feasible)
    if stage is not None and stage.stopped:
        return _result(asked, stage, bounds, feasible)
    if bounds.breach <= 0:
        # No plan at the least levels was found, nor proven impossible: allow a little more.
        for more in MORE:
            budgets = bounds.overdue + more, bounds.deviations + more
            stage = _goals(asked, *budgets, None, None)
            if stage.met or stage.stopped:
                return _result(asked, stage, bounds, feasible)
    if bounds.breach > 0:
        stage = _least_broken(asked)
    return _result(asked, stage, bounds, False)


@dataclass(frozen=True)
class Asked:
    """The question as the stages see it: `question` is the problem, loosened where it must be."""

    problem: RotationProblem
    question: RotationProblem
    staff: StaffTable
    families: Families
    options: PlanOptions
    tell: Callable[[Progress], None]
    stop: Stop | None


@dataclass(frozen=True)
class Stage:
    """What a search at given budgets came to.

    Attributes:
        posts: agents x model periods, None if nothing was found; met: within all rows.
        bound: of the objective.
    """

    posts: Posts | None
    met: bool
    stopped: bool
    bound: float
    work: dict[str, int]


def _levels(asked: Asked) -> Levels | None:
    """Levels by integer programs, where the graph is small enough for that."""
    question, staff, families = asked.question, asked.staff, asked.families
    graph = build_graph(question, staff, families, PathLimits(0, ANY, ANY))
    if graph.arcs > EXACT_ARCS:
        return None
    couplings = couple(question, staff, families, graph.types, ANY, ANY)
    return settle_levels(graph, families, couplings)


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


def _goals(
    asked: Asked, overdue: int, deviations: int, limits: Couplings | None, known: Posts | None
) -> Stage:
    """The best plan for the goals within budgets.

    Parameters:
        limits: rows with other limits. known: some plan within all rows, all model periods.
    """
    question, staff, families = asked.question, asked.staff, asked.families
    options, tell = asked.options, asked.tell
    agents = len(question.agents)
    goals = question.goals
    graph = build_graph(
        question,
        staff,
        families,
        PathLimits(
            split=question.horizon,
            deviation=deviations,
            overdue=overdue,
            spent=goals.fairness > 0 or goals.interest > 0,
            completed=goals.growth > 0,
            changes=goals.stability > 0,
        ),
    )
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
        rows = replace(rows, low=limits.low, high=limits.high)
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

    def first() -> Routing | None:
        if known is None:
            return None
        return routing_from_posts(ground, families, costs, known)

    recovery = recover(
        ground,
        families,
        costs,
        relaxation,
        options.gap,
        options.seed,
        asked.stop,
        planning,
        first=first,
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


def _result(asked: Asked, stage: Stage | None, bounds: LevelBounds, feasible: bool) -> PlanResult:
    """The answer for what the last stage found."""
    problem, options = asked.problem, asked.options
    if stage is None or stage.posts is None or (stage.stopped and not stage.met):
        stopped = stage is not None and stage.stopped
        return _nothing(stopped, {} if stage is None else stage.work)
    posts = np.ascontiguousarray(stage.posts[:, : problem.horizon])
    figures = evaluate(problem, posts)
    bound = max(0.0, min(stage.bound, figures.objective))
    gap = abs(figures.objective - bound) / max(abs(figures.objective), 1e-6)
    broken: tuple[BrokenRule, ...] = ()
    overdue = Level(figures.overdue, min(figures.overdue, bounds.overdue))
    deviations = Level(figures.deviations, min(figures.deviations, bounds.deviations))
    least = overdue.value == overdue.bound and deviations.value == deviations.bound
    status: Literal["proven", "feasible", "interrupted", "infeasible"] = "feasible"
    if not feasible or not stage.met:
        status = "infeasible"
        broken = verify(replace(problem, horizon=problem.length), stage.posts)
    elif stage.stopped:
        status = "interrupted"
    elif least and gap <= options.gap + ROUNDING:
        status = "proven"
    return PlanResult(
        status=status,
        posts=posts,
        evaluation=figures,
        overdue=overdue,
        deviations=deviations,
        bound=bound,
        gap=gap,
        method=METHOD,
        work=stage.work,
        broken=broken,
    )


def _nobody(problem: RotationProblem) -> PlanResult:
    """The answer where there are no agents: an empty plan, which may break headcounts."""
    posts = np.zeros((0, problem.horizon), np.int16)
    figures: Evaluation = evaluate(problem, posts)
    broken = verify(problem, posts)
    return PlanResult(
        status="infeasible" if broken else "proven",
        posts=posts,
        evaluation=figures,
        overdue=Level(0, 0),
        deviations=Level(0, 0),
        bound=0.0,
        gap=0.0,
        method=METHOD,
        work={},
        broken=broken,
    )


def _nothing(stopped: bool, work: dict[str, int]) -> PlanResult:
    """The answer where no plan was found at all."""
    return PlanResult(
        status="interrupted" if stopped else "infeasible",
        posts=None,
        evaluation=None,
        overdue=Level(0, 0),
        deviations=Level(0, 0),
        bound=0.0,
        gap=1.0,
        method=METHOD,
        work=work,
    )
