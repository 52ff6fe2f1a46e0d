"""What do the agents' paths have to share? The rules over posts, as linear rows over stint types.

    head(post, period):        low <= present <= high
    leaving(post, period):     denominator * leavers - numerator * occupants before <= 0
    experienced(post, period): numerator * present - denominator * experienced <= 0
    skill(post, period):       skill of those present - skill level * present >= 0
    group, leave, ties:        what agents share beyond that (`shared_rows.py`)
    budgets:                   deviations, overdue periods (and changes of a published plan, and
                               their shortfalls of notice) <= what the levels before allow

A path's part in a row is the sum of its stints' parts, so a table of stint types by rows is all
that duals, columns and the integer finish need. Rows that cannot bind are left out.

A headcount that may only be certain numbers is a row from the least to the largest of them; which
of them it is, integer programs choose (`choosing.py`).
"""

from dataclasses import dataclass, replace

import numpy as np

from cs.rotation.evaluation import Flags, Floats, Integers, StaffTable
from cs.rotation.planning.choosing import allowed_numbers, is_within, nearest_choices
from cs.rotation.planning.families import Families
from cs.rotation.planning.memories import asking_posts
from cs.rotation.planning.paths import StintTypes
from cs.rotation.planning.shared_rows import (
    APART,
    DEVIATION,
    EXPERIENCED,
    GROUP,
    HEAD,
    LEAVE,
    LEAVING,
    OVERDUE,
    SKILL,
    TOGETHER,
    Rows,
    covered,
    group_rows,
    leave_rows,
    tie_rows,
)
from cs.rotation.problem import RotationProblem

__all__ = [
    "APART",
    "CHANGED",
    "DEVIATION",
    "EXPERIENCED",
    "FILLING",
    "GROUP",
    "HEAD",
    "LEAVE",
    "LEAVING",
    "OVERDUE",
    "SHORT",
    "SKILL",
    "TOGETHER",
    "Couplings",
    "couple",
    "skill_levels",
]

CHANGED, SHORT = 100, 101
FILLING = (HEAD, GROUP, LEAVE, APART)
"""Sorts of rows that every stint in them fills by one; none empties them."""


@dataclass(frozen=True)
class Couplings:
    """Rows and what each stint type adds to them.

    Attributes:
        sort, post, period: of each row (-1 where it has none).
        low, high: bounds, infinite where none.
        unit: what one agent or one period amounts to in the row.
        kind, row, part: entries, sorted by stint type; `first`: types + 1 offsets.
        choice_row, choice: rows that may only be certain numbers, and those numbers, sorted by row
            and number; `low` and `high` are the least and the largest of them.
        partners: tied agents, two a row.
    """

    sort: Integers
    post: Integers
    period: Integers
    low: Floats
    high: Floats
    unit: Floats
    kind: Integers
    row: Integers
    part: Floats
    first: Integers
    choice_row: Integers
    choice: Floats
    partners: Integers

    @property
    def count(self) -> int:
        """Number of rows."""
        return len(self.low)

    @property
    def types(self) -> int:
        """Number of stint types."""
        return len(self.first) - 1

    def prices(self, duals: Floats) -> Floats:
        """Per stint type, what it costs at duals (the reduced cost's part)."""
        worth = np.bincount(self.kind, self.part * duals[self.row], minlength=self.types)
        return np.asarray(-worth, np.float64)

    def activity(self, counts: Floats) -> Floats:
        """Per row, what so many stints of each type amount to."""
        sums = np.bincount(self.row, self.part * counts[self.kind], minlength=self.count)
        return np.asarray(sums, np.float64)

    def constant(self, duals: Floats) -> float:
        """The rows' part of the Lagrangian bound at duals of the right sign."""
        at = np.where(duals > 0, self.low, self.high)
        used = duals != 0
        return float((duals[used] * at[used]).sum())

    def allowed(self, duals: Floats) -> Floats:
        """Duals with those of a wrong sign (towards a bound that is not there) set to 0."""
        duals = np.where((duals > 0) & np.isinf(self.low), 0.0, duals)
        return np.where((duals < 0) & np.isinf(self.high), 0.0, duals)

    def excess(self, activity: Floats) -> Floats:
        """By how much each row is above its end (positive) or below it (negative), in units."""
        over = np.maximum(activity - self.high, 0) + np.minimum(activity - self.low, 0)
        if len(self.choice):
            rows = np.unique(self.choice_row)
            nearest = nearest_choices(self.choice_row, self.choice, rows, activity[rows])
            over[rows] = activity[rows] - nearest
        return np.asarray(over / self.unit)

    def widened(self, activity: Floats) -> "Couplings":
        """The same rows with ends moved just so far that this activity is within."""
        more = np.unique(self.choice_row)
        cells = np.unique(
            np.stack(
                [
                    np.concatenate([self.choice_row, more]),
                    np.concatenate([self.choice, np.rint(activity[more])]),
                ]
            ),
            axis=1,
        )
        return replace(
            self,
            low=np.minimum(self.low, activity),
            high=np.maximum(self.high, activity),
            choice_row=cells[0].astype(np.int64),
            choice=cells[1],
        )

    def limited_as(self, other: "Couplings") -> "Couplings":
        """The rows with the limits of other rows of the same problem."""
        return replace(
            self,
            low=other.low,
            high=other.high,
            choice_row=other.choice_row,
            choice=other.choice,
        )


