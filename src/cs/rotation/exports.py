"""A rotation plan as the bytes of a file: one writer a format, chosen by the file's ending.

The same plan gives the same bytes: time stamps come from the as-of date, order from the problem.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from cs.rotation.problem import Posts, RotationPlan
from cs.rotation.record import CSV_HEADER, csv_rows, plan_record

if TYPE_CHECKING:
    from cs.rotation.calendars.calendar import Calendar


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
    from cs.rotation.calendars.events import events_of
    from cs.rotation.calendars.ics import ics_bytes

    calendar = _calendar(plan)
    return ics_bytes(
        events_of(calendar), name=plan.policy, organiser=calendar.owner, made=calendar.made
    )


def plan_xlsx(plan: RotationPlan) -> bytes:
    """A workbook: headcounts, the calendar, a sheet a post, and the record with all hashes."""
    from cs.rotation.calendars.workbook import calendar_xlsx

    return calendar_xlsx(_calendar(plan))


def plan_svg(plan: RotationPlan) -> bytes:
    """A picture of everybody's stints."""
    from cs.rotation.calendars.pictures import calendar_svg

    return calendar_svg(_calendar(plan))


def plan_html(plan: RotationPlan) -> bytes:
    """A page of everybody's stints, by team."""
    from cs.rotation.calendars.pictures import calendar_html

    return calendar_html(_calendar(plan))


WRITERS: Mapping[str, Callable[[RotationPlan], bytes]] = MappingProxyType(
    {
        ".json": plan_json,
        ".csv": plan_csv,
        ".xlsx": plan_xlsx,
        ".ics": plan_ics,
        ".svg": plan_svg,
        ".html": plan_html,
    }
)
"""A writer per ending; a new format is a function above and a line here."""


def _posts(plan: RotationPlan) -> Posts:
    if plan.result.posts is None:
        raise ValueError("there is no plan to write")
    return plan.result.posts


def _calendar(plan: RotationPlan) -> "Calendar":
    from cs.rotation.calendars.calendar import calendar_of_plan

    return replace(calendar_of_plan(plan, plan.policy), facts=_facts(plan))


def _facts(plan: RotationPlan) -> tuple[tuple[str, object], ...]:
    """The figures of the plan's record."""
    record, provenance = plan_record(plan), plan.provenance
    facts = [
        (key, record[key]) for key in ("schema", "status", "objective", "bound", "gap", "method")
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
        ("seed", provenance.seed),
        ("workers", provenance.workers),
    ]
    facts += [(f"assumed {one.code}", one.value) for one in provenance.assumptions]
    return tuple(facts)
