"""Rows over what agents share beyond one post's headcount: groups of posts, leave, ties of two.

    group(posts, period):   low <= present at all of the posts <= high
    leave(posts, period):   absent at all of the posts <= places
    together(two, period):  at each post: the one there - the other there = 0
    apart(two, period):     at each post: both there <= 1

Tied agents are families of their own (`ties.py`), so that their stints are types of their own.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from cs.rotation.evaluation import Flags, Floats, Integers
from cs.rotation.planning.families import Families
from cs.rotation.planning.paths import NO_STINT, StintTypes
from cs.rotation.planning.ties import tied_periods
from cs.rotation.problem import RotatingAgent, RotationProblem, Tie

(
    HEAD,
    LEAVING,
    EXPERIENCED,
    SKILL,
    GROUP,
    LEAVE,
    TOGETHER,
    APART,
    DEVIATION,
    OVERDUE,
) = range(10)
"""Sorts of rows; budgets come last."""


@dataclass
class Rows:
    """Rows as they are collected: bounds of each, and entries (stint type, row, part)."""

    bounds: list[tuple[int, int, int, float, float, float]] = field(default_factory=list)
    kinds: list[Integers] = field(default_factory=list)
    rows: list[Integers] = field(default_factory=list)
    parts: list[Floats] = field(default_factory=list)

    def open(
        self, sort: int, post: int, period: int, low: float, high: float, unit: float = 1.0
    ) -> int:
        """One more row; its number."""
        self.bounds.append((sort, post, period, low, high, unit))
        return len(self.bounds) - 1

    def add(self, kind: Integers, row: Integers, part: Floats | float) -> None:
        """Entries; those of rows below 0 are left out."""
        chosen = row >= 0
        self.kinds.append(kind[chosen])
        self.rows.append(row[chosen])
        self.parts.append(np.broadcast_to(np.asarray(part, np.float64), row.shape)[chosen])


def covered(types: StintTypes, length: int) -> Flags:
    """Types x periods: whether the stint runs then, present or absent."""
    when = np.arange(length)
    runs = (types.start[:, None] <= when) & (when < types.end[:, None])
    return np.asarray(runs & (types.post != NO_STINT)[:, None])


def group_rows(
    rows: Rows, problem: RotationProblem, types: StintTypes, kind: Integers, period: Integers
) -> None:
    """Headcounts of groups of posts; `kind` and `period`: every present period of every type."""
    agents = len(problem.agents)
    post = types.post[kind]
    for group in problem.post_groups:
        number = np.full(problem.length, -1, np.int64)
        for at in range(problem.length):
            low, high = group.low[at], group.high[at]
            if low > 0 or (high is not None and high < agents):
                top = np.inf if high is None else float(high)
                number[at] = rows.open(GROUP, -1, at, float(max(low, 0)), top)
        here = np.isin(post, sorted(group.posts))
        rows.add(kind[here], number[period[here]], 1.0)


def leave_rows(
    rows: Rows, problem: RotationProblem, families: Families, types: StintTypes, runs: Flags
) -> None:
    """Places for leave; posts of no pool together have places for leave that runs on alone."""
    if not problem.leave_pools:
        return
    length = problem.length
    away = np.zeros(length, np.int64)
    for agent in problem.agents:
        away[[day for day in agent.absent if max(agent.first, 0) <= day <= agent.last]] += 1
    known = np.flatnonzero(types.family >= 0)
    absent = runs[known] & ~families.present[types.family[known], :length]
    line, period = np.nonzero(absent)
    kind = known[line]
    post = types.post[kind]
    for posts, places in _pools(problem):
        running = _running(problem, posts)
        number = np.full(length, -1, np.int64)
        for at in np.flatnonzero(away > np.maximum(running, places)):
            top = float(max(running[at], places))
            number[at] = rows.open(LEAVE, -1, int(at), -np.inf, top)
        here = np.isin(post, sorted(posts))
        rows.add(kind[here], number[period[here]], 1.0)


def _pools(problem: RotationProblem) -> Iterator[tuple[frozenset[int], int]]:
    pooled: frozenset[int] = frozenset().union(*(pool.posts for pool in problem.leave_pools))
    yield from ((pool.posts, pool.places) for pool in problem.leave_pools)
    elsewhere = frozenset(range(len(problem.posts))) - pooled
    if elsewhere:
        yield elsewhere, 0


def _running(problem: RotationProblem, posts: frozenset[int]) -> Integers:
    """Per period, agents on leave from time zero on who were at one of the posts then."""
    count = np.zeros(problem.length, np.int64)
    for agent in problem.agents:
        if agent.post in posts and 0 in agent.absent:
            ends = next(day for day in range(problem.length + 1) if day not in agent.absent)
            count[: min(ends, agent.last + 1)] += 1
    return count


def tie_rows(
    rows: Rows, problem: RotationProblem, families: Families, types: StintTypes, runs: Flags
) -> None:
    """Two agents at one post, or never at one."""
    for tie in problem.ties:
        periods = tied_periods(problem, tie)
        if not periods:
            continue
        sort, low, high, unit = (TOGETHER, 0.0, 0.0, 2.0) if tie.together else (
            APART, -np.inf, 1.0, 1.0,
        )  # fmt: skip
        posts = [post for post in range(len(problem.posts)) if _meet(problem, tie, post)]
        numbers = np.full((len(problem.posts), problem.length), -1, np.int64)
        for post in posts:
            for at in periods:
                numbers[post, at] = rows.open(sort, post, at, low, high, unit)
        for agent, part in ((tie.first, 1.0), (tie.second, -1.0 if tie.together else 1.0)):
            own = np.flatnonzero(types.family == families.of_agent[agent])
            line, period = np.nonzero(runs[own])
            kind = own[line]
            rows.add(kind, numbers[types.post[kind], period], part)


def _meet(problem: RotationProblem, tie: Tie, post: int) -> bool:
    """Whether a row at the post can bind: someone may be there; for apart, both may."""
    two = [_may_be(problem.agents[number], post) for number in (tie.first, tie.second)]
    return any(two) if tie.together else all(two)


def _may_be(agent: RotatingAgent, post: int) -> bool:
    return agent.post == post or agent.may_enter[post]
