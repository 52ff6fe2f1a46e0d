"""What do the agents' paths have to share? The rules over posts, as linear rows over stint types.

    head(post, period):        low <= present <= high
    leaving(post, period):     denominator * leavers - numerator * occupants before <= 0
    experienced(post, period): numerator * present - denominator * experienced <= 0
    budgets:                   deviations, overdue periods <= what the levels before allow

A path's part in a row is the sum of its stints' parts, so a table of stint types by rows is all
that duals, columns and the integer finish need. Rows that cannot bind are left out.
"""

from dataclasses import dataclass, replace

import numpy as np

from cs.rotation.evaluation import Floats, Integers, StaffTable
from cs.rotation.planning.families import Families
from cs.rotation.planning.paths import NO_STINT, StintTypes
from cs.rotation.problem import RotationProblem

HEAD, LEAVING, EXPERIENCED, DEVIATION, OVERDUE = range(5)


@dataclass(frozen=True)
class Couplings:
    """Rows and what each stint type adds to them.

    Attributes:
        sort, post, period: of each row (-1 where it has none).
        low, high: bounds, infinite where none.
        unit: what one agent or one period amounts to in the row.
        kind, row, part: entries, sorted by stint type; `first`: types + 1 offsets.
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
        return np.asarray(over / self.unit)

    def widened(self, activity: Floats) -> "Couplings":
        """The same rows with ends moved just so far that this activity is within."""
        return replace(
            self, low=np.minimum(self.low, activity), high=np.maximum(self.high, activity)
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
    agents = len(problem.agents)
    when = np.arange(length)
    inside = (types.start[:, None] <= when) & (when < types.end[:, None])
    inside &= (types.post != NO_STINT)[:, None]
    seen = families.present[:, :length]
    known = types.family >= 0
    inside[known] &= seen[types.family[known]]
    at_type, at_period = np.nonzero(inside)
    at_post = types.post[at_type]

    kinds: list[Integers] = []
    rows: list[Integers] = []
    parts: list[Floats] = []
    bounds: list[tuple[int, int, int, float, float, float]] = []

    def add(kind: Integers, row: Integers, part: Floats | float) -> None:
        chosen = row >= 0
        kinds.append(kind[chosen])
        rows.append(row[chosen])
        parts.append(np.broadcast_to(np.asarray(part, np.float64), row.shape)[chosen])

    head = np.full((ports, length), -1, np.int64)
    for number, post in enumerate(problem.posts):
        for period in range(length):
            low, high = post.low[period], post.high[period]
            if low <= 0 and (high is None or high >= agents):
                continue
            head[number, period] = len(bounds)
            top = np.inf if high is None else float(high)
            bounds.append((HEAD, number, period, float(max(low, 0)), top, 1.0))
    add(at_type, head[at_post, at_period], 1.0)

    if rules.leaving_share is not None and rules.leaving_share[0] < rules.leaving_share[1]:
        over, under = rules.leaving_share
        leaving = np.full((ports, length + 1), -1, np.int64)
        at_zero = np.bincount(staff.current[staff.current >= 0], minlength=ports)
        for number in range(ports):
            for period in range(length):
                top = float(over * at_zero[number]) if period == 0 else 0.0
                leaving[number, period] = len(bounds)
                bounds.append((LEAVING, number, period, -np.inf, top, float(under)))
        add(at_type, leaving[at_post, at_period + 1], -float(over))
        leavers = np.flatnonzero(types.left >= 0)
        add(leavers, leaving[types.left[leavers], types.start[leavers]], float(under))

    if rules.experienced_share is not None and rules.experienced_share[0] > 0:
        over, under = rules.experienced_share
        base = len(bounds)
        cells = [(number, period) for number in range(ports) for period in range(length)]
        bounds += [(EXPERIENCED, *cell, -np.inf, 0.0, float(under)) for cell in cells]
        clock = inside.cumsum(axis=1)[at_type, at_period]
        experienced = clock > types.new[at_type]
        add(at_type, base + at_post * length + at_period, np.where(experienced, over - under, over))

    for sort, amount, budget in (
        (DEVIATION, types.deviation, deviations),
        (OVERDUE, types.overdue, overdue),
    ):
        chosen = np.flatnonzero(amount)
        if budget is not None:
            add(chosen, np.full(len(chosen), len(bounds)), amount[chosen].astype(np.float64))
            bounds.append((sort, -1, -1, -np.inf, float(budget), 1.0))

    kind = np.concatenate(kinds)
    row = np.concatenate(rows)
    part = np.concatenate(parts)
    order = np.argsort(kind, kind="stable")
    table = np.array(bounds, np.float64).reshape(-1, 6)
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
    )
