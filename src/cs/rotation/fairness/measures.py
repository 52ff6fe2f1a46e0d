"""How evenly does a plan treat agents? Figures of each agent, and how far they lie apart.

Unevenness is told by the Gini coefficient (Gini 1912: the mean difference of two agents over twice
the mean; 0 is equal) and by the distance of largest and least.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cs.rotation.evaluation import (
    losses_by_goal,
    normalised_weights,
    tabulate,
)
from cs.rotation.problem import GOALS, NOWHERE, Posts, RotatingAgent, RotationProblem


@dataclass(frozen=True, slots=True)
class Wish:
    """A wish of an agent.

    Attributes:
        rank: 1 for the dearest; equal wishes share a rank.
        months: present periods at the post in the plan.
    """

    rank: int
    post: int
    months: int


@dataclass(frozen=True, slots=True)
class AgentFigures:
    """What a plan gives one agent.

    Attributes:
        history, planned: present periods at each post before time zero, and in the plan.
        wishes: in order of rank.
        changes: of post in the plan.
        losses: per goal, 0..1, not weighted. loss: weighted.
    """

    history: tuple[int, ...]
    planned: tuple[int, ...]
    wishes: tuple[Wish, ...]
    changes: int
    losses: tuple[tuple[str, float], ...]
    loss: float

    @property
    def granted(self) -> float | None:
        """Share of present periods at wished posts; None without a wish or a period."""
        months = sum(self.planned)
        if not self.wishes or not months:
            return None
        return sum(wish.months for wish in self.wishes) / months


@dataclass(frozen=True, slots=True)
class Spread:
    """How far a figure lies apart between agents.

    Attributes:
        figure: `months`, `granted`, `changes`, `fairness` or `loss`. post: for `months`.
    """

    figure: str
    post: int | None
    mean: float
    gini: float
    least: float
    most: float


def measure(problem: RotationProblem, posts: Posts) -> tuple[AgentFigures, ...]:
    """The figures of all agents."""
    staff = tabulate(problem)
    weights = normalised_weights(problem)
    losses = losses_by_goal(problem, staff, posts)
    present = staff.present[:, : problem.horizon] & (posts != NOWHERE)
    months = np.stack(
        [((posts == post) & present).sum(axis=1) for post in range(len(problem.posts))], axis=1
    )
    moves = _changes(staff.current, posts)
    found = []
    for number, agent in enumerate(problem.agents):
        planned = tuple(int(n) for n in months[number])
        mine = tuple((goal, float(losses[goal][number])) for goal in GOALS)
        found.append(
            AgentFigures(
                history=agent.history,
                planned=planned,
                wishes=_wishes(agent, planned),
                changes=int(moves[number]),
                losses=mine,
                loss=sum(weights[goal] * loss for goal, loss in mine),
            )
        )
    return tuple(found)


def _changes(current: np.ndarray[tuple[int], np.dtype[np.int64]], posts: Posts) -> Posts:
    before = np.concatenate([current[:, None].astype(np.int16), posts[:, :-1]], axis=1)
    moved = (before != posts) & (before != NOWHERE) & (posts != NOWHERE)
    return np.asarray(moved.sum(axis=1), np.int16)


def _wishes(agent: RotatingAgent, planned: Sequence[int]) -> tuple[Wish, ...]:
    wished = sorted({value for value in agent.interest if value > 0}, reverse=True)
    return tuple(
        Wish(rank, post, planned[post])
        for rank, value in enumerate(wished, 1)
        for post, interest in enumerate(agent.interest)
        if interest == value
    )


def spreads(problem: RotationProblem, figures: Sequence[AgentFigures]) -> tuple[Spread, ...]:
    """How far all figures lie apart; months count history and plan."""
    found = [
        _spread("months", post, [one.history[post] + one.planned[post] for one in figures])
        for post in range(len(problem.posts))
    ]
    found.append(_spread("granted", None, [g for one in figures if (g := one.granted) is not None]))
    found.append(_spread("changes", None, [one.changes for one in figures]))
    found.append(_spread("fairness", None, [dict(one.losses)["fairness"] for one in figures]))
    found.append(_spread("loss", None, [one.loss for one in figures]))
    return tuple(found)


def _spread(figure: str, post: int | None, values: Sequence[float]) -> Spread:
    if not values:
        return Spread(figure, post, 0.0, 0.0, 0.0, 0.0)
    mean = sum(values) / len(values)
    return Spread(figure, post, mean, gini(values), min(values), max(values))


def gini(values: Sequence[float]) -> float:
    """The Gini coefficient of figures that are 0 or more; 0 if all are 0."""
    ordered = np.sort(np.asarray(values, np.float64))
    number, total = len(ordered), float(ordered.sum())
    if not total:
        return 0.0
    ranks = 2 * np.arange(1, number + 1) - number - 1
    return float((ranks * ordered).sum() / (number * total))


@dataclass(frozen=True, slots=True)
class RankGranted:
    """How many agents have a wish of a rank, at how many of them they are for a month or more."""

    rank: int
    agents: int
    granted: int
    months: float


def granted_by_rank(figures: Sequence[AgentFigures]) -> tuple[RankGranted, ...]:
    """Wishes granted, by rank; `months` is the mean of those who have one."""
    ranks = sorted({wish.rank for one in figures for wish in one.wishes})
    found = []
    for rank in ranks:
        mine = [wish.months for one in figures for wish in one.wishes if wish.rank == rank]
        found.append(RankGranted(rank, len(mine), sum(m > 0 for m in mine), sum(mine) / len(mine)))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """Means over the agents of one team, site or grade."""

    name: str
    agents: int
    months: tuple[float, ...]
    granted: float | None
    changes: float
    loss: float


def by_group(names: Sequence[str], figures: Sequence[AgentFigures]) -> tuple[GroupFigures, ...]:
    """Means by group, in order of name.

    Parameters:
        names: the group of each agent.
    """
    groups: dict[str, list[AgentFigures]] = {}
    for name, one in zip(names, figures, strict=True):
        groups.setdefault(name, []).append(one)
    found = []
    for name, members in sorted(groups.items()):
        granted = [g for one in members if (g := one.granted) is not None]
        found.append(
            GroupFigures(
                name=name,
                agents=len(members),
                months=tuple(
                    sum(one.history[post] + one.planned[post] for one in members) / len(members)
                    for post in range(len(members[0].planned))
                ),
                granted=sum(granted) / len(granted) if granted else None,
                changes=sum(one.changes for one in members) / len(members),
                loss=sum(one.loss for one in members) / len(members),
            )
        )
    return tuple(found)
