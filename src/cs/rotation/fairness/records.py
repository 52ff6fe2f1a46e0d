"""Fairness as plain data: the JSON record and the rows of CSV."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from cs.kernel.records import Provenance, provenance_record
from cs.rotation.fairness.lifting import Lift
from cs.rotation.fairness.measures import (
    AgentFigures,
    GroupFigures,
    RankGranted,
    Spread,
)
from cs.rotation.problem import GOALS, RotationProblem

SCHEMA: Final = "cs/rotation-fairness@1"
_DIGITS = 9


@dataclass(frozen=True)
class Fairness:
    """Everything that is told of a plan's fairness.

    Attributes:
        groups: empty unless asked for; `grouped_by`: by which column.
    """

    agents: tuple[AgentFigures, ...]
    spreads: tuple[Spread, ...]
    ranks: tuple[RankGranted, ...]
    lifts: tuple[Lift, ...]
    groups: tuple[GroupFigures, ...] = ()
    grouped_by: str | None = None


def fairness_record(
    policy: str, provenance: Provenance, problem: RotationProblem, fairness: Fairness
) -> dict[str, Any]:
    """The record; losses are as in the plan's objective, which is their mean."""
    return {
        "schema": SCHEMA,
        "policy": policy,
        "provenance": provenance_record(provenance),
        "between_agents": "worst_first" if problem.goals.worst_first else "sum",
        "agents": [_agent(problem, number, one) for number, one in enumerate(fairness.agents)],
        "spreads": [
            {
                "figure": one.figure,
                "post": None if one.post is None else problem.posts[one.post].id,
                "mean": _number(one.mean),
                "gini": _number(one.gini),
                "least": _number(one.least),
                "most": _number(one.most),
            }
            for one in fairness.spreads
        ],
        "wishes": [
            {
                "rank": one.rank,
                "agents": one.agents,
                "granted": one.granted,
                "months": _number(one.months),
            }
            for one in fairness.ranks
        ],
        "worst_off": [_lift(problem, one) for one in fairness.lifts],
        "grouped_by": fairness.grouped_by,
        "groups": [
            {
                "name": one.name,
                "agents": one.agents,
                "months": {
                    post.id: _number(months)
                    for post, months in zip(problem.posts, one.months, strict=True)
                },
                "granted": None if one.granted is None else _number(one.granted),
                "changes": _number(one.changes),
                "loss": _number(one.loss),
            }
            for one in fairness.groups
        ],
    }


def _agent(problem: RotationProblem, number: int, one: AgentFigures) -> dict[str, Any]:
    ids = [post.id for post in problem.posts]
    return {
        "id": problem.agents[number].id,
        "history": dict(zip(ids, one.history, strict=True)),
        "planned": dict(zip(ids, one.planned, strict=True)),
        "wishes": [
            {"rank": wish.rank, "post": ids[wish.post], "months": wish.months}
            for wish in one.wishes
        ],
        "granted": None if one.granted is None else _number(one.granted),
        "changes": one.changes,
        "losses": {goal: _number(loss) for goal, loss in one.losses},
        "loss": _number(one.loss),
    }


def _lift(problem: RotationProblem, one: Lift) -> dict[str, Any]:
    return {
        "agent": problem.agents[one.agent].id,
        "loss": _number(one.loss),
        "least": _number(one.least),
        "target": _number(one.target),
        "verdict": one.verdict,
        "reached": _number(one.reached) if one.others else None,
        "others_at_least": _number(one.others[0]) if one.others else None,
        "others_at_most": _number(one.others[1]) if one.others else None,
    }


def csv_header(problem: RotationProblem) -> tuple[str, ...]:
    """The columns: months in history and plan for every post, then the rest."""
    months = [f"{when}:{post.id}" for post in problem.posts for when in ("history", "planned")]
    goals = [f"loss:{goal}" for goal in GOALS]
    return ("agent", "name", "team", *months, "granted", "changes", *goals, "loss")


def csv_rows(
    problem: RotationProblem, figures: Sequence[AgentFigures]
) -> Iterator[tuple[object, ...]]:
    """One row an agent, under `csv_header`."""
    for agent, one in zip(problem.agents, figures, strict=True):
        months = [n for pair in zip(one.history, one.planned, strict=True) for n in pair]
        yield (
            agent.id,
            agent.name,
            agent.team or "",
            *months,
            "" if one.granted is None else _number(one.granted),
            one.changes,
            *(_number(loss) for _, loss in one.losses),
            _number(one.loss),
        )


def _number(value: float) -> float:
    return round(float(value), _DIGITS) + 0.0
