"""The reports as plain data, published as `cs/schemas/review-report.json`."""

from fractions import Fraction
from typing import Any, Final

from cs.kernel.records import provenance_record
from cs.review.report.team import IndicatorLine, Reports, TeamReport
from cs.review.scoring import quantise

SCHEMA: Final = "cs/review-report@1"
VALUE_PLACES: Final = 2


def report_record(found: Reports) -> dict[str, Any]:
    """All teams."""
    problem = found.result.problem
    return {
        "schema": SCHEMA,
        "policy": problem.rules.policy,
        "name": problem.rules.name,
        "provenance": provenance_record(found.result.provenance),
        "period": str(problem.period),
        "periods": [str(each) for each in found.periods],
        "workdays": found.conduct.workdays,
        "teams": [_team(found, each) for each in found.teams],
    }


def _team(found: Reports, report: TeamReport) -> dict[str, Any]:
    grades = found.result.problem.rules.grades
    return {
        "team": report.team,
        "size": report.size,
        "days_on_leave": report.away,
        "discipline": report.discipline,
        "scores": [number(each) for each in report.scores],
        "grades": {grade.id: count for grade, count in zip(grades, report.grades, strict=True)},
        "indicators": [_line(each) for each in report.indicators],
        "attention": [
            {
                "id": each.agent.id,
                "name": each.agent.name,
                "score": each.score,
                "grade": None if each.grade is None else grades[each.grade].id,
                "scores": list(each.scores),
                "why": [why.english() for why in each.why],
            }
            for each in report.attention
        ],
    }


def _line(line: IndicatorLine) -> dict[str, Any]:
    return {
        "id": line.rule.id,
        "name": line.rule.name,
        "unit": line.rule.unit,
        "target": line.rule.target,
        "values": [number(each) for each in line.values],
        "points": number(line.points),
        "reached": line.reached,
        "counted": line.counted,
        "meets": line.meets,
    }


def number(value: Fraction | None) -> Any:
    """A mean with two decimals."""
    return None if value is None else quantise(value, VALUE_PLACES)
