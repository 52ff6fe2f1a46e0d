"""A timeline as data: the record for machines, and the rows of its table."""

from typing import Any

from cs.kernel.records import provenance_record
from cs.promotion.process.problem import Line, Timeline, TimelineResult

TIMELINE_SCHEMA = "cs/promotion-timeline@1"
HEADER = ("id", "sort", "name", "act", "actor", "input", "output", "duration", "starts",
          "earliest", "due")  # fmt: skip


def timeline_record(result: TimelineResult) -> dict[str, Any]:
    """The JSON of a timeline."""
    timeline = result.timeline
    return {
        "schema": TIMELINE_SCHEMA,
        "policy": timeline.policy,
        "name": timeline.name,
        "transition": timeline.transition,
        "sort": timeline.sort,
        "window": timeline.window,
        "opens": timeline.opens,
        "closes": timeline.closes,
        "decided": timeline.decided,
        "takes_effect": timeline.effect,
        "projected_years": list(timeline.projected),
        "lines": [_line(line) for line in timeline.lines],
        "provenance": provenance_record(result.provenance),
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "id": line.id,
        "sort": line.sort,
        "name": line.name,
        "act": line.act or None,
        "actor": line.actor,
        "input": list(line.inputs),
        "output": list(line.outputs),
        "duration": None if line.duration is None else str(line.duration),
        "starts": line.starts,
        "earliest": line.earliest,
        "due": line.due,
    }


def rows(timeline: Timeline) -> list[tuple[object, ...]]:
    """A row a line; several forms in one cell are parted by a semicolon."""
    return [
        (line.id, line.sort, line.name, line.act, line.actor, "; ".join(line.inputs),
         "; ".join(line.outputs), line.duration, line.starts, line.earliest, line.due)
        for line in timeline.lines
    ]  # fmt: skip
