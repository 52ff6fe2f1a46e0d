"""The best plan whose losses stay under caps, or that there is none; for `worst_first`."""

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

PAIRS = 4_000
ARCS = 6_000
EQUAL = 1e-9
TINY = 1e-6
FIRM = (1.0, 1.0)


@dataclass(frozen=True)
class Field:
    """Where plans are sought: graph, rows and costs within the levels that come before the goals.

    Attributes:
        costs: the agents' weighted losses by profile.
    """

    ground: Ground
    families: Families
    costs: GoalCosts


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
    whole = whole_within(field, costs, (), stop)
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
    nothing = mapped(costs, lambda block: np.where(np.isfinite(block), 0.0, np.inf))
    return relaxed_bound(ground, field.families, nothing, FIRM, stop) > TINY


def relaxed_bound(
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


def mapped(costs: GoalCosts, change: Callable[[Floats], Floats]) -> GoalCosts:
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


def fits(field: Field, costs: GoalCosts) -> bool:
    return len(field.ground.arcs.kind) <= ARCS and _size(costs) <= PAIRS


def whole_within(
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
    if not fits(field, costs):
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
