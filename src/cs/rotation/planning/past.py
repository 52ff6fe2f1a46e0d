"""What growing the graph of paths remembers: a node as a row of integers, and what stints change.

A node's row holds, in this order: class (its family before the split, after it the least family
with the same future), post just left, the columns of every memory (`memories.py`) and, before the
split, the profile: present periods per post, posts completed, changes of post.
"""

from dataclasses import dataclass, field, replace

import numpy as np

from cs.rotation.evaluation import Flags, Integers, StaffTable
from cs.rotation.planning.families import Families, distinct
from cs.rotation.planning.keeping import amounts
from cs.rotation.planning.memories import asking_posts
from cs.rotation.planning.memory import Entry, Memory, Stay
from cs.rotation.planning.paths import (
    NO_STINT,
    GraphTooLargeError,
    PathLimits,
)
from cs.rotation.planning.ties import still_tied
from cs.rotation.problem import RotationProblem

KIND = 11
"""Columns of a stint type."""


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
    """Nodes and stint types of one graph; see the module for the columns of a node's row."""

    problem: RotationProblem
    staff: StaffTable
    families: Families
    limits: PathLimits
    types: list[Integers] = field(default_factory=list)
    type_count: int = 0
    arcs: int = 0

    def __post_init__(self) -> None:
        self.posts = len(self.problem.posts)
        self.memories: list[tuple[Memory, slice]] = []
        at = 2
        for memory in self.families.memories:
            self.memories.append((memory, slice(at, at + memory.width)))
            at += memory.width
        self.spent_at = at
        self.rest_at = at + self.posts
        self.width = self.rest_at + 2
        self.follows = follows(self.problem)
        self.asking = asking_posts(self.problem)
        found = {memory.name: columns for memory, columns in self.memories}
        self.experience = found.get("experience")
        self.levels = found.get("levels")
        self.kept = found.get("kept", slice(0, 0))
        self.published = {memory.name: memory.facts for memory, _ in self.memories}.get("kept")

    def roots(self) -> Integers:
        """The rows of all families before anything."""
        rows = np.zeros((self.families.count, self.width), np.int64)
        rows[:, 0] = np.arange(self.families.count)
        rows[:, 1] = self.families.current
        for memory, columns in self.memories:
            rows[:, columns] = memory.start
        return rows

    def new(self, state: Integers, post: int) -> Integers:
        """Per node, periods at the post that still count as without experience."""
        if self.experience is None:
            return np.zeros(len(state), np.int64)
        counts = state[:, self.experience.start + post]
        return np.asarray(self.problem.rules.experienced_after - counts)

    def level(self, state: Integers, post: int) -> Integers:
        """Per node, the skill at a post that keeps a level; 0 at others."""
        if self.levels is None or post not in self.asking:
            return np.zeros(len(state), np.int64)
        return np.asarray(state[:, self.levels.start + self.asking.index(post)])

    def kinds(self, columns: list[Integers | int], size: int) -> Integers:
        """Provisional type numbers of stints: the columns of `StintTypes`, family by its class."""
        rows = np.empty((size, KIND), np.int64)
        for place, column in enumerate(columns):
            rows[:, place] = column
        post, start, end, family = rows[:, 0], rows[:, 1], rows[:, 2], rows[:, 5]
        rows[:, len(columns) :] = 0
        if self.published is not None and self.problem.keeping is not None:
            facts = self.published[family]
            rows[:, -2:] = amounts(self.problem.keeping, facts, post, start, end)
        f = self.families
        whole = f.before[family, end] - f.before[family, start] == end - start
        whole &= ~still_tied(f.memories, family, start)
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

    def enter(self, state: Integers, post: int, period: int) -> Flags:
        """Which nodes may go on to a post, by all rules but the stint's length and pins."""
        family, last = state[:, 0], state[:, 1]
        may = self.families.enter[family, post] & self.follows[last, post]
        for memory, columns in self.memories:
            if memory.enter is not None:
                entry = Entry(post, period, last, memory.facts[family])
                may &= memory.enter(state[:, columns], entry)
        return np.asarray(may)

    def allow(self, state: Integers, stay: Stay) -> Flags:
        """Which stints keep the rules that look at their ends; `stay` without facts."""
        fits = np.ones(len(state), np.bool_)
        for memory, columns in self.memories:
            if memory.allow is not None:
                known = replace(stay, facts=memory.facts[state[:, 0]])
                fits &= memory.allow(state[:, columns], known)
        return fits

    def serve(self, state: Integers, stay: Stay) -> None:
        """Changes rows for a stint served, or the time to joining; `stay` without facts."""
        for memory, columns in self.memories:
            if memory.serve is not None:
                memory.serve(state[:, columns], replace(stay, facts=memory.facts[state[:, 0]]))

    def advance(self, state: Integers, stay: Stay, visible: Integers | None) -> Integers:
        """Rows after a stint; `visible` its periods that the profile sees, None in the tail."""
        new = state.copy()
        family, last = state[:, 0], state[:, 1]
        new[:, 1] = stay.post
        for memory, columns in self.memories:
            if memory.begin is not None:
                entry = Entry(stay.post, stay.start, last, memory.facts[family])
                memory.begin(new[:, columns], entry)
        self.serve(new, stay)
        if visible is not None:
            self.show(new, stay.post, visible, visible)
            if self.limits.changes:
                new[:, self.rest_at + 1] += last >= 0
        return new

    def show(self, state: Integers, post: int, visible: Integers, clock: Integers) -> None:
        """Changes the profile for periods at a post; `clock` of the whole stint."""
        if self.limits.spent:
            state[:, self.spent_at + post] += visible
        if self.limits.completed:
            done = clock >= self.staff.shortest[post]
            state[:, self.rest_at] |= np.where(done, np.int64(1) << post, 0)

    def to_tail(self, state: Integers, ends: Integers) -> Integers:
        """Rows of profile nodes as rows of tail nodes at `ends`."""
        tail = state.copy()
        tail[:, 0] = self.families.future[state[:, 0], ends]
        tail[:, self.spent_at :] = 0
        if self.limits.split:
            tail[:, self.kept] = 0
        return tail


def follows(problem: RotationProblem) -> Flags:
    """Posts + 1 x posts: whether a post may come after a post; anything after none (-1)."""
    ports = len(problem.posts)
    may = np.ones((ports + 1, ports), np.bool_)
    for before, rule in enumerate(problem.posts):
        for post in range(ports):
            fits = post != before and (not rule.followed_by or post in rule.followed_by)
            may[before, post] = fits and (not problem.rules.ring or (before + 1) % ports == post)
    return may
