"""The same problem as a plain time-expanded mixed-integer model for HiGHS.

Binaries say where every agent is in every period and where a stint begins; stints have their
length because an agent is at a post exactly while one of its last so many beginnings lies there
(the turn-on inequalities of unit commitment, Rajan and Takriti 2005). Headcounts and leaving shares
are linear, fairness is the two sides of an absolute value. As in `cpsat.py`, overdue and
deviations are held at 0 and stints that end after the horizon may have any allowed length.
"""

import time
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.rotation.cpsat import unsupported
from cs.rotation.evaluation import loss_tables, normalised_weights, tabulate
from cs.rotation.planning.solving import solver
from cs.rotation.problem import Posts, RotationProblem

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class TimeExpandedAnswer:
    """What HiGHS found: plan and bound of the objective."""

    posts: Posts | None
    bound: float
    status: str


class Rows:
    """Sparse rows gathered one by one: entries, and their limits."""

    def __init__(self) -> None:
        self.row: list[int] = []
        self.column: list[int] = []
        self.value: list[float] = []
        self.count = 0

    def add(self, entries: list[tuple[int, float]]) -> int:
        """Adds a row; its number."""
        for column, value in entries:
            self.row.append(self.count)
            self.column.append(column)
            self.value.append(value)
        self.count += 1
        return self.count - 1


@dataclass(frozen=True)
class Layout:
    """Columns of one agent: at a post in a period, beginning there, distance, skill missed."""

    ports: int
    length: int
    skills: int

    def at(self, post: int, period: int) -> int:
        return post * self.length + period

    def begins(self, post: int, period: int) -> int:
        return (self.ports + post) * self.length + period

    def off(self, post: int) -> int:
        return 2 * self.ports * self.length + post

    def missed(self, skill: int) -> int:
        return 2 * self.ports * self.length + self.ports + skill

    @property
    def size(self) -> int:
        return 2 * self.ports * self.length + self.ports + self.skills


def solve_time_expanded(problem: RotationProblem, seconds: float) -> TimeExpandedAnswer:
    """One thread, fixed seed, at most so many processor seconds, building the model included.

    Raises:
        ValueError: the problem has a rule that this model does not state.
    """
    reason = unsupported(problem)
    if reason:
        raise ValueError(f"not modelled: {reason}; modelled are headcounts, stints, leaving shares")
    began = time.process_time()
    layout, constant, model = _model(problem)
    highs = solver()
    highs.setOptionValue("mip_rel_gap", 1e-3)
    # Searches within its search ask nobody whether to stop, so that processor time may run over;
    # its own limit is by the wall clock, and only the last resort.
    highs.setOptionValue("time_limit", 2 * seconds)
    highs.passModel(*model)

    def interrupt(event: Any) -> None:
        if time.process_time() - began > seconds:
            event.interrupt()

    highs.cbMipInterrupt += interrupt
    highs.cbSimplexInterrupt += interrupt
    highs.cbIpmInterrupt += interrupt
    highs.run()
    info = highs.getInfo()
    agents = len(problem.agents)
    bound = max(0.0, (float(info.mip_dual_bound) + constant) / agents)
    if not np.isfinite(bound):
        bound = 0.0
    status = highs.modelStatusToString(highs.getModelStatus()).lower()
    if info.primal_solution_status != 2:
        return TimeExpandedAnswer(None, bound, f"{status}, no plan")
    values = np.asarray(highs.getSolution().col_value).reshape(agents, layout.size)
    where = values[:, : layout.ports * layout.length].reshape(agents, layout.ports, layout.length)
    posts = where.argmax(axis=1)[:, : problem.horizon].astype(np.int16)
    return TimeExpandedAnswer(posts, bound, status)


