"""What a week asks for and what shifts can give, counted without making a roster."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cs.roster.policy import Cover, RosterPolicy, Shift
from cs.roster.week import (
    WEEK,
    demand,
    demanded_minutes,
    fewest_shifts,
    often,
    outside,
    served,
    worked,
)
from tests.rules.builders import only_policy


def roster(text: str) -> RosterPolicy:
    policy = only_policy(f"kind: roster\nid: roster\nname: 排班\n{text}")
    assert isinstance(policy, RosterPolicy)
    return policy


TWO_SHIFTS = """
shifts:
  - {id: early, name: 早班, from: "08:00", to: "16:00"}
  - {id: late, name: 中班, from: "15:00", to: "23:00"}
"""


def test_the_line_that_needs_most_counts() -> None:
    policy = roster(
        TWO_SHIFTS
        + """
cover:
  - {days: monday, from: "08:00", to: "16:00", least: 2}
  - {days: monday, from: "10:00", to: "12:00", least: 5}
"""
    )

    heads = [(each.start // 60, each.end // 60, each.heads) for each in demand(policy)]

    assert heads == [(8, 10, 2), (10, 12, 5), (12, 15, 2), (15, 16, 2)]
    assert demanded_minutes(demand(policy)) == (6 * 2 + 2 * 5) * 60


def test_a_night_shift_of_sunday_reaches_into_monday() -> None:
    policy = roster('shifts: [{id: night, name: 晚班, days: sunday, from: "22:00", to: "06:00"}]')

    assert sorted(worked(policy.shifts)) == [(0, 360), (WEEK - 120, WEEK)]


def test_what_no_shift_spans_is_told_by_its_time_of_day() -> None:
    policy = roster(TWO_SHIFTS + 'hours: {from: "07:00", to: "24:00"}')
    parts = [(each.start, each.end) for each in served(policy)]

    bare = [
        (each.start, each.end, each.days) for each in often(outside(parts, worked(policy.shifts)))
    ]

    assert bare == [("07:00", "08:00", 7), ("23:00", "24:00", 7)]


@pytest.mark.parametrize(
    ("cover", "shifts"),
    [
        ('{days: monday, from: "08:00", to: "16:00", least: 3}', 3),
        ('{days: monday, from: "08:00", to: "17:00", least: 3}', 6),
        ('{days: monday, from: "15:00", to: "16:00", least: 3}', 3),
        ('{from: "08:00", to: "23:00", least: 1}', 14),
    ],
)
def test_the_fewest_shifts_of_a_week(cover: str, shifts: int) -> None:
    assert fewest_shifts(roster(f"{TWO_SHIFTS}cover: [{cover}]")) == shifts


def test_round_the_clock_the_count_is_never_too_large() -> None:
    policy = roster(
        """
shifts:
  - {id: a, name: 早班, from: "08:00", to: "16:00"}
  - {id: b, name: 中班, from: "16:00", to: "24:00"}
  - {id: c, name: 晚班, from: "00:00", to: "08:00"}
cover: [{from: "00:00", to: "24:00", least: 2}]
"""
    )

    assert fewest_shifts(policy) == 2 * 3 * 7


HOURS = [f"{hour:02}:00" for hour in range(24)]
SPANS = st.tuples(st.integers(0, 23), st.integers(4, 12))


@given(
    st.lists(SPANS, min_size=1, max_size=3, unique=True),
    st.lists(st.tuples(st.integers(0, 2), st.integers(0, 6)), min_size=1, max_size=12),
)
def test_a_roster_that_meets_the_cover_has_no_fewer_shifts(
    spans: list[tuple[int, int]], works: list[tuple[int, int]]
) -> None:
    """Given shifts worked on some days, the cover that they give needs no more than they are."""
    shifts = tuple(
        Shift.model_validate({
            "id": f"s{number}", "name": "班", "from": HOURS[start],
            "to": HOURS[(start + hours) % 24],
        })
        for number, (start, hours) in enumerate(spans)
    )  # fmt: skip
    working = [(shifts[kind % len(shifts)], day) for kind, day in works]
    there = Counter(
        (day * 24 + shift.start // 60 + hour) % 168
        for shift, day in working
        for hour in range(shift.length // 60)
    )
    names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    cover = tuple(
        Cover.model_validate({
            "days": (names[hour // 24],), "from": HOURS[hour % 24], "least": heads,
            "to": "24:00" if hour % 24 == 23 else HOURS[hour % 24 + 1],
        })
        for hour, heads in there.items()
    )  # fmt: skip
    policy = RosterPolicy(kind="roster", id="r", name="排班", shifts=shifts, cover=cover)

    assert demanded_minutes(demand(policy)) == sum(there.values()) * 60
    assert fewest_shifts(policy) <= len(working)
