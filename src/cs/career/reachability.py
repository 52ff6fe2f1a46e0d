"""When can a new hire hold each grade at the earliest, and which rule stands in the way?

Grades are places, promotions and moves are ways between them. A way has clauses, each of which is
met from some day on; once all are met the next round is waited for, and the way ends on the day on
which that round's promotions hold. To be earlier at the start of a way never means to be later at
its end, so the earliest day of every grade is found as shortest paths are (Dijkstra, A note on two
problems in connexion with graphs, 1959), over days instead of lengths; the clocks of the clauses
are the day of hiring and the day of arrival at the way's first grade, and no more is needed.

What a rule costs is found by leaving it out and searching again.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from heapq import heappop, heappush

from cs.kernel.durations import CountsWorkingDays, Duration
from cs.kernel.findings import Place
from cs.kernel.messages import Message
from cs.kernel.remembering import remembered


@dataclass(frozen=True, slots=True)
class Wait:
    """Met once so long has passed since a day: of arrival at the grade, or of hiring."""

    since: str
    lasts: Duration


@dataclass(frozen=True, slots=True)
class Between:
    """Met on the days from `first` to `last`; None means without end."""

    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Never:
    """Never met, whatever an agent does."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A rule of a way.

    Attributes:
        text: what it asks for, or why it is never met.
        place: the line that states it.
    """

    meaning: Wait | Between | Never
    text: Message
    place: Place


@dataclass(frozen=True)
class Rounds:
    """When rounds run, and how long they take.

    Attributes:
        hold: for a day on which all clauses are met, the opening day of the next round and the day
            from which its promotions hold; None if there is none.
        text, place: as a clause has them.
    """

    hold: Callable[[date], tuple[date, date] | None]
    text: Message
    place: Place


@dataclass(frozen=True)
class Way:
    """A promotion or a move from a grade to a grade.

    Attributes:
        rounds: None where one may move on any day.
    """

    source: str
    target: str
    clauses: tuple[Clause, ...]
    rounds: Rounds | None = None


@dataclass(frozen=True)
class Arrival:
    """The earliest way to hold a grade.

    Attributes:
        day: from which it is held.
        met: the day on which the last clause was met; the way's start without any.
        opens: the opening day of the round, or `met`.
        way: the last way, None for a grade in which one is hired.
        before: how its first grade was reached.
    """

    grade: str
    day: date
    met: date
    opens: date
    way: Way | None = None
    before: "Arrival | None" = None

    @property
    def path(self) -> tuple["Arrival", ...]:
        """All arrivals on the way, from the hiring on."""
        return (*(self.before.path if self.before else ()), self)


@dataclass(frozen=True, slots=True)
class Bottleneck:
    """The rule that costs most: without it a grade could be held from `day` on already."""

    text: Message
    place: Place
    day: date


@dataclass(frozen=True)
class Career:
    """The question.

    Attributes:
        starts: ids of the grades in which agents are hired.
        hired: the day of hiring.
        last: nothing after it is looked for.
        calendar: counts working days.
    """

    starts: tuple[str, ...]
    ways: tuple[Way, ...]
    hired: date
    last: date
    calendar: CountsWorkingDays


@remembered
def earliest(career: Career) -> Mapping[str, Arrival]:
    """The earliest arrival at every grade that can be reached by the last day."""
    ways: dict[str, list[Way]] = {}
    for way in career.ways:
        ways.setdefault(way.source, []).append(way)
    found: dict[str, Arrival] = {}
    ahead: list[tuple[date, int, Arrival]] = []
    for grade in career.starts:
        arrival = Arrival(grade, career.hired, career.hired, career.hired)
        heappush(ahead, (arrival.day, len(ahead), arrival))
    count = len(ahead)
    while ahead:
        _, _, arrival = heappop(ahead)
        if arrival.grade in found:
            continue
        found[arrival.grade] = arrival
        for way in ways.get(arrival.grade, ()):
            if way.target in found:
                continue
            following = _along(way, arrival, career)
            if following is not None and following.day <= career.last:
                heappush(ahead, (following.day, count, following))
                count += 1
    return found


def blocking(career: Career) -> dict[str, tuple[Clause, ...]]:
    """The clauses that keep each unreachable grade from being reached, each of them by itself.

    Only ways from grades that can be reached are looked at: a grade above an unreachable one has no
    rule of its own to blame.
    """
    reached = earliest(career)
    found: dict[str, dict[Place, Clause]] = {}
    for way in career.ways:
        if way.target in reached or way.source not in reached:
            continue
        for clause in way.clauses:
            alone = replace(way, clauses=(clause,))
            if not _is_open(alone, reached[way.source], career):
                found.setdefault(way.target, {}).setdefault(clause.place, clause)
    return {grade: tuple(clauses.values()) for grade, clauses in found.items()}


def bottlenecks(career: Career) -> Callable[[Arrival], Bottleneck | None]:
    """Which rule on an arrival's path brings it most forward if it is dropped; None if none does.

    What would be without a rule is found once for all arrivals.
    """
    without: dict[tuple[int, int], Mapping[str, Arrival]] = {}

    def dropped(way: Way, rule: Clause | Rounds) -> Mapping[str, Arrival]:
        key = (id(way), id(rule))
        if key not in without:
            changed = tuple(_without(way, rule) if each is way else each for each in career.ways)
            without[key] = earliest(replace(career, ways=changed))
        return without[key]

    def costliest(arrival: Arrival) -> Bottleneck | None:
        best: Bottleneck | None = None
        for step in arrival.path:
            if step.way is None:
                continue
            for rule in (*step.way.clauses, *((step.way.rounds,) if step.way.rounds else ())):
                sooner = dropped(step.way, rule).get(arrival.grade)
                if sooner is not None and sooner.day < (best.day if best else arrival.day):
                    best = Bottleneck(rule.text, rule.place, sooner.day)
        return best

    return costliest


def below(ways: Iterable[Way], target: str) -> frozenset[str]:
    """The grades from which ways lead to the target, over whatever other grades."""
    sources: dict[str, set[str]] = {}
    for way in ways:
        sources.setdefault(way.target, set()).add(way.source)
    found: set[str] = set()
    ahead = [target]
    while ahead:
        further = sources.get(ahead.pop(), set()) - found - {target}
        found |= further
        ahead += further
    return frozenset(found)


def above(ways: Sequence[Way], source: str) -> frozenset[str]:
    """The grades to which ways lead from the source, over whatever other grades."""
    turned = (replace(way, source=way.target, target=way.source) for way in ways)
    return below(turned, source)


def _without(way: Way, rule: Clause | Rounds) -> Way:
    if rule is way.rounds:
        return replace(way, rounds=None)
    return replace(way, clauses=tuple(each for each in way.clauses if each is not rule))


def _is_open(way: Way, start: Arrival, career: Career) -> bool:
    arrival = _along(way, start, career)
    return arrival is not None and arrival.day <= career.last


def _along(way: Way, start: Arrival, career: Career) -> Arrival | None:
    """The arrival at the end of a way; None if it cannot be gone."""
    day, latest = start.day, career.last
    try:
        for clause in way.clauses:
            match clause.meaning:
                case Wait(since, lasts):
                    clock = start.day if since == "grade" else career.hired
                    day = max(day, lasts.after(clock, career.calendar))
                case Between(first, last):
                    day = max(day, first or day)
                    latest = min(latest, last or latest)
                case Never():
                    return None
        if way.rounds is None:
            held = (day, day)
        else:
            following = way.rounds.hold(day)
            if following is None:
                return None
            held = following
    except ValueError:  # beyond the calendar
        return None
    if held[0] > latest:
        return None
    return Arrival(way.target, held[1], day, held[0], way, start)
