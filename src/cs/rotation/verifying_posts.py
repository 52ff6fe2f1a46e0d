"""Which rules that tie agents to one another does a plan break, beyond headcounts and shares?

Part of `verifier.py`, and as it is: judged from the matrix alone, by none of the engine's parts.
"""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from cs.rotation.problem import (
    NOWHERE,
    BrokenRule,
    Posts,
    RotatingAgent,
    RotationProblem,
    RuleName,
)


def judge_numbers(
    problem: RotationProblem, occupants: npt.NDArray[np.int64]
) -> Iterator[BrokenRule]:
    """Headcounts that are none of the allowed numbers, and those of groups of posts.

    A headcount outside of its post's range breaks that alone.

    Args:
        occupants: horizon x posts, present agents.
    """
    for number, post in enumerate(problem.posts):
        if not post.headcounts:
            continue
        for period in range(problem.horizon):
            found, low, high = int(occupants[period, number]), post.low[period], post.high[period]
            inside = low <= found and (high is None or found <= high)
            if inside and found not in post.headcounts:
                limit = min(post.headcounts, key=lambda allowed: (abs(allowed - found), allowed))
                yield BrokenRule("allowed_headcount", number, period, None, found, limit)
    for item, group in enumerate(problem.post_groups):
        for period in range(problem.horizon):
            found = sum(int(occupants[period, post]) for post in group.posts)
            low, high = group.low[period], group.high[period]
            if found < low:
                yield BrokenRule("group_headcount", None, period, None, found, low, item)
            elif high is not None and found > high:
                yield BrokenRule("group_headcount", None, period, None, found, high, item)


def judge_leave(problem: RotationProblem, posts: Posts) -> Iterator[BrokenRule]:
    """Leave beyond the places of the pools, and at posts of no pool.

    Leave that runs on from time zero is no choice of the plan: who is on it may be where he is,
    and takes one of the pool's places if there are any.
    """
    if not problem.leave_pools:
        return
    pooled = frozenset().union(*(pool.posts for pool in problem.leave_pools))
    elsewhere = [post for post in range(len(problem.posts)) if post not in pooled]
    for period in range(problem.horizon):
        away = [
            (number, agent)
            for number, agent in enumerate(problem.agents)
            if period in agent.absent and posts[number, period] != NOWHERE
        ]
        running = [agent for _, agent in away if _runs_on(agent, period)]
        for item, pool in enumerate(problem.leave_pools):
            found = sum(int(posts[number, period]) in pool.posts for number, _ in away)
            before = sum(agent.post in pool.posts for agent in running)
            if found > max(pool.places, before):
                limit = max(pool.places, before)
                yield BrokenRule("leave_pool", None, period, None, found, limit, item)
        for post in elsewhere:
            found = sum(int(posts[number, period]) == post for number, _ in away)
            before = sum(agent.post == post for agent in running)
            if found > before:
                yield BrokenRule("leave_pool", post, period, None, found, before)


def _runs_on(agent: RotatingAgent, period: int) -> bool:
    """Whether the agent was at a post at time zero and is on leave from then to the period."""
    return agent.post is not None and all(day in agent.absent for day in range(period + 1))


def judge_ties(problem: RotationProblem, posts: Posts) -> Iterator[BrokenRule]:
    """Agents who are not together, or not apart, as a table or a mentor wants them."""
    for item, tie in enumerate(problem.ties):
        for period in sorted(tie.periods):
            if not 0 <= period < problem.horizon:
                continue
            one, other = int(posts[tie.first, period]), int(posts[tie.second, period])
            if NOWHERE in (one, other) or (one == other) == tie.together:
                continue
            if tie.together:
                rule: RuleName = "mentored" if tie.by == "mentored_for" else "together"
                yield BrokenRule(rule, one, period, tie.first, other, one, item)
            else:
                yield BrokenRule("apart", one, period, tie.first, item=item)
