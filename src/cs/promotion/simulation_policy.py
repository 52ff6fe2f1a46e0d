"""Models of what a simulation of the policy assumes of people (`cs promote simulate`)."""

from typing import Annotated

from pydantic import Field

from cs.kernel.fields import Identifier, Model, Number, OneOrMore, Percent, RefersTo, Usual
from cs.promotion.present_conditions import GradeRef

Share = Annotated[Percent, Field(ge=0, le=100)]


class GradeLeavers(Model):
    """The share of one grade that leaves.

    Attributes:
        grade: a grade of a ladder.
        share: percent that leaves in a year.
    """

    grade: GradeRef
    share: Share


class ResultShare(Model):
    """How often a review gives one of its grades.

    Attributes:
        grade: a grade of the review.
        share: percent of results.
    """

    grade: Annotated[Identifier, RefersTo("review grade")]
    share: Share


class GradeTransition(Model):
    """Which results follow one result of a review; other rows are estimated from the tables.

    Attributes:
        after: the grade of the period before.
        then: the grades of the period after it, in percent that sum to 100.
    """

    after: Annotated[Identifier, RefersTo("review grade")]
    then: Annotated[tuple[ResultShare, ...], OneOrMore, Field(min_length=1)]


class Simulate(Model):
    """What `cs promote simulate` assumes where its options say nothing; a model, no forecast.

    Attributes:
        years: the horizon, in years.
        runs: how often the years are drawn.
        seed: what all draws begin with.
        leavers: percent of people who leave in a year, where `leavers_of` says nothing of their
            grade.
        leavers_of: percent of single grades that leave in a year.
        hires: people hired in a year; without it, each leaver is replaced in the month after.
        entry: the grade in which newcomers start; without it, the lowest that somebody holds.
        trial_months: months from hiring until newcomers are regular.
        leave: percent of people who go on a long leave in a year; whoever is on leave keeps grade
            and place, and stands in no round.
        leave_months: months that a long leave lasts.
        transitions: which review results follow one another.
        others_met: percent of people who meet all conditions that time does not decide.
        waived: percent of cases in which a condition that is not met and may be waived is waived.
        persistence: percent of a score's variance that stays with the person between rounds.
    """

    in_order = False

    years: Annotated[int, Field(ge=1, le=10)] = 3
    runs: Annotated[int, Field(ge=1, le=10_000)] = 200
    seed: Annotated[int, Field(ge=0, le=2**31 - 1)] = 0
    leavers: Annotated[Share, Usual(0, 60)] = Field(default=10, validate_default=True)
    leavers_of: Annotated[tuple[GradeLeavers, ...], OneOrMore] = ()
    hires: Annotated[Number | None, Field(ge=0, le=10_000)] = None
    entry: GradeRef | None = None
    trial_months: Annotated[int, Field(ge=0, le=36), Usual(0, 6)] = 3
    leave: Annotated[Share, Usual(0, 20)] = Field(default=0, validate_default=True)
    leave_months: Annotated[int, Field(ge=1, le=36), Usual(1, 12)] = 3
    transitions: Annotated[tuple[GradeTransition, ...], OneOrMore] = ()
    others_met: Share = Field(default=100, validate_default=True)
    waived: Annotated[Share, Usual(0, 30)] = Field(default=0, validate_default=True)
    persistence: Share = Field(default=50, validate_default=True)
