"""What growing the graph of paths remembers: a node as a row of integers, and what stints change.

A node's row holds, in this order: class (its family before the split, after it the least family
with the same future), post just left, skills, ranks of posts visited, present periods per post
(after the split: experience per post), posts completed, changes of post.
"""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from cs.rotation.evaluation import Integers, StaffTable
from cs.rotation.planning.families import Families, distinct, rank_cap
from cs.rotation.planning.paths import (
    NO_STINT,
    GraphTooLargeError,
    PathLimits,
)
from cs.rotation.problem import RotationProblem


@dataclass
class Chunk:
    """Arcs found in one step, before their far ends have numbers."""

    source: Integers
    kind: Integers
    state: Integers
    target: Integers | None = None
    profile: Integers | None = None


@dataclass
class Builder:
    problem: RotationProblem
    staff: StaffTable
    families: Families
    limits: PathLimits
    types: list[Integers] = field(default_factory=list)
    type_count: int = 0
    arcs: int = 0

    def __post_init__(self) -> None:
        ports = len(self.problem.posts)
        f = self.families
        self.posts = ports
        # Columns of a node's row: class, post, skills, ranks, spent or experience, profile's rest.
        self.rank_at = 3
        self.count_at = self.rank_at + f.rank.shape[1]
        self.rest_at = self.count_at + ports
        self.width = self.rest_at + 2
        self.cap = rank_cap(self.problem.rules, ports)
        self.after = self.problem.rules.experienced_after
        self.keeps_spent = self.limits.spent or f.needs_experience

    def experienced(self, state: Integers, post: int, in_tail: bool) -> Integers:
        """Per node, periods at the post that still count as new."""
        if not self.families.needs_experience:
            return np.zeros(len(state), np.int64)
        counts = state[:, self.count_at + post]
        if not in_tail:
            counts = counts + self.families.experience[state[:, 0], post]
        return self.after - np.minimum(counts, self.after)

    def kinds(self, columns: list[Integers | int], size: int) -> Integers:
        """Provisional type numbers of stints: post, start, end, left, new, family, dev, overdue."""
        rows = np.empty((size, 8), np.int64)
        for place, column in enumerate(columns):
            rows[:, place] = column
        post, start, end, family = rows[:, 0], rows[:, 1], rows[:, 2], rows[:, 5]
        f = self.families
        whole = f.before[family, end] - f.before[family, start] == end - start
        rows[:, 5] = np.where(whole | (post == NO_STINT), -1, f.future[family, start])
        first, inverse = distinct(rows)
        self.types.append(rows[first])
        self.type_count += len(first)
        return inverse + (self.type_count - len(first))

    def count_arcs(self, more: int) -> None:
        """Counts arcs, up to the limit."""
        self.arcs += more
        if self.arcs > self.limits.arcs:
            raise GraphTooLargeError

    def enter(self, state: Integers, post: int) -> npt.NDArray[np.bool_]:
        """Which nodes may go on to a post, by all rules but the stint's length and pins."""
        f = self.families
        last = state[:, 1]
        may = f.enter[state[:, 0], post] & (last != post)
        if self.problem.rules.ring:
            may &= (last < 0) | ((last + 1) % self.posts == post)
        if f.needs_skills:
            may &= (state[:, 2] & f.required[post]) == f.required[post]
        if f.needs_rank:
            rank = state[:, self.rank_at + post]
            if self.problem.rules.no_return == "all":
                others = f.enter[state[:, 0]].sum(axis=1) - f.enter[state[:, 0], post]
                may &= (rank >= self.cap) | (rank >= others)
            else:
                may &= rank >= self.cap
        return np.asarray(may)

    def advance(self, state: Integers, post: int, in_tail: bool, visible: Integers) -> Integers:
        """Rows after a stint; `visible` its periods that the profile sees (tail: all present)."""
        f = self.families
        new = state.copy()
        new[:, 1] = post
        if f.needs_skills:
            new[:, 2] |= f.taught[post]
        if f.needs_rank:
            ranked = f.enter[state[:, 0], post] | (self.problem.rules.no_return != "all")
            before = state[:, self.rank_at + post]
            for other in range(self.posts):
                column = self.rank_at + other
                moves = ranked & (state[:, column] < before)
                new[:, column] = np.minimum(state[:, column] + moves, self.cap)
            new[:, self.rank_at + post] = np.where(ranked, 0, before)
        if in_tail:
            if f.needs_experience:
                counts = state[:, self.count_at + post] + visible
                new[:, self.count_at + post] = np.minimum(counts, self.after)
            return new
        if self.keeps_spent:
            new[:, self.count_at + post] += visible
        if self.limits.completed:
            done = visible >= self.staff.shortest[post]
            new[:, self.rest_at] |= np.where(done, np.int64(1) << post, 0)
        if self.limits.changes:
            new[:, self.rest_at + 1] += state[:, 1] >= 0
        return new

    def to_tail(self, state: Integers, ends: Integers, clocks: Integers, post: int) -> Integers:
        """Rows of profile nodes as rows of tail nodes at `ends`; `clocks` are periods not seen."""
        f = self.families
        tail = state.copy()
        family = state[:, 0]
        tail[:, 0] = f.future[family, ends]
        tail[:, self.count_at :] = 0
        if f.needs_experience:
            counts = state[:, self.count_at : self.rest_at] + f.experience[family]
            if post >= 0:
                counts[:, post] += clocks
            tail[:, self.count_at : self.rest_at] = np.minimum(counts, self.after)
        return tail
