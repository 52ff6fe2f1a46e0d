"""The `promotion` document: eligibility, scored components, ties, windows, process, probation."""

from typing import Annotated, Literal

from pydantic import Field

from cs.kernel.fields import (
    DurationField,
    Identifier,
    Model,
    Number,
    OneOrMore,
    Percent,
    Policy,
    RefersTo,
    Text,
    Usual,
)
from cs.promotion.past_conditions import (
    DisciplineCondition,
    ReviewCondition,
    RotatedPostsCondition,
    TrainingCondition,
)
from cs.promotion.transitions import Acting, Demotion, FillingStep

GradeRef = Annotated[Identifier, RefersTo("grade")]


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
    """

    who: Text | None = None
    aggregate: Literal["mean", "trimmed_mean", "median"] = "mean"
    trim: Annotated[int, Field(ge=1, le=100)] = 1
    min_raters: Annotated[int, Field(ge=1, le=1000), Usual(1, 15)] = 1


class Component(Model):
    """A weighted part of the score: exactly one of `scale` and `bands`.

    Attributes:
        columns: further headers under which tables hold it.
        weight: in percent; also the most points its bands may give.
        scale: the range of raw values, for points in proportion.
        bands: steps from raw values to points.
        raters: who rates, and how several ratings become one.
        reads: id of the review policy whose scores it is the mean of, if it is that.
    """

    id: Identifier
    name: Text
    columns: Annotated[tuple[Text, ...], OneOrMore] = ()
    weight: Percent
    scale: Scale | None = None
    bands: tuple[Band, ...] = ()
    raters: Raters = Raters()
    reads: Identifier | None = None
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


TieBreak = Annotated[ByComponent | ByDate, Field(discriminator="by")]


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


class StatusCondition(Model):
    """The agent's status is one of these.

    Attributes:
        any_of: the statuses, as the staff table has them.
    """

    condition: Literal["status"]
    any_of: Annotated[tuple[Text, ...], OneOrMore, Field(min_length=1)]


class TenureCondition(Model):
    """At least so long in the grade, in the post or in the firm, up to the window's opening day.

    Attributes:
        clock: what the time is counted in; a rotation starts the clock of the post anew.
        at_least: the shortest time that is enough.
    """

    condition: Literal["tenure"]
    clock: Literal["grade", "post", "firm"] = "grade"
    at_least: Annotated[DurationField, Usual("1 month", "10 years")]


class GradeCondition(Model):
    """The agent holds one of these grades (default: the policy's `from`).

    Attributes:
        any_of: ids of the grades.
    """

    condition: Literal["grade"]
    any_of: Annotated[tuple[GradeRef, ...], OneOrMore] = ()


class SkillCondition(Model):
    """The agent holds all of these skills.

    Attributes:
        all_of: ids of the skills.
    """

    condition: Literal["skills"]
    all_of: Annotated[tuple[Identifier, ...], OneOrMore, Field(min_length=1)]


class AgreementCondition(Model):
    """The agent has signed all of these agreements.

    Attributes:
        all_of: ids of the agreements.
    """

    condition: Literal["agreements"]
    all_of: Annotated[tuple[Identifier, ...], OneOrMore, Field(min_length=1)]


class ColumnCondition(Model):
    """A column of the candidates table holds a number in a range, or one of the given words.

    Attributes:
        column: the column's header.
        at_least: the least number that is enough.
        at_most: the greatest number that is still good.
        any_of: the words of which one must stand there.
    """

    condition: Literal["column"]
    column: Text
    at_least: Number | None = None
    at_most: Number | None = None
    any_of: Annotated[tuple[Text, ...], OneOrMore] = ()


class JudgementCondition(Model):
    """A person judges it: the candidates table's column says yes or no; empty is unknown.

    Attributes:
        column: the column's header.
        judge: the role that judges.
    """

    condition: Literal["judgement"]
    column: Text
    judge: Text | None = None


AnyCondition = Annotated[
    StatusCondition
    | TenureCondition
    | GradeCondition
    | SkillCondition
    | AgreementCondition
    | ColumnCondition
    | JudgementCondition
    | ReviewCondition
    | DisciplineCondition
    | TrainingCondition
    | RotatedPostsCondition,
    Field(discriminator="condition"),
]


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


class Step(Model):
    """One step of the process.

    Attributes:
        act: what kind of step it is; separation of duties is checked on it.
        actor: the role that acts.
        duration: the longest it may take.
        form: the form that is filled in.
    """

    id: Identifier
    name: Text
    act: Literal[
        "apply",
        "propose",
        "rate",
        "review",
        "approve",
        "notice",
        "objection",
        "letter",
        "train",
        "other",
    ]
    actor: Text
    duration: Annotated[DurationField | None, Usual("1 day", "3 weeks")] = None
    form: Text | None = None
    source: Text | None = None


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


class Probation(Model):
    """Trial after taking up.

    Attributes:
        lasts: how long it lasts.
        name: what it is called.
    """

    lasts: DurationField
    name: Text = "适岗期"
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
        scoring: how points become a rank.
        windows: when rounds run.
        process: the steps from application to letter, in order.
        probation: the trial after taking up.
        filling: in which order a vacancy is filled; ways listed together have no order among them.
        acting: holding the post without the grade.
        demotion: taking the grade or post back.
    """

    kind: Literal["promotion"]
    source_grades: Annotated[tuple[GradeRef, ...], OneOrMore, Field(alias="from")] = ()
    target_grade: Annotated[GradeRef | None, Field(alias="to")] = None
    needs_vacancy: bool = True
    vacancies: Annotated[int, Field(ge=0, le=100_000)] | None = None
    eligibility: tuple[Requirement, ...] = ()
    components_stated: Annotated[int, Field(ge=1)] | None = None
    components: Annotated[tuple[Component, ...], Field(min_length=1, max_length=100)]
    scoring: Scoring = Scoring()
    windows: tuple[Window, ...] = ()
    process: tuple[Step, ...] = ()
    probation: Probation | None = None
    filling: tuple[FillingStep, ...] | None = None
    acting: Acting | None = None
    demotion: Demotion | None = None
