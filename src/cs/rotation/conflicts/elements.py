"""Which rules make up a problem, and what is the problem without some of them?

An element is one rule at the level of the policy or of a table's row: a headcount's end at one post
in some periods, a share, one agent's pin. Dropping it gives another problem, so that the engine,
the verifier and a trial of all plans understand what is left. What is no element always holds: who
is employed when, the post held at time zero, another post after every stint.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from cs.rotation.problem import LeavePoolRule, RotatingAgent, RotationProblem

Sort = Literal[
    "headcount_low",
    "headcount_high",
    "allowed_headcount",
    "group_low",
    "group_high",
    "skill_level",
    "leaving_share",
    "experienced_share",
    "leave_pool",
    "leave_elsewhere",
    "stint_longest",
    "stint_shortest",
    "times",
    "no_return",
    "return_after",
    "ring_order",
    "prerequisite",
    "followed_by",
    "paired_with",
    "required_skill",
    "agreement",
    "tie",
    "forbidden_stint",
    "pin",
    "leave",
]

TIERS: tuple[tuple[Sort, ...], ...] = (
    ("headcount_low", "headcount_high", "allowed_headcount", "group_low", "group_high"),
    ("skill_level", "leaving_share", "experienced_share", "leave_pool", "leave_elsewhere"),
    ("stint_longest", "stint_shortest"),
    ("times", "no_return", "return_after", "ring_order", "prerequisite", "followed_by",
     "paired_with", "required_skill", "agreement"),
    ("tie", "forbidden_stint", "pin", "leave"),
)  # fmt: skip
"""Sorts of elements: rules over posts, shares, stints, paths, single agents.

