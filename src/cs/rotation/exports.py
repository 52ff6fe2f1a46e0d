"""A rotation plan as the bytes of a file: one writer a format, chosen by the file's ending.

The same plan gives the same bytes: time stamps come from the as-of date, order from the problem.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from io import BytesIO
from types import MappingProxyType
from typing import Any

from cs.kernel.ranges import Range
from cs.locale import _
from cs.rotation.evaluation import normalised_weights
from cs.rotation.grid import letter
from cs.rotation.problem import GOALS, NOWHERE, Posts, RotationPlan
from cs.rotation.record import CSV_HEADER, agent_stints, csv_rows, plan_record
from cs.rotation.verifier import headcounts

SHEET_COLOURS = ("#9AD5DE", "#F6DE8D", "#A9D8A4", "#DDB3DE", "#A8BFEA", "#F0A8A0", "#C6C6C6",
                 "#C9EDF2", "#FBF0C4", "#D5EED2", "#F0DDF1", "#D5E0F6")  # fmt: skip


def plan_json(plan: RotationPlan) -> bytes:
    """The record, as JSON."""
    from cs.export.text import json_bytes

    return json_bytes(plan_record(plan))


def plan_csv(plan: RotationPlan) -> bytes:
    """One row a stint, for Excel."""
    from cs.export.text import csv_bytes

    return csv_bytes(CSV_HEADER, csv_rows(plan.problem, _posts(plan)), bom=True)


def plan_ics(plan: RotationPlan) -> bytes:
    """One all-day event a stint; its UID follows from policy, agent and start."""
    from icalendar import Calendar, Event

    problem = plan.problem
    stamp = _midnight(plan)
    calendar = Calendar()
    calendar.add("prodid", "-//cs-policy//rotation plan//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", plan.policy)
    for agent, stint in agent_stints(problem, _posts(plan)):
        post = problem.posts[stint.post]
        start = problem.periods[stint.start].start
        event = Event()
        event.add("uid", f"{plan.policy}/{agent.id}/{start.isoformat()}@cs-policy")
        event.add("dtstamp", stamp)
        event.add("dtstart", start)
        event.add("dtend", problem.periods[stint.end].end + timedelta(days=1))
        event.add("summary", f"{agent.name}: {post.name}")
        event.add("categories", [post.id])
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def plan_xlsx(plan: RotationPlan) -> bytes:
    """A workbook: the calendar, the headcounts, and the record with the hashes of its inputs."""
    import xlsxwriter

    buffer = BytesIO()
    book = xlsxwriter.Workbook(
        buffer,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book.set_properties({"title": plan.policy, "created": _midnight(plan).replace(tzinfo=None)})
    formats = {
        "bold": book.add_format({"bold": True}),
        "bad": book.add_format({"bold": True, "font_color": "#B00020"}),
        "percent": book.add_format({"num_format": "0.0%"}),
        "posts": [
            book.add_format({"bg_color": SHEET_COLOURS[n % len(SHEET_COLOURS)], "align": "center"})
            for n in range(len(plan.problem.posts))
        ],
    }
    _calendar_sheet(book.add_worksheet(_("Calendar")), plan, formats)
    _headcount_sheet(book.add_worksheet(_("Headcount")), plan, formats)
    _record_sheet(book.add_worksheet(_("Record")), plan, formats)
    book.close()
    return buffer.getvalue()


WRITERS: Mapping[str, Callable[[RotationPlan], bytes]] = MappingProxyType(
    {".json": plan_json, ".csv": plan_csv, ".xlsx": plan_xlsx, ".ics": plan_ics}
)
"""A writer per ending; a new format is a function above and a line here."""


def _posts(plan: RotationPlan) -> Posts:
    if plan.result.posts is None:
        raise ValueError("there is no plan to write")
    return plan.result.posts


def _midnight(plan: RotationPlan) -> datetime:
    as_of = plan.provenance.as_of
    return datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC)


def _calendar_sheet(sheet: Any, plan: RotationPlan, formats: dict[str, Any]) -> None:
    problem = plan.problem
    heads = [_("Agent"), _("Name"), _("Team")]
    labels = [period.label for period in problem.periods[: problem.horizon]]
    sheet.write_row(0, 0, [*heads, *labels], formats["bold"])
    for row, (agent, posts) in enumerate(
        zip(problem.agents, _posts(plan).tolist(), strict=True), start=1
    ):
        sheet.write_row(row, 0, [agent.id, agent.name, agent.team or ""])
        for period, post in enumerate(posts):
            if post != NOWHERE:
                text = letter(post)
                text = text.lower() if period in agent.absent else text
                sheet.write_string(row, len(heads) + period, text, formats["posts"][post])
    legend = len(heads) + len(labels) + 1
    sheet.write(0, legend, _("Post"), formats["bold"])
    for number, post in enumerate(problem.posts):
        sheet.write_string(1 + number, legend, letter(number), formats["posts"][number])
        sheet.write_string(1 + number, legend + 1, post.name)
    sheet.freeze_panes(1, len(heads))
    sheet.set_column(0, 2, 12)
    sheet.set_column(len(heads), len(heads) + len(labels) - 1, 8)
    sheet.set_column(legend + 1, legend + 1, 24)


def _headcount_sheet(sheet: Any, plan: RotationPlan, formats: dict[str, Any]) -> None:
    problem = plan.problem
    heads = [_("Post"), _("Name"), _("Headcount")]
    labels = [period.label for period in problem.periods[: problem.horizon]]
    sheet.write_row(0, 0, [*heads, *labels], formats["bold"])
    present = headcounts(problem, _posts(plan))
    for number, post in enumerate(problem.posts):
        sheet.write_row(
            number + 1, 0, [letter(number), post.name, str(Range(post.low[0], post.high[0]))]
        )
        for period in range(problem.horizon):
            count, high = int(present[period, number]), post.high[period]
            bad = count < post.low[period] or (high is not None and count > high)
            cell = (number + 1, len(heads) + period)
            if bad:
                sheet.write_string(*cell, f"{count}!", formats["bad"])
            else:
                sheet.write_number(*cell, count)
    sheet.freeze_panes(1, len(heads))
    sheet.set_column(1, 1, 24)


def _record_sheet(sheet: Any, plan: RotationPlan, formats: dict[str, Any]) -> None:
    result, provenance = plan.result, plan.provenance
    weights = normalised_weights(plan.problem)
    sheet.write_row(0, 0, [_("Goal"), _("Weight"), _("Achieved")], formats["bold"])
    row = 1
    for goal in GOALS if result.evaluation else ():
        sheet.write_string(row, 0, goal)
        sheet.write_number(row, 1, weights[goal], formats["percent"])
        if result.evaluation:
            achieved = 1 - result.evaluation.losses[goal]
            sheet.write_number(row, 2, achieved, formats["percent"])
        row += 1
    record = plan_record(plan)
    facts = [
        *((key, record[key]) for key in ("schema", "policy", "status", "objective", "bound",
                                         "gap", "method")),
        *((f"{name}.{part}", record["levels"][name][part])
          for name in ("overdue", "deviations") for part in ("value", "bound")),
        ("version", provenance.version),
        ("as_of", provenance.as_of.isoformat()),
        ("seed", provenance.seed),
        ("workers", provenance.workers),
        *((f"assumed {one.code}", one.value) for one in provenance.assumptions),
        *((f"{one.role} {one.file}", one.sha256) for one in provenance.inputs),
    ]  # fmt: skip
    row += 1
    sheet.write_row(row, 0, [_("Record"), _("Value")], formats["bold"])
    for key, value in facts:
        row += 1
        sheet.write_string(row, 0, key)
        if value is not None:
            sheet.write(row, 1, value)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, 0, 40)
    sheet.set_column(1, 1, 20)
