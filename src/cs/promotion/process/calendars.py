"""A timeline as an iCalendar file: an all-day event for each line, named alike on every run.

RFC 5545. An event is named by policy, round and step, so that a later file moves it; its time stamp
is that of the as-of date, so that the same timeline gives the same bytes.
"""

from datetime import UTC, date, datetime, timedelta

from cs.locale import _
from cs.promotion.process.problem import Line, Timeline
from cs.promotion.process.words import heading, line_name, time_text

PRODUCT = "-//cs-policy//promotion timeline//EN"


def timeline_ics(timeline: Timeline, made: date) -> bytes:
    """A calendar with an event from the start to the last day of each line.

    Args:
        made: the day that stands for the time of making.
    """
    from icalendar import Calendar, Event

    stamp = datetime(made.year, made.month, made.day, tzinfo=UTC)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", heading(timeline))
    for line in timeline.lines:
        event = Event()
        event.add("uid", uid(timeline, line))
        event.add("dtstamp", stamp)
        event.add("dtstart", line.starts)
        event.add("dtend", line.due + timedelta(days=1))
        event.add("summary", _summary(timeline, line))
        event.add("description", _description(line))
        event.add("categories", [line.sort])
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def uid(timeline: Timeline, line: Line) -> str:
    """The name of a line's event: the same as long as policy, round and step are."""
    run = timeline.window or f"{timeline.transition or 'promotion'}-{timeline.opens.isoformat()}"
    return f"{timeline.policy}/{run}/{line.sort}/{line.id}@cs-policy"


def _summary(timeline: Timeline, line: Line) -> str:
    parts = [timeline.name, line_name(line), *([line.actor] if line.actor else [])]
    return ": ".join(parts[:2]) + (f" ({parts[2]})" if len(parts) > 2 else "")


def _description(line: Line) -> str:
    parts = [
        (_("Time"), time_text(line.duration)),
        (_("Earliest"), line.earliest.isoformat()),
        (_("Needs"), _(", ").join(line.inputs)),
        (_("Gives"), _(", ").join(line.outputs)),
    ]
    return "\n".join(f"{label}: {value}" for label, value in parts if value)
