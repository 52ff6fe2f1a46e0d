"""Which plan is best where another one is published already?

`keep` says how much what was published counts, from 0 to 1:

    1        changed stints first, then broken notice, overdue periods, deviations, goals: each as
             small as it can be after those before it (planning/least_changes.py)
    0        the goals alone, as for a plan made anew
    between  overdue periods and deviations first, then (1 - keep) x goals + keep x changes, where
             changes are the share of published stints that change, one without any notice counting
             twice as much as one in time; halved, so that it is within 0..1 as the goals are

The published plan itself is the first incumbent: where it still keeps all rules, whatever ends the
search, the answer is no worse than it.

Nothing here looks at a clock; the same problem gives the same plan.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from cs.rotation.answers import ROUNDING, Asked, PlanOptions, Progress, answer_of
from cs.rotation.changes import cost_of_changes, count_changes
from cs.rotation.evaluation import evaluate, tabulate
from cs.rotation.keeping import Keeping
from cs.rotation.planner import plan, search_goals
from cs.rotation.planning.bounds import LevelBounds
from cs.rotation.planning.families import group_families
from cs.rotation.planning.least_changes import LeastChanges, least_changes, whole_plan
from cs.rotation.planning.loosening import loosen
from cs.rotation.planning.paths import GraphTooLargeError
from cs.rotation.planning.solving import Stop
from cs.rotation.problem import NOWHERE, Level, PlanResult, Posts, RotationProblem
from cs.rotation.verifier import verify

CAPS = (None, 4, 3, 2, 1)
"""Most changed stints of one agent, where they weigh: the first whose paths are few enough."""
WEIGHED_ARCS = 4_000_000
NO_OPTIONS = PlanOptions()


@dataclass(frozen=True)
class Replanned:
    """What a replan found.

    Attributes:
        result: as of a plan; `bound` and `gap` are of the objective and, where changes weigh, of
            what they add to it (`cost_of_changes`).
        changed: changed stints; short: periods short of notice, summed. With proven bounds, but 0
            where they are no level.
        most: changed stints of one agent that the search looked at; None for any.
    """

    result: PlanResult
    changed: Level
    short: Level
    most: int | None = None


def replan(
    problem: RotationProblem,
    keep: float,
    options: PlanOptions = NO_OPTIONS,
    progress: Callable[[Progress], None] | None = None,
    stop: Stop | None = None,
) -> Replanned:
    """The best plan of a problem with a published plan (`problem.keeping`).

    Raises:
        GraphTooLargeError: the paths are too many for this method.
        ValueError: nothing is published.
    """
    if problem.keeping is None:
        raise ValueError("no published plan")
    found = _searched(problem, problem.keeping, keep, options, progress, stop)
    return _no_worse(problem, problem.keeping, keep, found, options.gap)


def _searched(
    problem: RotationProblem,
    keeping: Keeping,
    keep: float,
    options: PlanOptions,
    progress: Callable[[Progress], None] | None,
    stop: Stop | None,
) -> Replanned:
    published = np.ascontiguousarray(keeping.posts[:, : problem.horizon])
    options = replace(options, hint=published)
    free = replace(problem, keeping=None)
    if keep <= 0 or not problem.agents:
        return _counted(problem, keeping, plan(free, options, progress, stop))
    if keep < 1:
        return _weighed(problem, keeping, keep, options, progress, stop)
    found = _least(problem, keeping, published, stop)
    if found is None:
        return _counted(problem, keeping, plan(free, options, progress, stop))
    return _strict(problem, keeping, found, options, progress, stop)


def _no_worse(
    problem: RotationProblem, keeping: Keeping, keep: float, found: Replanned, gap: float
) -> Replanned:
    """What was found, or the published plan where that keeps all rules and is better."""
    result = found.result
    published = np.ascontiguousarray(keeping.posts[:, : problem.horizon])
    if result.status in ("proven", "infeasible") or (published >= len(problem.posts)).any():
        return found
    if not problem.agents or verify(problem, published):
        return found
    before = evaluate(problem, published)
    changes = (found.changed.value, found.short.value) if keep >= 1 else (0, 0)
    value = np.inf
    if result.evaluation is not None and result.posts is not None:
        value = result.evaluation.objective
        if 0 < keep < 1:
            cost = cost_of_keeping(problem, keeping, keep)
            weighing = replace(problem, keeping=replace(keeping, weighs=True, cost=cost))
            value += cost_of_changes(weighing, result.posts)
    if result.posts is not None and (
        (*changes, result.overdue.value, result.deviations.value, value)
        <= (0, 0, before.overdue, before.deviations, before.objective + ROUNDING)
    ):
        return found
    bound = max(0.0, min(result.bound, before.objective))
    kept = replace(
        result,
        posts=published,
        evaluation=before,
        overdue=Level(before.overdue, min(before.overdue, result.overdue.bound)),
        deviations=Level(before.deviations, min(before.deviations, result.deviations.bound)),
        bound=bound,
        gap=(before.objective - bound) / max(before.objective, 1e-6),
    )
    met = all(level.value == level.bound for level in (kept.overdue, kept.deviations))
    if met and kept.gap <= gap + ROUNDING and found.most is None:
        kept = replace(kept, status="proven")
    return Replanned(kept, Level(0, 0), Level(0, 0), found.most)


def _least(
    problem: RotationProblem, keeping: Keeping, published: Posts, stop: Stop | None
) -> LeastChanges | None:
    """The levels; the published plan itself first, as it may well do."""
    if loosen(replace(problem, keeping=None)) is not None:
        return None
    staff = tabulate(problem)
    free = replace(problem, keeping=None)
    keeps = whole_plan(free, staff, published, stop) is not None
    for most in (0, None) if keeps else (None,):
        question = replace(problem, keeping=replace(keeping, most=most))
        found = least_changes(question, staff, group_families(question, staff), stop)
        if found is not None:
            return found
    return None


def _strict(
    problem: RotationProblem,
    keeping: Keeping,
    found: LeastChanges,
    options: PlanOptions,
    progress: Callable[[Progress], None] | None,
    stop: Stop | None,
) -> Replanned:
    question = found.problem
    staff = tabulate(question)
    asked = Asked(
        problem=problem,
        question=question,
        staff=staff,
        families=group_families(question, staff),
        options=options,
        tell=progress or (lambda _: None),
        stop=stop,
        hint=found.posts,
    )
    stage = search_goals(asked, found.overdue.value, found.deviations.value, None, found.posts)
    if not stage.met or stage.posts is None:
        stage = replace(stage, posts=found.posts, met=True, stopped=stage.stopped or found.stopped)
    bounds = LevelBounds(0.0, found.overdue.bound, found.deviations.bound)
    result = answer_of(asked, stage, bounds, True)
    if result.posts is None:
        return Replanned(result, found.changed, found.short)
    changed, short = count_changes(problem, keeping, result.posts)
    levels = Level(changed, found.changed.bound), Level(short, found.short.bound)
    proven = all(level.value == level.bound for level in levels)
    if result.status == "proven" and not proven:
        result = replace(result, status="feasible")
    work = result.work | {"level_programs": found.programs}
    return Replanned(replace(result, work=work), *levels)


def _weighed(
    problem: RotationProblem,
    keeping: Keeping,
    keep: float,
    options: PlanOptions,
    progress: Callable[[Progress], None] | None,
    stop: Stop | None,
) -> Replanned:
    cost = cost_of_keeping(problem, keeping, keep)
    for most in CAPS:
        weighing = replace(keeping, weighs=True, cost=cost, most=most)
        arcs = options.arcs if most == CAPS[-1] else WEIGHED_ARCS
        try:
            result = plan(
                replace(problem, keeping=weighing), replace(options, arcs=arcs), progress, stop
            )
        except GraphTooLargeError:
            continue
        if most is not None and result.status == "proven":
            result = replace(result, status="feasible")
        return replace(_counted(problem, keeping, result), most=most)
    raise GraphTooLargeError


def cost_of_keeping(problem: RotationProblem, keeping: Keeping, keep: float) -> tuple[float, float]:
    """What a changed stint and a period short of notice add to the objective's sum over agents.

    Parameters:
        keep: above 0 and below 1; the objective is divided by 1 - keep.
    """
    stints = max(published_stints(problem, keeping), 1)
    notice = max(keeping.short, default=0)
    share = keep / (1 - keep) * len(problem.agents) / (2 * stints)
    return (share, share / notice) if notice else (2 * share, 0.0)


def published_stints(problem: RotationProblem, keeping: Keeping) -> int:
    """Published stints of agents who are employed and present in some period of them."""
    count = 0
    rows = keeping.posts[:, : problem.horizon].tolist()
    for agent, row in zip(problem.agents, rows, strict=True):
        before = NOWHERE
        for period, post in enumerate(row):
            here = agent.first <= period <= agent.last and period not in agent.absent
            now = post if here else before
            count += now not in (NOWHERE, before)
            before = now
    return count


def _counted(problem: RotationProblem, keeping: Keeping, result: PlanResult) -> Replanned:
    if result.posts is None:
        return Replanned(result, Level(0, 0), Level(0, 0))
    changed, short = count_changes(problem, keeping, result.posts)
    return Replanned(result, Level(changed, 0), Level(short, 0))
