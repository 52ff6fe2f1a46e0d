"""The `promotion` document: eligibility, scored components, ties, windows, process, probation."""

from typing import Annotated, Literal

from pydantic import Field

from cs.kernel.fields import (
    Identifier,
    Model,
    Number,
    OneOrMore,
    Percent,
    Policy,
    Text,
    Usual,
)
from cs.promotion.combinations import AnyCondition as AnyCondition
from cs.promotion.combinations import Combination as Combination
from cs.promotion.combinations import InnerCombination as InnerCombination
from cs.promotion.present_conditions import AgreementCondition as AgreementCondition
from cs.promotion.present_conditions import ColumnCondition as ColumnCondition
from cs.promotion.present_conditions import GradeCondition as GradeCondition
from cs.promotion.present_conditions import GradeRef as GradeRef
from cs.promotion.present_conditions import JudgementCondition as JudgementCondition
from cs.promotion.present_conditions import SkillCondition as SkillCondition
from cs.promotion.present_conditions import StatusCondition as StatusCondition
from cs.promotion.present_conditions import TenureCondition as TenureCondition
from cs.promotion.process_policy import Probation as Probation
from cs.promotion.process_policy import Step as Step
from cs.promotion.process_policy import Task, Transition
from cs.promotion.simulation_policy import Simulate
from cs.promotion.transitions import Acting, Demotion, FillingStep, Skips


class Band(Model):
    """One step from raw value to points.

    Attributes:
        low: where the band begins; without it, no value is too low.
        high: where the band ends; without it, no value is too high.
        includes: which edge values belong to the band; to leave it open is a finding.
        points: what a value in the band is worth.
    """

    low: Annotated[Number | None, Field(alias="from")] = None
    high: Annotated[Number | None, Field(alias="to")] = None
    includes: Literal["from", "to", "both", "neither"] | None = None
    points: Number


class Scale(Model):
    """The raw range of a component, rescaled to 0..weight.

    Attributes:
        low: the raw value that gives no points.
        high: the raw value that gives the whole weight.
    """

    low: Annotated[Number, Field(alias="from")]
    high: Annotated[Number, Field(alias="to")]


class Raters(Model):
    """Who rates a component and how their values become one.

    Attributes:
        who: role of the raters.
        aggregate: how the raters' values become one; `trimmed_mean` leaves out the extremes.
        trim: for `trimmed_mean`, how many of the highest and of the lowest are left out each.
        min_raters: fewer count as a missing score.
        excludes: whose ratings do not count: those of the candidate's `leader` or `mentor` (as the
            staff table names them), of a `competitor` (another candidate of the round), of the
            candidate (`self`). The table must name raters by their ids.
        anonymous: whether nobody may see who gave which value; with fewer than 3 raters no value
            is shown.
    """

    who: Text | None = None
    aggregate: Literal["mean", "trimmed_mean", "median"] = "mean"
    trim: Annotated[int, Field(ge=1, le=100)] = 1
    min_raters: Annotated[int, Field(ge=1, le=1000), Usual(1, 15)] = 1
    excludes: Annotated[
        tuple[Literal["leader", "competitor", "mentor", "self"], ...], OneOrMore
    ] = ()
    anonymous: bool = False


class Component(Model):
    """A weighted part of the score: exactly one of `scale` and `bands`.

    Attributes:
        columns: further headers under which tables hold it.
        weight: in percent; also the most points its bands may give.
        scale: the range of raw values, for points in proportion.
        bands: steps from raw values to points.
        minimum: the raw value that is just good enough to be proposed; on a scale that begins
            with the larger value, smaller ones are better.
        raters: who rates, and how several ratings become one.
        reads: id of the review policy whose scores it is the mean of, if it is that.
        form: the form on which raters enter it.
    """

    id: Identifier
    name: Text
    columns: Annotated[tuple[Text, ...], OneOrMore] = ()
    weight: Percent
    scale: Scale | None = None
    bands: tuple[Band, ...] = ()
    minimum: Number | None = None
    raters: Raters = Raters()
    reads: Identifier | None = None
    form: Text | None = None
    source: Text | None = None
    notes: Text | None = None


class ByComponent(Model):
    """Ties go to the higher points of one component.

    Attributes:
        component: the id of the component.
    """

    by: Literal["component"]
    component: Identifier


class ByDate(Model):
    """Ties go to the earlier date in the staff or candidates table.

    Attributes:
        by: which date is compared.
    """

    by: Literal["grade_since", "post_since", "hired"]


class ByLot(Model):
    """Ties are settled by lot, drawn from the seed of the run (`--seed`), which results record.

    Attributes:
        by: that it is a lot.
    """

    by: Literal["lot"]


TieBreak = Annotated[ByComponent | ByDate | ByLot, Field(discriminator="by")]


