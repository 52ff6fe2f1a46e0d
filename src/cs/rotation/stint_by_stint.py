"""What if paths are too many to tell apart by what they add up to? Plan with losses stint by stint.

The relaxation of `planning/stintwise.py` proves a bound and deals a whole plan; its losses are then
taken as they truly are, so the gap stated is the true one. No plan comes of it where the rules
cannot all hold, or where dealing misses a limit: `windows.py` is next.
"""

from collections.abc import Callable
from dataclasses import replace

from cs.rotation.answers import METHOD, Asked, PlanOptions, Progress, Stage, answer_of
from cs.rotation.evaluation import tabulate
from cs.rotation.planning.bounds import bound_levels, has_paths
from cs.rotation.planning.couplings import couple
from cs.rotation.planning.families import group_families
from cs.rotation.planning.growing import build_graph
from cs.rotation.planning.loosening import loosen
from cs.rotation.planning.paths import PathLimits, list_arcs
from cs.rotation.planning.routing import WHOLE
from cs.rotation.planning.solving import Stop
from cs.rotation.planning.stintwise import mix, stint_costs
from cs.rotation.problem import PlanResult, RotationProblem

STINTWISE = f"{METHOD}, stint by stint"
TOLERANCE = 1e-3
WIDE_ARCS = 3_000_000
MANY_AGENTS = 200
"""With fewer, dealing rarely keeps within tight limits."""


def narrowed(problem: RotationProblem, options: PlanOptions) -> PlanOptions:
    """Options with fewer arcs where `plan_widely` can take over: growing them takes long."""
    wide = len(problem.agents) >= MANY_AGENTS and problem.keeping is None
    return replace(options, arcs=min(options.arcs, WIDE_ARCS)) if wide else options


def plan_widely(
    problem: RotationProblem,
    options: PlanOptions,
    tell: Callable[[Progress], None],
    stop: Stop | None,
) -> PlanResult | None:
    """As `plan_stint_by_stint`, for many agents; few are left to `windows.py`."""
    if len(problem.agents) < MANY_AGENTS:
        return None
    staff = tabulate(problem)
    families = group_families(problem, staff)
    return plan_stint_by_stint(Asked(problem, problem, staff, families, options, tell, stop))


def plan_stint_by_stint(asked: Asked) -> PlanResult | None:
    """A plan with its bound, None if none within all limits was found.

    Raises:
        GraphTooLargeError: the graph is too large even without the goals.
    """
    question, staff, families = asked.question, asked.staff, asked.families
    if loosen(question) is not None:
        return None
    bounds = bound_levels(question, staff, families, asked.stop)
    if bounds.breach > 0:
        return None
    limits = PathLimits(0, bounds.deviations, bounds.overdue, arcs=asked.options.arcs)
    graph = build_graph(question, staff, families, limits)
    if not has_paths(graph, families):
        return None
    agents = len(question.agents)
    rows = couple(question, staff, families, graph.types, bounds.deviations, bounds.overdue)
    costs = stint_costs(question, staff, families, graph)

    def tell(number: int, bound: float) -> None:
        asked.tell(Progress("bound", number, bound / agents, None, None))

    mixture = mix(graph, list_arcs(graph), families, rows, costs, TOLERANCE, asked.stop, tell)
    if mixture.excess > WHOLE:
        return None
    stage = Stage(
        posts=mixture.posts,
        met=True,
        stopped=mixture.stopped,
        bound=mixture.bound / agents,
        work={"families": families.count, "arcs": graph.arcs, "rounds": mixture.rounds},
    )
    return replace(answer_of(asked, stage, bounds, True), method=STINTWISE)