def _model(problem: RotationProblem) -> tuple[Layout, float, tuple[Any, ...]]:
    """Columns of an agent, the objective's constant, and what `passModel` takes.

    The rows over one agent are the same for all and differ in limits only; they are written once.
    """
    staff = tabulate(problem)
    tables = loss_tables(problem, staff)
    weights = normalised_weights(problem)
    agents, ports = len(problem.agents), len(problem.posts)
    length, horizon = problem.length, problem.horizon
    layout = Layout(ports, length, len(staff.skills))
    held = staff.current
    free = staff.length[held] - staff.served
    periods = np.arange(length)
    rows, low, high = _own_rows(problem, layout, staff.teaches, tables.fair_share, free)

    lower = np.zeros((agents, layout.size))
    upper = np.ones((agents, layout.size))
    busy = periods[None, :] < free[:, None]
    first, second = np.nonzero(busy)
    for post in range(ports):
        upper[np.ix_(range(agents), [layout.begins(post, t) for t in periods])] = ~busy
        upper[first, post * length + second] = 0
        upper[:, layout.off(post)] = np.inf
    upper[first, held[first] * length + second] = 1
    lower[first, held[first] * length + second] = 1
    at_once = np.flatnonzero(free == 0)
    upper[at_once, [layout.begins(int(post), 0) for post in held[at_once]]] = 0

    cost = np.zeros((agents, layout.size))
    spare = weights["fairness"] * tables.fair_scale
    most = tables.most_changes
    each = np.divide(
        weights["stability"], most, out=np.zeros(agents), where=most > 0, casting="unsafe"
    )
    for post in range(ports):
        cost[:, layout.off(post)] = spare
        for period in range(horizon):
            cost[:, layout.at(post, period)] = -weights["interest"] * tables.wish[:, post]
            cost[:, layout.begins(post, period)] = each
    for skill in range(layout.skills):
        counts = tables.attainable[:, skill] & ~staff.teaches[held, skill]
        cost[:, layout.missed(skill)] = weights["growth"] * tables.growth_scale * counts
    constant = weights["interest"] * float(tables.wished.sum())

    integer = np.zeros((agents, layout.size), np.int32)
    integer[:, : 2 * ports * length] = 1
    number = np.arange(agents)
    row = [(np.array(rows.row)[None, :] + number[:, None] * rows.count).ravel()]
    column = [(np.array(rows.column)[None, :] + number[:, None] * layout.size).ravel()]
    value = [np.tile(np.array(rows.value), agents)]
    shared = _shared_rows(problem, layout, np.bincount(held, minlength=ports))
    count = agents * rows.count
    for entries, least, greatest in shared:
        for place, factor in entries:
            row.append(np.full(agents, count))
            column.append(number * layout.size + place)
            value.append(np.full(agents, factor))
        count += 1
        low.append(least)
        high.append(greatest)
    kept = np.concatenate(row), np.concatenate(column), np.concatenate(value)
    order = np.lexsort((kept[1], kept[0]))
    starts = np.concatenate([[0], np.bincount(kept[0], minlength=count).cumsum()])
    return (
        layout,
        constant,
        (
            agents * layout.size,
            count,
            len(order),
            2,  # rows, not columns
            1,
            0.0,
            cost.ravel(),
            lower.ravel(),
            upper.ravel(),
            np.array(low),
            np.array(high),
            starts.astype(np.int32),
            kept[1][order].astype(np.int32),
            kept[2][order],
            integer.ravel(),
        ),
    )


def _own_rows(
    problem: RotationProblem,
    layout: Layout,
    teaches: npt.NDArray[np.bool_],
    share: Floats,
    free: npt.NDArray[np.int64],
) -> tuple[Rows, list[float], list[float]]:
    """The rows of one agent, and the limits of all agents' rows one agent after the other."""
    agents, horizon = len(problem.agents), problem.horizon
    rows = Rows()
    limits: list[tuple[Floats, Floats]] = []

    def add(entries: list[tuple[int, float]], low: Floats | float, high: Floats | float) -> None:
        rows.add(entries)
        limits.append((np.broadcast_to(low, agents), np.broadcast_to(high, agents)))

    holds = np.array([agent.post for agent in problem.agents])
    history = np.array([agent.history for agent in problem.agents])
    for period in range(problem.length):
        add([(layout.at(post, period), 1.0) for post in range(layout.ports)], 1, 1)
    for post, rule in enumerate(problem.posts):
        for period in range(problem.length):
            here = layout.at(post, period)
            still = ((holds == post) & (period < free)).astype(np.float64)
            within = [t for t in range(period - rule.length + 1, period + 1) if t >= 0]
            after = range(max(0, period - rule.longest + 1), period + 1)
            longer = [t for t in after if t in within or t + rule.length >= horizon]
            add([(here, 1.0), *((layout.begins(post, t), -1.0) for t in within)], still, np.inf)
            add([(here, 1.0), *((layout.begins(post, t), -1.0) for t in longer)], -np.inf, still)
            if period:
                before = layout.at(post, period - 1)
                add([(before, 1.0), (layout.begins(post, period), 1.0)], -np.inf, 1)
                add(
                    [(here, 1.0), (before, -1.0), (layout.begins(post, period), -1.0)],
                    -np.inf,
                    0,
                )
        spent = [layout.at(post, t) for t in range(horizon)]
        over = history[:, post] - share
        add([(layout.off(post), 1.0), *((place, -1.0) for place in spent)], over, np.inf)
        add([(layout.off(post), 1.0), *((place, 1.0) for place in spent)], -over, np.inf)
    for skill in range(layout.skills):
        ways = [
            (layout.begins(post, t), 1.0)
            for post, rule in enumerate(problem.posts)
            if teaches[post, skill]
            for t in range(max(0, horizon - rule.shortest + 1))
        ]
        add([(layout.missed(skill), 1.0), *ways], 1, np.inf)
    low = np.stack([least for least, _ in limits], axis=1).ravel().astype(np.float64)
    high = np.stack([greatest for _, greatest in limits], axis=1).ravel().astype(np.float64)
    return rows, low.tolist(), high.tolist()


def _shared_rows(
    problem: RotationProblem, layout: Layout, at_start: npt.NDArray[np.int64]
) -> list[tuple[list[tuple[int, float]], float, float]]:
    """Rows over all agents: columns of each with their factor, and limits."""
    shared: list[tuple[list[tuple[int, float]], float, float]] = []
    for post, rule in enumerate(problem.posts):
        for period in range(problem.length):
            top = rule.high[period]
            here = layout.at(post, period)
            shared.append(([(here, 1.0)], rule.low[period], np.inf if top is None else top))
            if problem.rules.leaving_share is None:
                continue
            over, under = problem.rules.leaving_share
            begins = layout.begins(post, period)
            if period:
                before = layout.at(post, period - 1)
                entries = [(before, float(under - over)), (here, -under), (begins, under)]
                shared.append((entries, -np.inf, 0.0))
            else:
                limit = float((over - under) * int(at_start[post]))
                shared.append(([(here, -under), (begins, under)], -np.inf, limit))
    return shared
