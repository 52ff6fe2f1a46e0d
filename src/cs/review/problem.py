"""What exactly is a review of one period, and what shape has its answer?

Everything is exact: ratings are decimals, points and scores fractions; a score is quantised once,
half-up, when the grade is looked up.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Literal

from cs.kernel.agents import Agent
from cs.kernel.findings import Finding
from cs.kernel.intervals import Interval
from cs.kernel.periods import Period
from cs.kernel.records import Provenance
from cs.kernel.runs import Run, RunRules
from cs.review.outcomes import Coaching, Consequence, Report, Reward

MEASURED = -1
"""Stands for a role where a system gives the value."""


class Gap(StrEnum):
    """Why an indicator has no points."""

    NO_VALUE = "no value"
    TOO_FEW_RATERS = "too few raters"
    NO_SCALE = "no scale"


@dataclass(frozen=True, slots=True)
class RoleRule:
    """One group of raters.

    Attributes:
        weight: in percent, against the other roles that rate the same indicator.
        anonymous: whether the agent may not learn who rated.
    """

    role: str
    name: str
    weight: Fraction
    min_raters: int
    anonymous: bool


@dataclass(frozen=True, slots=True)
class IndicatorRule:
    """One indicator.

    Attributes:
        weight: percent of the score.
        floor, target: values that earn none and 100 points; `floor` is None if left open.
        cap: most points.
        targets: other targets by folded name of the ladder's grade.
        roles: positions of the roles that rate it; empty if a system measures it.
    """

    id: str
    name: str
    family: str | None
    weight: Fraction
    direction: str | None
    target: Decimal
    floor: Decimal | None
    cap: Fraction
    unit: str | None
    targets: Mapping[str, Decimal]
    roles: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class GradeRule:
    """One grade of the results; `band` holds its scores."""

    id: str
    name: str
    band: Interval


@dataclass(frozen=True, slots=True)
class QuotaRule:
    """How many per cent of those with a result must, and may, have the grade at a position."""

    grade: int
    at_least: Fraction
    at_most: Fraction


@dataclass(frozen=True, slots=True)
class ReviewRules:
    """One review's rules, without its people.

    Attributes:
        grades: from the best to the worst.
        mentor_share: percent of a mentor's score that is the mean of the mentees'.
        worst: per reward the worst grade that earns it; per consequence the best that leads to it.
    """

    policy: str
    name: str
    indicators: tuple[IndicatorRule, ...]
    roles: tuple[RoleRule, ...]
    missing_raters: Literal["refuse", "reweight"]
    missing_values: Literal["refuse", "zero", "reweight"]
    total: Fraction
    places: int
    grades: tuple[GradeRule, ...]
    quotas: tuple[QuotaRule, ...]
    mentor_share: Fraction
    runs: RunRules
    rewards: tuple[Reward, ...]
    consequences: tuple[Consequence, ...]
    coaching: Coaching | None
    report: Report | None = None

    def grade_position(self, grade: str) -> int:
        """The position of a grade by its id."""
        return next(index for index, each in enumerate(self.grades) if each.id == grade)


Voice = tuple[str | None, Decimal]
"""Who rated, and the value."""


@dataclass(frozen=True, slots=True)
class ReviewProblem:
    """One period's ratings of the agents under review.

    Attributes:
        number: of the period in its cycle.
        agents: under review in the period, in the order of the staff table.
        voices: per agent (its position), indicator and role (`MEASURED` for a system) what was
            said.
        mentees: per agent the positions of those whom it mentors.
    """

    rules: ReviewRules
    number: int
    period: Period
    agents: tuple[Agent, ...]
    voices: tuple[Mapping[tuple[int, int], tuple[Voice, ...]], ...]
    mentees: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class RoleMean:
    """What one role said of one indicator.

    Attributes:
        mean: of its ratings; None if there are none.
        share: of the indicator's value, from 0 to 1; 0 if too few rated.
    """

    role: int
    count: int
    mean: Fraction | None
    share: Fraction


@dataclass(frozen=True, slots=True)
class IndicatorScore:
    """One agent's points in one indicator.

    Attributes:
        value: the figure measured, or the mean of the roles.
        target: the agent's own.
        points: from 0 to the cap; None if there are none.
        share: of the score, from 0 to 1, after reweighting.
    """

    value: Fraction | None
    target: Decimal
    points: Fraction | None
    share: Fraction
    gap: Gap | None
    roles: tuple[RoleMean, ...]


@dataclass(frozen=True, slots=True)
class AgentScore:
    """One agent's score for a period.

    Attributes:
        own: the sum of the agent's own points; None if there is no result.
        mentees: the mean of the mentees' exact scores; None if none has a result, or none counts.
        exact: with the mentees' share.
        score: quantised half-up.
        by_score: position of the grade whose band holds the score; None if none or several do.
        grade: after the quotas.
    """

    indicators: tuple[IndicatorScore, ...]
    own: Fraction | None
    mentees: Fraction | None
    exact: Fraction | None
    score: Decimal | None
    by_score: int | None
    grade: int | None


@dataclass(frozen=True, slots=True)
class PeriodScores:
    """The scores of one period.

    Attributes:
        agents: in the order of the problem's.
        quotas_met: whether the grades meet the quotas; False where that would part equal scores,
            or where an agent's score has no grade.
    """

    agents: tuple[AgentScore, ...]
    quotas_met: bool


@dataclass(frozen=True, slots=True)
class Following:
    """A reward or consequence that an agent's results have reached.

    Attributes:
        rule: what the policy states.
        run: so many results in a row.
        is_new: reached with this period's result, and not before.
        is_last: no consequence of a longer run has been reached.
    """

    rule: Reward | Consequence
    run: int
    is_new: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One agent's whole result.

    Attributes:
        before: the score of the period before; None if there is none.
        grade_before: its grade.
        run: how many results in a row had this period's grade (None without a grade).
        runs: per reward, then per consequence, its run.
        follows: rewards and consequences reached.
        coached: why the agent is on the coaching list: `grade`, `score`, ids of indicators.
    """

    score: AgentScore
    before: Decimal | None
    grade_before: int | None
    run: Run | None
    runs: tuple[Run, ...]
    follows: tuple[Following, ...]
    coached: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hidden:
    """Figures of one period that nobody is shown (see `cs.review.hiding`).

    Attributes:
        keys: what each figure is of, by positions: `("score", agent)`, `("points", agent,
            indicator)` with the value, `("mentor", agent)` with the own sum, `("role", agent,
            indicator, role)`, and by the team's name `("team score", team)`, `("team value", team,
            indicator)`, `("team points", team, indicator)`.
        agents: ids of those whose scores are hidden.
    """

    keys: frozenset[tuple[Hashable, ...]] = frozenset()
    agents: frozenset[str] = frozenset()

    def holds(self, *key: Hashable) -> bool:
        """Whether a figure is hidden."""
        return key in self.keys


