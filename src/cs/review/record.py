"""A review's result as plain data: the JSON record.

The record's shape is published as `cs/schemas/review-score.json` (JSON Schema draft-07). Exact
decimals are texts; beside each rounded figure stands the exact one as a fraction in lowest terms,
so that a score can be recomputed from the record alone. Who rated is nowhere in it, and where an
anonymous role has fewer than three raters, no role's mean is: theirs could be told from the others.
"""

from fractions import Fraction
from typing import Any, Final

from cs.kernel.records import provenance_record
from cs.review.problem import (
    IndicatorScore,
    Reviewed,
    ReviewRules,
    ReviewScore,
)
from cs.review.scoring import quantise

SCHEMA: Final = "cs/review-score@1"
VALUE_PLACES: Final = 6


def score_record(result: ReviewScore, only: int | None = None) -> dict[str, Any]:
    """The result as its JSON record; with `only`, of all agents this one alone is listed."""
    problem, rules = result.problem, result.problem.rules
    shown = by_score(result) if only is None else [only]
    return {
        "schema": SCHEMA,
        "policy": rules.policy,
        "name": rules.name,
        "provenance": provenance_record(result.provenance),
        "period": {
            "name": str(problem.period),
            "start": problem.period.start,
            "end": problem.period.end,
            "due": result.due,
        },
        "rules": {
            "total": str(rules.total),
            "places": rules.places,
            "missing_raters": rules.missing_raters,
            "missing_values": rules.missing_values,
            "mentor_share": str(rules.mentor_share),
            "quotas_met": result.scores.quotas_met,
        },
        "indicators": [
            {"id": each.id, "name": each.name, "weight": str(each.weight)}
            for each in rules.indicators
        ],
        "grades": [
            {
                "id": grade.id,
                "name": grade.name,
                "agents": sum(each.score.grade == index for each in result.agents),
            }
            for index, grade in enumerate(rules.grades)
        ],
        "without_result": sum(each.score.score is None for each in result.agents),
        "outside": list(result.outside),
        "agents": [_agent(result, index) for index in shown],
    }


def by_score(result: ReviewScore) -> list[int]:
    """Positions of the agents: the best first, those without a result last, then by id."""
    agents = result.problem.agents

    def key(index: int) -> tuple[bool, Fraction, str]:
        score = result.agents[index].score.score
        return score is None, -Fraction(score or 0), agents[index].id

    return sorted(range(len(agents)), key=key)


def _agent(result: ReviewScore, index: int) -> dict[str, Any]:
    problem, one = result.problem, result.agents[index]
    rules, agent, score = problem.rules, problem.agents[index], one.score
    hides = result.hides
    # Without a mentee's share the own sum is the score.
    sole = score.mentees is None and hides.holds("score", index)
    return {
        "id": agent.id,
        "name": agent.name,
        "team": agent.team,
        "score": result.score_shown(index),
        "exact": None if hides.holds("score", index) else _exact(score.exact),
        "own": None if hides.holds("mentor", index) or sole else _exact(score.own),
        "mentees": None if hides.holds("mentor", index) else _exact(score.mentees),
        "hidden": hides.holds("score", index),
        "grade": _grade(rules, score.grade),
        "grade_by_score": _grade(rules, score.by_score),
        "before": result.before_shown(index),
        "grade_before": _grade(rules, one.grade_before),
        "run": one.run.length if one.run is not None else None,
        "run_known": one.run.known if one.run is not None else None,
        "indicators": [
            _indicator(result, index, at, part) for at, part in enumerate(score.indicators)
        ],
        "follows": _follows(one),
        "coached": list(one.coached),
    }


def _grade(rules: ReviewRules, position: int | None) -> str | None:
    return None if position is None else rules.grades[position].id


def _indicator(result: ReviewScore, index: int, at: int, part: IndicatorScore) -> dict[str, Any]:
    rules, hides = result.problem.rules, result.hides
    rule = rules.indicators[at]
    roles = [each for each in part.roles if not hides.holds("role", index, at, each.role)]
    hidden = hides.holds("points", index, at)
    value, points = (None, None) if hidden else (part.value, part.points)
    return {
        "id": rule.id,
        "value": None if value is None else quantise(value, VALUE_PLACES),
        "value_exact": _exact(value),
        "target": part.target,
        "points": None if points is None else quantise(points, rules.places),
        "points_exact": _exact(points),
        "share": _exact(part.share),
        "missing": None if part.gap is None else part.gap.value,
        "hidden": hidden or len(roles) < len(part.roles),
        "roles": [
            {
                "role": rules.roles[each.role].role,
                "ratings": each.count,
                "mean": _exact(each.mean),
                "share": _exact(each.share),
            }
            for each in roles
        ],
    }


def _follows(one: Reviewed) -> list[dict[str, Any]]:
    return [
        {
            "id": each.rule.id,
            "name": each.rule.name,
            "act": each.rule.act,
            "in_a_row": each.rule.in_a_row,
            "run": each.run,
            "new": each.is_new,
            "last": each.is_last,
            "decided_by": getattr(each.rule, "decided_by", None),
            "notice": None if getattr(each.rule, "notice", None) is None else str(each.rule.notice),  # type: ignore[union-attr]
        }
        for each in one.follows
    ]


def _exact(number: Fraction | None) -> str | None:
    return None if number is None else str(number)
