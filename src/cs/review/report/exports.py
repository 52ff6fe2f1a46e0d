"""The reports as the bytes of a file: a page of its own, a workbook, or the record."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from cs.kernel.texts import plain as digits
from cs.locale import _, current_language, translate
from cs.review.report.charts import HEIGHT, WIDTH, spark
from cs.review.report.record import number, report_record
from cs.review.report.team import Attention, IndicatorLine, Reports, TeamReport
from cs.review.report.views import (
    conduct_cells,
    conduct_headings,
    conduct_words,
    hiding_words,
    recipient_words,
)
from cs.review.report.workbook import report_workbook

_MET, _BEHIND = "#2b6cb0", "#d9822b"
"""Blue and orange, which people who see few colours tell apart."""


def report_json(found: Reports) -> bytes:
    """The record, as JSON."""
    from cs.export.text import json_bytes

    return json_bytes(report_record(found))


def report_csv(found: Reports) -> bytes:
    """A row a team and indicator."""
    from cs.export.text import csv_bytes

    header = ("team", "period", "indicator", "value", "target", "points", "reached", "counted")
    return csv_bytes(
        header,
        (
            (
                team.team,
                str(found.result.problem.period),
                line.rule.id,
                number(line.values[-1]),
                line.rule.target,
                number(line.points),
                line.reached,
                line.counted,
            )
            for team in found.teams
            for line in team.indicators
        ),
    )


def report_xlsx(found: Reports) -> bytes:
    """A workbook: a sheet of all teams and one of each, with small charts."""
    why = [_why(each) for team in found.teams for each in team.attention]
    conduct = [*zip(conduct_headings(found), zip(*map(conduct_cells, found.teams), strict=True),
                    strict=True)]  # fmt: skip
    return report_workbook(found, words(), why, conduct)


def report_html(found: Reports) -> bytes:
    """One page that needs nothing else; its charts are SVG."""
    from cs.export.html import render

    problem = found.result.problem
    title = _("{policy}, {period}: report")
    return render(
        "cs.review.report",
        "report.html.j2",
        lang=current_language(),
        title=title.format(policy=problem.rules.name, period=problem.period),
        lead=_("Periods {first} to {last}; the dashed line is the target.").format(
            first=found.periods[0], last=found.periods[-1]
        ),
        recipient=recipient_words(found),
        hiding=hiding_words() if any(team.hides for team in found.teams) else "",
        foot=_("Written for {day} by cs {version}.").format(
            day=found.result.provenance.as_of, version=found.result.provenance.version
        ),
        words=words(),
        width=WIDTH,
        height=HEIGHT,
        grades=[each.name for each in problem.rules.grades],
        conduct=conduct_headings(found),
        teams=[_team(found, each) for each in found.teams],
    )


def words() -> dict[str, str]:
    """The headings of page and workbook."""
    return {
        "team": _("Team"),
        "teams": _("Teams"),
        "people": _("People"),
        "mean": _("Mean score"),
        "trend": _("Trend"),
        "weakest": _("Weakest"),
        "attention": _("To look after"),
        "indicator": _("Indicator"),
        "value": _("Value"),
        "target": _("Target"),
        "points": _("Points"),
        "reached": _("Reached by"),
        "name": _("Name"),
        "id": _("Id"),
        "score": _("Score"),
        "grade": _("Graded"),
        "why": _("Why"),
        "nobody": _("Nobody needs to be looked after."),
    }


def _team(found: Reports, team: TeamReport) -> dict[str, Any]:
    grades = found.result.problem.rules.grades
    return {
        "name": team.team or "-",
        "size": team.size,
        "mean": _shown(team.scores[-1]),
        "spark": _spark(team.scores, None),
        "grades": team.grades,
        "conduct": conduct_cells(team),
        "weakest": team.weakest.rule.name if team.weakest else "-",
        "lead": " ".join(
            [
                _("People {count}, mean score {score}.").format(
                    count=team.size, score=_shown(team.scores[-1])
                ),
                conduct_words(found, team),
            ]
        ).rstrip(),
        "indicators": [_indicator(each) for each in team.indicators],
        "attention": [
            {
                "id": each.agent.id,
                "name": each.agent.name,
                "score": "-" if each.score is None else str(each.score),
                "grade": "-" if each.grade is None else grades[each.grade].name,
                "spark": _spark(tuple(None if one is None else Fraction(one)
                                      for one in each.scores), None),
                "why": _why(each),
            }
            for each in team.attention
        ],
    }  # fmt: skip


def _indicator(line: IndicatorLine) -> dict[str, Any]:
    points = min(line.points or Fraction(0), Fraction(100))
    unit = line.rule.unit or ""
    return {
        "name": line.rule.name,
        "value": f"{_shown(line.values[-1])} {unit}".strip(),
        "target": f"{digits(line.rule.target)} {unit}".strip(),
        "points": _shown(line.points),
        "width": f"{float(points):.1f}",
        "colour": _MET if line.meets else _BEHIND,
        "behind": line.meets is False,
        "reached": f"{line.reached}/{line.counted}",
        "spark": _spark(line.values, Fraction(line.rule.target)),
    }


def _spark(values: tuple[Fraction | None, ...], target: Fraction | None) -> dict[str, Any]:
    return {
        "chart": spark(values, target),
        "label": ", ".join("-" if each is None else str(number(each)) for each in values),
    }


def _why(each: Attention) -> str:
    return _("; ").join(translate(why) for why in each.why)


def _shown(value: Fraction | None) -> str:
    return "-" if value is None else str(number(value))


Writer = Callable[[Reports], bytes]
WRITERS: Mapping[str, Writer] = MappingProxyType(
    {".html": report_html, ".xlsx": report_xlsx, ".json": report_json, ".csv": report_csv}
)
"""A writer per ending."""
