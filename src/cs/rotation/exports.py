"""A rotation plan as the bytes of a file: one writer a format, chosen by the file's ending.

The same plan gives the same bytes: time stamps come from the as-of date, order from the problem.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

from cs.kernel.ranges import Range
from cs.locale import _
from cs.rotation.grid import letter
from cs.rotation.problem import NOWHERE, Posts, RotationPlan
from cs.rotation.record import CSV_HEADER, agent_stints, csv_rows, plan_record
from cs.rotation.verifier import headcounts

if TYPE_CHECKING:
    from cs.export.workbook import Sheet

SHEET_COLOURS = ("#9AD5DE", "#F6DE8D", "#A9D8A4", "#DDB3DE", "#A8BFEA", "#F0A8A0", "#C6C6C6",
                 "#C9EDF2", "#FBF0C4", "#D5EED2", "#F0DDF1", "#D5E0F6")  # fmt: skip
_OUT_OF_RANGE = "#B00020"


def plan_json(plan: RotationPlan) -> bytes:
    """The record, as JSON."""
    from cs.export.text import json_bytes

    return json_bytes(plan_record(plan))


def plan_csv(plan: RotationPlan, *, bom: bool = True) -> bytes:
    """One row a stint; with the byte-order mark by which Excel knows UTF-8."""
    from cs.export.text import csv_bytes

    return csv_bytes(CSV_HEADER, csv_rows(plan.problem, _posts(plan)), bom=bom)


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
    from cs.export.workbook import workbook_bytes

    sheets = (_calendar_sheet(plan), _headcount_sheet(plan), _record_sheet(plan))
    return workbook_bytes(sheets, title=plan.policy, created=plan.provenance.as_of)


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


def _calendar_sheet(plan: RotationPlan) -> "Sheet":
    from cs.export.workbook import Cell, Sheet

    problem = plan.problem
    rows: list[list[object]] = []
    for agent, posts in zip(problem.agents, _posts(plan).tolist(), strict=True):
        cells = [
            None
            if post == NOWHERE
            else Cell(
                letter(post).lower() if period in agent.absent else letter(post), fill=_fill(post)
            )
            for period, post in enumerate(posts)
        ]
        rows.append([agent.id, agent.name, agent.team, *cells])
    rows.append([])
    rows += [
        [Cell(letter(number), fill=_fill(number)), post.name]
        for number, post in enumerate(problem.posts)
    ]
    header = (_("Agent"), _("Name"), _("Team"), *_labels(plan))
    return Sheet(_("Calendar"), header, rows, frozen_columns=3)


def _headcount_sheet(plan: RotationPlan) -> "Sheet":
    from cs.export.workbook import Cell, Sheet

    problem = plan.problem
    present = headcounts(problem, _posts(plan))
    rows: list[list[object]] = []
    for number, post in enumerate(problem.posts):
        counts: list[object] = []
        for period in range(problem.horizon):
            count = int(present[period, number])
            fits = count in Range(post.low[period], post.high[period])
            counts.append(count if fits else Cell(f"{count}!", bold=True, colour=_OUT_OF_RANGE))
        allowed = str(Range(post.low[0], post.high[0]))
        rows.append([Cell(letter(number), fill=_fill(number)), post.name, allowed, *counts])
    header = (_("Post"), _("Name"), _("Headcount"), *_labels(plan))
    return Sheet(_("Headcount"), header, rows, frozen_columns=3)


def _record_sheet(plan: RotationPlan) -> "Sheet":
    from cs.export.workbook import Cell, Sheet

    record, provenance = plan_record(plan), plan.provenance
    facts = [
        (key, record[key])
        for key in ("schema", "policy", "status", "objective", "bound", "gap", "method")
    ]
    facts += [
        (f"{name}.{part}", record["levels"][name][part])
        for name in ("overdue", "deviations")
        for part in ("value", "bound")
    ]
    facts += [
        (f"{goal}.{part}", figure)
        for goal, figures in record["goals"].items()
        for part, figure in figures.items()
    ]
    facts += [
        ("version", provenance.version),
        ("as_of", provenance.as_of.isoformat()),
        ("seed", provenance.seed),
        ("workers", provenance.workers),
    ]
    facts += [(f"assumed {one.code}", one.value) for one in provenance.assumptions]
    facts += [(f"{one.role} {one.file}", one.sha256) for one in provenance.inputs]
    rows = [(Cell(key, bold=True), value) for key, value in facts]
    return Sheet(_("Record"), (_("Figure"), _("Value")), rows)  # fmt: skip


def _labels(plan: RotationPlan) -> tuple[str, ...]:
    problem = plan.problem
    return tuple(period.label for period in problem.periods[: problem.horizon])


def _fill(post: int) -> str:
    return SHEET_COLOURS[post % len(SHEET_COLOURS)]
