"""Which periods do pins bind? Every period that holds one of a pin's days, within the model."""

from collections.abc import Iterable, Iterator, Sequence

from cs.kernel.agents import Agent, Pin
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.rotation import codes
from cs.rotation.names import Names, fold, row_place
from cs.rotation.timeline import Timeline

Bound = frozenset[tuple[int, int]]
"""(period, post) pairs."""


def pins_by_agent(
    pins: Iterable[Pin],
    rotating: Sequence[Agent],
    names: Names,
    timeline: Timeline,
    length: int,
) -> tuple[dict[str, tuple[Bound, Bound]], list[Finding]]:
    """For each pinned agent what must be and what must not be, and what is wrong with the pins."""
    findings: list[Finding] = []
    must: dict[str, dict[int, int]] = {}
    must_not: dict[str, set[tuple[int, int]]] = {}
    by_id = {agent.id: agent for agent in rotating}
    for pin in pins:
        post = names.post(pin.post)
        if pin.agent not in by_id:
            findings.append(_not_rotating(pin))
        elif post is None:
            place = row_place(pin.place, "pins", "post")
            code = codes.PIN_UNKNOWN_POST
            findings.append(names.unknown_post(code, Severity.ERROR, pin.post, place))
        else:
            wanted = must.setdefault(pin.agent, {})
            refused = must_not.setdefault(pin.agent, set())
            for period in _periods(pin, timeline, length):
                if not pin.allow:
                    refused.add((period, post))
                    clash = wanted.get(period) == post
                else:
                    clash = wanted.setdefault(period, post) != post or (period, post) in refused
                if clash:
                    findings.append(_clash(pin, timeline, period))
                    break
            if pin.team is not None and fold(pin.team) != fold(by_id[pin.agent].team or ""):
                findings.append(_other_team(pin, by_id[pin.agent]))
            if pin.allow:
                findings += _not_employed(pin, by_id[pin.agent], timeline)
    bound = {agent: (frozenset(must[agent].items()), frozenset(must_not[agent])) for agent in must}
    return bound, findings


def _periods(pin: Pin, timeline: Timeline, length: int) -> range:
    return range(
        max(timeline.containing(pin.start), 0), min(timeline.containing(pin.end) + 1, length)
    )


def _not_rotating(pin: Pin) -> Finding:
    return Finding(
        codes.PIN_NOT_ROTATING,
        Severity.WARNING,
        message("The pins table names agent {agent}, who does not rotate under this policy.",
                agent=pin.agent),
        row_place(pin.place, "pins", "agent"),
    )  # fmt: skip


def _other_team(pin: Pin, agent: Agent) -> Finding:
    return Finding(
        codes.PIN_OF_OTHER_TEAM,
        Severity.ERROR,
        message("Team {team} pins agent {agent}, who is of team {own}.",
                team=pin.team, agent=agent.id, own=agent.team or "-"),
        row_place(pin.place, "pins", "team"),
        expected=message("an agent of team {team}", team=pin.team),
        mend=message("Ask the manager of the agent's own team, or leave the column empty for a "
                     "pin by the owner of the plan."),
    )  # fmt: skip


def _clash(pin: Pin, timeline: Timeline, period: int) -> Finding:
    return Finding(
        codes.PINS_CONTRADICT,
        Severity.ERROR,
        message("The pins of agent {agent} contradict each other in {period}.",
                agent=pin.agent, period=timeline.period(period).label),
        row_place(pin.place, "pins"),
    )  # fmt: skip


def _not_employed(pin: Pin, agent: Agent, timeline: Timeline) -> Iterator[Finding]:
    if agent.leaves is not None and pin.end > agent.leaves:
        after = timeline.containing(pin.end) > timeline.containing(agent.leaves)
        day, said = agent.leaves, message("leaves on {day}", day=agent.leaves)
    elif agent.hired is not None and pin.start < agent.hired:
        after = timeline.containing(pin.start) < timeline.nearest(agent.hired)
        day, said = agent.hired, message("joins on {day}", day=agent.hired)
    else:
        return
    if after and day >= timeline.start:
        yield Finding(
            codes.PIN_NOT_EMPLOYED,
            Severity.ERROR,
            message("Agent {agent} is pinned from {start} to {end}, but {said}.",
                    agent=pin.agent, start=pin.start, end=pin.end, said=said),
            row_place(pin.place, "pins"),
        )  # fmt: skip
