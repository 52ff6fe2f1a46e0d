"""What tables tell beside stints and leave: reviews, training, discipline, waivers, cases."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cs.kernel.periods import Period


@dataclass(frozen=True, slots=True)
class ReviewResult:
    """One row of the reviews table: the outcome of one agent's review for one period.

    Attributes:
        grade: id or name of the review's grade, as the table writes it; None if only a score is
            there.
        review: id of the review policy, where the table says it.
    """

    agent: str
    period: Period
    grade: str | None = None
    score: Decimal | None = None
    review: str | None = None
    place: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Rating:
    """One row of the ratings table: one value of one indicator, from one rater or a system."""

    agent: str
    period: Period
    indicator: str
    value: Decimal
    role: str | None = None
    rater: str | None = None
    place: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class CourseTaken:
    """One row of the training table; `passed` is None where the table does not say."""

    agent: str
    course: str
    completed: date | None = None
    score: Decimal | None = None
    passed: bool | None = None
    place: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Punishment:
    """One row of the discipline table.

    Attributes:
        until: last day of its effect.
        offset_on: the day on which merit or time struck it off.
    """

    agent: str
    day: date
    measure: str
    until: date | None = None
    offset_on: date | None = None
    place: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Waiver:
    """One row of the waivers table: an authority lets an agent off a condition.

    Attributes:
        requirement: id or name of the condition, as the table writes it.
        authority: the role that waived it; None where the table does not say.
        day: when it was given.
        until: its last day; None without end.
        policy: id of the promotion policy, where the table says it.
    """

    agent: str
    requirement: str
    authority: str | None = None
    day: date | None = None
    reason: str | None = None
    until: date | None = None
    policy: str | None = None
    place: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One step done of a running case.

    Attributes:
        agent: whom the case is about.
        case: its id, if the table has one.
        kind: as the table writes it; None for a promotion.
        actor: who did it, a person's id or name or a role.
        outcome: as the table writes it; None where it is empty.
        place: file and row.
    """

    agent: str
    case: str | None
    kind: str | None
    step: str
    day: date
    actor: str | None
    outcome: str | None
    place: tuple[str, int]