A conflict among the earlier ones is easier to see (and quicker to find) than one with later ones.
"""


@dataclass(frozen=True, slots=True)
class Element:
    """One rule, or one rule at several places, that may be dropped.

    Attributes:
        post: its index, where the rule concerns one. item: index in the problem's list of such
            rules (`times`, `post_groups`, `leave_pools`, `ties`).
        periods: of headcounts, pins, forbidden stints and leave. agents: whom it concerns, of
            agreements, pins, forbidden stints and leave. Both in order.
    """

    sort: Sort
    post: int | None = None
    item: int | None = None
    periods: tuple[int, ...] = ()
    agents: tuple[int, ...] = ()


def elements_of(problem: RotationProblem) -> tuple[Element, ...]:
    """Every rule of a problem that some plan could break, in the order of `TIERS`."""
    found = [*_posts(problem), *_listed(problem), *_rules(problem), *_agents(problem)]
    order = {sort: number for number, sort in enumerate(sum(TIERS, ()))}
    return tuple(sorted(found, key=lambda element: order[element.sort]))


def parts(problem: RotationProblem, element: Element) -> tuple[Element, ...]:
    """An element cut into the smallest ones: by period, or by agent and run of periods."""
    if element.sort in ("headcount_low", "headcount_high", "group_low", "group_high"):
        return tuple(replace(element, periods=(period,)) for period in element.periods)
    if element.sort == "agreement":
        return tuple(replace(element, agents=(agent,)) for agent in element.agents)
    if element.sort in ("pin", "forbidden_stint"):
        cut = []
        for agent in element.agents:
            person = problem.agents[agent]
            cells = person.pins if element.sort == "pin" else person.forbidden
            cut += [Element(element.sort, post, None, run, (agent,)) for post, run in _runs(cells)]
        return tuple(cut)
    if element.sort == "leave":
        return tuple(
            Element("leave", None, None, tuple(sorted(problem.agents[agent].absent)), (agent,))
            for agent in element.agents
        )
    return (element,)


def without(problem: RotationProblem, element: Element) -> RotationProblem:
    """The problem with one element dropped."""
    return without_all(problem, (element,))


def without_all(problem: RotationProblem, elements: Iterable[Element]) -> RotationProblem:
    """The problem with some elements dropped; the numbers of posts, agents and items stay."""
    draft = _Draft(problem)
    for element in elements:
        _drop(draft, element)
    return draft.done()


def only(problem: RotationProblem, kept: Iterable[Element]) -> RotationProblem:
    """The problem with all elements dropped but these, which are some of its own or parts."""
    kept = tuple(kept)
    gone: list[Element] = []
    for element in elements_of(problem):
        if element in kept:
            continue
        if any(other.sort == element.sort for other in kept):
            gone += [part for part in parts(problem, element) if not _holds(kept, part)]
        else:
            gone.append(element)
    return without_all(problem, gone)


def joined(elements: Iterable[Element]) -> tuple[Element, ...]:
    """Parts of one rule in different periods as one element, in the order in which they come."""
    together: dict[tuple[Any, ...], Element] = {}
    for element in elements:
        key = (element.sort, element.post, element.item, element.agents)
        known = together.get(key)
        periods = element.periods if known is None else (*known.periods, *element.periods)
        together[key] = replace(element, periods=tuple(sorted(set(periods))))
    return tuple(together.values())


def _holds(kept: Iterable[Element], part: Element) -> bool:
    return any(
        other.sort == part.sort
        and other.item == part.item
        and (other.post == part.post or other.post is None)
        and set(part.periods) <= set(other.periods or part.periods)
        and set(part.agents) <= set(other.agents or part.agents)
        for other in kept
    )


def _posts(problem: RotationProblem) -> Iterator[Element]:
    agents, every = len(problem.agents), range(problem.length)
    most_served = max((agent.served for agent in problem.agents), default=0)
    for number, post in enumerate(problem.posts):
        low = tuple(period for period in every if post.low[period] > 0)
        high = tuple(p for p in every if (top := post.high[p]) is not None and top < agents)
        if low:
            yield Element("headcount_low", number, periods=low)
        if high:
            yield Element("headcount_high", number, periods=high)
        if post.headcounts and not post.headcounts.issuperset(range(agents + 1)):
            yield Element("allowed_headcount", number)
        if post.skill_level:
            yield Element("skill_level", number)
        if post.longest < problem.length + most_served:
            yield Element("stint_longest", number)
        if post.shortest > 1:
            yield Element("stint_shortest", number)
        if post.return_after:
            yield Element("return_after", number)
        if post.after_least:
            yield Element("prerequisite", number)
        if post.followed_by:
            yield Element("followed_by", number)
        if post.paired_with is not None:
            yield Element("paired_with", number)
        if any(post.requires - agent.skills for agent in problem.agents):
            yield Element("required_skill", number)
        unsigned = tuple(row for row, a in enumerate(problem.agents) if not a.may_enter[number])
        if unsigned:
            yield Element("agreement", number, agents=unsigned)


def _listed(problem: RotationProblem) -> Iterator[Element]:
    agents, every = len(problem.agents), range(problem.length)
    for item, rule in enumerate(problem.times):
        if rule.agents and (rule.low or rule.high is not None):
            yield Element("times", item=item)
    for item, group in enumerate(problem.post_groups):
        low = tuple(period for period in every if group.low[period] > 0)
        high = tuple(p for p in every if (top := group.high[p]) is not None and top < agents)
        if low:
            yield Element("group_low", item=item, periods=low)
        if high:
            yield Element("group_high", item=item, periods=high)
    for item, pool in enumerate(problem.leave_pools):
        if pool.places < agents:
            yield Element("leave_pool", item=item)
    if problem.leave_pools and _unpooled(problem):
        yield Element("leave_elsewhere")
    for item, tie in enumerate(problem.ties):
        if tie.periods:
            yield Element("tie", item=item)


def _rules(problem: RotationProblem) -> Iterator[Element]:
    rules = problem.rules
    if rules.leaving_share is not None and rules.leaving_share[0] < rules.leaving_share[1]:
        yield Element("leaving_share")
    if rules.experienced_share is not None and rules.experienced_share[0] > 0:
        yield Element("experienced_share")
    if rules.no_return is not None:
        yield Element("no_return")
    if rules.ring and len(problem.posts) > 1:
        yield Element("ring_order")


def _agents(problem: RotationProblem) -> Iterator[Element]:
    bound: tuple[tuple[Sort, list[bool]], ...] = (
        ("forbidden_stint", [bool(agent.forbidden) for agent in problem.agents]),
        ("pin", [bool(agent.pins) for agent in problem.agents]),
        ("leave", [bool(agent.absent) for agent in problem.agents]),
    )
    for sort, has in bound:
        rows = tuple(row for row, is_so in enumerate(has) if is_so)
        if rows:
            yield Element(sort, agents=rows)


def _unpooled(problem: RotationProblem) -> frozenset[int]:
    pooled = frozenset().union(*(pool.posts for pool in problem.leave_pools))
    return frozenset(range(len(problem.posts))) - pooled


def _runs(cells: Iterable[tuple[int, int]]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """(period, post) pairs as posts with runs of consecutive periods."""
    by_post: dict[int, list[int]] = {}
    for period, post in sorted(cells):
        by_post.setdefault(post, []).append(period)
    for post, periods in by_post.items():
        run: list[int] = []
        for period in periods:
            if run and period != run[-1] + 1:
                yield post, tuple(run)
                run = []
            run.append(period)
        yield post, tuple(run)


class _Draft:
    """A problem being changed, copied once whatever is changed."""

    def __init__(self, problem: RotationProblem) -> None:
        self.problem = problem
        self.posts = list(problem.posts)
        self.agents: dict[int, RotatingAgent] = {}
        self.lists: dict[str, list[Any]] = {
            name: list(getattr(problem, name))
            for name in ("times", "post_groups", "leave_pools", "ties")
        }
        self.rules = problem.rules

    def agent(self, number: int) -> RotatingAgent:
        return self.agents.get(number, self.problem.agents[number])

    def done(self) -> RotationProblem:
        agents = self.problem.agents
        if self.agents:
            listed = list(agents)
            for number, agent in self.agents.items():
                listed[number] = agent
            agents = tuple(listed)
        return replace(
            self.problem,
            posts=tuple(self.posts),
            agents=agents,
            rules=self.rules,
            # Each list is named by its field; mypy asks all fields for one type.
            **{name: tuple(rules) for name, rules in self.lists.items()},  # type: ignore[arg-type]
        )


def _drop(draft: _Draft, element: Element) -> None:
    if element.sort in ("agreement", "pin", "forbidden_stint", "leave"):
        for number in element.agents:
            draft.agents[number] = _freed(draft.agent(number), element)
    elif element.sort in ("leaving_share", "experienced_share", "no_return"):
        # The sort is the field's name.
        draft.rules = replace(draft.rules, **{element.sort: None})  # type: ignore[arg-type]
    elif element.sort == "ring_order":
        draft.rules = replace(draft.rules, ring=False)
    elif element.item is not None:
        _drop_listed(draft, element, element.item)
    elif element.sort == "leave_elsewhere":
        pool = LeavePoolRule(NOBODYS, _unpooled(draft.problem), len(draft.problem.agents))
        draft.lists["leave_pools"].append(pool)
    elif element.post is not None:
        _drop_of_post(draft, element, element.post)


NOBODYS = -1
"""Route of a leave pool that no policy states."""


def _freed(agent: RotatingAgent, element: Element) -> RotatingAgent:
    """The agent without the element's rule."""
    periods = frozenset(element.periods)
    match element.sort:
        case "agreement":
            enter = enumerate(agent.may_enter)
            return replace(
                agent, may_enter=tuple(may or post == element.post for post, may in enter)
            )
        case "leave":
            return replace(agent, absent=agent.absent - (periods or agent.absent))
        case "pin":
            return replace(agent, pins=_other_cells(agent.pins, element))
        case _:
            return replace(agent, forbidden=_other_cells(agent.forbidden, element))


