"""The exact question of a rotation plan and the shape of its answer.

Time runs in periods 0 .. `length` - 1 from time zero (the first changeover planned). The first
`horizon` of them are published and scored; the rest, one longest stint, are modelled under all hard
rules so that the end of the horizon is no cliff.

A plan is a matrix: the post of every agent in every period of the horizon. Consecutive stints of
an agent are at different posts, so the matrix states the stints: a stint is a longest run of one
post in an agent's row. While absent an agent keeps the post, but counts in neither headcount nor
experience, and the stint's clock stops.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import numpy as np
import numpy.typing as npt

from cs.kernel.records import Provenance
from cs.rotation.keeping import Keeping

NOWHERE = -1
"""In a plan's matrix: the agent is not employed in that period."""

Posts = npt.NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class Period:
    """One period, first to last day, both included."""

    start: date
    end: date
    label: str
    """`2026-12`, or the Monday's date for weeks."""

    @property
    def is_week(self) -> bool:
        """Whether it is a week, else a month."""
        return self.end - self.start < timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class PostRule:
    """A post as the engine sees it; its index in `RotationProblem.posts` is its number.

    Attributes:
        length: nominal stint in periods; allowed are `length - may_shorten .. length + may_extend`.
        low, high: headcount per model period; `high` None means no upper end.
        headcounts: the only numbers that the headcount may be; empty for any.
        after, after_least: stints at so many of these posts must lie before an entry: all stints
            of `past` and those of the plan before it.
        return_after: an entry comes at least so many periods after the agent left the post.
        followed_by: whoever changes from here, goes to one of these; empty for any.
        paired_with: a stint here comes right after one there, or one there comes right after it
            (a stint that is open at the end, or ends the employment, may still be followed).
        skill_level: mean skill of the agents present in a period, in thousandths; 0 for none.
    """

    id: str
    name: str
    length: int
    may_extend: int
    may_shorten: int
    low: tuple[int, ...]
    high: tuple[int | None, ...]
    requires: frozenset[str] = frozenset()
    teaches: frozenset[str] = frozenset()
    headcounts: frozenset[int] = frozenset()
    after: frozenset[int] = frozenset()
    after_least: int = 0
    return_after: int = 0
    followed_by: frozenset[int] = frozenset()
    paired_with: int | None = None
    skill_level: int = 0

    @property
    def shortest(self) -> int:
        """Fewest periods of a stint here, at least 1."""
        return max(1, self.length - self.may_shorten)

    @property
    def longest(self) -> int:
        """Most periods of a stint here."""
        return self.length + self.may_extend


@dataclass(frozen=True, slots=True)
class RotatingAgent:
    """An agent at time zero.

    Attributes:
        post: the post held, or None for one who joins at period `first` and may start anywhere.
        served: periods of the current stint before time zero, absence not counted. An agent with
            `served >= longest` of the post is overdue: the stint may go on, and every further
            period of it is an overdue period.
        history: periods at each post before time zero, all stints summed, the current one included,
            absence not counted.
        past: posts of all stints so far, oldest first, the current post last; for no-return rules.
        skills: held at time zero.
        may_enter: per post, whether agreements allow entering it (skills are the engine's work: a
            completed stint grants its taught skills from the next changeover on).
        interest: per post 0..1; all zero if nothing was wished.
        first, last: first and last period employed (`last` = model length - 1 if nobody leaves).
        absent: periods of absence; -1 among them if absent right before time zero.
        pins: (period, post): must be at the post then.
        forbidden: (period, post): must not be at the post then.
        left: per post, the period (0 or before) at whose start the agent left it last, None if
            never or still there; empty if no rule asks.
        levels: skill per post at time zero, in thousandths; empty if no rule asks.
    """

    id: str
    name: str
    team: str | None
    post: int | None
    served: int
    history: tuple[int, ...]
    past: tuple[int, ...]
    skills: frozenset[str]
    may_enter: tuple[bool, ...]
    interest: tuple[float, ...]
    first: int
    last: int
    absent: frozenset[int] = frozenset()
    pins: frozenset[tuple[int, int]] = frozenset()
    forbidden: frozenset[tuple[int, int]] = frozenset()
    left: tuple[int | None, ...] = ()
    levels: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class HardRules:
    """Rules over paths and posts; shares are exact fractions of 1 as (numerator, denominator).

    Attributes:
        ring: the next post is the next in listed order (cyclic).
        no_return: `all`, a number of other posts in between, or None. `all`: a post is entered
            again only when every post the agent may enter (agreements, pins aside; skills
            ignored) was visited since its last visit; history counts.
        leaving_share: changers of a post at a changeover <= share * occupants the period before.
            Both sides count present agents only (absent in the period before: not an occupant; and
            one who changes post while absent is no changer); exits are no changers.
        experienced_share: experienced present agents >= share * present agents, every period.
        experienced_after: periods at that post before this one, history included.
    """

    ring: bool = False
    no_return: Literal["all"] | int | None = None
    leaving_share: tuple[int, int] | None = None
    experienced_share: tuple[int, int] | None = None
    experienced_after: int = 1


@dataclass(frozen=True, slots=True)
class TimesRule:
    """Of each of these agents, so many stints at these posts have a period before `within`.

    The stint that runs at time zero is one of them if it has; so is one that is open at the end.
    `low` asks nothing of an agent who is not employed in all of those periods.

    Attributes:
        route: of the policy, below `rules.times`.
        posts: counted together. agents: whom it binds.
        low, high: how many; `high` None means no upper end.
        within: periods counted, those of the horizon.
        had: agents and their stints there before time zero that count too, the one that runs then
            among them.
    """

    route: int
    posts: frozenset[int]
    agents: frozenset[int]
    low: int
    high: int | None
    within: int
    had: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class PostGroupRule:
    """Agents present at all of these posts together, per model period; fields as in `PostRule`."""

    route: int
    posts: frozenset[int]
    low: tuple[int, ...]
    high: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class LeavePoolRule:
    """At most `places` agents of these posts together are absent in any period.

    With any pool, a post in none has no absent agent. Leave that runs on from time zero is no
    choice of the plan: whoever is on it may be at any post, and takes one of his pool's places; if
    such agents alone are more than the places, the pool has so many.
    """

    route: int
    posts: frozenset[int]
    places: int


