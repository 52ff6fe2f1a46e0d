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

from cs.rotation.evaluation import Flags, Floats, Integers
from cs.rotation.planning.families import Families
from cs.rotation.planning.master import relax
from cs.rotation.planning.pricing import GoalCosts
from cs.rotation.planning.recovery import recover
from cs.rotation.planning.routing import WHOLE, Choice, Few, Ground, Routing, Scope, reroute
from cs.rotation.planning.solving import Effort, Stop
from cs.rotation.problem import WorstLevel

MOST_LEVELS = 5
PAIRS = 4_000
ARCS = 6_000
EQUAL = 1e-9
TINY = 1e-6
FIRM = (1.0, 1.0)
MANY_LOSSES = 2.0
"""More than any loss: whoever stands at a level counts for more than what anybody loses."""

Tell = Callable[[int], None]


@dataclass(frozen=True)
class Field:
    """Where plans are sought: graph, rows and costs within the levels that come before the goals.

    Attributes:
        costs: the agents' weighted losses by profile.
    """

    ground: Ground
    families: Families
    costs: GoalCosts


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


def capped(costs: GoalCosts, caps: Floats) -> GoalCosts:
    """The costs, infinite above each agent's cap."""
    blocks = []
    for family, block in enumerate(costs.blocks):
        rows = costs.agents[costs.first[family] : costs.first[family + 1]]
        blocks.append(np.where(block <= caps[rows, None] + EQUAL, block, np.inf))
    return replace(costs, blocks=tuple(blocks))


def least_losses(costs: GoalCosts) -> Floats:
    """The least loss of any path, per agent."""
    least = np.zeros(len(costs.agents))
    for family, block in enumerate(costs.blocks):
        rows = costs.agents[costs.first[family] : costs.first[family + 1]]
        least[rows] = block.min(axis=1)
    return least


@dataclass(frozen=True)
class Within:
    """A plan under caps.

    Attributes:
        routing: None if none was found; its goal costs are those sought.
        bound: of their sum; infinite if there is no such plan. proven: no plan is better by more
            than the gap asked, or there is none.
    """

    routing: Routing | None
    bound: float
    proven: bool
    stopped: bool


def best_within(field: Field, costs: GoalCosts, gap: float, seed: int, stop: Stop | None) -> Within:
    """The plan of least summed cost; infinite costs are out of the question."""
    if not np.isfinite(least_losses(costs)).all():
        return Within(None, np.inf, True, False)
    whole = _whole(field, costs, (), stop)
    if whole is not None:
        return whole
    ground = field.ground
    relaxation = relax(
        ground.graph, ground.arcs, field.families, ground.couplings, costs,
        min(1e-4, max(gap / 5, 1e-9)), stop=stop,
    )  # fmt: skip
    if relaxation.short > TINY and not relaxation.stopped:
        return Within(None, relaxation.bound, _is_impossible(field, costs, stop), False)
    found = recover(ground, field.families, costs, relaxation, gap, seed, stop)
    routing = found.routing
    if routing is None or routing.excess > WHOLE:
        return Within(None, relaxation.bound, False, found.stopped or relaxation.stopped)
    near = routing.value - found.bound <= gap * max(abs(routing.value), 1e-6) + EQUAL
    return Within(routing, found.bound, near, found.stopped or relaxation.stopped)


def _is_impossible(field: Field, costs: GoalCosts, stop: Stop | None) -> bool:
    """Whether rows must be broken even where nothing else costs anything."""
    ground = field.ground
    nothing = _mapped(costs, lambda block: np.where(np.isfinite(block), 0.0, np.inf))
    return _relaxed(ground, field.families, nothing, FIRM, stop) > TINY


def _relaxed(
    ground: Ground,
    families: Families,
    costs: GoalCosts,
    penalties: tuple[float, float],
    stop: Stop | None,
) -> float:
    """The relaxation's bound."""
    return relax(
        ground.graph, ground.arcs, families, ground.couplings, costs, TINY,
        penalties=penalties, enough=TINY, stop=stop,
    ).bound  # fmt: skip


