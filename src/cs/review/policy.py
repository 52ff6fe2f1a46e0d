"""The `review` document: cycle, indicators, raters, grades, and what follows from results.

How a result comes about. Each indicator has a value: a figure that a system measures
(`measured_by`), or what people rate. A value becomes points from 0 to 100: none at `floor`, 100 at
`target`, straight in between and no more than `cap` beyond. Ratings of one role are averaged, and
the roles that rate an indicator share it by their weights. The points of all indicators, weighted,
are the score, from 0 to `total`; its band is the grade.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from cs.kernel.fields import (
    DURATION_SCHEMA,
    Count,
    Defines,
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
from cs.kernel.periods import Cycle
from cs.kernel.runs import RunRules
from cs.review.outcomes import (
    Appeal,
    Coaching,
    Consequence,
    IndicatorRef,
    Interview,
    Mentor,
    Report,
    ReviewGradeRef,
    Reward,
    SpotCheck,
)

LadderGradeRef = Annotated[Identifier, RefersTo("grade")]

CYCLE_WORDS = {
    "monthly": "1 month", "quarterly": "3 months", "half-yearly": "6 months", "yearly": "1 year",
    "每月": "1 month", "月度": "1 month", "每季度": "3 months", "季度": "3 months",
    "每半年": "6 months", "半年度": "6 months", "每年": "1 year", "年度": "1 year",
}  # fmt: skip
_ANY_JANUARY = date(2000, 1, 1)
_YEAR_MONTHS = 12


def _cycle(value: object) -> object:
    return CYCLE_WORDS.get(value, value) if isinstance(value, str) else value


CycleField = Annotated[
    DurationField,
    BeforeValidator(_cycle),
    WithJsonSchema({"anyOf": [{"enum": list(CYCLE_WORDS)}, DURATION_SCHEMA]}),
]


class Bounds(Model):
    """The values that an indicator can have at all.

    Attributes:
        low, high: `from` and `to`, both possible.
    """

    low: Annotated[Number, Field(alias="from")]
    high: Annotated[Number, Field(alias="to")]


class GroupTarget(Model):
    """Another target for some agents, as where better-supported staff face a higher standard.

    Attributes:
        grades: of the ladder; agents in them have this target.
        target: value that earns 100 points.
    """

    grades: Annotated[tuple[LadderGradeRef, ...], OneOrMore, Field(min_length=1)]
    target: Number


class Indicator(Model):
    """One measured or rated thing.

    Attributes:
        id: unique in the document.
        name: as people call it; also a word by which tables name it.
        family: group of indicators it belongs to (服务质量, 工作效率, 业务知识, 团队协作).
        weight: percent of the whole score; all weights sum to 100.
        direction: whether a higher or a lower value is better; None leaves it open (a finding).
        target: value that earns 100 points.
        floor: value that earns none; without it, the worst of `bounds`.
        cap: most points that a value beyond the target earns, in percent.
        unit: what the value counts, such as `%` or 秒.
        bounds: the values it can have at all; ratings are refused outside of them.
        measured_by: system or record that gives the value; None: people rate it.
        targets: other targets for some grades of the ladder.
        perspective: view of the balanced scorecard.
        action: what is planned to reach the target.
        source: document and clause that it restates.
        notes: anything else to be known of it.
    """

    id: Annotated[Identifier, Defines("indicator")]
    name: Text
    family: Text | None = None
    weight: Percent
    direction: Literal["higher", "lower"] | None = None
    target: Number
    floor: Number | None = None
    cap: Percent = Field(default=100, validate_default=True)
    unit: Text | None = None
    bounds: Bounds | None = None
    measured_by: Text | None = None
    targets: tuple[GroupTarget, ...] = ()
    perspective: Literal["financial", "customer", "process", "learning"] | None = None
    action: Text | None = None
    source: Text | None = None
    notes: Text | None = None


class Raters(Model):
    """One group of people who rate.

    Attributes:
        role: what they are to the agent under review.
        name: what the group is called, if not by its role.
        weight: in percent; the roles that rate an indicator share it by these weights, and all
            weights sum to 100. None leaves it open (a finding).
        min_raters: fewer ratings count as none of this role. None leaves it open (a finding).
        rates: the indicators they rate; none listed: all that are not measured.
        anonymous: whether the agent may not learn who rated.
        source: document and clause that it restates.
    """

    role: Literal["customer", "superior", "peer", "self", "subordinate", "mentor"]
    name: Text | None = None
    weight: Percent | None = None
    min_raters: Annotated[Annotated[int, Field(ge=1, le=1000)] | None, Usual(1, 20)] = None
    rates: Annotated[tuple[IndicatorRef, ...], OneOrMore] = ()
    anonymous: bool = False
    source: Text | None = None


class GradeBand(Model):
    """One grade of the results; grades are listed from the best to the worst.

    Attributes:
        id: how conditions and tables name it, such as 优秀.
        name: what it is called, if not by its id.
        low, high: `from` and `to`, of the score; None means without end on that side.
        includes: which edge values belong to the grade; None leaves it open (a finding).
        source: document and clause that it restates.
    """

    id: Annotated[Identifier, Defines("review grade")]
    name: Text | None = None
    low: Annotated[Number | None, Field(alias="from")] = None
    high: Annotated[Number | None, Field(alias="to")] = None
    includes: Literal["from", "to", "both", "neither"] | None = None
    source: Text | None = None


class Quota(Model):
    """How many of those reviewed together may or must have a grade.

    Attributes:
        grade: the grade.
        at_least, at_most: share in percent; people are counted whole, the least rounded up and
            the most rounded down.
    """

    grade: ReviewGradeRef
    at_least: Percent = Field(default=0, validate_default=True)
    at_most: Percent = Field(default=100, validate_default=True)


class Runs(Model):
    """What "in a row" means where a period has no result.

    A run counts back from the newest period whose result is due. A period counts if its result has
    the grade asked for, and ends the run if it has another.

    Attributes:
        gap: a period without a result breaks the run, or is skipped; None leaves it open.
        leave: likewise, where the agent was on leave for more than half of its working days.
        new_post: a run continues into a new post, or restarts there: only periods that begin on or
            after the first day at the present post count. None leaves it open.
        most_skipped: so many skipped periods at most in one run; one more breaks it.
        source: document and clause that it restates.
    """

    gap: Literal["breaks", "skips"] | None = None
    leave: Literal["breaks", "skips"] | None = None
    new_post: Literal["continues", "restarts"] | None = None
    most_skipped: Annotated[Count | None, Usual(0, 6)] = None
    source: Text | None = None

    def rules(self) -> RunRules:
        """As the kernel counts them."""
        return RunRules(self.gap, self.leave, self.new_post, self.most_skipped)


class Reviewed(Model):
    """Whom the policy is for; empty lists narrow nothing.

    Attributes:
        grades: of the ladder.
        posts: ids or names of posts.
        status: words of the staff table, such as regular.
    """

    grades: Annotated[tuple[LadderGradeRef, ...], OneOrMore] = ()
    posts: Annotated[tuple[Text, ...], OneOrMore] = ()
    status: Annotated[tuple[Text, ...], OneOrMore] = ()


class ReviewPolicy(Policy):
    """The rules of one periodic review.

    Attributes:
        kind: `review`.
        who: whom it is for.
        cycle: how often: `monthly`, `quarterly`, `half-yearly`, `yearly`, or whole months.
        first_period: first day of the first period; without it periods are those of the calendar,
            from `effective` on.
        results_within: how long after a period's end its results are due.
        indicators: what is measured and rated.
        raters: who rates, and by what weights.
        missing_raters: too few raters of a role: the agent has no result (`refuse`), or the other
            roles share its weight (`reweight`). None leaves it open (a finding).
        missing_values: an indicator without a value: no result (`refuse`), no points (`zero`), or
            the other indicators share its weight (`reweight`). None leaves it open (a finding).
        total: score of an agent with 100 points in every indicator.
        places: decimals of the score, quantised half-up.
        grades: the grades of results, from the best to the worst.
        quotas: how many may or must have a grade.
        runs: what "in a row" means.
        rewards: what good results earn.
        consequences: what bad results lead to.
        coaching: who is coached.
        mentor: how mentees' results count for mentors.
        interview: the talk about the result.
        appeal: how to object.
        spot_checks: what is looked through between reviews.
        report: who is told of a period's results.
        feeds: what results are used for besides, such as development plans or training.
    """

    kind: Literal["review"]
    who: Reviewed = Reviewed()
    cycle: CycleField
    first_period: date | None = None
    results_within: Annotated[DurationField | None, Usual("2 days", "1 month")] = None
    indicators: Annotated[tuple[Indicator, ...], Field(min_length=1, max_length=100)]
    raters: Annotated[tuple[Raters, ...], Field(max_length=20)] = ()
    missing_raters: Literal["refuse", "reweight"] | None = None
    missing_values: Literal["refuse", "zero", "reweight"] | None = None
    total: Number = Field(default=100, validate_default=True)
    places: Annotated[int, Field(ge=0, le=6)] = 2
    grades: tuple[GradeBand, ...] = ()
    quotas: tuple[Quota, ...] = ()
    runs: Runs = Runs()
    rewards: tuple[Reward, ...] = ()
    consequences: tuple[Consequence, ...] = ()
    coaching: Coaching | None = None
    mentor: Mentor | None = None
    interview: Interview | None = None
    appeal: Appeal | None = None
    spot_checks: tuple[SpotCheck, ...] = ()
    report: Report | None = None
    feeds: Annotated[tuple[Text, ...], OneOrMore] = ()

    def periods(self) -> Cycle | None:
        """The periods of the cycle; None if it is not whole months."""
        months = self.cycle.months
        if not months:
            return None
        if self.first_period is not None:
            return Cycle(months, self.first_period)
        if _YEAR_MONTHS % months == 0 or self.effective is None:
            return Cycle(months, _ANY_JANUARY)
        return Cycle(months, self.effective.replace(day=1))

    def begins(self) -> date | None:
        """The first day from which results can exist; None if that is not stated."""
        return self.first_period or self.effective
