"""A rotation plan as plain data: the JSON record and the CSV rows that files hold.

The record's shape is published as `cs/schemas/rotation-plan.json` (JSON Schema draft-07).
"""

import math
from collections.abc import Iterable, Iterator
from typing import Any, Final

from cs.kernel.records import Provenance, provenance_record
from cs.rotation.evaluation import normalised_weights
from cs.rotation.problem import (
    GOALS,
    BrokenRule,
    Level,
    Posts,
    RotatingAgent,
    RotationPlan,
    RotationProblem,
)
from cs.rotation.stints import (
    Odd,
    Stint,
    all_stints,
    deviating_stints,
    overdue_stints,
    stints_of,
)
from cs.rotation.verifier import headcounts

SCHEMA: Final = "cs/rotation-plan@1"
VERDICT_SCHEMA: Final = "cs/rotation-verdict@1"
CSV_HEADER: Final = ("agent", "name", "team", "post", "post_name", "from", "to", "open")
BROKEN_FIELDS: Final = ("rule", "post", "period", "agent", "found", "limit")
_DIGITS = 9


def plan_record(plan: RotationPlan) -> dict[str, Any]:
    """The plan as its JSON record; figures that do not exist (no bound, no plan) are null.

    A plan that breaks rules is no plan: its stints are left out, its breaches stand in `broken`.
    """
    problem, result = plan.problem, plan.result
    record: dict[str, Any] = {
        "schema": SCHEMA,
        "policy": plan.policy,
        "provenance": provenance_record(plan.provenance),
        "status": result.status,
        "periods": [
            {"label": period.label, "start": period.start.isoformat(),
             "end": period.end.isoformat()}
            for period in problem.periods[: problem.horizon]
        ],
        "posts": [
            {"id": post.id, "name": post.name, "stint": post.length, "shortest": post.shortest,
             "longest": post.longest}
            for post in problem.posts
        ],
        "agents": [],
        "headcount": [],
        "overdue": [],
        "deviations": [],
        "levels": {
            "overdue": _level(result.overdue),
            "deviations": _level(result.deviations),
        },
        "goals": {},
        "objective": None,
        "bound": _number(result.bound),
        "gap": _number(result.gap),
        "method": result.method,
        "worst_first": None,
        "work": dict(sorted(result.work.items())),
        "broken": [broken_record(problem, breach) for breach in result.broken],
    }  # fmt: skip
    if result.evaluation is not None:
        weights = normalised_weights(problem)
        record["objective"] = _number(result.evaluation.objective)
        record["goals"] = {
            goal: {"weight": _number(weights[goal]),
                   "loss": _number(result.evaluation.losses[goal]),
                   "achieved": _number(1 - result.evaluation.losses[goal])}
            for goal in GOALS
        }  # fmt: skip
    if problem.goals.worst_first:
        record["worst_first"] = [
            {"loss": _number(level.loss), "proven": level.proven,
             "agents": [problem.agents[number].id for number in level.agents]}
            for level in result.worst
        ]  # fmt: skip
    if result.posts is not None and result.status != "infeasible":
        stints = all_stints(problem, result.posts)
        record["agents"] = [
            {"id": agent.id, "name": agent.name, "team": agent.team,
             "stints": [_stint(problem, stint) for stint in row]}
            for agent, row in zip(problem.agents, stints, strict=True)
        ]  # fmt: skip
        record["headcount"] = list(_headcount(problem, result.posts))
        record["overdue"] = [_odd(problem, odd) for odd in overdue_stints(problem, stints)]
        record["deviations"] = [_odd(problem, odd) for odd in deviating_stints(problem, stints)]
    return record


def csv_rows(problem: RotationProblem, posts: Posts) -> Iterator[tuple[str, ...]]:
    """One row a stint, under `CSV_HEADER`, by agent and time."""
    for agent, stint in agent_stints(problem, posts):
        post = problem.posts[stint.post]
        yield (
            agent.id,
            agent.name,
            agent.team or "",
            post.id,
            post.name,
            problem.periods[stint.start].start.isoformat(),
            problem.periods[stint.end].end.isoformat(),
            "yes" if stint.open else "no",
        )


def agent_stints(problem: RotationProblem, posts: Posts) -> Iterator[tuple[RotatingAgent, Stint]]:
    """Every stint with its agent, by agent and time."""
    for agent, row in zip(problem.agents, posts.tolist(), strict=True):
        for stint in stints_of(problem, agent, row):
            yield agent, stint


def verdict_record(
    policy: str, problem: RotationProblem, provenance: Provenance, broken: Iterable[BrokenRule]
) -> dict[str, Any]:
    """What verifying a plan found."""
    return {
        "schema": VERDICT_SCHEMA,
        "policy": policy,
        "provenance": provenance_record(provenance),
        "broken": [broken_record(problem, breach) for breach in broken],
    }


def broken_record(problem: RotationProblem, breach: BrokenRule) -> dict[str, Any]:
    """A broken rule by the names of its post, period and agent."""
    return {
        "rule": breach.rule,
        "post": None if breach.post is None else problem.posts[breach.post].id,
        "period": None if breach.period is None else problem.periods[breach.period].label,
        "agent": None if breach.agent is None else problem.agents[breach.agent].id,
        "found": _number(breach.found),
        "limit": _number(breach.limit),
    }


def _stint(problem: RotationProblem, stint: Stint) -> dict[str, Any]:
    return {
        "post": problem.posts[stint.post].id,
        "from": problem.periods[stint.start].start.isoformat(),
        "to": problem.periods[stint.end].end.isoformat(),
        "open": stint.open,
        "running": stint.running,
    }


def _headcount(problem: RotationProblem, posts: Posts) -> Iterator[dict[str, Any]]:
    present = headcounts(problem, posts)
    for number, post in enumerate(problem.posts):
        for period in range(problem.horizon):
            yield {
                "post": post.id,
                "period": problem.periods[period].label,
                "present": int(present[period, number]),
                "low": post.low[period],
                "high": post.high[period],
            }


def _odd(problem: RotationProblem, odd: Odd) -> dict[str, Any]:
    return {
        "agent": problem.agents[odd.agent].id,
        "post": problem.posts[odd.stint.post].id,
        "from": problem.periods[odd.stint.start].start.isoformat(),
        "periods": odd.periods,
    }


def _level(level: Level) -> dict[str, int]:
    return {"value": level.value, "bound": level.bound}


def _number(value: float) -> float | int | None:
    if not math.isfinite(value):
        return None
    rounded = round(float(value), _DIGITS) + 0.0
    return int(rounded) if rounded.is_integer() else rounded