def _other_cells(cells: frozenset[tuple[int, int]], element: Element) -> frozenset[tuple[int, int]]:
    if element.post is None:
        return frozenset()
    return cells - {(period, element.post) for period in element.periods}


def _drop_listed(draft: _Draft, element: Element, item: int) -> None:
    length, agents = draft.problem.length, len(draft.problem.agents)
    match element.sort:
        case "times":
            rules = draft.lists["times"]
            rules[item] = replace(rules[item], low=0, high=None)
        case "group_low" | "group_high":
            rules = draft.lists["post_groups"]
            rules[item] = _opened(rules[item], element)
        case "leave_pool":
            rules = draft.lists["leave_pools"]
            rules[item] = replace(rules[item], places=max(agents, length))
        case _:
            rules = draft.lists["ties"]
            rules[item] = replace(rules[item], periods=frozenset())


def _opened(rule: Any, element: Element) -> Any:
    """A post or group of posts without one end of its headcount in some periods."""
    gone = frozenset(element.periods)
    if element.sort.endswith("_low"):
        return replace(rule, low=tuple(0 if p in gone else low for p, low in enumerate(rule.low)))
    highs = enumerate(rule.high)
    return replace(rule, high=tuple(None if p in gone else high for p, high in highs))


def _drop_of_post(draft: _Draft, element: Element, number: int) -> None:
    post, problem = draft.posts[number], draft.problem
    changes: dict[str, Any]
    match element.sort:
        case "headcount_low" | "headcount_high":
            draft.posts[number] = _opened(post, element)
            return
        case "stint_longest":
            # So long that nobody can be overdue, and that the model's end comes first.
            served = max((agent.served for agent in problem.agents), default=0)
            changes = {"may_extend": problem.length + served + 1 - post.length}
        case "stint_shortest":
            changes = {"may_shorten": post.length - 1}
        case "prerequisite":
            changes = {"after": frozenset(), "after_least": 0}
        case _:
            field, nothing = _NOTHING[element.sort]
            changes = {field: nothing}
    draft.posts[number] = replace(post, **changes)


_NOTHING: dict[str, tuple[str, Any]] = {
    "allowed_headcount": ("headcounts", frozenset()),
    "skill_level": ("skill_level", 0),
    "return_after": ("return_after", 0),
    "followed_by": ("followed_by", frozenset()),
    "paired_with": ("paired_with", None),
    "required_skill": ("requires", frozenset()),
}