def couple(
    problem: RotationProblem,
    staff: StaffTable,
    families: Families,
    types: StintTypes,
    deviations: int | None,
    overdue: int | None,
) -> Couplings:
    """All rows for a graph's stint types.

    Parameters:
        deviations, overdue: budgets; None for no such row.
    """
    ports, length = len(problem.posts), problem.length
    rules = problem.rules
    runs = covered(types, length)
    inside = runs.copy()
    seen = families.present[:, :length]
    known = types.family >= 0
    inside[known] &= seen[types.family[known]]
    at_type, at_period = np.nonzero(inside)
    at_post = types.post[at_type]
    rows = Rows()
    choices = _headcounts(rows, problem, at_type, at_post, at_period)

    if rules.leaving_share is not None and rules.leaving_share[0] < rules.leaving_share[1]:
        over, under = rules.leaving_share
        leaving = np.full((ports, length + 1), -1, np.int64)
        at_zero = np.bincount(staff.current[(staff.current >= 0) & ~staff.away], minlength=ports)
        for number in range(ports):
            for period in range(length):
                top = float(over * at_zero[number]) if period == 0 else 0.0
                leaving[number, period] = rows.open(
                    LEAVING, number, period, -np.inf, top, float(under)
                )
        rows.add(at_type, leaving[at_post, at_period + 1], -float(over))
        leavers = np.flatnonzero(types.left >= 0)
        rows.add(leavers, leaving[types.left[leavers], types.start[leavers]], float(under))

    if rules.experienced_share is not None and rules.experienced_share[0] > 0:
        over, under = rules.experienced_share
        base = len(rows.bounds)
        for number in range(ports):
            for period in range(length):
                rows.open(EXPERIENCED, number, period, -np.inf, 0.0, float(under))
        clock = inside.cumsum(axis=1)[at_type, at_period]
        experienced = clock > types.new[at_type]
        worth = np.where(experienced, over - under, over)
        rows.add(at_type, base + at_post * length + at_period, worth)

    skilled = skill_levels(problem, types, inside)
    for number in asking_posts(problem):
        needed = problem.posts[number].skill_level
        base = len(rows.bounds)
        for period in range(length):
            rows.open(SKILL, number, period, 0.0, np.inf, float(needed))
        here = np.flatnonzero(at_post == number)
        excess = skilled[at_type[here], at_period[here]] - needed
        rows.add(at_type[here], base + at_period[here], excess.astype(np.float64))

    group_rows(rows, problem, types, at_type, at_period)
    leave_rows(rows, problem, families, types, runs)
    tie_rows(rows, problem, families, types, runs)

    kept = problem.keeping
    for sort, amount, budget in (
        (DEVIATION, types.deviation, deviations),
        (OVERDUE, types.overdue, overdue),
        (CHANGED, types.changed, None if kept is None else kept.changed),
        (SHORT, types.short, None if kept is None else kept.noticed),
    ):
        chosen = np.flatnonzero(amount)
        if budget is not None:
            number = rows.open(sort, -1, -1, -np.inf, float(budget))
            rows.add(chosen, np.full(len(chosen), number), amount[chosen].astype(np.float64))

    kind = np.concatenate(rows.kinds)
    row = np.concatenate(rows.rows)
    part = np.concatenate(rows.parts)
    order = np.argsort(kind, kind="stable")
    table = np.array(rows.bounds, np.float64).reshape(-1, 6)
    return Couplings(
        sort=table[:, 0].astype(np.int64),
        post=table[:, 1].astype(np.int64),
        period=table[:, 2].astype(np.int64),
        low=table[:, 3],
        high=table[:, 4],
        unit=table[:, 5],
        kind=kind[order],
        row=row[order],
        part=part[order],
        first=np.searchsorted(kind[order], np.arange(types.count + 1)),
        choice_row=np.array([row for row, _ in choices], np.int64),
        choice=np.array([number for _, number in choices], np.float64),
        partners=np.array([(tie.first, tie.second) for tie in problem.ties], np.int64).reshape(
            -1, 2
        ),
    )


def _headcounts(
    rows: Rows, problem: RotationProblem, kind: Integers, post: Integers, period: Integers
) -> list[tuple[int, int]]:
    """Headcount rows; returns which of them may only be certain numbers, with each number.

    Parameters:
        kind, post, period: every present period of every type.
    """
    agents = len(problem.agents)
    choices: list[tuple[int, int]] = []
    shape = len(problem.posts), problem.length
    head, only = np.full(shape, -1, np.int64), np.full(shape, -1, np.int64)
    for number, rule in enumerate(problem.posts):
        for at in range(problem.length):
            low, high = rule.low[at], rule.high[at]
            numbers = allowed_numbers(rule, at)
            if numbers:
                only[number, at] = rows.open(
                    HEAD, number, at, float(numbers[0]), float(numbers[-1])
                )
                choices += [(int(only[number, at]), allowed) for allowed in numbers]
            within = bool(numbers) and is_within(numbers[0], rule, at)
            if not within and (low > 0 or (high is not None and high < agents)):
                top = np.inf if high is None else float(high)
                head[number, at] = rows.open(HEAD, number, at, float(max(low, 0)), top)
    rows.add(kind, head[post, period], 1.0)
    if choices:
        rows.add(kind, only[post, period], 1.0)
    return choices


def skill_levels(problem: RotationProblem, types: StintTypes, inside: Flags) -> Integers:
    """Types x periods: skill at the stint's post at the start of each period of the stint.

    Parameters:
        inside: types x periods: whether the stint's agent is present there.
    """
    if not asking_posts(problem) or problem.learning is None:
        return np.zeros((0, 0), np.int64)
    learnt = np.array(problem.learning.learnt, np.int64)
    forgotten = np.array(problem.learning.forgotten, np.int64)
    levels = np.zeros(inside.shape, np.int64)
    level = types.level.copy()
    for period in range(problem.length):
        levels[:, period] = level
        changed = np.where(inside[:, period], learnt[level], forgotten[level])
        level = np.where(types.start <= period, changed, level)
    return levels
