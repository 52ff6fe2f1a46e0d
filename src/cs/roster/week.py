"""What does a roster policy ask of one week, and what can its shifts give? In minutes of a week.

The week runs from Monday 00:00 and comes back to itself. Demand is constant between the points at
which a line or a shift begins or ends. The fewest shifts that meet a demand are found by going
through the week once and always adding, where somebody is missing, the shift that lasts longest
from there on; that is exact where the week can be cut at a moment that no shift crosses, and else
leaves out what follows the cut, so that it is never too many.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from cs.kernel.findings import Route
from cs.roster.policy import DAY, RosterPolicy, Shift, Weekday
from cs.roster.queueing import agents_needed

WEEK = 7 * DAY
_DAYS: dict[Weekday, tuple[int, ...]] = {
    "monday": (0,), "tuesday": (1,), "wednesday": (2,), "thursday": (3,), "friday": (4,),
    "saturday": (5,), "sunday": (6,), "weekdays": (0, 1, 2, 3, 4), "weekend": (5, 6),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stretch:
    """Minutes of the week, the end excluded, with the agents needed and the line that says so."""

    start: int
    end: int
    heads: int
    line: Route = ()


@dataclass(frozen=True, slots=True)
class Often:
    """A span of the day, and on how many days of the week it occurs."""

    start: str
    end: str
    days: int


def days_of(words: Iterable[Weekday]) -> tuple[int, ...]:
    """Days of the week, Monday 0, each once."""
    return tuple(sorted({day for word in words for day in _DAYS[word]}))


def clock(minute: int) -> str:
    """A minute of the week as a time of day; midnight is 00:00."""
    return f"{minute % DAY // 60:02}:{minute % 60:02}"


def spans(days: Iterable[Weekday], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Every occurrence in the week; one that runs past Sunday midnight comes in two parts."""
    length = (end - start - 1) % DAY + 1
    for day in days_of(days):
        first = (day * DAY + start) % WEEK
        if first + length <= WEEK:
            yield first, first + length
        else:
            yield first, WEEK
            yield 0, first + length - WEEK


def served(policy: RosterPolicy) -> tuple[Stretch, ...]:
    """The service hours, with no agents needed by themselves."""
    return tuple(
        Stretch(*span, 0, ("hours", number))
        for number, each in enumerate(policy.hours)
        for span in spans(each.days, each.start, each.end)
    )


def worked(shifts: Iterable[Shift]) -> tuple[tuple[int, int], ...]:
    """When anybody may be there: the occurrences of all shifts."""
    return tuple(span for each in shifts for span in spans(each.days, each.start, each.end))


def lines(policy: RosterPolicy) -> tuple[Stretch, ...]:
    """Every occurrence of every line of cover, stated or derived from calls."""
    found = [
        Stretch(*span, each.least, ("cover", number))
        for number, each in enumerate(policy.cover)
        for span in spans(each.days, each.start, each.end)
    ]
    if policy.volume is not None:
        for number, calls in enumerate(policy.volume.calls):
            heads = agents_needed(policy.volume, Fraction(calls.per_half_hour))
            found += [
                Stretch(*span, heads or 0, ("volume", "calls", number))
                for span in spans(calls.days, calls.start, calls.end)
            ]
    return tuple(found)


def demand(policy: RosterPolicy) -> tuple[Stretch, ...]:
    """The agents needed through the week: at each time the line that needs most."""
    wanted = lines(policy)
    edges = {edge for each in wanted for edge in (each.start, each.end)}
    edges |= {edge for span in worked(policy.shifts) for edge in span}
    found = []
    for start, end in pairwise(sorted(edges)):
        holding = [each for each in wanted if each.start <= start and end <= each.end]
        most = max(holding, key=lambda each: each.heads, default=None)
        if most is not None and most.heads:
            found.append(Stretch(start, end, most.heads, most.line))
    return tuple(found)


def outside(
    parts: Sequence[tuple[int, int]], within: Sequence[tuple[int, int]]
) -> tuple[tuple[int, int], ...]:
    """What of some spans lies in none of others, joined where it meets."""
    edges = sorted({edge for span in (*within, *parts) for edge in span})
    left = [
        (start, end)
        for start, end in pairwise(edges)
        if any(a <= start and end <= b for a, b in parts)
        and not any(a <= start and end <= b for a, b in within)
    ]
    joined: list[tuple[int, int]] = []
    for start, end in left:
        if joined and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined)


def often(parts: Iterable[tuple[int, int]]) -> tuple[Often, ...]:
    """Spans of the week by their time of day, in the order of the day."""
    counted: dict[tuple[str, str], int] = {}
    short = [piece for span in parts for piece in _by_day(*span)]
    for start, end in sorted(short, key=lambda span: (span[0] % DAY, span[1])):
        key = (clock(start), clock(end) if end % DAY else "24:00")
        counted[key] = counted.get(key, 0) + 1
    return tuple(Often(start, end, days) for (start, end), days in counted.items())


def _by_day(start: int, end: int) -> Iterator[tuple[int, int]]:
    """A span of up to a day as it is, a longer one in the days that it has."""
    while end - start > DAY:
        midnight = start - start % DAY + DAY
        yield start, midnight
        start = midnight
    yield start, end


def demanded_minutes(needed: Iterable[Stretch]) -> int:
    """Minutes of work that a week's demand asks for."""
    return sum((each.end - each.start) * each.heads for each in needed)


def fewest_shifts(policy: RosterPolicy) -> int:
    """No fewer shifts meet a week's demand; breaks are left out of account."""
    needed = demand(policy)
    starts = {span[0] for span in worked(policy.shifts)}
    cuts = sorted({0, *starts, *(start - start % DAY for start in starts)})
    options = [_after(cut, needed, policy.shifts) for cut in cuts]
    _, turned, cut = min(options, key=lambda option: option[0])
    return _greedy(turned, _instances(policy.shifts, cut))


def _instances(shifts: Iterable[Shift], cut: int) -> list[tuple[int, int]]:
    """All shifts of a week that begins at the cut, in minutes from it."""
    found = []
    for shift in shifts:
        for day in days_of(shift.days):
            start = (day * DAY + shift.start - cut) % WEEK
            found.append((start, start + shift.length))
    return found


def _after(
    cut: int, needed: Iterable[Stretch], shifts: Iterable[Shift]
) -> tuple[int, list[Stretch], int]:
    """The demand from a cut on, less what shifts from before it may meet, and how much that is."""
    crossing = max((end - WEEK for _, end in _instances(shifts, cut)), default=0)
    kept, lost = [], 0
    for each in needed:
        start = (each.start - cut) % WEEK
        if start < crossing:
            lost += (each.end - each.start) * each.heads
        else:
            kept.append(Stretch(start, start + each.end - each.start, each.heads, each.line))
    return lost, sorted(kept, key=lambda each: each.start), cut


def _greedy(needed: Iterable[Stretch], instances: list[tuple[int, int]]) -> int:
    ends: list[int] = []
    total = 0
    for each in needed:
        ends = [end for end in ends if end >= each.end]
        lasting = [end for start, end in instances if start <= each.start and end >= each.end]
        missing = each.heads - len(ends)
        if missing > 0 and lasting:
            ends += [max(lasting)] * missing
            total += missing
    return total
