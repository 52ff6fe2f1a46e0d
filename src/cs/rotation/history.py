"""What did an agent do before time zero? Periods served at each post, and the stint that runs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from cs.kernel.agents import Agent, PastStint
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.rotation import codes
from cs.rotation.names import Names, row_place
from cs.rotation.problem import LearningCurve
from cs.rotation.timeline import Timeline
from cs.tables.findings import DATES_OUT_OF_ORDER


@dataclass(frozen=True, slots=True)
class Career:
    """An agent's part of the problem that time decides; fields as in `RotatingAgent`.

    Attributes:
        joins_at: the pin of one who will join at a post already known.
        levels: skill per post in thousandths; 0 without a learning curve.
    """

    post: int | None
    served: int
    history: tuple[int, ...]
    past: tuple[int, ...]
    left: tuple[int | None, ...]
    first: int
    last: int
    absent: frozenset[int]
    joins_at: frozenset[tuple[int, int]] = frozenset()
    levels: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Served:
    """Periods `start` up to, not including, `end` at a post; `row` for findings."""

    post: int
    start: int
    end: int
    row: PastStint | None


def career_of(
    agent: Agent,
    rows: Sequence[PastStint],
    absent: frozenset[int],
    names: Names,
    timeline: Timeline,
    length: int,
    as_of: date,
    learning: LearningCurve | None = None,
) -> tuple[Career, list[Finding]]:
    """The career of a rotating agent, and what its rows say that cannot be.

    Args:
        rows: the agent's rows of the stints table.
        absent: periods of absence, those before time zero (negative) included.
        length: model periods.
        learning: if some post keeps a skill level.
    """
    last = length - 1
    if agent.leaves is not None:
        last = min(last, timeline.containing(agent.leaves))
    held = None if agent.post is None else names.post(agent.post)
    first = 0
    if agent.hired is not None and agent.hired > as_of:
        first = max(timeline.nearest(agent.hired), 0)
    joins = held is None or first > 0
    findings = [finding for row in rows for finding in _reversed(row)]
    rows = [row for row in rows if row.end is None or row.end >= row.start]
    current, since_findings = (
        (None, []) if held is None or joins else _current(agent, held, rows, names, timeline, as_of)
    )
    findings += since_findings
    stints = sorted(
        _finished(rows, current, names, timeline),
        key=lambda stint: (stint.start, stint.end, stint.post),
    )
    if current is not None:
        stints.append(current)
    findings += _overlaps(agent, stints, names, timeline)
    history = [0] * names.count
    for stint in stints:
        history[stint.post] += _present(stint, absent)
    past = [stint.post for stint in stints]
    left: list[int | None] = [None] * names.count
    for stint in stints:
        left[stint.post] = None if stint is current else stint.end
    career = Career(
        post=None if joins else held,
        served=0 if current is None else _present(current, absent),
        history=tuple(history),
        past=tuple(post for number, post in enumerate(past) if past[number - 1 : number] != [post]),
        left=tuple(left),
        first=first,
        last=last,
        absent=frozenset(period for period in absent if 0 <= period < length),
        joins_at=frozenset({(first, held)}) if joins and held is not None else frozenset(),
        levels=_levels(stints, absent, learning, names.count),
    )
    return career, findings


def _levels(
    stints: Sequence[Served], absent: frozenset[int], learning: LearningCurve | None, count: int
) -> tuple[int, ...]:
    """Skill at time zero: learnt in every period at the post, forgotten in every other one."""
    levels = [0] * count
    if learning is None or not stints:
        return tuple(levels)
    for post in {stint.post for stint in stints}:
        there = {
            period
            for stint in stints
            if stint.post == post
            for period in range(stint.start, stint.end)
            if period not in absent
        }
        for period in range(min(there, default=0), 0):
            change = learning.learnt if period in there else learning.forgotten
            levels[post] = change[levels[post]]
    return tuple(levels)


def _present(stint: Served, absent: frozenset[int]) -> int:
    return sum(period not in absent for period in range(stint.start, stint.end))


def _current(
    agent: Agent,
    held: int,
    rows: Sequence[PastStint],
    names: Names,
    timeline: Timeline,
    as_of: date,
) -> tuple[Served, list[Finding]]:
    running = [
        row
        for row in rows
        if names.post(row.post) == held
        and row.start <= as_of
        and (row.end is None or row.end >= as_of)
    ]
    place = row_place(agent.place, "staff", "post_since")
    since = agent.post_since
    if since is None and running:
        since = max(row.start for row in running)
    if since is None and agent.hired is not None and agent.hired > as_of:
        since = agent.hired
    if since is None:
        return Served(held, 0, 0, None), [
            Finding(
                codes.STINT_START_UNKNOWN,
                Severity.WARNING,
                message("Since when agent {agent} is at {post} is not known; the stint is counted "
                        "from the start of the plan.", agent=agent.id, post=agent.post),
                place,
                expected=message("a day in post_since, or a row of the stints table"),
            )
        ]  # fmt: skip
    start = timeline.nearest(since)
    if start > 0:
        return Served(held, 0, 0, None), [
            Finding(
                codes.AT_POST_TOO_LATE,
                Severity.ERROR,
                message("Agent {agent} is at {post} only since {day}, after the start of the "
                        "plan on {start}.",
                        agent=agent.id, post=agent.post, day=since, start=timeline.start),
                place,
            )
        ]  # fmt: skip
    findings = [
        Finding(
            codes.STINT_STARTS_DIFFER,
            Severity.WARNING,
            message("The stints table has agent {agent} at {post} since {day}, the staff table "
                    "since {since}; the staff table counts.",
                    agent=agent.id, post=agent.post, day=row.start, since=since),
            row_place(row.place, "stints"),
        )
        for row in running
        if timeline.nearest(row.start) != start
    ]  # fmt: skip
    return Served(held, start, 0, None), findings


def _finished(
    rows: Iterable[PastStint], current: Served | None, names: Names, timeline: Timeline
) -> Iterator[Served]:
    for row in rows:
        post = names.post(row.post)
        if post is None:
            continue
        start = timeline.nearest(row.start)
        end = 0 if row.end is None else min(timeline.nearest(row.end + timedelta(days=1)), 0)
        if current is not None and post == current.post and end > current.start:
            continue
        if start < end:
            yield Served(post, start, end, row)


def _overlaps(
    agent: Agent, stints: Sequence[Served], names: Names, timeline: Timeline
) -> Iterator[Finding]:
    for before, after in pairwise(stints):
        if before.end <= after.start:
            continue
        row = after.row or before.row
        yield Finding(
            codes.HISTORY_OVERLAPS,
            Severity.ERROR,
            message("Two stints of agent {agent} overlap: one at post {first} up to {end}, one at "
                    "post {second} from {start}.",
                    agent=agent.id,
                    first=names.written[2 * before.post],
                    end=timeline.last_day(before.end - 1),
                    second=names.written[2 * after.post],
                    start=timeline.first_day(after.start)),
            row_place(row.place if row else agent.place, "stints"),
            expected=message("stints that follow one another"),
        )  # fmt: skip


def _reversed(row: PastStint) -> Iterator[Finding]:
    if row.end is not None and row.end < row.start:
        yield Finding(
            DATES_OUT_OF_ORDER,
            Severity.ERROR,
            message("A stint of agent {agent} ends on {end}, before it starts on {start}.",
                    agent=row.agent, end=row.end, start=row.start),
            row_place(row.place, "stints"),
        )  # fmt: skip
