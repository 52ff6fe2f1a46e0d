"""Who cannot keep the rules whatever the others do, and which of his own rules must give?

An agent without any path (a pin at a post he may not enter, two pins too close, no post left that a
no-return rule allows) would leave the planner without an answer. His rules are loosened, the fewest
first: one pin or forbidden stint, all of them, then agreements and skills, and last the no-return
rule and the ring order for all. The plan then shows what is broken.
"""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from cs.rotation.evaluation import tabulate
from cs.rotation.planning.families import group_families
from cs.rotation.planning.growing import build_graph
from cs.rotation.planning.paths import PathLimits
from cs.rotation.problem import RotatingAgent, RotationProblem

SINGLE_TRIES = 60
ANY = 10**6


def loosen(problem: RotationProblem) -> RotationProblem | None:
    """The problem loosened until every agent has a path; None if nothing needs loosening."""
    stuck = _stuck(problem)
    if not len(stuck):
        return None
    agents = list(problem.agents)
    for number in stuck:
        agents[number] = _freed(problem, agents[number])
    loosened = replace(problem, agents=tuple(agents))
    if len(_stuck(loosened)):
        loosened = replace(loosened, rules=replace(problem.rules, no_return=None))
    if len(_stuck(loosened)):
        loosened = replace(loosened, rules=replace(loosened.rules, ring=False))
    return loosened


def _stuck(problem: RotationProblem) -> list[int]:
    """Agents without a path."""
    staff = tabulate(problem)
    families = group_families(problem, staff)
    deviation = max(max(p.may_extend, p.may_shorten) for p in problem.posts)
    graph = build_graph(problem, staff, families, PathLimits(0, deviation, ANY))
    alive = np.diff(graph.profiles.first) > 0
    return [int(number) for number in np.flatnonzero(~alive[families.of_agent])]


def _freed(problem: RotationProblem, agent: RotatingAgent) -> RotatingAgent:
    last = agent
    for looser in _looser(problem, agent):
        last = looser
        if not _stuck(replace(problem, agents=(looser,))):
            return looser
    return last


def _looser(problem: RotationProblem, agent: RotatingAgent) -> Iterator[RotatingAgent]:
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
