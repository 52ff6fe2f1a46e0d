"""Which plan treats the worst off best, then the next? Leximin over the agents' weighted losses.

Plans are compared by their losses sorted from the largest on (the lexicographic extension of
Rawls's difference principle: Sen 1970; as an optimisation over finitely many outcomes: Ogryczak and
Śliwiński 2006). Overdue periods and deviations still come first: only plans within those of the
least sum are compared.

Losses depend on profiles only and take finitely many values, so a level is settled in two steps:
the least value that all agents can keep but those of earlier levels (a cap leaves out the profiles
above it; searched over the values), then the fewest agents who stand at it.

Where the whole choice fits one integer program, both steps are solved to the end, and rows count
the agents of the earlier levels, whoever they are: this is leximin, proven, level by level to the
last. Otherwise the relaxation bounds each step, a plan is sought near it, and who stands at a level
is kept: a later level is proven only if those agents could stand nowhere better on any path. After
`MOST_LEVELS` levels the sum decides the rest.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from cs.rotation.evaluation import Flags, Floats
from cs.rotation.planning.pricing import GoalCosts
from cs.rotation.planning.routing import Routing
from cs.rotation.planning.solving import Stop
from cs.rotation.planning.under_caps import (
    EQUAL,
    TINY,
    Field,
    Within,
    best_within,
    capped,
    fits,
    least_losses,
    mapped,
    relaxed_bound,
    whole_within,
)
from cs.rotation.problem import WorstLevel

MOST_LEVELS = 5
MANY_LOSSES = 2.0
"""More than any loss: whoever stands at a level counts for more than what anybody loses."""

Tell = Callable[[int], None]


@dataclass(frozen=True)
class Lifted:
    """What came of it.

    Attributes:
        routing: the plan, None if the first one was never beaten.
        bound: of the summed loss over the plans that keep the levels.
        complete: the levels are settled to the last one. stopped: whether `stop` ended it.
    """

    routing: Routing | None
    levels: tuple[WorstLevel, ...]
    bound: float
    programs: int
    complete: bool
    stopped: bool


def lift_worst(
    field: Field, first: Floats, gap: float, seed: int, stop: Stop | None, tell: Tell
) -> Lifted:
    """The plan whose losses, sorted from the largest on, are the least.

    Parameters:
        first: the agents' losses in the plan of least sum, which is where the search begins.
        tell: the number of the level that is sought.
    """
    if fits(field, field.costs):
        return _to_the_last(field, stop, tell)
    return _by_caps(field, first, gap, seed, stop, tell)


def _to_the_last(field: Field, stop: Stop | None, tell: Tell) -> Lifted:
    costs = field.costs
    values = _distinct(costs)
    few: tuple[tuple[float, int], ...] = ()
    levels: list[WorstLevel] = []
    best: Within | None = None
    programs = settled = 0
    top = len(values) - 1
    while settled < len(costs.agents) and top >= 0:
        tell(len(levels) + 1)
        low, high = 0, top
        while low < high:
            middle = (low + high) // 2
            tried = whole_within(field, costs, (*few, (values[middle], settled)), stop)
            programs += 1
            if tried is None or tried.stopped:
                return _ended(best, levels, programs)
            low, high = (low, middle) if tried.routing is not None else (middle + 1, high)
        level = float(values[low])
        below = float(values[low - 1]) if low else -1.0
        within = (*few, (level, settled))
        found = whole_within(field, costs, within, stop, counted=below)
        programs += 1
        if found is None or found.routing is None or found.stopped:
            return _ended(best, levels, programs)
        losses = _losses(costs, field, found.routing)
        at = np.flatnonzero(losses > below + EQUAL)
        few = (*within, (below, len(at)))
        best = replace(found, routing=replace(found.routing, goal=losses))
        new = np.flatnonzero((losses > below + EQUAL) & (losses <= level + EQUAL))
        levels.append(WorstLevel(level, tuple(int(n) for n in new), True))
        settled, top = len(at), low - 1
    found = whole_within(field, costs, few, stop)
    programs += 1
    if found is not None and found.routing is not None:
        best = found
    bound = best.bound if best is not None and best.proven else 0.0
    return Lifted(
        None if best is None else best.routing,
        _who(levels, best),
        bound,
        programs,
        complete=True,
        stopped=best is not None and best.stopped,
    )


def _who(levels: list[WorstLevel], best: Within | None) -> tuple[WorstLevel, ...]:
    """The levels with those who stand at them in the last plan."""
    if best is None or best.routing is None:
        return tuple(levels)
    goal = best.routing.goal
    return tuple(
        replace(
            level,
            agents=tuple(int(n) for n in np.flatnonzero(np.abs(goal - level.loss) <= 2 * EQUAL)),
        )
        for level in levels
    )


def _ended(best: Within | None, levels: list[WorstLevel], programs: int) -> Lifted:
    routing = None if best is None else best.routing
    return Lifted(routing, _who(levels, best), 0.0, programs, complete=False, stopped=True)


def _distinct(costs: GoalCosts) -> Floats:
    """All losses there are, one of each that is equal up to rounding."""
    values = np.unique(np.concatenate([np.unique(block) for block in costs.blocks]))
    values = values[np.isfinite(values)]
    if not len(values):
        return np.zeros(0)
    kept = np.concatenate([np.diff(values) > EQUAL, [True]])
    return np.asarray(values[kept], np.float64)


def _losses(costs: GoalCosts, field: Field, routing: Routing) -> Floats:
    """The agents' losses in a plan that was sought for other costs."""
    first = field.ground.graph.profiles.first
    losses = np.zeros(len(routing.profile))
    for family, block in enumerate(costs.blocks):
        rows = costs.agents[costs.first[family] : costs.first[family + 1]]
        losses[rows] = block[np.arange(len(rows)), routing.profile[rows] - first[family]]
    return losses


