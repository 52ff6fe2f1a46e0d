"""What if paths are too many to tell apart by what they add up to? Plan with losses stint by stint.

The relaxation of `planning/stintwise.py` proves a bound and deals a whole plan; its losses are then
taken as they truly are, so the gap stated is the true one. No plan comes of it where the rules
cannot all hold, or where dealing misses a limit: `windows.py` is next.
"""

from dataclasses import replace

from cs.rotation.answers import METHOD, Asked, Progress, Stage, answer_of
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


def asked_of(problem: RotationProblem, asked: Asked) -> Asked:
    """The same asking about another problem."""
    staff = tabulate(problem)
    return replace(
        asked,
        problem=problem,
        question=problem,
        staff=staff,
        families=group_families(problem, staff),
        hint=None,
    )
