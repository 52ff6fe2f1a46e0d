"""What does a node of the path graph remember, and how do stints change it?

A memory is one thing of the past that rules still ask for: some columns of a node's row. Nodes with
equal rows share their future, so each memory forgets as soon as it can: what no longer decides is
put to 0. Together the columns are the resources of a dynamic program over stints (Irnich and
Desaulniers 2005); `memories.py` has them all.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from cs.rotation.evaluation import Flags, Integers


@dataclass(frozen=True)
class Entry:
    """Nodes that a stint at a post may follow.

    Attributes:
        period: at whose start it begins.
        last: post before it, per node; -1 for one who joins.
        facts: the memory's facts, per node.
    """

    post: int
    period: int
    last: Integers
    facts: Integers


@dataclass(frozen=True)
class Stay:
    """A stint that follows nodes, or the rest of the one at time zero, or the time to joining.

    Attributes:
        post: `NO_STINT` before joining.
        start: its first period (0 for the stint of time zero).
        end: the period after it, per node; clock: its present periods from `start` on.
        over: whether the path ends with it.
        facts: the memory's facts, per node.
    """

    post: int
    start: int
    end: Integers
    clock: Integers
    over: Flags
    facts: Integers

    def of(self, rows: Integers | Flags) -> "Stay":
        """The stint of some nodes alone."""
        return replace(
            self,
            end=self.end[rows],
            clock=self.clock[rows],
            over=self.over[rows],
            facts=self.facts[rows],
        )


@dataclass(frozen=True)
class Memory:
    """One thing that nodes remember.

    Attributes:
        name: of the rule, for those who look for a memory.
        start: agents (then families) x columns: at time zero.
        facts: agents (then families) x any number: what else decides, and never changes.
        later: the facts that still decide from a period on; None if no two families with the same
            availability (presence, posts they may enter, pins) differ in them.
        enter: columns -> which nodes may go on to a stint; pins, length and all else aside.
        allow: columns before a stint -> which stints keep the rule.
        begin: changes columns in place for a stint that begins.
        serve: changes columns in place for a stint that was served, after `begin`.
    """

    name: str
    start: Integers
    facts: Integers
    later: Callable[[Integers, int], Integers] | None = None
    enter: Callable[[Integers, Entry], Flags] | None = None
    allow: Callable[[Integers, Stay], Flags] | None = None
    begin: Callable[[Integers, Entry], None] | None = None
    serve: Callable[[Integers, Stay], None] | None = None

    @property
    def width(self) -> int:
        """Number of columns."""
        return int(self.start.shape[1])

    def of(self, rows: Integers) -> "Memory":
        """The memory of some agents alone."""
        return replace(self, start=self.start[rows], facts=self.facts[rows])


def no_facts(number: int) -> Integers:
    """The facts of a memory that has none."""
    return np.zeros((number, 0), np.int64)
