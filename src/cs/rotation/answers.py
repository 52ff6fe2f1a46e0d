"""What a planner is asked, where it is, and how what it found becomes an answer with its bound."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import isfinite
from typing import Literal

import numpy as np

from cs.kernel.messages import Message, message
from cs.rotation.changes import cost_of_changes
from cs.rotation.evaluation import StaffTable, evaluate
from cs.rotation.planning.bounds import LevelBounds
from cs.rotation.planning.families import Families
from cs.rotation.planning.paths import MOST_ARCS
from cs.rotation.planning.solving import Stop
from cs.rotation.problem import BrokenRule, Evaluation, Level, PlanResult, Posts, RotationProblem
from cs.rotation.verifier import verify

METHOD = "path columns"
ROUNDING = 1e-9
"""Gaps this small are rounding errors of sums."""


@dataclass(frozen=True, slots=True)
class PlanOptions:
    """How far to go.

    Attributes:
        gap: relative gap between plan and bound at which the search ends.
        seed: of the choices that the search draws.
        hint: a plan to begin from, agents x horizon; it changes no optimum, and is passed over if
            it breaks a rule.
        arcs: most arcs of a graph of paths.
    """

    gap: float = 1e-3
    seed: int = 0
    hint: Posts | None = None
    arcs: int = MOST_ARCS


DEFAULTS = PlanOptions()


@dataclass(frozen=True, slots=True)
class Progress:
    """Where the planner is; `best` is None until a plan is known.

    Attributes:
        phase: `levels`, `bound`, `plan` or `worst`. round: of the phase.
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
        if self.phase == "worst":
            return message("Lifting the worst off, level {round} …", round=self.round)
        if self.phase == "bound":
            return message("Bounding, round {round}: bound {bound}", round=self.round, **figures)
        return message(
            "Planning, step {round}: objective {best}, bound {bound}, gap {gap}",
            round=self.round,
            gap=f"{self.gap:.2%}",
            **figures,
        )


@dataclass(frozen=True)
class Asked:
    """The question as the stages see it.

    Attributes:
        question: the problem, loosened where it must be.
        hint: a plan that keeps all rules, agents x model periods, to begin from.
    """

    problem: RotationProblem
    question: RotationProblem
    staff: StaffTable
    families: Families
    options: PlanOptions
    tell: Callable[[Progress], None]
    stop: Stop | None
    hint: Posts | None = None


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


def answer_of(asked: Asked, stage: Stage | None, bounds: LevelBounds, feasible: bool) -> PlanResult:
    """The answer for what the last stage found."""
    problem, options = asked.problem, asked.options
    if stage is None or stage.posts is None or (stage.stopped and not stage.met):
        stopped = stage is not None and stage.stopped
        none = nothing(stopped, {} if stage is None else stage.work)
        return _with_bounds(none, bounds, stage) if stage is not None and stopped else none
    posts = np.ascontiguousarray(stage.posts[:, : problem.horizon])
    figures = evaluate(problem, posts)
    value = figures.objective + cost_of_changes(problem, posts)
    bound = max(0.0, min(stage.bound, value))
    gap = abs(value - bound) / max(abs(value), 1e-6)
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


def _with_bounds(result: PlanResult, bounds: LevelBounds, stage: Stage) -> PlanResult:
    """What is proven of every plan, said where none was found before the search was stopped."""
    return replace(
        result,
        overdue=Level(bounds.overdue, bounds.overdue),
        deviations=Level(bounds.deviations, bounds.deviations),
        bound=max(0.0, stage.bound) if isfinite(stage.bound) else 0.0,
    )


def nobody(problem: RotationProblem) -> PlanResult:
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


def nothing(stopped: bool, work: dict[str, int]) -> PlanResult:
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
