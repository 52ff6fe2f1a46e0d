"""The differences between a published plan and a new one, as JSON (docs/replanning.md)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from cs.kernel.records import InputRecord
from cs.rotation.evaluation import normalised_weights
from cs.rotation.problem import GOALS, BrokenRule, Evaluation, Level, RotationPlan, RotationProblem
from cs.rotation.record import broken_record, plan_record
from cs.rotation.replanning.differences import Comparison, Difference, Event
from cs.rotation.replanning.reasons import Reason

SCHEMA: Final = "cs/rotation-replan@1"
CSV_HEADER: Final = (
    *("agent", "name", "from", "to", "published", "post", "short", "reason", "because_of"),
)


@dataclass(frozen=True)
class Question:
    """What was asked of a replan.

    Attributes:
        source: the file of the published plan. number: of its publication, None if it has none.
        keep, notice: as asked; the notice in periods.
    """

    source: InputRecord
    number: int | None
    keep: float
    notice: int


def replan_record(
    plan: RotationPlan,
    question: Question,
    comparison: Comparison,
    stated_at: Callable[[BrokenRule], str],
) -> dict[str, Any]:
    """Everything that the command found; `plan` is the new plan's own record."""
    problem = plan.problem
    figures = plan.result.evaluation
    return {
        "schema": SCHEMA,
        "policy": plan.policy,
        "effective": problem.periods[0].start.isoformat(),
        "published": {
            "file": question.source.file,
            "sha256": question.source.sha256,
            "number": question.number,
        },
        "keep": question.keep,
        "notice": question.notice,
        "levels": {
            "changed": _level(comparison.replanned.changed),
            "short": _level(comparison.replanned.short),
        },
        "figures": {
            "published": None if comparison.before is None else _figures(comparison.before),
            "new": None if figures is None else _figures(figures),
        },
        "weights": normalised_weights(problem),
        "events": [_event(problem, event) for event in comparison.events],
        "would_break": [broken_record(problem, breach) for breach in comparison.broken],
        "differences": [
            _difference(problem, difference, stated_at) for difference in comparison.differences
        ],
        "plan": plan_record(plan),
    }


def difference_row(problem: RotationProblem, difference: Difference) -> tuple[str, ...]:
    """A difference under `CSV_HEADER`."""
    agent = problem.agents[difference.agent]
    reason = difference.reason
    because = list(reason.agents)
    if reason.via is not None:
        because = [problem.agents[reason.via].id]
    return (
        agent.id,
        agent.name,
        problem.periods[difference.first].start.isoformat(),
        problem.periods[difference.last].end.isoformat(),
        " ".join(post_ids(problem, difference.published)),
        problem.posts[difference.post].id,
        str(difference.short),
        reason.kind,
        " ".join(because),
    )


def post_ids(problem: RotationProblem, posts: tuple[int, ...]) -> list[str]:
    """Ids of posts; a question mark for one that the policy no longer has."""
    return [problem.posts[post].id if post < len(problem.posts) else "?" for post in posts]


def _difference(
    problem: RotationProblem, difference: Difference, stated_at: Callable[[BrokenRule], str]
) -> dict[str, Any]:
    agent = problem.agents[difference.agent]
    return {
        "agent": agent.id,
        "name": agent.name,
        "from": problem.periods[difference.first].start.isoformat(),
        "to": problem.periods[difference.last].end.isoformat(),
        "published": [
            problem.posts[post].id if post < len(problem.posts) else None
            for post in difference.published
        ],
        "post": problem.posts[difference.post].id,
        "short": difference.short,
        "reason": _reason(problem, difference.reason, stated_at),
    }


def _reason(
    problem: RotationProblem, reason: Reason, stated_at: Callable[[BrokenRule], str]
) -> dict[str, Any]:
    return {
        "kind": reason.kind,
        "agents": list(reason.agents),
        "via": None if reason.via is None else problem.agents[reason.via].id,
        "rule": None if reason.breach is None else broken_record(problem, reason.breach),
        "stated_at": None if reason.breach is None else stated_at(reason.breach),
        "root": None if reason.root is None else _reason(problem, reason.root, stated_at),
    }


def _event(problem: RotationProblem, event: Event) -> dict[str, Any]:
    def label(period: int) -> str:
        return problem.periods[min(max(period, 0), problem.length - 1)].label

    return {
        "kind": event.kind,
        "agent": event.agent,
        "name": event.name,
        "from": label(event.period),
        "to": None if event.last is None else label(event.last),
        "post": None if event.post is None else problem.posts[event.post].id,
    }


def _figures(figures: Evaluation) -> dict[str, Any]:
    return {
        "overdue": figures.overdue,
        "deviations": figures.deviations,
        "objective": round(figures.objective, 9),
        "goals": {goal: round(1 - figures.losses[goal], 9) for goal in GOALS},
    }


def _level(level: Level) -> dict[str, int]:
    return {"value": level.value, "bound": level.bound}
