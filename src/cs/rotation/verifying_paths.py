"""Which rules over an agent's sequence of stints, and which skill levels, does a plan break?

Part of `verifier.py`, and as it is: judged from the matrix alone, by none of the engine's parts.
"""

from collections.abc import Iterator

import numpy as np

from cs.rotation.problem import NOWHERE, BrokenRule, Posts, RotatingAgent, RotationProblem
from cs.rotation.stints import Stint, stints_of

MOST = 10**9


def judge_paths(problem: RotationProblem, posts: Posts) -> Iterator[BrokenRule]:
    """Breaches of how often posts come, of what comes before and after, and of returns."""
    rules = problem.posts
    asks = any(
        rule.after or rule.return_after or rule.followed_by or rule.paired_with is not None
        for rule in rules
    )
    if not asks and not problem.times:
        return
    for number, (agent, row) in enumerate(zip(problem.agents, posts.tolist(), strict=True)):
        stints = stints_of(problem, agent, row)
        yield from _times(problem, number, agent, stints)
        if asks:
            yield from _before(problem, number, agent, stints)
            yield from _returns(problem, number, agent, stints)
            yield from _neighbours(problem, number, agent, stints)


def _times(
    problem: RotationProblem, number: int, agent: RotatingAgent, stints: tuple[Stint, ...]
) -> Iterator[BrokenRule]:
    for item, rule in enumerate(problem.times):
        if number not in rule.agents:
            continue
        had = dict(rule.had)
        found = had.get(number, 0) + sum(
            stint.post in rule.posts
            and stint.start < rule.within
            and not (stint.running and number in had)
            for stint in stints
        )
        judged = problem.horizon >= rule.within
        whole = agent.first <= 0 and agent.last >= rule.within - 1
        if rule.high is not None and found > rule.high:
            yield BrokenRule("times", agent=number, found=found, limit=rule.high, item=item)
        elif found < rule.low and judged and whole:
            yield BrokenRule("times", agent=number, found=found, limit=rule.low, item=item)


def _before(
    problem: RotationProblem, number: int, agent: RotatingAgent, stints: tuple[Stint, ...]
) -> Iterator[BrokenRule]:
    had = set(agent.past)
    if agent.post is not None:
        had.add(agent.post)
    for stint in stints:
        rule = problem.posts[stint.post]
        found = len(rule.after & had)
        if not stint.running and found < rule.after_least:
            yield BrokenRule(
                "prerequisite", stint.post, stint.start, number, found, rule.after_least
            )
        had.add(stint.post)


def _returns(
    problem: RotationProblem, number: int, agent: RotatingAgent, stints: tuple[Stint, ...]
) -> Iterator[BrokenRule]:
    left = {post: day for post, day in enumerate(agent.left) if day is not None}
    if agent.post is not None and not (stints and stints[0].running):
        left[agent.post] = 0
    for stint in stints:
        needed = problem.posts[stint.post].return_after
        away = stint.start - left.get(stint.post, -MOST)
        if not stint.running and away < needed:
            yield BrokenRule("return_after", stint.post, stint.start, number, away, needed)
        left[stint.post] = stint.end + 1


def _neighbours(
    problem: RotationProblem, number: int, agent: RotatingAgent, stints: tuple[Stint, ...]
) -> Iterator[BrokenRule]:
    """Each stint held against the one before it and the one after it."""
    chain = [(stint.post, stint.start) for stint in stints]
    first = 0
    if agent.post is not None:
        if not (stints and stints[0].running):
            chain.insert(0, (agent.post, 0))
        past = agent.past[:-1] if agent.past[-1:] == (agent.post,) else agent.past
        chain = [*((post, 0) for post in past[-1:]), *chain]
        first = len(past[-1:])
    for place in range(first, len(chain) - 1):
        (post, _), (following, period) = chain[place : place + 2]
        rule = problem.posts[post]
        if rule.followed_by and following not in rule.followed_by:
            yield BrokenRule("followed_by", post, period, number, following, min(rule.followed_by))
        partner = rule.paired_with
        before = chain[place - 1][0] if place else None
        if partner is not None and partner not in (before, following):
            yield BrokenRule("paired_with", post, period, number, following, partner)


def judge_skill(problem: RotationProblem, posts: Posts) -> Iterator[BrokenRule]:
    """Breaches of the mean skill that posts keep."""
    curve = problem.learning
    asking = [number for number, rule in enumerate(problem.posts) if rule.skill_level > 0]
    if curve is None or not asking or not problem.agents:
        return
    learnt, forgotten = np.array(curve.learnt), np.array(curve.forgotten)
    level = np.array([agent.levels or (0,) * len(problem.posts) for agent in problem.agents])
    for period in range(problem.horizon):
        present = np.array([period not in agent.absent for agent in problem.agents])
        present &= posts[:, period] != NOWHERE
        for post in asking:
            here = present & (posts[:, period] == post)
            total, needed = int(here.sum()), problem.posts[post].skill_level
            held = int(level[here, post].sum())
            if held < needed * total:
                yield BrokenRule("skill_level", post, period, None, held / total, needed)
            level[:, post] = np.where(here, learnt[level[:, post]], forgotten[level[:, post]])
