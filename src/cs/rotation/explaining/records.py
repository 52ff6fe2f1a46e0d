"""Reasons as plain data: the JSON records and the rows of CSV."""

from collections.abc import Iterator
from typing import Any, Final

from cs.kernel.records import Provenance, provenance_record
from cs.rotation.explaining.reasons import AgentReasons, Alternative, HeadcountReasons, Limit
from cs.rotation.planning.couplings import (
    APART,
    DEVIATION,
    EXPERIENCED,
    GROUP,
    HEAD,
    LEAVE,
    LEAVING,
    OVERDUE,
    SKILL,
    TOGETHER,
)
from cs.rotation.problem import RotationProblem
from cs.rotation.record import broken_record

SCHEMA: Final = "cs/rotation-reasons@1"
CSV_HEADER: Final = (
    "agent", "period", "from", "planned", "instead", "stays", "verdict", "own", "others",
    "at_least", "rule",
)  # fmt: skip
LIMITS: Final = {
    HEAD: "headcount",
    LEAVING: "leaving_share",
    EXPERIENCED: "experienced_share",
    DEVIATION: "deviations",
    OVERDUE: "overdue",
    GROUP: "group_headcount",
    LEAVE: "leave_pool",
    TOGETHER: "together",
    APART: "apart",
    SKILL: "skill_level",
}
_DIGITS = 9


def agent_record(
    policy: str, provenance: Provenance, problem: RotationProblem, reasons: AgentReasons
) -> dict[str, Any]:
    """The reasons of an agent; losses as in the plan's objective, summed over agents."""
    return {
        "schema": SCHEMA,
        "policy": policy,
        "provenance": provenance_record(provenance),
        "of": "agent",
        "agent": problem.agents[reasons.agent].id,
        "losses": {goal: _number(loss) for goal, loss in reasons.losses},
        "least": _number(reasons.least),
        "unproven": _number(reasons.unproven),
        "changeovers": [
            {
                "period": problem.periods[change.period].label,
                "from": _post(problem, change.before),
                "planned": problem.posts[change.post].id,
                "until": problem.periods[change.end].label,
                "open": change.open_end,
                "alternatives": [_alternative(problem, one) for one in change.alternatives],
            }
            for change in reasons.changeovers
        ],
    }


def _alternative(problem: RotationProblem, one: Alternative) -> dict[str, Any]:
    record: dict[str, Any] = {
        "post": problem.posts[one.post].id,
        "stays": one.stays,
        "verdict": one.verdict,
    }
    if one.verdict == "open":
        record |= {
            "path": [None if p < 0 else problem.posts[p].id for p in one.row],
            "own": {goal: _number(loss) for goal, loss in one.own},
            "others": _number(one.others),
            "at_least": _number(one.at_least),
            "limits": [
                {
                    "rule": LIMITS.get(share.sort, "other"),
                    "post": None if share.post < 0 else problem.posts[share.post].id,
                    "periods": [problem.periods[p].label for p in share.periods if p >= 0],
                    "more": share.more,
                    "loss": _number(share.loss),
                }
                for share in one.shares
            ],
        }
    elif one.verdict == "levels":
        record |= {"overdue": one.overdue, "deviations": one.deviations}
    else:
        record |= {
            "later": one.later,
            "broken": [broken_record(problem, breach) for breach in one.broken],
        }
    return record


def headcount_record(
    policy: str, provenance: Provenance, problem: RotationProblem, reasons: HeadcountReasons
) -> dict[str, Any]:
    """The reasons of a headcount."""

    def ids(numbers: tuple[int, ...]) -> list[str]:
        return [problem.agents[number].id for number in numbers]

    return {
        "schema": SCHEMA,
        "policy": policy,
        "provenance": provenance_record(provenance),
        "of": "headcount",
        "post": problem.posts[reasons.post].id,
        "period": problem.periods[reasons.period].label,
        "occupants": [
            {
                "agent": problem.agents[one.agent].id,
                "since": None if one.since is None else problem.periods[one.since].label,
                "experienced": one.experienced,
                "absent": one.absent,
            }
            for one in reasons.occupants
        ],
        "came": ids(reasons.came),
        "went": ids(reasons.went),
        "exits": ids(reasons.exits),
        "limits": [_limit(limit) for limit in reasons.limits],
        "unproven": _number(reasons.unproven),
    }


def _limit(limit: Limit) -> dict[str, Any]:
    return {
        "rule": LIMITS.get(limit.sort, "other"),
        "found": limit.found,
        "low": limit.low,
        "high": limit.high,
        "price": _number(limit.price),
        "pressed": limit.pressed or None,
    }


def agent_rows(problem: RotationProblem, reasons: AgentReasons) -> Iterator[tuple[object, ...]]:
    """One row an alternative, under `CSV_HEADER`."""
    for change in reasons.changeovers:
        for one in change.alternatives:
            is_open = one.verdict == "open"
            yield (
                problem.agents[reasons.agent].id,
                problem.periods[change.period].label,
                _post(problem, change.before) or "",
                problem.posts[change.post].id,
                problem.posts[one.post].id,
                "yes" if one.stays else "no",
                one.verdict,
                _number(one.own_loss) if is_open else "",
                _number(one.others) if is_open else "",
                _number(one.at_least) if is_open else "",
                one.broken[0].rule if one.broken else "",
            )


def occupant_rows(
    problem: RotationProblem, reasons: HeadcountReasons
) -> Iterator[tuple[object, ...]]:
    """One row an agent at the post: id, name, since, experienced, absent."""
    for one in reasons.occupants:
        agent = problem.agents[one.agent]
        since = "" if one.since is None else problem.periods[one.since].label
        yield (
            agent.id,
            agent.name,
            since,
            "yes" if one.experienced else "no",
            "yes" if one.absent else "no",
        )


OCCUPANTS_HEADER: Final = ("agent", "name", "since", "experienced", "absent")


def _post(problem: RotationProblem, post: int | None) -> str | None:
    return None if post is None or post < 0 else problem.posts[post].id


def _number(value: float) -> float:
    return round(float(value), _DIGITS) + 0.0
