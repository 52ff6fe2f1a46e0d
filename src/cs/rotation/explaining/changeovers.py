"""Why is an agent there? Every changeover of the plan with its alternatives and what each costs.

An alternative keeps everything before the changeover as planned and puts the agent at another post.
Its cost has an exact part, what the agent's own goals lose on the best path from there, and a price
part, what the places it takes and leaves are worth to the others. Both together, less what the plan
leaves unproven, bound from below how much worse every plan with that alternative is.
"""

from dataclasses import replace

import numpy as np

from cs.rotation.evaluation import Floats, Integers, evaluate, normalised_weights
from cs.rotation.explaining.alone import alone
from cs.rotation.explaining.forbidding import FreePaths, free_paths, why_forbidden
from cs.rotation.explaining.own_paths import (
    OwnPath,
    OwnPaths,
    cheapest,
    paths_of_family,
    stints_at,
)
from cs.rotation.explaining.prices import Prices
from cs.rotation.explaining.reasons import AgentReasons, Alternative, Changeover, Share
from cs.rotation.planning.pricing import posts_of
from cs.rotation.planning.shared_rows import APART, TOGETHER
from cs.rotation.problem import GOALS, NOWHERE, RotationProblem
from cs.rotation.stints import stints_of

TINY = 1e-9


def explain_agent(prices: Prices, number: int) -> AgentReasons:
    """Why an agent is where the plan puts him, changeover by changeover."""
    problem, agent = prices.problem, prices.problem.agents[number]
    row = prices.posts[number].astype(np.int64)
    single = alone(problem, number)
    own = paths_of_family(prices.graph, prices.arcs, int(prices.families.of_agent[number]))
    goals = _goals_of(prices, number)
    planned = cheapest(own, _only(prices, row), goals)
    desk = _Desk(prices, number, row, single, own, goals, planned, free_paths(single))
    before = None if agent.first > 0 else agent.post
    changeovers = []
    for stint in stints_of(problem, agent, row.tolist()):
        changeovers.append(
            Changeover(
                period=stint.start,
                end=stint.end,
                before=before,
                post=stint.post,
                stays=stint.post == before,
                open_end=stint.open,
                alternatives=tuple(
                    _alternative(desk, stint.start, post, before)
                    for post in range(len(problem.posts))
                    if post != stint.post
                ),
            )
        )
        before = stint.post
    return AgentReasons(
        agent=number,
        losses=_weighted(single, row),
        least=float(goals[np.isfinite(goals)].min(initial=np.inf)),
        unproven=prices.unproven,
        changeovers=tuple(changeovers),
    )


class _Desk:
    """What every alternative of one agent is compared with."""

    def __init__(
        self,
        prices: Prices,
        number: int,
        row: Integers,
        single: RotationProblem,
        own: OwnPaths,
        goals: Floats,
        planned: OwnPath | None,
        free: FreePaths,
    ) -> None:
        self.prices = prices
        self.number = number
        self.row = row
        self.single = single
        self.own = own
        self.goals = goals
        self.planned = planned
        self.free = free
        self.levels = free.least(row)


def _alternative(desk: _Desk, period: int, post: int, before: int | None) -> Alternative:
    row = desk.row[: period + 1].copy()
    row[period] = post
    stays = post == before
    path = cheapest(desk.own, _only(desk.prices, row), desk.goals)
    if path is not None:
        return _open(desk, path, post, stays)
    least = desk.free.least(row)
    if least is not None:
        had = desk.levels
        return Alternative(
            post,
            stays,
            "levels",
            overdue=least.overdue - (had.overdue if had else 0),
            deviations=least.deviations - (had.deviations if had else 0),
        )
    forbidden = why_forbidden(desk.single, row, int(desk.row[period]))
    broken = tuple(replace(one, agent=desk.number) for one in forbidden.broken)
    return Alternative(post, stays, "forbidden", broken=broken, later=forbidden.later)


def _open(desk: _Desk, path: OwnPath, post: int, stays: bool) -> Alternative:
    prices, problem = desk.prices, desk.prices.problem
    posts = posts_of(prices.graph.types, path.kinds[None, :], problem.length)[0]
    row = posts[: problem.horizon].astype(np.int64)
    now = dict(_weighted(desk.single, desk.row))
    own = tuple((goal, loss - now[goal]) for goal, loss in _weighted(desk.single, row))
    # Without a planned path in the model (it cannot go on after the horizon) the parts by limit
    # have nothing to be compared with; the bound holds all the same.
    shares = () if desk.planned is None else _shares(prices, path.kinds, desk.planned.kinds)
    beyond = path.cost - float(prices.least[desk.number])
    return Alternative(
        post,
        stays,
        "open",
        row=tuple(int(p) for p in row),
        own=own,
        others=sum(share.loss for share in shares),
        shares=shares,
        at_least=max(0.0, beyond - prices.unproven),
    )


def _shares(prices: Prices, kinds: Integers, planned: Integers) -> tuple[Share, ...]:
    """The prices of an alternative's stints less those of the planned ones, by limit."""
    rows, counts = prices.couplings, prices.relaxation.duals
    types = prices.graph.types.count
    amount = np.bincount(kinds, minlength=types) - np.bincount(planned, minlength=types)
    difference = rows.activity(amount.astype(np.float64))
    loss = -difference * counts
    gathered: dict[tuple[int, int, bool], list[tuple[int, float]]] = {}
    for row in np.flatnonzero(np.abs(loss) > TINY):
        sort = int(rows.sort[row])
        # Two who are tied change together: what one post gains by it the other loses.
        tied = sort in (TOGETHER, APART)
        key = (sort, -1 if tied else int(rows.post[row]), tied or bool(difference[row] > 0))
        gathered.setdefault(key, []).append((int(rows.period[row]), float(loss[row])))
    shares = [
        Share(
            sort, post, tuple(sorted({p for p, _ in cells})), more, sum(part for _, part in cells)
        )
        for (sort, post, more), cells in gathered.items()
    ]
    return tuple(sorted(shares, key=lambda share: (-share.loss, share.sort, share.post)))


def _only(prices: Prices, row: Integers) -> Floats:
    """Prices of stint types, infinite for those that differ from a row."""
    fits = stints_at(prices.graph.types, row)
    return np.asarray(np.where(fits, prices.kinds, np.inf), np.float64)


def _goals_of(prices: Prices, number: int) -> Floats:
    """What each profile of the graph costs an agent; infinite for other families' profiles."""
    family = int(prices.families.of_agent[number])
    costs, first = prices.costs, prices.graph.profiles.first
    goals = np.full(len(prices.graph.profiles.family), np.inf)
    rows = costs.agents[costs.first[family] : costs.first[family + 1]]
    place = int(np.flatnonzero(rows == number)[0])
    goals[first[family] : first[family + 1]] = costs.blocks[family][place]
    return goals


def _weighted(single: RotationProblem, row: Integers) -> tuple[tuple[str, float], ...]:
    """An agent's loss per goal that counts, weighted."""
    posts = np.where(row < 0, NOWHERE, row)[None, :].astype(np.int16)
    losses = evaluate(single, posts).losses
    weights = normalised_weights(single)
    return tuple((goal, weights[goal] * losses[goal]) for goal in GOALS if weights[goal])
