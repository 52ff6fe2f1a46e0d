"""Stints as events that keep their names, and what of them a later plan changes.

An event is named by policy, agent and first day. A later plan that lets a stint begin on the same
day changes its event; one that does not, cancels it. The plan's number is the events' sequence, so
that calendars that hold an older one take the newer.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from cs.rotation.calendars.calendar import Calendar, day_after


@dataclass(frozen=True, slots=True)
class Event:
    """One stint, all day from `start` up to but without `end`."""

    uid: str
    agent: str
    name: str
    post: str
    post_name: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Revision:
    """Events as a plan has them, and those of a former plan that it has no more.

    Attributes:
        number: of the plan, 0 for a first one.
        changed, added: how many of the events differ from the former plan's, or are new.
    """

    number: int
    events: tuple[Event, ...]
    cancelled: tuple[Event, ...]
    changed: int
    added: int


def events_of(calendar: Calendar) -> tuple[Event, ...]:
    """The events of a calendar, by agent and time."""
    found = []
    for stay in calendar.stays():
        row, post = calendar.rows[stay.row], calendar.posts[stay.post]
        start = calendar.periods[stay.first].start
        found.append(
            Event(
                uid=f"{calendar.policy}/{row.id}/{start.isoformat()}@cs-policy",
                agent=row.id,
                name=row.name,
                post=post.id,
                post_name=post.name,
                start=start,
                end=day_after(calendar.periods[stay.last]),
            )
        )
    return tuple(found)


def revise(events: Iterable[Event], former: Iterable[Event], number: int, first: date) -> Revision:
    """What a plan changes of a former one's events.

    A stint that runs on across the first day of a plan made later is the same stint: its event
    keeps the name under which it was first sent. What was over by then stays as it was.

    Args:
        first: the plan's first day.
    """
    old = {event.uid: event for event in former}
    at: defaultdict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in old.values():
        at[event.agent, event.post].append(event)
    new: list[Event] = []
    for event in events:
        mine = at[event.agent, event.post] if event.start == first else []
        before = next((each for each in mine if each.start < first < each.end), None)
        new.append(event if before is None else replace(event, uid=before.uid, start=before.start))
    names = {event.uid for event in new}
    cancelled = tuple(e for e in old.values() if e.uid not in names and e.end > first)
    changed = sum(event.uid in old and event != old[event.uid] for event in new)
    added = sum(event.uid not in old for event in new)
    return Revision(number, tuple(new), cancelled, changed, added)
