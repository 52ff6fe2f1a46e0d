"""Who cannot keep the rules whatever the others do, and which of his own rules must give?

An agent without any path (a pin at a post he may not enter, two pins too close, no post left that a
no-return rule allows) would leave the planner without an answer. His rules are loosened, the fewest
first: one pin or forbidden stint, all of them, agreements and skills, how often posts come, the
time since they left a post; then, for all agents, one of the rules over what comes before and
after, the no-return rule and the ring order; last, several. The plan shows what is broken.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np

from cs.rotation.evaluation import tabulate
from cs.rotation.planning.families import group_families
from cs.rotation.planning.growing import build_graph
from cs.rotation.planning.paths import PathLimits
from cs.rotation.problem import RotatingAgent, RotationProblem, TimesRule

SINGLE_TRIES = 60
FAMILY_TRIES = 40
"""Families tried one by one; where more are stuck, a rule for all is the likelier cause."""
ANY = 10**6


def loosen(problem: RotationProblem) -> RotationProblem | None:
    """The problem loosened until every agent has a path; None if nothing needs loosening."""
    stuck, families = _stuck(problem)
    if not stuck:
        return None
    loosened, loosest = problem, problem
    # Agents of one family are freed by the same step.
    steps: dict[object, int | None] = {}
    for number in stuck:
        agent = problem.agents[number]
        alike = (families[number], agent.pins, agent.forbidden)
        if alike not in steps:
            steps[alike] = _step(problem, number) if len(steps) < FAMILY_TRIES else None
        choices = list(_looser(loosened, number))
        step = steps[alike]
        if step is not None and step < len(choices):
            loosened = choices[step]
        *_, loosest = _looser(loosest, number)
    if not _stuck(loosened)[0]:
        return loosened
    for looser in (*_looser_for_all(loosened), *_looser_for_all(loosest)):
        last = looser
        if not _stuck(looser)[0]:
            return looser
    return last


def _looser_for_all(problem: RotationProblem) -> Iterator[RotationProblem]:
    """The problem without one rule for all agents, then without more and more of them."""
    without: tuple[Callable[[RotationProblem], RotationProblem], ...] = (
        lambda p: replace(p, posts=tuple(replace(one, paired_with=None) for one in p.posts)),
        lambda p: replace(p, posts=tuple(replace(one, followed_by=frozenset()) for one in p.posts)),
        lambda p: replace(
            p, posts=tuple(replace(one, after=frozenset(), after_least=0) for one in p.posts)
        ),
        lambda p: replace(p, posts=tuple(replace(one, return_after=0) for one in p.posts)),
        lambda p: replace(p, rules=replace(p.rules, no_return=None)),
        lambda p: replace(p, rules=replace(p.rules, ring=False)),
    )
    for loosened in without:
        looser = loosened(problem)
        if looser != problem:
            yield looser
    for loosened in without:
        problem = loosened(problem)
        yield problem


def _stuck(problem: RotationProblem) -> tuple[list[int], list[int]]:
    """Agents without a path, and the family of every agent."""
    staff = tabulate(problem)
    families = group_families(problem, staff)
    deviation = max(max(p.may_extend, p.may_shorten) for p in problem.posts)
    graph = build_graph(problem, staff, families, PathLimits(0, deviation, ANY))
    alive = np.diff(graph.profiles.first) > 0
    stuck = np.flatnonzero(~alive[families.of_agent])
    return stuck.tolist(), families.of_agent.tolist()


def _step(problem: RotationProblem, number: int) -> int | None:
    """The first step that gives an agent a path; None if none does."""
    for step, looser in enumerate(_looser(problem, number)):
        if not _stuck(only(looser, number))[0]:
            return step
    return None


def only(problem: RotationProblem, number: int) -> RotationProblem:
    """The problem of one agent alone, as far as rules over paths go."""
    return replace(
        problem,
        agents=(problem.agents[number],),
        times=tuple(
            replace(rule, agents=frozenset({0} if number in rule.agents else ()))
            for rule in problem.times
        ),
        ties=(),
    )


def _looser(problem: RotationProblem, number: int) -> Iterator[RotationProblem]:
    """The problem with ever fewer of an agent's own rules."""
    steps = tuple(_looser_agent(problem, problem.agents[number]))
    for agent in steps:
        yield with_agent(problem, number, agent)
    for agent in (problem.agents[number], steps[-1]):
        free = with_agent(problem, number, agent)
        for place, rule in enumerate(problem.times):
            if number in rule.agents:
                yield replace(free, times=_released(free.times, number, place))
        for place in range(len(free.times)):
            free = replace(free, times=_released(free.times, number, place))
        yield free
        yield with_agent(free, number, replace(agent, left=()))


def with_agent(problem: RotationProblem, number: int, agent: RotatingAgent) -> RotationProblem:
    """The problem with one agent changed."""
    agents = problem.agents
    return replace(problem, agents=(*agents[:number], agent, *agents[number + 1 :]))


def _released(times: tuple[TimesRule, ...], number: int, place: int) -> tuple[TimesRule, ...]:
    rule = times[place]
    return (
        *times[:place],
        replace(rule, agents=rule.agents - {number}),
        *times[place + 1 :],
    )


def _looser_agent(problem: RotationProblem, agent: RotatingAgent) -> Iterator[RotatingAgent]:
    for _, pin in zip(range(SINGLE_TRIES), sorted(agent.pins), strict=False):
        yield replace(agent, pins=agent.pins - {pin})
    for _, stint in zip(range(SINGLE_TRIES), sorted(agent.forbidden), strict=False):
        yield replace(agent, forbidden=agent.forbidden - {stint})
    inside = {p for p in agent.pins if agent.first <= p[0] <= agent.last}
    yield replace(agent, pins=frozenset(inside))
    yield replace(agent, pins=frozenset())
    yield replace(agent, pins=frozenset(), forbidden=frozenset())
    skills = frozenset(skill for post in problem.posts for skill in post.requires)
    yield replace(
        agent,
        pins=frozenset(),
        forbidden=frozenset(),
        may_enter=(True,) * len(problem.posts),
        skills=agent.skills | skills,
    )
