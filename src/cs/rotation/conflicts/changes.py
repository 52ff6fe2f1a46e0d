"""What may give, by how much, and what does that cost?

A change moves one rule of a problem to a value that forbids less, or drops it. Costs only rank
alternatives; a unit of each sort is stated in `UNITS` and in docs/conflicts.md: one agent of a
headcount in one period is 1, and every statement that must be edited is 1 more.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor
from typing import Any

from cs.rotation.conflicts.elements import Element, Sort, without
from cs.rotation.problem import RotationProblem

UNITS: dict[Sort, float] = {
    "headcount_low": 1,
    "headcount_high": 1,
    "group_low": 1,
    "group_high": 1,
    "allowed_headcount": 20,
    "leaving_share": 2,
    "experienced_share": 2,
    "skill_level": 2,
    "leave_pool": 10,
    "leave_elsewhere": 40,
    "stint_longest": 20,
    "stint_shortest": 20,
    "times": 40,
    "no_return": 25,
    "return_after": 10,
    "ring_order": 60,
    "prerequisite": 20,
    "followed_by": 40,
    "paired_with": 40,
    "required_skill": 40,
    "agreement": 10,
    "tie": 10,
    "forbidden_stint": 5,
    "pin": 5,
    "leave": 30,
}
"""Cost of one unit: an agent and period, a percentage point, a period, a post, or a rule dropped
(for agreements, forbidden stints, pins and leave of one agent)."""

EDIT = 1.0
LONGER = 12
"""Periods by which a stint may be lengthened at most, as policies allow."""
PERCENT = 100
THOUSANDTHS = 10


@dataclass(frozen=True, slots=True)
class Change:
    """A rule that gives.

    Attributes:
        element: the rule; headcounts with the periods concerned, those of one agent with the agent.
        to: the value after it, in agents, percent, periods or posts; None if the rule is dropped.
    """

    element: Element
    to: int | None = None


def value_of(problem: RotationProblem, element: Element) -> int | None:
    """What a rule says now, in the unit of a change; None if it says no number.

    Shares are rounded to the percent that forbids no less; "no return before all" counts all other
    posts. Of headcounts the value of the first period is given.
    """
    rules = problem.rules
    post = None if element.post is None else problem.posts[element.post]
    first = element.periods[0] if element.periods else 0
    match element.sort:
        case "headcount_low" if post is not None:
            return post.low[first]
        case "headcount_high" if post is not None:
            return post.high[first]
        case "group_low":
            return problem.post_groups[element.item or 0].low[first]
        case "group_high":
            return problem.post_groups[element.item or 0].high[first]
        case "leaving_share" if rules.leaving_share is not None:
            return floor(Fraction(*rules.leaving_share) * PERCENT)
        case "experienced_share" if rules.experienced_share is not None:
            return ceil(Fraction(*rules.experienced_share) * PERCENT)
        case "no_return":
            every = len(problem.posts) - 1
            return every if rules.no_return == "all" else rules.no_return
        case "stint_longest" if post is not None:
            return post.longest
        case "stint_shortest" if post is not None:
            return post.shortest
        case "return_after" if post is not None:
            return post.return_after
        case "prerequisite" if post is not None:
            return post.after_least
        case "skill_level" if post is not None:
            return ceil(post.skill_level / THOUSANDTHS)
        case "leave_pool":
            return problem.leave_pools[element.item or 0].places
    return None


def ladder(problem: RotationProblem, element: Element) -> tuple[int | None, ...]:
    """The values to which a rule may give, from the least on; None last where it may be dropped."""
    now = value_of(problem, element)
    if now is None:
        return (None,)
    match element.sort:
        case "leaving_share":
            return tuple(range(now + 1, PERCENT + 1))
        case "experienced_share" | "skill_level" | "return_after" | "prerequisite":
            return tuple(range(now - 1, -1, -1))
        case "stint_shortest":
            return tuple(range(now - 1, 0, -1))
        case "stint_longest":
            return tuple(range(now + 1, now + LONGER + 1))
        case "no_return":
            return (*range(now - 1, 0, -1), None)
        case "leave_pool":
            return tuple(range(now + 1, len(problem.agents) + 1))
    return (None,)


def relaxed(problem: RotationProblem, changes: Iterable[Change]) -> RotationProblem:
    """The problem after some changes."""
    for change in changes:
        problem = _changed(problem, change)
    return problem


def cost_of(problem: RotationProblem, changes: Iterable[Change]) -> float:
    """What changes cost; see the module."""
    return sum(EDIT + _units(problem, change) * UNITS[change.element.sort] for change in changes)


def _units(problem: RotationProblem, change: Change) -> float:
    element, now = change.element, value_of(problem, change.element)
    if now is None:
        return max(1, len(element.agents))
    if change.to is None:
        # One beyond the least that the rule could still say.
        return now
    return abs(change.to - now) * max(1, len(element.periods))


def _changed(problem: RotationProblem, change: Change) -> RotationProblem:
    element, to = change.element, change.to
    if to is None:
        return without(problem, element)
    match element.sort:
        case "headcount_low" | "headcount_high":
            posts = list(problem.posts)
            posts[element.post or 0] = _moved(posts[element.post or 0], element, to)
            return replace(problem, posts=tuple(posts))
        case "group_low" | "group_high":
            groups = list(problem.post_groups)
            groups[element.item or 0] = _moved(groups[element.item or 0], element, to)
            return replace(problem, post_groups=tuple(groups))
        case "leaving_share" | "experienced_share":
            share = Fraction(to, PERCENT).as_integer_ratio()
            # The sort is the field's name.
            rules = replace(problem.rules, **{element.sort: share})  # type: ignore[arg-type]
            return replace(problem, rules=rules)
        case "no_return":
            return replace(problem, rules=replace(problem.rules, no_return=to))
        case "leave_pool":
            pools = list(problem.leave_pools)
            pools[element.item or 0] = replace(pools[element.item or 0], places=to)
            return replace(problem, leave_pools=tuple(pools))
    posts = list(problem.posts)
    post = posts[element.post or 0]
    fields: dict[str, Any] = {
        "stint_longest": {"may_extend": to - post.length},
        "stint_shortest": {"may_shorten": post.length - to},
        "return_after": {"return_after": to},
        "prerequisite": {"after_least": to},
        "skill_level": {"skill_level": to * THOUSANDTHS},
    }[element.sort]
    posts[element.post or 0] = replace(post, **fields)
    return replace(problem, posts=tuple(posts))


def _moved(rule: Any, element: Element, to: int) -> Any:
    """A post or group of posts with one end of its headcount moved in some periods."""
    side = "low" if element.sort.endswith("_low") else "high"
    moved = frozenset(element.periods)
    ends = tuple(to if period in moved else end for period, end in enumerate(getattr(rule, side)))
    return replace(rule, **{side: ends})