def _by_caps(
    field: Field, first: Floats, gap: float, seed: int, stop: Stop | None, tell: Tell
) -> Lifted:
    costs = field.costs
    least = least_losses(costs)
    caps = np.full(len(least), np.inf)
    free = np.ones(len(least), np.bool_)
    levels: list[WorstLevel] = []
    losses = first
    best: Within | None = None
    programs = 0
    forced = True
    for number in range(MOST_LEVELS):
        if not free.any():
            break
        tell(number + 1)
        # Nobody of the rest can be below the best that one of them has on any path; mostly all
        # others can, and then the level is settled at once.
        level = float(least[free].max())
        at = free & (least >= level - EQUAL)
        tried = _under(field, np.where(at, level, caps), free & ~at, level - 2 * EQUAL, gap, seed,
                       stop)  # fmt: skip
        programs += 1
        if tried.stopped:
            return _ended(best, levels, programs)
        if tried.routing is not None:
            best, losses, proven = tried, tried.routing.goal, True
        else:
            step = _step(field, caps, free, losses, gap, seed, stop)
            programs += step.programs
            if step.stopped:
                return _ended(best, levels, programs)
            level, proven = step.level, step.proven
            if step.routing is not None:
                losses = step.routing.goal
                best = Within(step.routing, 0.0, False, False)
            at = free & (losses >= level - EQUAL)
        levels.append(WorstLevel(level, tuple(int(n) for n in np.flatnonzero(at)), proven & forced))
        forced &= bool((least[at] >= level - EQUAL).all())
        caps[at] = level
        free &= ~at
        caps[free] = level - 2 * EQUAL
    last = best_within(field, capped(costs, caps), gap, seed, stop)
    programs += 1
    if last.routing is not None:
        best = last
    complete = not free.any()
    bound = last.bound if np.isfinite(last.bound) else 0.0
    routing = None if best is None else best.routing
    return Lifted(routing, tuple(levels), bound, programs, complete, last.stopped)


@dataclass(frozen=True)
class _Step:
    """The least level that could be found, and a plan with few agents at it."""

    level: float
    routing: Routing | None
    proven: bool
    programs: int
    stopped: bool


def _step(
    field: Field,
    caps: Floats,
    free: Flags,
    losses: Floats,
    gap: float,
    seed: int,
    stop: Stop | None,
) -> _Step:
    """The least level that all free agents can keep, searched over the values.

    Parameters:
        losses: of a plan within the caps.
    """
    values = _distinct(field.costs)
    low = int(np.searchsorted(values, least_losses(field.costs)[free].max() - EQUAL))
    high = int(np.searchsorted(values, losses[free].max() - EQUAL))
    programs, proven = 0, True
    routing: Routing | None = None
    while low < high:
        middle = (low + high) // 2
        tried = _under(field, caps, free, float(values[middle]), gap, seed, stop)
        programs += 1
        if tried.stopped:
            return _Step(float(values[high]), routing, False, programs, True)
        if tried.routing is None:
            proven &= tried.proven
            low = middle + 1
        else:
            routing = tried.routing
            high = int(np.searchsorted(values, routing.goal[free].max() - EQUAL))
    level = float(values[high])
    limits = capped(field.costs, np.where(free, level, caps))

    def heavy(block: Floats) -> Floats:
        return np.asarray(block + MANY_LOSSES * (block >= level - EQUAL), np.float64)

    def standing(block: Floats) -> Floats:
        at = np.where(block >= level - EQUAL, 1.0, 0.0)
        return np.asarray(np.where(np.isfinite(block), at, np.inf), np.float64)

    found = best_within(field, mapped(limits, heavy), max(gap, 0.01), seed, stop)
    programs += 1
    if found.stopped:
        return _Step(level, routing, False, programs, True)
    if found.routing is not None:
        had = _losses(field.costs, field, found.routing)
        routing = replace(found.routing, goal=had)
    counted = float(((routing.goal if routing else losses) >= level - EQUAL).sum())
    ground = field.ground
    least = relaxed_bound(ground, field.families, mapped(limits, standing), (10.0, 1e4), stop)
    proven &= bool(np.ceil(least - TINY) >= counted - TINY)
    return _Step(level, routing, proven, programs, False)


def _under(
    field: Field,
    caps: Floats,
    free: Flags,
    level: float,
    gap: float,
    seed: int,
    stop: Stop | None,
) -> Within:
    """A plan in which no free agent loses more than a level."""
    limits = np.where(free, level, caps)
    return best_within(field, capped(field.costs, limits), max(gap, 0.01), seed, stop)
