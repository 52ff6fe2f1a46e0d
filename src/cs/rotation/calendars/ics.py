"""Events as iCalendar files: what a plan publishes, and what it takes back.

RFC 5545 for the events, RFC 5546 for what is sent: METHOD:PUBLISH with every event of the plan
under its sequence, METHOD:CANCEL with those that a former plan had and this one has no more. Time
stamps are those of the as-of date, so that the same plan gives the same bytes.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Literal

from cs.rotation.calendars.events import Event

Method = Literal["PUBLISH", "CANCEL"]
PRODUCT = "-//cs-policy//rotation plan//EN"
NO_MAIL = "invalid:nomail"
"""The organiser's address where none is stated; calendars know it as none."""


def ics_bytes(
    events: Iterable[Event],
    *,
    name: str,
    organiser: str | None,
    made: date,
    number: int = 0,
    method: Method = "PUBLISH",
    mail: str | None = None,
) -> bytes:
    """A calendar of all-day events.

    Args:
        name: of the calendar. organiser: who answers for the plan; mail: their address.
        made: the day that stands for the time of making. number: the events' sequence.
    """
    from icalendar import Calendar, vCalAddress
    from icalendar import Event as Entry

    stamp = datetime(made.year, made.month, made.day, tzinfo=UTC)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add("x-wr-calname", name)
    address = vCalAddress(NO_MAIL if mail is None else f"mailto:{mail}")
    if organiser:
        address.params["CN"] = organiser
    for event in events:
        entry = Entry()
        entry.add("uid", event.uid)
        entry.add("dtstamp", stamp)
        entry.add("organizer", address)
        entry.add("sequence", number)
        entry.add("dtstart", event.start)
        entry.add("dtend", event.end)
        entry.add("summary", f"{event.name}: {event.post_name}")
        entry.add("categories", [event.post])
        entry.add("transp", "TRANSPARENT")
        entry.add("status", "CANCELLED" if method == "CANCEL" else "CONFIRMED")
        calendar.add_component(entry)
    return bytes(calendar.to_ical())
