"""The reports as a workbook with Excel's own small charts: sparklines in cells and a chart a team.

Made by XlsxWriter from the values in the sheet, so that the charts follow whoever edits them; the
same bytes on every run.
"""

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from typing import Any

from cs.export.workbook import sheet_name
from cs.review.report.team import Reports, TeamReport

_BLUE, _ORANGE, _GREY = "#2B6CB0", "#D9822B", "#57606A"


def report_workbook(
    found: Reports,
    words: Mapping[str, str],
    why: Sequence[str],
    conduct: Sequence[tuple[str, Sequence[int]]] = (),
) -> bytes:
    """A sheet of all teams, then one of each.

    Args:
        words: headings.
        why: the reasons of each attention, team after team.
        conduct: further columns of the sheet of all teams, with their headings.
    """
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False,
         "strings_to_urls": False},
    )  # fmt: skip
    as_of = found.result.provenance.as_of
    book.set_properties(
        {
            "title": found.result.problem.rules.name,
            "author": "",
            "created": datetime(as_of.year, as_of.month, as_of.day),  # noqa: DTZ001
        }
    )
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    looks = {"bold": bold, "number": book.add_format({"num_format": "0.00"}),
             "behind": book.add_format({"num_format": "0.00", "font_color": _ORANGE}),
             "title": book.add_format({"bold": True, "font_size": 13})}  # fmt: skip
    names = {sheet_name(words["teams"], set()).casefold()}
    overview = book.add_worksheet(sheet_name(words["teams"], set()))
    _overview(overview, found, words, looks, conduct)
    reasons = iter(why)
    for team in found.teams:
        name = sheet_name(team.team or "-", names)
        names.add(name.casefold())
        _team(book, book.add_worksheet(name), name, found, team, words, looks, reasons)
    book.close()
    return buffer.getvalue()


def _overview(
    sheet: Any,
    found: Reports,
    words: Mapping[str, str],
    looks: Mapping[str, Any],
    conduct: Sequence[tuple[str, Sequence[int]]],
) -> None:
    grades = [each.name for each in found.result.problem.rules.grades]
    periods = [str(each) for each in found.periods]
    header = [words["team"], words["people"], *periods, words["trend"], *grades, words["attention"],
              words["weakest"], *(heading for heading, _ in conduct)]  # fmt: skip
    for column, text in enumerate(header):
        sheet.write_string(0, column, text, looks["bold"])
    trend = 2 + len(periods)
    for row, team in enumerate(found.teams, start=1):
        sheet.write_string(row, 0, team.team or "-")
        sheet.write_number(row, 1, team.size)
        _values(sheet, row, 2, team.scores, looks["number"])
        _sparkline(sheet, row, trend, 2, trend - 1, _BLUE)
        for offset, count in enumerate(team.grades):
            sheet.write_number(row, trend + 1 + offset, count)
        sheet.write_number(row, trend + 1 + len(grades), len(team.attention))
        weakest = team.weakest.rule.name if team.weakest else "-"
        sheet.write_string(row, trend + 2 + len(grades), weakest)
        for offset, (_, counts) in enumerate(conduct, start=trend + 3 + len(grades)):
            sheet.write_number(row, offset, counts[row - 1])
    sheet.set_column(0, 0, 14)
    sheet.set_column(trend, trend, 18)
    sheet.freeze_panes(1, 1)


def _team(
    book: Any,
    sheet: Any,
    name: str,
    found: Reports,
    team: TeamReport,
    words: Mapping[str, str],
    looks: Mapping[str, Any],
    reasons: Any,
) -> None:
    periods = [str(each) for each in found.periods]
    header = [words["indicator"], words["target"], *periods, words["trend"], words["points"],
              words["reached"]]  # fmt: skip
    problem = found.result.problem
    sheet.write_string(0, 0, f"{team.team or '-'}  {problem.period}", looks["title"])
    for column, text in enumerate(header):
        sheet.write_string(2, column, text, looks["bold"])
    trend = 2 + len(periods)
    for row, line in enumerate(team.indicators, start=3):
        unit = f" ({line.rule.unit})" if line.rule.unit else ""
        sheet.write_string(row, 0, f"{line.rule.name}{unit}")
        sheet.write_number(row, 1, float(line.rule.target))
        looks_of = looks["behind" if line.meets is False else "number"]
        _values(sheet, row, 2, line.values, looks_of)
        _sparkline(sheet, row, trend, 2, trend - 1, _BLUE if line.meets else _ORANGE)
        _values(sheet, row, trend + 1, (line.points,), looks["number"])
        sheet.write_string(row, trend + 2, f"{line.reached}/{line.counted}")
    after = 3 + len(team.indicators)
    sheet.write_string(after, 0, words["mean"])
    _values(sheet, after, 2, team.scores, looks["number"])
    _sparkline(sheet, after, trend, 2, trend - 1, _GREY)
    _attention(sheet, after + 2, found, team, words, looks, reasons)
    chart = book.add_chart({"type": "line"})
    chart.add_series(
        {
            "name": words["mean"],
            "categories": [name, 2, 2, 2, trend - 1],
            "values": [name, after, 2, after, trend - 1],
            "line": {"color": _BLUE, "width": 2},
            "marker": {"type": "circle", "size": 5, "fill": {"color": _BLUE}},
        }
    )
    chart.set_title({"name": words["mean"], "name_font": {"size": 11}})
    chart.set_legend({"none": True})
    chart.set_size({"width": 380, "height": 220})
    sheet.insert_chart(2, trend + 4, chart)
    sheet.set_column(0, 0, 22)
    sheet.set_column(trend, trend, 18)
    sheet.freeze_panes(3, 1)


def _attention(
    sheet: Any,
    row: int,
    found: Reports,
    team: TeamReport,
    words: Mapping[str, str],
    looks: Mapping[str, Any],
    reasons: Any,
) -> None:
    if not team.attention:
        sheet.write_string(row, 0, words["nobody"])
        return
    trend = 2 + len(found.periods)
    header = {0: words["attention"], 1: words["grade"], trend: words["trend"],
              trend + 1: words["why"]}  # fmt: skip
    for column, period in enumerate(found.periods, start=2):
        header[column] = str(period)
    for column, text in header.items():
        sheet.write_string(row, column, text, looks["bold"])
    grades = found.result.problem.rules.grades
    for at, each in enumerate(team.attention, start=row + 1):
        sheet.write_string(at, 0, f"{each.agent.id} {each.agent.name}")
        sheet.write_string(at, 1, "-" if each.grade is None else grades[each.grade].name)
        scores = tuple(None if one is None else Fraction(one) for one in each.scores)
        _values(sheet, at, 2, scores, looks["number"])
        _sparkline(sheet, at, trend, 2, trend - 1, _GREY)
        sheet.write_string(at, trend + 1, next(reasons))


def _values(
    sheet: Any, row: int, column: int, values: Sequence[Fraction | None], looks: Any
) -> None:
    for offset, value in enumerate(values):
        if value is not None:
            sheet.write_number(row, column + offset, round(float(value), 2), looks)


def _sparkline(sheet: Any, row: int, column: int, first: int, last: int, colour: str) -> None:
    from xlsxwriter.utility import xl_range

    sheet.add_sparkline(
        row,
        column,
        {
            "range": f"'{sheet.get_name().replace(chr(39), chr(39) * 2)}'!"
            + xl_range(row, first, row, last),
            "series_color": colour,
            "last_point": True,
            "weight": 1.5,
        },
    )
