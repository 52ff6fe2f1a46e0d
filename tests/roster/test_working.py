"""What one agent may work, and which hours shifts add up to."""

from fractions import Fraction
from itertools import combinations_with_replacement
from math import exp, factorial

from hypothesis import given
from hypothesis import strategies as st

from cs.roster.policy import Calls, RosterPolicy, Shift, Volume
from cs.roster.queueing import agents_needed
from cs.roster.working import gap, most_days, most_minutes, most_shifts, reaches
from tests.roster.test_week import roster


def test_days_off_and_runs_bound_the_days_of_a_week() -> None:
    shifts = 'shifts: [{id: a, name: 早班, from: "08:00", to: "16:00"}]\n'

    assert most_days(roster(shifts)) == 7
    assert most_days(roster(f"{shifts}working_time: {{days_off: 2}}")) == 5
    assert most_days(roster(f"{shifts}working_time: {{longest_run: 6}}")) == 6
    assert most_days(roster(f"{shifts}working_time: {{longest_run: 2}}")) == 5
    both = roster(f"{shifts}working_time: {{days_off: 1, hours_a_week: 36..40}}")
    assert most_minutes(both) == 40 * 60
    assert most_shifts(both) == 5


def test_unpaid_breaks_are_not_worked() -> None:
    policy = roster(
        """
shifts:
  - {id: a, name: 早班, from: "08:00", to: "17:00", break_minutes: 60}
  - {id: b, name: 晚班, from: "22:00", to: "06:30", break_minutes: 30, break_is_paid: true}
"""
    )

    assert [shift.worked for shift in policy.shifts] == [480, 510]
    assert gap(policy.shifts[1], policy.shifts[0]) == 90


@given(
    st.lists(st.integers(4, 12), min_size=1, max_size=3, unique=True),
    st.integers(1, 60),
    st.integers(0, 6),
    st.integers(0, 6),
)
def test_hours_are_out_of_reach_exactly_where_no_choice_of_shifts_has_them(
    lengths: list[int], low: int, wide: int, off: int
) -> None:
    shifts = tuple(
        Shift.model_validate(
            {"id": f"s{n}", "name": "班", "from": "06:00", "to": f"{6 + length:02}:00"}
        )
        for n, length in enumerate(lengths)
    )
    policy = RosterPolicy.model_validate(
        {"kind": "roster", "id": "r", "name": "排班", "shifts": shifts,
         "working_time": {"days_off": off}}
    )  # fmt: skip
    sums = {
        sum(each)
        for days in range(most_days(policy) + 1)
        for each in combinations_with_replacement(lengths, days)
    }

    below, above = reaches(policy, low * 60, (low + wide) * 60)

    within = [total for total in sums if low <= total <= low + wide]
    if within:
        assert (below, above) == (None, None)
    else:
        assert below == max(total for total in sums if total < low) * 60
        more = [total for total in sums if total > low + wide]
        assert above == (min(more) * 60 if more else None)


def level(agents: int, load: Fraction, handling: int, within: int) -> float:
    """The service level by the textbook formula of Erlang C, in fractions up to the last step."""
    top = load**agents / factorial(agents) * agents / (agents - load)
    waits = top / (sum(load**k / factorial(k) for k in range(agents)) + top)
    return float(1 - waits * Fraction(exp(-float(agents - load) * within / handling)))


@given(st.integers(1, 120), st.integers(60, 600), st.integers(5, 60), st.integers(50, 95))
def test_the_fewest_agents_that_keep_the_service_level(
    calls: int, handling: int, within: int, share: int
) -> None:
    volume = Volume.model_validate(
        {"service_level": share, "within_seconds": within, "handling_seconds": handling,
         "calls": (Calls.model_validate({"from": "08:00", "to": "18:00", "per_half_hour": calls}),)}
    )  # fmt: skip
    load = Fraction(calls * handling, 1800)

    agents = agents_needed(volume, Fraction(calls))

    assert agents is not None
    assert agents > load
    assert level(agents, load, handling, within) >= share / 100 - 1e-9
    if agents - 1 > load:
        assert level(agents - 1, load, handling, within) < share / 100 + 1e-9


def test_shrinkage_asks_for_more_and_an_impossible_level_for_none() -> None:
    def needed(level: int, shrinkage: int) -> int | None:
        volume = Volume.model_validate(
            {"service_level": level, "within_seconds": 20, "handling_seconds": 180,
             "shrinkage": shrinkage,
             "calls": (Calls.model_validate(
                 {"from": "08:00", "to": "18:00", "per_half_hour": 100}
             ),)}
        )  # fmt: skip
        return agents_needed(volume, Fraction(100))

    assert needed(80, 0) == 14
    assert needed(80, 30) == 20
    assert needed(100, 0) is None
    assert needed(80, 100) is None
