"""The shapes of the answers to "why": changeovers with alternatives, headcounts with their ends.

Costs are in losses: 1 is everything that the goals can give one agent, weighted. The plan's
objective is the mean of the agents' losses, so a loss changes it by itself / agents.
"""

from dataclasses import dataclass
from typing import Literal

from cs.rotation.problem import BrokenRule

Verdict = Literal["open", "levels", "forbidden"]


@dataclass(frozen=True, slots=True)
class Share:
    """What the limits of one kind at one post add to the price of an alternative.

    Attributes:
        sort: of the row, as `planning.couplings` numbers them. post: -1 where there is none.
        periods: of the model, in order; those beyond the horizon are the years after the plan.
        more: the alternative counts for more in the rows than the path taken, else for less.
        loss: what the others lose by it; negative if they win.
    """

    sort: int
    post: int
    periods: tuple[int, ...]
    more: bool
    loss: float


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another post at a changeover, everything before it as planned.

    Attributes:
        post: where the agent would be; `stays`: where the agent was before.
        verdict: `open`; `levels`: only with more overdue periods or deviations, which come before
            all goals; `forbidden`: no path of the agent keeps all rules.
        row: post by period of the agent's best path there, in the horizon; empty unless open.
        own: per goal, what the agent loses by it, weighted and exact for `row`; negative: wins.
        others: what it takes from the others, at the prices of the relaxation.
        shares: `others` by limit, the dearest first.
        at_least: the whole plan gets worse by at least so much: proven, 0 or more.
        overdue, deviations: what the agent's path would have more than the planned one (levels).
        broken: what forbids it (forbidden).
        later: the rule is not broken at the changeover itself, but by every way on from there.
    """

    post: int
    stays: bool
    verdict: Verdict
    row: tuple[int, ...] = ()
    own: tuple[tuple[str, float], ...] = ()
    others: float = 0.0
    shares: tuple[Share, ...] = ()
    at_least: float = 0.0
    overdue: int = 0
    deviations: int = 0
    broken: tuple[BrokenRule, ...] = ()
    later: bool = False

    @property
    def own_loss(self) -> float:
        """What the agent loses by it, all goals together."""
        return sum(loss for _, loss in self.own)


@dataclass(frozen=True, slots=True)
class Changeover:
    """One decision of the plan about an agent.

    Attributes:
        period: the changeover. end: last period of the stint.
        before: post held before, None for one who joins.
        post: where the plan puts the agent. stays: it is the post held before.
        open_end: the stint goes on after the horizon.
    """

    period: int
    end: int
    before: int | None
    post: int
    stays: bool
    open_end: bool
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class AgentReasons:
    """Everything about one agent.

    Attributes:
        losses: per goal, weighted, what the plan leaves the agent to lose; best 0.
        least: the least weighted loss that any path of the agent has; `apart`: what the path
            planned costs beyond the agent's best at the same prices.
        unproven: how far the plan may be from the best, all agents together.
        changeovers: in order of time.
    """

    agent: int
    losses: tuple[tuple[str, float], ...]
    least: float
    unproven: float
    changeovers: tuple[Changeover, ...]


@dataclass(frozen=True, slots=True)
class Occupant:
    """One who is at the post: since which period of the plan, None for longer; experienced there;
    absent."""

    agent: int
    since: int | None
    experienced: bool
    absent: bool


@dataclass(frozen=True, slots=True)
class Limit:
    """A rule over the post in the period, with the plan's figure and what it costs.

    Attributes:
        sort: as in `Share`. found: the plan's figure.
        low, high: least and most allowed, None where there is no such end.
        price: by how much the summed losses would fall at most if the binding end gave way by one,
            and rise at least if it closed in by one; 0 if it does not press.
        pressed: which end has the price.
    """

    sort: int
    found: int
    low: int | None
    high: int | None
    price: float
    pressed: Literal["low", "high", ""]


@dataclass(frozen=True, slots=True)
class HeadcountReasons:
    """Everything about a post in a period.

    Attributes:
        came, went: who came at the changeover from another post (or joined), who changed away.
        exits: whose employment ended there.
    """

    post: int
    period: int
    occupants: tuple[Occupant, ...]
    came: tuple[int, ...]
    went: tuple[int, ...]
    exits: tuple[int, ...]
    limits: tuple[Limit, ...]
    unproven: float
