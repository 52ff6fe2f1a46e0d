"""Whom does a newcomer stay with? From joining on, with the mentor whom the staff table names.

Newcomers are the rotating agents who joined, or will join, so shortly before or after time zero
that a period of the plan is among the first ones that the policy has them mentored for.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cs.kernel.agents import Agent
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.kernel.suggestions import nearest
from cs.rotation import codes
from cs.rotation.names import fold, row_place
from cs.rotation.problem import Tie
from cs.rotation.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Newcomer:
    """An agent to be mentored in these periods."""

    number: int
    agent: Agent
    periods: range


def mentor_ties(
    rotating: Sequence[Agent],
    staff: Sequence[Agent],
    periods: int,
    timeline: Timeline,
    length: int,
) -> tuple[tuple[Tie, ...], list[Finding]]:
    """Newcomers and mentors who stay together, and what the staff table says that cannot be.

    Args:
        staff: everybody of the table, for mentors who do not rotate.
        periods: for how many a newcomer is mentored, from joining on.
        length: model periods.
    """
    numbers = {fold(agent.id): number for number, agent in enumerate(rotating)}
    known = {fold(agent.id): agent for agent in staff}
    ties: list[Tie] = []
    findings: list[Finding] = []
    for newcomer in _newcomers(rotating, periods, timeline, length):
        wanted = None if newcomer.agent.mentor is None else fold(newcomer.agent.mentor)
        if wanted is None:
            findings.append(_unnamed(newcomer))
        elif wanted not in known or wanted == fold(newcomer.agent.id):
            findings.append(_unknown(newcomer, known))
        elif wanted not in numbers:
            findings.append(_not_rotating(newcomer))
        else:
            findings += _leaves_before(newcomer, known[wanted], timeline)
            ties.append(
                Tie(
                    newcomer.number,
                    numbers[wanted],
                    together=True,
                    periods=frozenset(newcomer.periods),
                    by="mentored_for",
                )
            )
    return tuple(ties), findings


def _newcomers(
    rotating: Sequence[Agent], periods: int, timeline: Timeline, length: int
) -> Iterator[Newcomer]:
    for number, agent in enumerate(rotating):
        if agent.hired is None:
            continue
        joined = timeline.nearest(agent.hired)
        mentored = range(max(joined, 0), min(joined + periods, length))
        if mentored:
            yield Newcomer(number, agent, mentored)


def _unnamed(newcomer: Newcomer) -> Finding:
    return Finding(
        codes.MENTOR_UNNAMED,
        Severity.WARNING,
        message("Agent {agent} joins on {day} and is to be mentored, but the staff table names no "
                "mentor; the plan leaves the agent without one.",
                agent=newcomer.agent.id, day=newcomer.agent.hired),
        row_place(newcomer.agent.place, "staff", "mentor"),
        expected=message("the id of an agent who rotates"),
        mend=message("Name a mentor in the staff table."),
    )  # fmt: skip


def _unknown(newcomer: Newcomer, known: Mapping[str, Agent]) -> Finding:
    mentor = newcomer.agent.mentor or ""
    others = [agent.id for agent in known.values() if agent.id != newcomer.agent.id]
    near = nearest(mentor, others)
    return Finding(
        codes.MENTOR_UNKNOWN,
        Severity.ERROR,
        message("The mentor {mentor} of agent {agent} is nobody else of the staff table.",
                mentor=mentor, agent=newcomer.agent.id),
        row_place(newcomer.agent.place, "staff", "mentor"),
        expected=message("the id of an agent who rotates"),
        mend=None if near is None else message("Did you mean {name}?", name=near),
    )  # fmt: skip


def _not_rotating(newcomer: Newcomer) -> Finding:
    return Finding(
        codes.MENTOR_NOT_ROTATING,
        Severity.WARNING,
        message("The mentor {mentor} of agent {agent} does not rotate under this policy; the plan "
                "leaves the agent without one.",
                mentor=newcomer.agent.mentor, agent=newcomer.agent.id),
        row_place(newcomer.agent.place, "staff", "mentor"),
        expected=message("the id of an agent who rotates"),
        mend=message("Name a mentor who rotates."),
    )  # fmt: skip


def _leaves_before(newcomer: Newcomer, mentor: Agent, timeline: Timeline) -> Iterator[Finding]:
    until = timeline.last_day(newcomer.periods[-1])
    if mentor.leaves is None or mentor.leaves >= until:
        return
    yield Finding(
        codes.MENTOR_LEAVES,
        Severity.WARNING,
        message("The mentor {mentor} of agent {agent} leaves on {day}; the agent is to be mentored "
                "until {until}.",
                mentor=mentor.id, agent=newcomer.agent.id, day=mentor.leaves, until=until),
        row_place(newcomer.agent.place, "staff", "mentor"),
        mend=message("Name a mentor who stays until then."),
    )  # fmt: skip
