"""The question of a simulation: the staff at the start, the policy, the rates, all assumptions.

People stand in slots. A slot of the staff table holds its agent until he leaves; where leavers are
replaced, the newcomer takes the slot. Further slots wait for hires beyond replacement. All arrays
over people have the shape (runs, slots).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import numpy.typing as npt

from cs.promotion.histories import KnownReview
from cs.promotion.policy import PromotionPolicy
from cs.promotion.problem import Integers, PromotionProblem

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Rates:
    """What is assumed of people; rates are per year.

    Attributes:
        leave: share that leaves, where no grade has its own; `leave_of` by grade's id.
        hires: people a year; None: every leaver is replaced in the month after.
        entry: grade in which newcomers start.
        probation: months from hiring to the status regular.
        others_met: share of people who meet all conditions that the model does not follow.
        persistence: share of a score's variance that stays with the person from round to round.
        away: share that goes on a long leave in a year, for `away_months`.
        waived: share of cases in which a condition that may be waived is waived if it is not met.
    """

    leave: float
    leave_of: tuple[tuple[str, float], ...]
    hires: float | None
    entry: str
    probation: int
    others_met: float
    persistence: float
    away: float = 0.0
    away_months: int = 3
    waived: float = 0.0

    def leave_rate(self, grade: str) -> float:
        """The share of a grade that leaves in a year."""
        return dict(self.leave_of).get(grade, self.leave)


@dataclass(frozen=True)
class ReviewModel:
    """How review grades follow one another.

    Attributes:
        first: shares of grades (best first) of who has no former result.
        next: per former grade (row), the shares of the following one.
        observed: how many pairs of consecutive results the shares rest on; 0: all are assumed.
        stated: former grades of which the policy states what follows.
    """

    review: KnownReview
    first: Floats
    next: Floats
    observed: int
    stated: tuple[str, ...] = ()


@dataclass(frozen=True)
class Start:
    """The staff on the first day, an entry per agent who is employed.

    Attributes:
        grade: position in `World.grades`, -1 where the table states none.
        grade_since, post_since, hired: ordinals of days, 0 where not stated.
        leaves: ordinal of the last day of employment, 0 where not stated.
        status: position in `World.statuses`, -1 where not stated.
        acting: position in `World.grades` of the grade held for the time being, -1 for none.
        ranks: per review followed and agent, the known results: period and grade's position.
    """

    ids: tuple[str, ...]
    grade: Integers
    grade_since: Integers
    post_since: Integers
    hired: Integers
    leaves: Integers
    status: Integers
    ranks: tuple[tuple[tuple[tuple[int, int], ...], ...], ...]
    acting: Integers


@dataclass(frozen=True)
class World:
    """Everything that policies compared with each other share.

    Attributes:
        as_of: the staff are those of this day; the first month is the one after.
        grades: ids and names of all grades, from the lowest level.
        statuses: words of statuses; `regular` and `probation` are among them.
        reviews: of the reviews that some condition looks at.
    """

    as_of: date
    years: int
    runs: int
    seed: int
    grades: tuple[tuple[str, str], ...]
    statuses: tuple[str, ...]
    start: Start
    rates: Rates
    reviews: tuple[ReviewModel, ...]


@dataclass(frozen=True)
class Simulated:
    """A policy to be run in the world.

    Attributes:
        problem: as built from the staff table; its conditions and context are used.
        origin: where vacancies come from: `option`, `policy`, `not_needed` or `headcount`.
        count: vacancies of each round, or the target's headcount; None: no limit.
        followed: facts that the model moves on; conditions on others are taken as `others_met`.
        waived: per condition's id, ids of agents who are let off it and to which day.
    """

    policy: PromotionPolicy
    problem: PromotionProblem
    origin: str
    count: int | None
    followed: frozenset[str]
    waived: Mapping[str, Mapping[str, date]] = field(default_factory=dict)

    @property
    def acts(self) -> bool:
        """Whether places that a round leaves open are held acting."""
        ways = (way for step in self.policy.filling or () for way in step)
        return self.policy.acting is not None and self.origin == "headcount" and "acting" in ways

    def unfollowed(self) -> tuple[str, ...]:
        """Names of the conditions that the model does not follow."""
        return tuple(
            dict.fromkeys(
                rule.name
                for rule in self.problem.requirements
                for leaf in rule.leaves()
                if leaf.fact not in self.followed
            )
        )


@dataclass(frozen=True)
class RoundFigures:
    """One round; arrays per run.

    Attributes:
        vacancies: None without a limit.
        eligible, promoted: in all, and per source grade (runs, grades).
        acting: how many hold the target for the time being, when the round opens.
        away: how many of those who could stand are on leave.
    """

    day: date
    vacancies: Integers | None
    eligible: Integers
    promoted: Integers
    eligible_of: Integers
    promoted_of: Integers
    acting: Integers
    away: Integers


@dataclass(frozen=True)
class Course:
    """What a policy did.

    Attributes:
        headcounts: people per grade at the start and after each year (years + 1, runs, grades);
            the last column is those without a known grade.
        staff: people after each month, the start first (months + 1, runs); `hires` and `leavers`
            of each month (months, runs).
        waits: months in the grade before each promotion, of all runs together.
        holders: most holders of the target ever, those acting among them, per run.
    """

    rounds: tuple[RoundFigures, ...]
    headcounts: Integers
    staff: Integers
    hires: Integers
    leavers: Integers
    waits: Integers
    holders: Integers
