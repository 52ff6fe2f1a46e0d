"""Events keep their names over plans, and calendars that are sent again are taken by clients."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import vobject
from hypothesis import given
from hypothesis import strategies as st

from cs.rotation.calendars.calendar import Calendar, Column, Row
from cs.rotation.calendars.events import Event, events_of, revise
from cs.rotation.calendars.ics import ics_bytes
from cs.rotation.problem import NOWHERE
from cs.rotation.timeline import Timeline

START = date(2026, 12, 1)
MONTHS = Timeline("month", START)


def calendar(rows: dict[str, str], start: int = 0) -> Calendar:
    """Rows such as `AAB.`: a letter a month, `.` for not employed."""
    length = len(next(iter(rows.values())))
    return Calendar(
        policy="house",
        title="客服轮岗",
        owner="运营总监",
        made=date(2026, 11, 16),
        posts=tuple(
            Column(post, f"{post}部", (0,) * length, (None,) * length) for post in "ABC"
        ),
        periods=tuple(MONTHS.period(start + number) for number in range(length)),
        rows=tuple(
            Row(agent, f"测试员{agent}", None,
                tuple(NOWHERE if cell == "." else "ABC".index(cell) for cell in cells))
            for agent, cells in rows.items()
        ),
    )  # fmt: skip


def shown(events: tuple[Event, ...]) -> list[tuple[str, str, str, str]]:
    return [(e.agent, e.post, f"{e.start:%m-%d}", f"{e.end:%m-%d}") for e in events]


def test_a_stint_is_an_event_until_the_day_after_it() -> None:
    assert shown(events_of(calendar({"E1": "AAB.", "E2": ".CCC"}))) == [
        ("E1", "A", "12-01", "02-01"),
        ("E1", "B", "02-01", "03-01"),
        ("E2", "C", "01-01", "04-01"),
    ]


def test_what_a_later_plan_changes_keeps_its_name_and_what_it_drops_is_cancelled() -> None:
    former = events_of(calendar({"E1": "AABB", "E2": "BBCC", "E3": "CCAA"}))
    later = events_of(calendar({"E1": "AABB", "E2": "BBBC", "E3": "CCBB"}))
    found = revise(later, former, 2, START)
    assert {event.uid for event in found.events if event.agent == "E1"} == {
        event.uid for event in former if event.agent == "E1"
    }
    assert shown(found.cancelled) == [("E2", "C", "02-01", "04-01")]
    assert (found.changed, found.added) == (2, 1)


def test_a_stint_that_runs_on_into_a_plan_made_later_keeps_its_event() -> None:
    former = events_of(calendar({"E1": "AABB"}))
    later = events_of(calendar({"E1": "ABB"}, start=1))
    found = revise(later, former, 1, date(2027, 1, 1))
    assert found.events[0].uid == former[0].uid
    assert found.events[0].start == former[0].start
    assert (found.changed, found.added, found.cancelled) == (0, 0, ())


def test_what_was_over_before_the_new_plan_is_not_cancelled() -> None:
    former = events_of(calendar({"E1": "ABC"}))
    later = events_of(calendar({"E1": "B"}, start=2))
    found = revise(later, former, 1, date(2027, 2, 1))
    assert shown(found.cancelled) == []
    assert found.changed == 1


def read(data: bytes) -> Any:
    return vobject.readOne(data.decode("utf-8"))


def test_another_library_reads_what_was_written() -> None:
    events = events_of(calendar({"E1": "AABB", "E2": "CCC."}))
    sent = ics_bytes(events, name="客服轮岗", organiser="运营总监", made=date(2026, 11, 16),
                     number=3, mail="plan@example.org")  # fmt: skip
    found = read(sent)
    assert found.method.value == "PUBLISH"
    assert [
        (e.uid.value, e.dtstart.value, e.dtend.value, e.sequence.value, e.status.value,
         e.organizer.value, e.summary.value)
        for e in found.vevent_list
    ] == [
        (e.uid, e.start, e.end, "3", "CONFIRMED", "mailto:plan@example.org",
         f"{e.name}: {e.post_name}")
        for e in events
    ]  # fmt: skip
    assert len({e.uid.value for e in found.vevent_list}) == len(events)
    for line in sent.split(b"\r\n"):
        assert len(line) <= 75


def test_a_cancellation_says_so_in_method_status_and_sequence() -> None:
    events = events_of(calendar({"E1": "AA"}))
    (event,) = read(
        ics_bytes(events, name="x", organiser=None, made=date(2026, 11, 16), number=4,
                  method="CANCEL")
    ).vevent_list  # fmt: skip
    assert (event.status.value, event.sequence.value) == ("CANCELLED", "4")
    assert event.uid.value == events[0].uid


ROWS = st.dictionaries(
    st.sampled_from(["E1", "E2", "E3"]), st.text("ABC.", min_size=5, max_size=5), min_size=1
)


@given(ROWS, ROWS)
def test_a_client_that_follows_ends_with_the_new_plan(
    former: dict[str, str], later: dict[str, str]
) -> None:
    """Publish the former plan, then the revision: what a client holds is the later plan."""
    old, new = events_of(calendar(former)), events_of(calendar(later))
    held = {event.uid: event for event in old}
    found = revise(new, old, 1, START)
    held |= {event.uid: event for event in found.events}
    for event in found.cancelled:
        del held[event.uid]
    assert len({event.uid for event in found.events}) == len(found.events)
    days = {
        (event.agent, event.post, event.start + timedelta(days=day))
        for event in held.values() for day in range((event.end - event.start).days)
    }  # fmt: skip
    assert days == {
        (event.agent, event.post, event.start + timedelta(days=day))
        for event in new for day in range((event.end - event.start).days)
    }  # fmt: skip


def test_the_same_plan_revised_changes_nothing() -> None:
    events = events_of(calendar({"E1": "AABB", "E2": "CCC."}))
    found = revise(events, events, 5, START)
    assert (found.events, found.cancelled, found.changed, found.added) == (events, (), 0, 0)
    renamed = tuple(replace(event, name="别名") for event in events)
    assert revise(renamed, events, 5, START).changed == len(events)
