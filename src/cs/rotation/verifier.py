"""Which rules of its problem does a rotation plan break?

Every rule is judged straight from the plan's matrix, one after the other, without any of the
engine's parts: what the engine may have got wrong must not be got wrong here in the same way.
Each agent's row is cut into stints (longest runs of one post); the rules over paths read the
stints, the rules over posts count columns. Only the horizon is judged. A plan takes time
proportional to agents x horizon.
"""

from collections import Counter
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
from cs.rotation.stints import Stint, stints_of
from cs.rotation.verifying_paths import judge_paths, judge_skill
from cs.rotation.verifying_posts import judge_leave, judge_numbers, judge_ties

RULE_ORDER: tuple[RuleName, ...] = (
    "employment",
    "pin",
    "forbidden_stint",
    "current_stint",
    "stint_length",
    "consecutive_posts",
    "ring_order",
    "no_return",
    "agreement",
    "required_skill",
    "prerequisite",
    "return_after",
    "followed_by",
    "paired_with",
    "times",
    "headcount",
    "allowed_headcount",
    "group_headcount",
    "leave_pool",
    "together",
    "apart",
    "mentored",
    "leaving_share",
    "experienced_share",
    "skill_level",
)
"""The order in which breaches are returned."""

Counts = npt.NDArray[np.int64]
"""Periods x posts."""


def verify(problem: RotationProblem, posts: Posts) -> tuple[BrokenRule, ...]:
    """Every breach of a hard rule within the horizon, in a stable order; empty for a valid plan.

    Args:
        problem: the question.
        posts: agents x horizon, a post's index or `NOWHERE`.

    Raises:
        ValueError: the matrix has another shape, or names a post that does not exist.
    """
    if posts.shape != (len(problem.agents), problem.horizon):
        raise ValueError(f"a plan of shape {posts.shape} does not answer this problem")
    if posts.size and (posts.min() < NOWHERE or posts.max() >= len(problem.posts)):
        raise ValueError("the plan names a post that does not exist")
    broken = [
        *_judge_agents(problem, posts),
        *judge_paths(problem, posts),
        *_judge_posts(problem, posts),
        *judge_leave(problem, posts),
        *judge_ties(problem, posts),
        *judge_skill(problem, posts),
    ]
    order = {rule: number for number, rule in enumerate(RULE_ORDER)}
    return tuple(
        sorted(
            broken,
            key=lambda breach: (
                order[breach.rule],
                -1 if breach.period is None else breach.period,
                -1 if breach.post is None else breach.post,
                -1 if breach.agent is None else breach.agent,
            ),
        )
    )


def _judge_agents(problem: RotationProblem, posts: Posts) -> Iterator[BrokenRule]:
    for number, (agent, row) in enumerate(zip(problem.agents, posts.tolist(), strict=True)):
        stints = stints_of(problem, agent, row)
        yield from _employment(number, agent, row)
        yield from _pins(number, agent, row)
        yield from _kept_while_absent(number, agent, row)
        yield from _lengths(problem, number, agent, row, stints)
        yield from _ring(problem, number, agent, stints)
        yield from _no_return(problem, number, agent, stints)
        yield from _entries(problem, number, agent, stints)


def _employment(number: int, agent: RotatingAgent, row: list[int]) -> Iterator[BrokenRule]:
    for period, post in enumerate(row):
        employed = agent.first <= period <= agent.last
        if employed == (post == NOWHERE):
            yield BrokenRule(
                "employment",
                post=None if post == NOWHERE else post,
                period=period,
                agent=number,
                found=float(post != NOWHERE),
                limit=float(employed),
            )


def _pins(number: int, agent: RotatingAgent, row: list[int]) -> Iterator[BrokenRule]:
    for period, post in sorted(agent.pins):
        if period < len(row) and row[period] != post:
            yield BrokenRule("pin", post=post, period=period, agent=number, found=row[period])
    for period, post in sorted(agent.forbidden):
        if period < len(row) and row[period] == post:
            yield BrokenRule("forbidden_stint", post=post, period=period, agent=number, found=post)


def _kept_while_absent(number: int, agent: RotatingAgent, row: list[int]) -> Iterator[BrokenRule]:
    for period in sorted(agent.absent):
        if not 0 <= period < len(row):
            continue
        before = row[period - 1] if period else agent.post
        post = row[period]
        if before not in (None, NOWHERE, post) and post != NOWHERE:
            yield BrokenRule("current_stint", post=post, period=period, agent=number, found=post)


def _lengths(
    problem: RotationProblem,
    number: int,
    agent: RotatingAgent,
    row: list[int],
    stints: tuple[Stint, ...],
) -> Iterator[BrokenRule]:
    if row and agent.post is not None and row[0] not in (agent.post, NOWHERE):
        shortest = problem.posts[agent.post].shortest
        if agent.served < shortest:
            yield BrokenRule("stint_length", agent.post, 0, number, agent.served, shortest)
    for stint in stints:
        rule = problem.posts[stint.post]
        if stint.length > rule.longest and not stint.overdue:
            yield BrokenRule(
                "stint_length", stint.post, stint.end, number, stint.length, rule.longest
            )
        elif stint.length < rule.shortest and not (stint.open or stint.exits):
            yield BrokenRule(
                "stint_length", stint.post, stint.end, number, stint.length, rule.shortest
            )


def _changes(agent: RotatingAgent, stints: tuple[Stint, ...]) -> Iterator[tuple[int, Stint]]:
    """Each stint entered from another post, with that post."""
    before = agent.post
    for stint in stints:
        if before is not None and not stint.running:
            yield before, stint
        before = stint.post


