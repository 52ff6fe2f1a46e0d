"""Who is where before and after a changeover, and how long each has known the post?

Read from the plan's stints, the staff table and past stints alone, so that a plan can be handed
over that today's rules would no longer allow.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cs.kernel.agents import Absence, Agent, PastStint
from cs.rotation.names import Names, fold
from cs.rotation.plan_files import PlannedStint


@dataclass(frozen=True, slots=True)
class Mover:
    """An agent at a changeover.

    Attributes:
        before, after: index of the post, None where there is none.
        days: days served at the post held before, all stints of it summed.
        away: days of leave.
    """

    id: str
    name: str
    team: str | None
    before: int | None
    after: int | None
    days: int
    away: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the agents: the tables, and the posts' names."""

    names: Names
    staff: Sequence[Agent]
    stints: Sequence[PastStint] = ()
    leave: Sequence[Absence] = ()


def changeovers(stints: Iterable[PlannedStint], known: Known) -> tuple[date, ...]:
    """The days on which a plan moves somebody, in order; of the day after its end it is silent."""
    stints = tuple(stints)
    starts = {stint.start for stint in stints}
    ends = {stint.end for stint in stints if stint.end is not None}
    last = max(starts | ends, default=date.min)
    starts |= {end + timedelta(days=1) for end in ends if end < last}
    ordered = sorted(starts)
    return tuple(day for day in ordered if any(_moves(each) for each in movers(stints, known, day)))


def _moves(mover: Mover) -> bool:
    return mover.before != mover.after and not (mover.before is None and mover.after is None)


def movers(stints: Iterable[PlannedStint], known: Known, changeover: date) -> tuple[Mover, ...]:
    """Every agent of the plan at a changeover, by id.

    The post before is the plan's; at the plan's first changeover it is the staff table's.
    """
    planned: defaultdict[str, list[PlannedStint]] = defaultdict(list)
    for stint in stints:
        planned[fold(stint.agent)].append(stint)
    first = min((s.start for rows in planned.values() for s in rows), default=changeover)
    people = {fold(agent.id): agent for agent in known.staff}
    away = _away(known.leave, changeover)
    past: defaultdict[str, list[PastStint]] = defaultdict(list)
    for row in known.stints:
        past[fold(row.agent)].append(row)
    found: list[Mover] = []
    eve = changeover - timedelta(days=1)
    for key in sorted(planned):
        agent = people.get(key)
        before = _post_on(planned[key], eve, known.names)
        if before is None and eve < first and agent is not None and _worked(agent, eve):
            before = None if agent.post is None else known.names.post(agent.post)
        found.append(
            Mover(
                id=planned[key][0].agent if agent is None else agent.id,
                name=planned[key][0].agent if agent is None else agent.name,
                team=None if agent is None else agent.team,
                before=before,
                after=_post_on(planned[key], changeover, known.names),
                days=_days_at(before, agent, past[key], planned[key], known.names, changeover),
                away=away.get(key, frozenset()),
            )
        )
    return tuple(found)


def _worked(agent: Agent, day: date) -> bool:
    return (agent.hired is None or agent.hired <= day) and (
        agent.leaves is None or agent.leaves >= day
    )


def _post_on(stints: Iterable[PlannedStint], day: date, names: Names) -> int | None:
    for stint in stints:
        if stint.start <= day and (stint.end is None or day <= stint.end):
            return names.post(stint.post)
    return None


def _days_at(
    post: int | None,
    agent: Agent | None,
    past: Iterable[PastStint],
    planned: Iterable[PlannedStint],
    names: Names,
    until: date,
) -> int:
    """Days at a post before a day; days that two tables tell are counted once."""
    if post is None:
        return 0
    spans = [(row.start, row.end) for row in past if names.post(row.post) == post]
    spans += [(stint.start, stint.end) for stint in planned if names.post(stint.post) == post]
    if agent is not None and agent.post_since is not None and agent.post is not None:
        here = names.post(agent.post) == post
        left = min((s.start for s in planned if names.post(s.post) != post), default=until)
        if here:
            spans.append((agent.post_since, left - timedelta(days=1)))
    last = until - timedelta(days=1)
    total, counted = 0, date.min
    for start, end in sorted((start, min(end or last, last)) for start, end in spans):
        start = max(start, counted)
        if start <= end:
            total += (end - start).days + 1
            counted = end + timedelta(days=1)
    return total


WEEKS_AROUND = 9
"""So many weeks around a changeover leave is looked at."""


def _away(leave: Iterable[Absence], changeover: date) -> Mapping[str, frozenset[date]]:
    reach = timedelta(weeks=WEEKS_AROUND)
    days: defaultdict[str, set[date]] = defaultdict(set)
    for absence in leave:
        day = max(absence.start, changeover - reach)
        while day <= min(absence.end, changeover + reach):
            days[fold(absence.agent)].add(day)
            day += timedelta(days=1)
    return {agent: frozenset(gone) for agent, gone in days.items()}