class Scoring(Model):
    """How points become a rank.

    Attributes:
        missing: what a missing score does: `refuse` ranks nobody without it, `zero` counts as
            nothing, `reweight` spreads its weight over the others; to leave it open is a finding.
        places: decimals of the total, quantised half-up.
        tie_breaks: what decides between equal totals, in order; an empty list leaves ties
            standing, to leave it open is a finding.
        total: points of a full score.
        pass_mark: least total to be proposed.
    """

    missing: Literal["refuse", "zero", "reweight"] | None = None
    places: Annotated[int, Field(ge=0, le=6)] = 2
    tie_breaks: tuple[TieBreak, ...] | None = None
    total: Number = Field(default=100, validate_default=True)
    pass_mark: Number | None = None
    source: Text | None = None


class Requirement(Model):
    """A named condition, with the clause it restates and who may waive it.

    Attributes:
        rule: the condition.
        waiver: the role that may waive it.
        notes: what is meant by it, by which signs it is judged, why the work asks for it.
    """

    id: Identifier
    name: Text
    rule: AnyCondition
    waiver: Text | None = None
    source: Text | None = None
    notes: Text | None = None


class TakesEffect(Model):
    """A day of the year, the first one after the window's opening.

    Attributes:
        month: its month, 1 to 12.
        day: its day of the month.
    """

    month: Annotated[int, Field(ge=1, le=12)]
    day: Annotated[int, Field(ge=1, le=31)] = 1


class Window(Model):
    """When a round runs, every year.

    Attributes:
        month: the month in which it opens, 1 to 12.
        opens: the first day of the month for applications.
        closes: the last day of the month for applications.
        takes_effect: the day from which its promotions hold; without it, once they are decided.
    """

    month: Annotated[int, Field(ge=1, le=12)]
    opens: Annotated[int, Field(ge=1, le=31)] = 1
    closes: Annotated[int, Field(ge=1, le=31)] | None = None
    takes_effect: TakesEffect | None = None
    source: Text | None = None


class ComponentWeight(Model):
    """The weight of one component at certain posts.

    Attributes:
        component: the id of the component.
        weight: in percent; 0% leaves the component out.
    """

    component: Identifier
    weight: Percent


class WeightsFor(Model):
    """Other weights, for a promotion to certain posts.

    Attributes:
        posts: the posts, as `cs promote score --post` names them.
        weights: of the components that weigh otherwise; the others keep theirs, and all of them
            sum to 100.
    """

    posts: Annotated[tuple[Text, ...], OneOrMore, Field(min_length=1)]
    weights: Annotated[tuple[ComponentWeight, ...], OneOrMore, Field(min_length=1)]
    source: Text | None = None


class PromotionPolicy(Policy):
    """The rules of one promotion: who may stand, how they are scored, when, and who decides.

    Attributes:
        source_grades: the grades from which one is promoted.
        target_grade: the grade to which one is promoted.
        needs_vacancy: whether only as many are promoted as there are vacancies.
        vacancies: how many there are; without it, the ladder's headcount less the holders.
        eligibility: what a candidate must fulfil; who does not is scored, but never ranked.
        components_stated: how many components the source announces, if it does.
        components: the weighted parts of the score.
        weights_for: other weights of the components for certain posts.
        scoring: how points become a rank.
        windows: when rounds run.
        process: the steps from application to letter, in order.
        probation: the trial after taking up.
        after: the checklist once somebody has taken up the post.
        transitions: changes that are no promotion: demotion, lateral moves, revisions of pay.
        filling: in which order a vacancy is filled; ways listed together have no order among them.
        acting: holding the post without the grade.
        demotion: taking the grade or post back.
        skips: promotion over more than one step of the ladder at a time; without it, whatever the
            conditions admit.
        simulate: what a simulation of the policy assumes.
    """

    kind: Literal["promotion"]
    source_grades: Annotated[tuple[GradeRef, ...], OneOrMore, Field(alias="from")] = ()
    target_grade: Annotated[GradeRef | None, Field(alias="to")] = None
    needs_vacancy: bool = True
    vacancies: Annotated[int, Field(ge=0, le=100_000)] | None = None
    eligibility: tuple[Requirement, ...] = ()
    components_stated: Annotated[int, Field(ge=1)] | None = None
    components: Annotated[tuple[Component, ...], Field(min_length=1, max_length=100)]
    weights_for: tuple[WeightsFor, ...] = ()
    scoring: Scoring = Scoring()
    windows: tuple[Window, ...] = ()
    process: tuple[Step, ...] = ()
    probation: Probation | None = None
    after: tuple[Task, ...] = ()
    transitions: tuple[Transition, ...] = ()
    filling: tuple[FillingStep, ...] | None = None
    acting: Acting | None = None
    demotion: Demotion | None = None
    skips: Skips | None = None
    simulate: Simulate | None = None
