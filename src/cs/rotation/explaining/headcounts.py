"""Why so many? Who is at a post in a period, the rules over it, and which of them press.

A dual is the least by which the summed losses rise when a limit closes in by one, and the most by
which they fall when it gives way by one: the bound is linear in the limits at fixed duals.
"""

import numpy as np

from cs.rotation.explaining.prices import Prices
from cs.rotation.explaining.reasons import HeadcountReasons, Limit, Occupant
from cs.rotation.planning.couplings import EXPERIENCED, HEAD, LEAVING
from cs.rotation.problem import NOWHERE, RotationProblem

TINY = 1e-9


def explain_headcount(prices: Prices, post: int, period: int) -> HeadcountReasons:
    """Why a post has so many agents in a period of the horizon."""
    problem, posts = prices.problem, prices.posts
    before = _before(prices, period)
    now = posts[:, period]
    here, were = now == post, before == post
    present = np.array([period not in agent.absent for agent in problem.agents], np.bool_)
    served = _served(problem, posts[:, :period], post)
    after = problem.rules.experienced_after
    occupants = tuple(
        Occupant(
            agent=int(number),
            since=_since(posts[number], period, post),
            experienced=bool(served[number] >= after),
            absent=not present[number],
        )
        for number in np.flatnonzero(here)
    )
    return HeadcountReasons(
        post=post,
        period=period,
        occupants=occupants,
        came=tuple(int(n) for n in np.flatnonzero(here & ~were)),
        went=tuple(int(n) for n in np.flatnonzero(were & ~here & (now != NOWHERE))),
        exits=tuple(int(n) for n in np.flatnonzero(were & (now == NOWHERE))),
        limits=tuple(_limits(prices, post, period, occupants)),
        unproven=prices.unproven,
    )


def _limits(prices: Prices, post: int, period: int, occupants: tuple[Occupant, ...]) -> list[Limit]:
    problem, rules = prices.problem, prices.problem.rules
    count = sum(not one.absent for one in occupants)
    rule = problem.posts[post]
    found = [_limit(prices, HEAD, post, period, count, rule.low[period], rule.high[period])]
    if rules.leaving_share is not None:
        before = _before(prices, period)
        now = prices.posts[:, period]
        there = np.array(
            [period == 0 or period - 1 not in agent.absent for agent in problem.agents], np.bool_
        )
        were = (before == post) & there
        changed = int((were & (now != post) & (now != NOWHERE)).sum())
        over, under = rules.leaving_share
        most = over * int(were.sum()) // under
        found.append(_limit(prices, LEAVING, post, period, changed, None, most))
    if rules.experienced_share is not None:
        over, under = rules.experienced_share
        seasoned = sum(one.experienced and not one.absent for one in occupants)
        least = -(-over * count // under)
        found.append(_limit(prices, EXPERIENCED, post, period, seasoned, least, None))
    return found


def _limit(
    prices: Prices, sort: int, post: int, period: int, found: int, low: int | None, high: int | None
) -> Limit:
    rows = prices.couplings
    at = np.flatnonzero((rows.sort == sort) & (rows.post == post) & (rows.period == period))
    # A row counts a head as one unit; a share counts it `unit` times.
    dual = float((prices.relaxation.duals[at] * rows.unit[at]).sum())
    if abs(dual) <= TINY:
        return Limit(sort, found, low, high, 0.0, "")
    pressed = "low" if (dual > 0) or sort == EXPERIENCED else "high"
    return Limit(sort, found, low, high, abs(dual), "low" if pressed == "low" else "high")


def _before(prices: Prices, period: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    if period:
        return prices.posts[:, period - 1].astype(np.int64)
    return prices.staff.current.astype(np.int64)


def _since(row: np.ndarray[tuple[int], np.dtype[np.int16]], period: int, post: int) -> int | None:
    start = period
    while start > 0 and row[start - 1] == post:
        start -= 1
    return start


def _served(
    problem: RotationProblem, posts: np.ndarray[tuple[int, int], np.dtype[np.int16]], post: int
) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Present periods of each agent at a post before the end of these periods."""
    served = np.array([agent.history[post] for agent in problem.agents], np.int64)
    for number, agent in enumerate(problem.agents):
        at = np.flatnonzero(posts[number] == post)
        served[number] += sum(int(p) not in agent.absent for p in at)
    return served
