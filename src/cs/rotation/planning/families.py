"""Which agents have the same paths before them?

Two agents are of one family if everything that decides which paths are open to them, and how those
paths count in the rules over posts, is equal: post held and clock, employment, absences, pins,
agreements, and what the rules remember (`memories.py`). Goals do not matter here: every agent may
have wishes of his own.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from cs.rotation.evaluation import Flags, Integers, StaffTable
from cs.rotation.planning.memories import memories_of
from cs.rotation.planning.memory import Memory
from cs.rotation.problem import RotationProblem


@dataclass(frozen=True)
class Families:
    """Families as arrays, one row a family; T model periods, P posts.

    Attributes:
        of_agent: family of each agent.
        size: agents in each.
        current, served, overdue: as in `StaffTable`; `served` no more than the longest stint.
        first, end: employment from `first` up to but without `end`.
        before: families x (T + 1): present periods before each period.
        present_at: families x T: period of the i-th present one; `end` beyond them.
        present: families x (T + 1). `away`: absent right before time zero.
        allowed_until: families x P x (T + 1): first period from there on in which a pin or a
            forbidden stint keeps the agent from the post; T if none.
        enter: families x P.
        memories: what the rules remember, at time zero.
        future: families x (T + 1): the least family with the same availability from the period
            before on (who is absent then is no leaver).
    """

    of_agent: Integers
    size: Integers
    current: Integers
    served: Integers
    overdue: Flags
    first: Integers
    end: Integers
    before: Integers
    present_at: Integers
    present: Flags
    away: Flags
    allowed_until: Integers
    enter: Flags
    memories: tuple[Memory, ...]
    future: Integers

    @property
    def count(self) -> int:
        """Number of families."""
        return len(self.size)


def hashes(rows: npt.NDArray[np.int64]) -> npt.NDArray[np.uint64]:
    """A 64-bit number per row, equal for equal rows; the same on every machine."""
    mixed = (rows.view(np.uint64) + np.uint64(0x9E3779B97F4A7C15)) * _factors(rows.shape[1])
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    return np.asarray(mixed.sum(axis=1, dtype=np.uint64))


@cache
def _factors(columns: int) -> npt.NDArray[np.uint64]:
    """Odd numbers drawn once and for all, one a column."""
    generator = np.random.Generator(np.random.PCG64(20_260_101))
    factors = generator.integers(1, 2**63, size=columns, dtype=np.uint64) | np.uint64(1)
    factors.flags.writeable = False
    return factors


def distinct(rows: npt.NDArray[np.int64]) -> tuple[Integers, Integers]:
    """Index of the first of each distinct row, and for every row the number of its distinct one."""
    if len(rows) < 2:
        return np.arange(len(rows)), np.zeros(len(rows), np.int64)
    rows = np.ascontiguousarray(rows, np.int64)
    _, first, inverse = np.unique(hashes(rows), return_index=True, return_inverse=True)
    if (rows[first[inverse]] == rows).all():
        return first, inverse
    _, first, inverse = np.unique(rows, axis=0, return_index=True, return_inverse=True)
    return first, inverse.ravel()


def group_families(problem: RotationProblem, staff: StaffTable) -> Families:
    """The families of a problem.

    Raises:
        ValueError: more than 62 different skills decide.
    """
    length, ports = problem.length, len(problem.posts)
    number = len(problem.agents)
    served = staff.served.copy()
    holds = staff.current >= 0
    held_post = np.maximum(staff.current, 0)
    served = np.where(holds, np.minimum(served, staff.longest[held_post]), 0)
    allowed = np.ones((number, ports, length), np.bool_)
    for row, agent in enumerate(problem.agents):
        for period, post in agent.pins:
            if 0 <= period < length:
                keep = allowed[row, post, period]
                allowed[row, :, period] = False
                allowed[row, post, period] = keep
        for period, post in agent.forbidden:
            if 0 <= period < length:
                allowed[row, post, period] = False
    memories = memories_of(problem, staff)
    columns = [
        staff.current[:, None],
        served[:, None],
        staff.may_enter,
        staff.employed,
        staff.present,
        staff.away[:, None],
        allowed.reshape(number, -1),
    ]
    for memory in memories:
        columns += [memory.start, memory.facts]
    rows = np.concatenate([c.astype(np.int64) for c in columns], axis=1)
    first_of, of_agent = distinct(rows)
    order = np.argsort(first_of, kind="stable")
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    first_of, of_agent = first_of[order], place[of_agent]

    employed, present = staff.employed[first_of], staff.present[first_of]
    allowed = allowed[first_of]
    count = len(first_of)
    start = np.where(employed.any(axis=1), employed.argmax(axis=1), length)
    end = np.where(employed.any(axis=1), length - employed[:, ::-1].argmax(axis=1), 0)
    before = np.zeros((count, length + 1), np.int64)
    before[:, 1:] = present.cumsum(axis=1)
    present_at = np.where(present, np.arange(length), length)
    present_at = np.minimum(np.sort(present_at, axis=1), end[:, None])
    allowed_until = np.full((count, ports, length + 1), length, np.int64)
    for period in range(length - 1, -1, -1):
        free = allowed[:, :, period] | ~employed[:, None, period]
        allowed_until[:, :, period] = np.where(free, allowed_until[:, :, period + 1], period)
    _forbid_pins_outside(problem, first_of, employed, allowed_until)
    present_more = np.zeros((count, length + 1), np.bool_)
    present_more[:, :length] = present
    enter = staff.may_enter[first_of]
    memories = tuple(memory.of(first_of) for memory in memories)
    return Families(
        of_agent=of_agent,
        size=np.bincount(of_agent, minlength=count),
        current=staff.current[first_of],
        served=served[first_of],
        overdue=staff.overdue[first_of],
        first=start,
        end=end,
        before=before,
        present_at=present_at,
        present=present_more,
        away=staff.away[first_of],
        allowed_until=allowed_until,
        enter=enter,
        memories=memories,
        future=_futures(present_more, staff.away[first_of], end, allowed_until, enter, memories),
    )


def _forbid_pins_outside(
    problem: RotationProblem, first_of: Integers, employed: Flags, allowed_until: Integers
) -> None:
    """A pin in a period without employment can never be kept: no post is allowed from the start."""
    for family, agent in enumerate(first_of):
        for period, _ in problem.agents[agent].pins:
            if 0 <= period < problem.length and not employed[family, period]:
                allowed_until[family] = 0


def _futures(
    present: Flags,
    away: Flags,
    end: Integers,
    allowed_until: Integers,
    enter: Flags,
    memories: tuple[Memory, ...],
) -> Integers:
    count, more = present.shape
    future = np.zeros((count, more), np.int64)
    for period in range(more):
        rows = np.concatenate(
            [
                present[:, max(0, period - 1) :],
                away[:, None] & (period == 0),
                end[:, None],
                allowed_until[:, :, period:].reshape(count, -1),
                enter,
                *(m.later(m.facts, period) for m in memories if m.later is not None),
            ],
            axis=1,
        ).astype(np.int64)
        first, inverse = distinct(rows)
        future[:, period] = first[inverse]
    return future
