"""What tables tell of candidates' past, as conditions look at it, and the reviews they speak of."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cs.kernel.agents import Absence, PastStint
from cs.kernel.durations import Duration
from cs.kernel.histories import CourseTaken, Punishment, ReviewResult, Waiver
from cs.kernel.intervals import Interval
from cs.kernel.periods import Cycle
from cs.kernel.runs import OPEN_RULES, RunRules


@dataclass(frozen=True, slots=True)
class Past:
    """The tables of agents' past; None where the workspace states no such table."""

    reviews: Collection[ReviewResult] | None = None
    discipline: Collection[Punishment] | None = None
    training: Collection[CourseTaken] | None = None
    stints: tuple[PastStint, ...] | None = None
    leave: tuple[Absence, ...] | None = None
    waivers: tuple[Waiver, ...] | None = None


NO_TABLES = Past()


@dataclass(frozen=True, slots=True)
class KnownReview:
    """A review as its policy states it.

    Attributes:
        grades: ids, from the best to the worst; `names` are what they are called.
        bands: the scores of each grade.
        wait: how long after a period's end its result is due.
        begins: first day of the first period under review; None if that is not stated.
    """

    id: str
    cycle: Cycle
    grades: tuple[str, ...]
    names: tuple[str, ...]
    bands: tuple[Interval, ...]
    rules: RunRules = OPEN_RULES
    wait: Duration | None = None
    begins: date | None = None

    def rank_of_score(self, score: Decimal) -> int | None:
        """The position of the grade that holds a score; None if none or several do."""
        found = [rank for rank, band in enumerate(self.bands) if band.holds(score)]
        return found[0] if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class ReviewHistory:
    """An agent's results under one review.

    Attributes:
        ranks: number of the period and position of its grade (0 the best), newest first.
        away: numbers of periods of which the agent was on leave for more than half.
        post_since, hired: first days, as the staff table says.
    """

    ranks: tuple[tuple[int, int], ...]
    away: tuple[int, ...] = ()
    post_since: date | None = None
    hired: date | None = None


@dataclass(frozen=True, slots=True)
class PunishmentHistory:
    """An agent's punishments, by day: day, measure, last day of effect, day of offset."""

    punishments: tuple[tuple[date, str, date | None, date | None], ...]


@dataclass(frozen=True, slots=True)
class CourseHistory:
    """The courses an agent has completed, with the days."""

    completed: tuple[tuple[str, date], ...]


@dataclass(frozen=True, slots=True)
class PostHistory:
    """An agent's stints: post, first day, last day (None: still there)."""

    stints: tuple[tuple[str, date, date | None], ...]
