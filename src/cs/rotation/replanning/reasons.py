"""Which event or rule forced a change? From the published plan's breaches to each changed stint.

The published plan, held against the new problem, breaks rules: a leaver's post falls short, an
absent agent's stint is not served. Each breach is a *cause*. An agent whose own row breaks a rule
has that cause; one who fills a post that falls short, or leaves one that overflows, has the cause
of that post. All others belong to a chain: they take a place that somebody with a cause left, or
make room for one who came. What no chain explains is there for rules beyond the plan's end or
several together, or, where the goals have a say, for the goals. Where nothing is proven and the
goals are served no better than before, the search was stopped before it could tell.
"""

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from cs.rotation.changes import ChangedStint
from cs.rotation.keeping import Keeping
from cs.rotation.problem import NOWHERE, BrokenRule, Posts, RotationProblem
from cs.rotation.verifier import verify

Kind = Literal[
    "leaver", "absence", "newcomer", "rule", "place", "room", "goals", "stopped", "together"
]
OWN_RULES = frozenset({"stint_length", "current_stint", "consecutive_posts", "no_return"})
"""Rules that an absence breaks, as the stint's clock stops."""


@dataclass(frozen=True, slots=True)
class Gone:
    """One whom the published plan has after leaving; `agent` None if not even in the problem.

    Attributes:
        row: published posts per model period.
        last: last period employed, -1 if none.
    """

    id: str
    name: str
    agent: int | None
    row: tuple[int, ...]
    last: int


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a stint differs from the published plan.

    Attributes:
        kind: `leaver`, `absence` and `newcomer` are events of `agents`; `rule` is a rule that the
            published plan would break; `place` and `room` belong to the chain of `via`, who left
            the place or needs the room; `goals`; `stopped` is not proven to be needed by anything;
            `together` is none of these alone.
        breach: the rule that the published plan would break, and where.
        agents: ids of those who leave, are absent or join.
        via: agent of the chain's link before this one.
        root: kind of the chain's beginning.
    """

    kind: Kind
    breach: BrokenRule | None = None
    agents: tuple[str, ...] = ()
    via: int | None = None
    root: "Reason | None" = None


@dataclass(frozen=True)
class World:
    """Both plans, side by side.

    Attributes:
        published, posts: agents x model periods, and agents x horizon.
        gone: leavers. broken: breaches of the published plan in the new problem.
        known: agents and periods of absences that were known when the plan was published.
    """

    problem: RotationProblem
    published: Posts
    posts: Posts
    gone: tuple[Gone, ...]
    broken: tuple[BrokenRule, ...]
    known: frozenset[tuple[int, int]] = frozenset()

    def away(self, agent: int) -> frozenset[int]:
        """Periods of absence that were not known."""
        periods = self.problem.agents[agent].absent
        return frozenset(period for period in periods if (agent, period) not in self.known)


def breaches_of(problem: RotationProblem, keeping: Keeping) -> tuple[BrokenRule, ...]:
    """What the published plan breaks in the new problem; that it does not know some is no breach.

    While absent, agents keep the post they are at.
    """
    posts = np.ascontiguousarray(keeping.posts[:, : problem.horizon]).copy()
    posts[posts >= len(problem.posts)] = NOWHERE
    for number, agent in enumerate(problem.agents):
        posts[number, agent.last + 1 :] = NOWHERE
        posts[number, : agent.first] = NOWHERE
        for period in sorted(agent.absent):
            if agent.first <= period <= agent.last and period < problem.horizon:
                before = posts[number, period - 1] if period else agent.post
                if before is not None and before != NOWHERE:
                    posts[number, period] = before
    found = verify(problem, posts)
    return tuple(breach for breach in found if breach.rule != "employment")


def reasons_of(
    world: World, changes: Sequence[ChangedStint], otherwise: Kind
) -> tuple[Reason, ...]:
    """A reason for every changed stint, in their order.

    Parameters:
        otherwise: what no chain explains is there for.
    """
    found: dict[int, Reason] = {}
    for number, change in enumerate(changes):
        reason = _direct(world, change)
        if reason is not None:
            found[number] = reason
    queue = deque(sorted(found))
    links = _links(world, changes)
    while queue:
        before = queue.popleft()
        root = found[before].root or found[before]
        for after, kind in links[before]:
            if after not in found:
                found[after] = Reason(kind, via=changes[before].agent, root=root)
                queue.append(after)
    rest = Reason(otherwise)
    return tuple(found.get(number, rest) for number in range(len(changes)))


def _periods(change: ChangedStint) -> range:
    return range(change.first, change.last + 1)


def _left(world: World, change: ChangedStint) -> set[int]:
    return {int(world.published[change.agent, period]) for period in _periods(change)}


def _direct(world: World, change: ChangedStint) -> Reason | None:
    own = [one for one in world.broken if one.agent == change.agent]
    agent = world.problem.agents[change.agent]
    for breach in own:
        if breach.rule in OWN_RULES and world.away(change.agent):
            return Reason("absence", breach, (agent.id,))
        return Reason("rule", breach)
    if any(post >= len(world.problem.posts) for post in _left(world, change)):
        return Reason("rule")
    for breach in world.broken:
        if breach.agent is None and breach.period is not None and _mends(world, change, breach):
            return _event(world, breach)
    return None


def _mends(world: World, change: ChangedStint, breach: BrokenRule) -> bool:
    """Whether the change puts the agent where the breach asks for one, or takes one away."""
    period = breach.period or 0
    if breach.rule == "group_headcount":
        posts = world.problem.post_groups[breach.item or 0].posts
    elif breach.post is None:
        return False
    else:
        posts = frozenset({breach.post})
    if breach.rule == "leaving_share":
        before = int(world.published[change.agent, period - 1]) if period else None
        return before in posts and change.stint.post in posts and period in _periods(change)
    if period not in _periods(change):
        return False
    enters = change.stint.post in posts
    leaves = int(world.published[change.agent, period]) in posts
    if breach.rule in ("headcount", "group_headcount", "allowed_headcount"):
        return enters != leaves and (enters if breach.found < breach.limit else leaves)
    return enters != leaves


def _event(world: World, breach: BrokenRule) -> Reason:
    """The event behind a breach at a post: who left, is absent or came; else the rule itself."""
    period, post = breach.period or 0, breach.post
    if post is not None and breach.found < breach.limit:
        gone = [one.id for one in world.gone if one.row[period] == post and one.last < period]
        if gone:
            return Reason("leaver", breach, tuple(gone))
        away = [
            agent.id
            for number, agent in enumerate(world.problem.agents)
            if period in world.away(number) and int(world.published[number, period]) == post
        ]
        if away:
            return Reason("absence", breach, tuple(away))
    return Reason("rule", breach)


def _links(
    world: World, changes: Sequence[ChangedStint]
) -> dict[int, list[tuple[int, Literal["place", "room"]]]]:
    """Which changes a change may have led to: who takes the place left, who makes room."""
    enters: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    leaves: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for number, change in enumerate(changes):
        for period in _periods(change):
            enters[change.stint.post, period].append(number)
            leaves[int(world.published[change.agent, period]), period].append(number)
    links: dict[int, list[tuple[int, Literal["place", "room"]]]] = {}
    for number, change in enumerate(changes):
        after: dict[int, Literal["place", "room"]] = {}
        for other, kind in _neighbours(world, change, enters, leaves):
            if other != number:
                after.setdefault(other, kind)
        links[number] = list(after.items())
    return links


def _neighbours(
    world: World,
    change: ChangedStint,
    enters: dict[tuple[int, int], list[int]],
    leaves: dict[tuple[int, int], list[int]],
) -> Iterator[tuple[int, Literal["place", "room"]]]:
    for period in _periods(change):
        left = int(world.published[change.agent, period])
        for other in enters.get((left, period), ()):
            yield other, "place"
        for other in leaves.get((change.stint.post, period), ()):
            yield other, "room"