@dataclass(frozen=True, slots=True)
class Tie:
    """Two agents who, while both are employed, are at one post in these periods, or never are.

    Attributes:
        together: at one post; else apart.
        by: what states it: the table `pairs`, or the policy's `mentored_for`.
    """

    first: int
    second: int
    together: bool
    periods: frozenset[int]
    by: Literal["pairs", "mentored_for"] = "pairs"


@dataclass(frozen=True, slots=True)
class LearningCurve:
    """Skill after a period, in thousandths, by skill before it: 1001 whole numbers each.

    Skill at a post in a period is that at its start. `learnt` holds for a period in which the
    agent is present at the post, `forgotten` for every other period, employed or not.
    Exponential learning (Mazur and Hastie 1978) and forgetting (Ebbinghaus 1885), rounded down.
    """

    learnt: tuple[int, ...]
    forgotten: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class GoalWeights:
    """Weights as the policy states them; only their ratios matter.

    Attributes:
        worst_first: the agents' weighted losses are compared from the largest on (leximin), and
            their sum only decides what that leaves open; else their sum alone.
    """

    fairness: float
    growth: float
    interest: float
    stability: float
    worst_first: bool = False


@dataclass(frozen=True)
class RotationProblem:
    """Everything the engine may know."""

    posts: tuple[PostRule, ...]
    agents: tuple[RotatingAgent, ...]
    periods: tuple[Period, ...]
    horizon: int
    rules: HardRules
    goals: GoalWeights
    times: tuple[TimesRule, ...] = ()
    post_groups: tuple[PostGroupRule, ...] = ()
    leave_pools: tuple[LeavePoolRule, ...] = ()
    ties: tuple[Tie, ...] = ()
    learning: LearningCurve | None = None
    keeping: Keeping | None = None

    @property
    def length(self) -> int:
        """Model periods: the horizon and one longest stint."""
        return len(self.periods)


GOALS = ("fairness", "growth", "interest", "stability")
RuleName = Literal[
    "headcount",
    "stint_length",
    "consecutive_posts",
    "ring_order",
    "no_return",
    "leaving_share",
    "experienced_share",
    "required_skill",
    "agreement",
    "pin",
    "forbidden_stint",
    "current_stint",
    "employment",
    "times",
    "prerequisite",
    "return_after",
    "followed_by",
    "paired_with",
    "allowed_headcount",
    "group_headcount",
    "leave_pool",
    "together",
    "apart",
    "mentored",
    "skill_level",
]


@dataclass(frozen=True, slots=True)
class BrokenRule:
    """One breach found in a plan.

    Attributes:
        post, agent: indexes, where the rule concerns one.
        period: where the breach is.
        found, limit: the figure found and the nearest allowed one.
        item: index of the rule in its list (`times`, `post_groups`, `leave_pools`, `ties`); for
            ties the other agent is that tie's.
    """

    rule: RuleName
    post: int | None = None
    period: int | None = None
    agent: int | None = None
    found: float = 0
    limit: float = 0
    item: int | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """A quantity minimised before the goals: its value and a proven lower bound."""

    value: int
    bound: int


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A plan's figures, computed from the matrix alone.

    Attributes:
        overdue: overdue periods within the horizon, summed.
        deviations: periods by which stints that start in the horizon, or run at time zero and are
            not overdue, differ from their post's length, summed; open stints count only beyond it.
        losses: per goal, mean over agents of a loss in 0..1 (0 is best); see `evaluation.py`.
        objective: weighted mean of the losses.
    """

    overdue: int
    deviations: int
    losses: dict[str, float]
    objective: float


@dataclass(frozen=True, slots=True)
class WorstLevel:
    """One step of a plan made worst first.

    Attributes:
        loss: all agents but those of this level and earlier ones lose less.
        agents: who loses this, as few as could be found.
        proven: no plan within the earlier levels has a smaller loss here, or fewer agents at it.
    """

    loss: float
    agents: tuple[int, ...]
    proven: bool


@dataclass(frozen=True)
class PlanResult:
    """What a planner found.

    Attributes:
        status: `proven` (bound met within the gap asked), `feasible` (not proven), `interrupted`
            (best so far), `infeasible` (the plan given breaks `broken`, as little as possible).
        posts: agents x horizon; None if not even a rule-breaking plan was found.
        bound: proven lower bound of the objective over plans with the least overdue and deviations.
        gap: |objective - bound| / max(|objective|, 1e-6).
        method: which method ran, with its figures (`rounds`, `columns`, …) in `work`.
        worst: with `worst_first`, the levels that were settled, the largest loss first; `bound`
            and `gap` are then over the plans that keep them.
    """

    status: Literal["proven", "feasible", "interrupted", "infeasible"]
    posts: Posts | None
    evaluation: Evaluation | None
    overdue: Level
    deviations: Level
    bound: float
    gap: float
    method: str
    work: dict[str, int]
    broken: tuple[BrokenRule, ...] = ()
    worst: tuple[WorstLevel, ...] = ()


@dataclass(frozen=True)
class RotationPlan:
    """A result with its question's names, as written to files and read back."""

    policy: str
    provenance: Provenance
    problem: RotationProblem
    result: PlanResult
