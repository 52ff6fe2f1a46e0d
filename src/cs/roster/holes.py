"""When is nobody there though somebody should be, and which shift is it that leaves the hole?

A hole is a span of the day in which agents are needed or customers served and no shift is worked.
It is told once, by the strongest claim: agents are needed; else customers are served. Where shifts
end at its beginning and others begin at its end, one of these edges is wrong: that of the shift
whose length alone differs from the others', else of the one that ends.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cs.kernel.fields import parse_minutes
from cs.kernel.findings import Place, Related, Route
from cs.kernel.messages import message
from cs.roster.policy import DAY, REST, RosterPolicy
from cs.roster.week import (
    Often,
    Stretch,
    clock,
    demand,
    lines,
    often,
    outside,
    served,
    worked,
)

Span = tuple[int, int]
_WEEK = 7
_FEWEST = 3
"""So many shifts, all but one of one length, tell which of them is wrong."""


@dataclass(frozen=True, slots=True)
class Hole:
    """A time without any shift.

    Attributes:
        heads: the most agents that are needed in it; 0 if customers are served and none is asked.
        lines: the lines of cover or calls that ask for them, each once.
        ending, beginning: shifts that end where it begins, and that begin where it ends.
    """

    when: Often
    heads: int
    lines: tuple[Route, ...]
    ending: tuple[int, ...]
    beginning: tuple[int, ...]


def holes(policy: RosterPolicy) -> tuple[Hole, ...]:
    """Every hole, in the order of the day; those in which agents are needed first."""
    wanted = [each for each in lines(policy) if each.heads]
    needed = [(each.start, each.end) for each in wanted]
    there = worked(policy.shifts)
    open_ = [(each.start, each.end) for each in served(policy)]
    return tuple(
        _hole(policy, when, wanted)
        for spans in (outside(needed, there), outside(open_, (*there, *needed)))
        for when in often(spans)
    )


def unasked(policy: RosterPolicy) -> tuple[Span, ...]:
    """Service hours with a shift for which no agent is asked, in a policy that asks for some."""
    needed = [(each.start, each.end) for each in demand(policy)]
    if not needed:
        return ()
    open_ = [(each.start, each.end) for each in served(policy)]
    bare = outside(open_, worked(policy.shifts))
    return outside(open_, (*needed, *bare))


def explains_short_pattern(policy: RosterPolicy) -> bool:
    """Whether a shift of the pattern leaves a hole: mended, it has more hours."""
    return any(
        policy.shifts[number].id in policy.pattern
        for hole in holes(policy)
        for number in (*hole.ending, *hole.beginning)
    )


def rests_too_little(policy: RosterPolicy) -> bool:
    """Whether the pattern has too few days off, or too many shifts in a row."""
    run, off = rest_of(policy)
    time = policy.working_time
    if run is None:
        return time.longest_run is not None or bool(time.days_off)
    return (time.longest_run is not None and run > time.longest_run) or (
        time.days_off is not None and off < time.days_off
    )


def rest_of(policy: RosterPolicy) -> tuple[int | None, int]:
    """The most shifts in a row of a pattern, None without any day off, and its fewest days off.

    Days off are counted in any seven days; the pattern comes round again and again.
    """
    days = len(policy.pattern)
    off = [day == REST for day in policy.pattern] * (_WEEK // days + 2)
    longest = run = 0
    for is_off in off:
        run = 0 if is_off else run + 1
        longest = max(longest, run)
    return (longest if any(off) else None), min(sum(off[day : day + _WEEK]) for day in range(days))


def culprit(policy: RosterPolicy, hole: Hole) -> tuple[int, str] | None:
    """The shift and the key of the edge that leaves the hole; None if it has no shift on a side."""
    if not hole.ending or not hole.beginning:
        return None
    odd = odd_shift(policy)
    if odd in hole.beginning and odd not in hole.ending:
        return odd, "from"
    return (odd if odd in hole.ending else hole.ending[0]), "to"


def odd_shift(policy: RosterPolicy, among: Sequence[int] | None = None) -> int | None:
    """The one shift whose length is not that of all the others."""
    numbers = range(len(policy.shifts)) if among is None else among
    lengths = {number: policy.shifts[number].worked for number in numbers}
    counted = Counter(lengths.values())
    if len(lengths) < _FEWEST or len(counted) != 2 or 1 not in counted.values():
        return None
    return next(number for number, length in lengths.items() if counted[length] == 1)


def edges_beside(place: Place, policy: RosterPolicy, hole: Hole) -> Iterator[Related]:
    """Where the shifts on both sides of a hole say when they end and begin."""
    for number in hole.ending:
        shift = policy.shifts[number]
        yield Related(
            place.at("shifts", number, "to"),
            message("«{shift}» ends at {time}.", shift=shift.name, time=hole.when.start),
        )
    for number in hole.beginning:
        shift = policy.shifts[number]
        yield Related(
            place.at("shifts", number, "from"),
            message("«{shift}» begins at {time}.", shift=shift.name, time=_begin(hole.when)),
        )
    if not hole.ending and not hole.beginning:
        yield Related(place / "shifts", message("The shifts."))


def lines_beside(
    place: Place, policy: RosterPolicy, when: Often, key: str | None = None
) -> tuple[Related, ...]:
    """Where lines end at the beginning of a time or begin at its end, each edge once.

    Args:
        key: `cover` or `volume`, for lines of the one alone.
    """
    own = [each for each in lines(policy) if key is None or each.line[0] == key]
    ends = {each.line: each for each in own if _time(each.end) == _time_of(when.start)}
    begins = {each.line: each for each in own if _time(each.start) == _time_of(when.end)}
    return (
        *(
            Related(place.at(*line, "to"), message("This line ends at {time}.", time=when.start))
            for line in ends
        ),
        *(
            Related(
                place.at(*line, "from"), message("This line begins at {time}.", time=_begin(when))
            )
            for line in begins
        ),
    )


def in_pattern(policy: RosterPolicy) -> tuple[int, ...]:
    """The shifts of the pattern, each once, in their order."""
    used = {*policy.pattern} - {REST}
    return tuple(number for number, shift in enumerate(policy.shifts) if shift.id in used)


def _hole(policy: RosterPolicy, when: Often, wanted: Sequence[Stretch]) -> Hole:
    asking = [each for each in wanted if _meet(each, when)]
    return Hole(
        when,
        max((each.heads for each in asking), default=0),
        tuple(dict.fromkeys(each.line for each in asking)),
        tuple(
            number
            for number, shift in enumerate(policy.shifts)
            if _time(shift.end) == _time_of(when.start)
        ),
        tuple(
            number
            for number, shift in enumerate(policy.shifts)
            if _time(shift.start) == _time_of(when.end)
        ),
    )


def _meet(stretch: Stretch, when: Often) -> bool:
    """Whether a stretch of some day has a minute of that time of day."""
    start, end = _time_of(when.start), _time_of(when.end)
    end += DAY if end <= start else 0
    return any(
        stretch.start < day + end and day + start < stretch.end for day in range(-DAY, 7 * DAY, DAY)
    )


def _begin(when: Often) -> str:
    """The end of a time as what begins then writes it."""
    return clock(_time_of(when.end))


def _time(minute: int) -> int:
    return minute % DAY


def _time_of(text: str) -> int:
    return parse_minutes(text) % DAY