@dataclass(frozen=True, slots=True)
class ReviewScore:
    """A review's result for one period, with what it rests on.

    Attributes:
        due: the day on which the period's results are due.
        agents: in the order of the problem's.
        outside: agents with ratings in the period for whom the review is not.
        findings: what is to be known or decided; no errors.
        earlier: problems and scores of earlier periods with ratings, newest first.
        hidden: what nobody is shown, by number of the period, the earlier ones too.
    """

    problem: ReviewProblem
    scores: PeriodScores
    agents: tuple[Reviewed, ...]
    due: date
    outside: tuple[str, ...]
    findings: tuple[Finding, ...]
    earlier: tuple[tuple[ReviewProblem, PeriodScores], ...]
    provenance: Provenance
    hidden: Mapping[int, Hidden]

    @property
    def hides(self) -> Hidden:
        """What nobody is shown of this period."""
        return self.hidden[self.problem.number]

    def score_shown(self, index: int) -> Decimal | None:
        """The score that people see; None if there is none, or it is hidden."""
        return None if self.hides.holds("score", index) else self.agents[index].score.score

    def before_shown(self, index: int) -> Decimal | None:
        """The score of the period before that people see."""
        before = self.hidden.get(self.problem.number - 1)
        if before is not None and self.problem.agents[index].id in before.agents:
            return None
        return self.agents[index].before
