"""How much may and can one agent work? Weeks, rests and totals that shifts can add up to."""

from collections.abc import Sequence
from fractions import Fraction

from cs.roster.policy import DAY, RosterPolicy, Shift

WEEK_DAYS = 7
HOUR = 60


def most_days(policy: RosterPolicy) -> int:
    """Shifts that one agent may work in a week, at most."""
    off = policy.working_time.days_off or 0
    run = policy.working_time.longest_run
    forced = 0 if run is None else WEEK_DAYS // (run + 1)
    return WEEK_DAYS - max(off, forced)


def most_minutes(policy: RosterPolicy) -> int:
    """Minutes that one agent may work in a week, at most."""
    longest = max(shift.worked for shift in policy.shifts) * most_days(policy)
    hours = policy.working_time.hours_a_week
    return longest if hours is None or hours.high is None else min(longest, hours.high * HOUR)


def most_shifts(policy: RosterPolicy) -> Fraction:
    """Shifts that one agent may work in a week on average, at most."""
    shortest = min(shift.worked for shift in policy.shifts)
    by_days = Fraction(most_days(policy))
    return by_days if not shortest else min(by_days, Fraction(most_minutes(policy), shortest))


def totals(shifts: Sequence[Shift], days: int) -> int:
    """Every total of minutes that up to so many shifts add up to, as the bits of a number."""
    found = 1
    lengths = {shift.worked for shift in shifts}
    for _ in range(days):
        more = found
        for length in lengths:
            more |= found << length
        found = more
    return found


def reaches(policy: RosterPolicy, low: int, high: int) -> tuple[int | None, int | None]:
    """The nearest totals below and above a span of minutes; both None if one lies in it.

    Over the weeks that hours are averaged over, with as many shifts as the days off allow.
    """
    weeks = policy.working_time.averaged_over
    found = totals(policy.shifts, most_days(policy) * weeks)
    if found >> low & ((1 << (high - low + 1)) - 1):
        return None, None
    below = (found & ((1 << low) - 1)).bit_length() - 1
    above = found >> (high + 1)
    return below, (high + 1 + (above & -above).bit_length() - 1) if above else None


def gap(first: Shift, second: Shift) -> int:
    """Minutes from the end of a shift to the beginning of another on the next day."""
    return DAY + second.start - (first.start + first.length)