def _mapped(costs: GoalCosts, change: Callable[[Floats], Floats]) -> GoalCosts:
    return replace(costs, blocks=tuple(change(block) for block in costs.blocks))


def _pairs(costs: GoalCosts, first: Integers) -> Choice:
    """All agents and profiles of finite cost."""
    agents, profiles, goals = [], [], []
    for family, block in enumerate(costs.blocks):
        rows = costs.agents[costs.first[family] : costs.first[family + 1]]
        line, cell = np.nonzero(np.isfinite(block))
        agents.append(rows[line])
        profiles.append(first[family] + cell)
        goals.append(block[line, cell])
    agent, profile, goal = np.concatenate(agents), np.concatenate(profiles), np.concatenate(goals)
    order = np.lexsort((profile, agent))
    return Choice(np.unique(agent), agent[order], profile[order], goal[order])


def _size(costs: GoalCosts) -> int:
    return sum(int(np.isfinite(block).sum()) for block in costs.blocks)


def _fits(field: Field, costs: GoalCosts) -> bool:
    return len(field.ground.arcs.kind) <= ARCS and _size(costs) <= PAIRS


def _whole(
    field: Field,
    costs: GoalCosts,
    few: tuple[tuple[float, int], ...],
    stop: Stop | None,
    counted: float | None = None,
) -> Within | None:
    """One integer program over everything, solved to the end; None if it would be too large.

    Parameters:
        few: (value, most): at most so many agents with a cost above the value.
        counted: minimise the number of agents with a cost above it instead of the sum.
    """
    if not _fits(field, costs):
        return None
    ground = field.ground
    choice = _pairs(costs, ground.graph.profiles.first)
    goal = choice.goal
    asked = (
        choice
        if counted is None
        else replace(choice, goal=_above(goal, counted).astype(np.float64))
    )
    lines = len(ground.arcs.kind)
    scope = Scope(
        choice=asked,
        supply=np.zeros(len(ground.graph.profiles.family), np.int64),
        frozen=np.zeros(lines, np.int64),
        arcs=np.ones(lines, np.bool_),
        penalty=None,
        few=tuple(Few(_above(goal, value), most) for value, most in few),
    )
    agents = len(choice.free)
    kept = Routing(np.zeros(agents, np.int64), np.zeros(agents), np.zeros(0, np.int64), np.inf)
    effort = Effort(gap=EQUAL, nodes=50_000, stall=50_000)
    found = reroute(ground, scope, kept, effort, stop=stop)
    if found.routing is None:
        return Within(None, found.bound, found.closed, not found.closed)
    return Within(found.routing, found.bound, found.closed, not found.closed)


def _above(goal: Floats, value: float) -> Flags:
    return np.asarray(goal > value + EQUAL, np.bool_)


def lift_worst(
    field: Field, first: Floats, gap: float, seed: int, stop: Stop | None, tell: Tell
) -> Lifted:
    """The plan whose losses, sorted from the largest on, are the least.

    Parameters:
        first: the agents' losses in the plan of least sum, which is where the search begins.
        tell: the number of the level that is sought.
    """
    if _fits(field, field.costs):
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
            tried = _whole(field, costs, (*few, (values[middle], settled)), stop)
            programs += 1
            if tried is None or tried.stopped:
                return _ended(best, levels, programs)
            low, high = (low, middle) if tried.routing is not None else (middle + 1, high)
        level = float(values[low])
        below = float(values[low - 1]) if low else -1.0
        within = (*few, (level, settled))
        found = _whole(field, costs, within, stop, counted=below)
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
    found = _whole(field, costs, few, stop)
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

    found = best_within(field, _mapped(limits, heavy), max(gap, 0.01), seed, stop)
    programs += 1
    if found.stopped:
        return _Step(level, routing, False, programs, True)
    if found.routing is not None:
        had = _losses(field.costs, field, found.routing)
        routing = replace(found.routing, goal=had)
    counted = float(((routing.goal if routing else losses) >= level - EQUAL).sum())
    ground = field.ground
    least = _relaxed(ground, field.families, _mapped(limits, standing), (10.0, 1e4), stop)
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