def _ring(
    problem: RotationProblem, number: int, agent: RotatingAgent, stints: tuple[Stint, ...]
) -> Iterator[BrokenRule]:
    if not problem.rules.ring:
        return
    for before, stint in _changes(agent, stints):
        following = (before + 1) % len(problem.posts)
        if stint.post != following:
            yield BrokenRule(
                "ring_order", stint.post, stint.start, number, found=stint.post, limit=following
            )


def _no_return(
    problem: RotationProblem, number: int, agent: RotatingAgent, stints: tuple[Stint, ...]
) -> Iterator[BrokenRule]:
    rule = problem.rules.no_return
    if rule is None:
        return
    may_enter = {post for post, allowed in enumerate(agent.may_enter) if allowed}
    visited = list(agent.past)
    for stint in stints:
        if stint.running:
            continue
        if stint.post in visited:
            since = set(visited[len(visited) - visited[::-1].index(stint.post) :])
            needed = len(may_enter - {stint.post}) if rule == "all" else rule
            had = len(since & may_enter) if rule == "all" else len(since)
            if had < needed:
                yield BrokenRule("no_return", stint.post, stint.start, number, had, needed)
        visited.append(stint.post)


def _entries(
    problem: RotationProblem, number: int, agent: RotatingAgent, stints: tuple[Stint, ...]
) -> Iterator[BrokenRule]:
    held = set(agent.skills)
    if agent.post is not None and not (stints and stints[0].running):
        held |= problem.posts[agent.post].teaches
    for stint in stints:
        post = problem.posts[stint.post]
        if not stint.running:
            if not agent.may_enter[stint.post]:
                yield BrokenRule("agreement", stint.post, stint.start, number)
            missing = post.requires - held
            if missing:
                yield BrokenRule(
                    "required_skill",
                    stint.post,
                    stint.start,
                    number,
                    found=len(post.requires) - len(missing),
                    limit=len(post.requires),
                )
        held |= post.teaches


def _judge_posts(problem: RotationProblem, posts: Posts) -> Iterator[BrokenRule]:
    present = present_mask(problem) & (posts != NOWHERE)
    occupants = headcounts(problem, posts)
    yield from _headcount(problem, occupants)
    yield from judge_numbers(problem, occupants)
    yield from _leaving(problem, posts, present)
    yield from _experienced(problem, posts, present, occupants)


def present_mask(problem: RotationProblem) -> npt.NDArray[np.bool_]:
    """Agents x horizon: whether the agent is not absent then."""
    mask = np.ones((len(problem.agents), problem.horizon), dtype=np.bool_)
    for number, agent in enumerate(problem.agents):
        away = [period for period in agent.absent if 0 <= period < problem.horizon]
        mask[number, away] = False
    return mask


def headcounts(problem: RotationProblem, posts: Posts) -> Counts:
    """Horizon x posts: present agents at each post in each period."""
    present = present_mask(problem)
    counts = np.zeros((problem.horizon, len(problem.posts)), dtype=np.int64)
    for post in range(len(problem.posts)):
        counts[:, post] = ((posts == post) & present).sum(axis=0)
    return counts


def _headcount(problem: RotationProblem, occupants: Counts) -> Iterator[BrokenRule]:
    for number, post in enumerate(problem.posts):
        for period in range(problem.horizon):
            found = int(occupants[period, number])
            high = post.high[period]
            if found < post.low[period]:
                yield BrokenRule("headcount", number, period, None, found, post.low[period])
            elif high is not None and found > high:
                yield BrokenRule("headcount", number, period, None, found, high)


def _leaving(
    problem: RotationProblem, posts: Posts, present: npt.NDArray[np.bool_]
) -> Iterator[BrokenRule]:
    if problem.rules.leaving_share is None or not problem.horizon:
        return
    numerator, denominator = problem.rules.leaving_share
    held = [NOWHERE if agent.post is None else agent.post for agent in problem.agents]
    before = np.array(held, dtype=np.int16)
    there = (before != NOWHERE) & [-1 not in agent.absent for agent in problem.agents]
    for period in range(problem.horizon):
        after = posts[:, period]
        changed = there & (after != before) & (after != NOWHERE)
        leavers = Counter(before[changed].tolist())
        total = Counter(before[there].tolist())
        for post, found in sorted(leavers.items()):
            if found * denominator > numerator * total[post]:
                limit = numerator * total[post] // denominator
                yield BrokenRule("leaving_share", post, period, None, found, limit)
        before, there = after, present[:, period]


def _experienced(
    problem: RotationProblem,
    posts: Posts,
    present: npt.NDArray[np.bool_],
    occupants: Counts,
) -> Iterator[BrokenRule]:
    if problem.rules.experienced_share is None:
        return
    numerator, denominator = problem.rules.experienced_share
    agents = np.arange(len(problem.agents))
    shape = (len(problem.agents), len(problem.posts))
    served = np.array([agent.history for agent in problem.agents], dtype=np.int64).reshape(shape)
    for period in range(problem.horizon):
        here = present[:, period]
        at = posts[here, period]
        seasoned = served[agents[here], at] >= problem.rules.experienced_after
        experienced = np.bincount(at[seasoned], minlength=len(problem.posts))
        for post in range(len(problem.posts)):
            found, total = int(experienced[post]), int(occupants[period, post])
            if found * denominator < numerator * total:
                limit = -(-numerator * total // denominator)
                yield BrokenRule("experienced_share", post, period, None, found, limit)
        served[agents[here], at] += 1
