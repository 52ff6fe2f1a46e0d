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
)

GradeRef = Annotated[Identifier, RefersTo("grade")]


class Band(Model):
    """One step from raw value to points.

    Attributes:
        low, high: `from` and `to`; None means without end on that side.
        includes: which edge values belong to the band; None leaves it open (a finding).
    """

    low: Annotated[Number | None, Field(alias="from")] = None
    high: Annotated[Number | None, Field(alias="to")] = None
    includes: Literal["from", "to", "both", "neither"] | None = None
    points: Number


class Scale(Model):
    """The raw range of a component, rescaled to 0..weight."""

    low: Annotated[Number, Field(alias="from")]
    high: Annotated[Number, Field(alias="to")]


class Raters(Model):
    """Who rates a component and how their values become one.

    Attributes:
        who: role of the raters.
        trim: for `trimmed_mean`, how many of the highest and of the lowest are left out each.
        min_raters: fewer count as a missing score.
    """

    who: Text | None = None
    aggregate: Literal["mean", "trimmed_mean", "median"] = "mean"
    trim: Annotated[int, Field(ge=1, le=100)] = 1
    min_raters: Annotated[int, Field(ge=1, le=1000)] = 1


class Component(Model):
    """A weighted part of the score: exactly one of `scale` and `bands`.

    Attributes:
        columns: further headers under which tables hold it.
        weight: in percent; also the most points its bands may give.
    """

    id: Identifier
    name: Text
    columns: Annotated[tuple[Text, ...], OneOrMore] = ()
    weight: Percent
    scale: Scale | None = None
    bands: tuple[Band, ...] = ()
    raters: Raters = Raters()
    source: Text | None = None
    notes: Text | None = None


class ByComponent(Model):
    """Ties go to the higher points of one component."""

    by: Literal["component"]
    component: Identifier


class ByDate(Model):
    """Ties go to the earlier date in the staff or candidates table."""

    by: Literal["grade_since", "post_since", "hired"]


TieBreak = Annotated[ByComponent | ByDate, Field(discriminator="by")]


class Scoring(Model):
    """How points become a rank.

    Attributes:
        missing: what a missing score does; None leaves it open (a finding).
        places: decimals of the total, quantised half-up.
        tie_breaks: in order; an empty list leaves ties standing, None leaves it open (a finding).
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
    """The agent's status is one of these."""

    condition: Literal["status"]
    any_of: Annotated[tuple[Text, ...], OneOrMore, Field(min_length=1)]


class TenureCondition(Model):
    """At least so long in the grade, in the post or in the firm, up to the window's opening day."""

    condition: Literal["tenure"]
    clock: Literal["grade", "post", "firm"] = "grade"
    at_least: DurationField


class GradeCondition(Model):
    """The agent holds one of these grades (default: the policy's `from`)."""

    condition: Literal["grade"]
    any_of: Annotated[tuple[GradeRef, ...], OneOrMore] = ()


class SkillCondition(Model):
    """The agent holds all of these skills."""

    condition: Literal["skills"]
    all_of: Annotated[tuple[Identifier, ...], OneOrMore, Field(min_length=1)]


class AgreementCondition(Model):
    """The agent has signed all of these agreements."""

    condition: Literal["agreements"]
    all_of: Annotated[tuple[Identifier, ...], OneOrMore, Field(min_length=1)]


class ColumnCondition(Model):
    """A column of the candidates table holds a number in a range, or one of the given words."""

    condition: Literal["column"]
    column: Text
    at_least: Number | None = None
    at_most: Number | None = None
    any_of: Annotated[tuple[Text, ...], OneOrMore] = ()


class JudgementCondition(Model):
    """A person judges it: the candidates table's column says yes or no; empty is unknown."""

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
    | JudgementCondition,
    Field(discriminator="condition"),
]


class Requirement(Model):
    """A named condition, with the clause it restates and who may waive it."""

    id: Identifier
    name: Text
    rule: AnyCondition
    waiver: Text | None = None
    source: Text | None = None


class Step(Model):
    """One step of the process.

    Attributes:
        act: what kind of step it is; separation of duties is checked on it.
        actor: the role that acts.
        duration: the longest it may take.
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
    duration: DurationField | None = None
    form: Text | None = None
    source: Text | None = None


class Window(Model):
    """When a round runs, every year."""

    month: Annotated[int, Field(ge=1, le=12)]
    opens: Annotated[int, Field(ge=1, le=31)] = 1
    closes: Annotated[int, Field(ge=1, le=31)] | None = None
    source: Text | None = None


class Probation(Model):
    """Trial after taking up."""

    lasts: DurationField
    name: Text = "适岗期"
    source: Text | None = None


class PromotionPolicy(Policy):
    """The rules of one promotion."""

    kind: Literal["promotion"]
    source_grades: Annotated[tuple[GradeRef, ...], OneOrMore, Field(alias="from")] = ()
    target_grade: Annotated[GradeRef | None, Field(alias="to")] = None
    needs_vacancy: bool = True
    vacancies: Annotated[int, Field(ge=0, le=100_000)] | None = None
    eligibility: tuple[Requirement, ...] = ()
    components: Annotated[tuple[Component, ...], Field(min_length=1, max_length=100)]
    components_stated: Annotated[int, Field(ge=1)] | None = None
    """How many components the source announces, if it does."""
    scoring: Scoring = Scoring()
    windows: tuple[Window, ...] = ()
    process: tuple[Step, ...] = ()
    probation: Probation | None = None
