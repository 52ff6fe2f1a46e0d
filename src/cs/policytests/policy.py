"""The `test` document: cases that say what a policy must give, and what it must not."""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from cs.kernel.fields import (
    EXPECTED_AS,
    Count,
    Identifier,
    Model,
    Number,
    OneOrMore,
    Policy,
    RangeField,
    Text,
)

LONGEST_ROW = 200
MONTH = r"(?:19|20|21)[0-9]{2}-(?:0[1-9]|1[0-2])"
CODE = "[A-Z]{3}[0-9]{3}"
_PLAIN = ["string", "number", "boolean", "null"]


def _cell(value: object) -> object:
    parts = value if isinstance(value, tuple) else (value,)
    if not all(each is None or isinstance(each, str | int | Decimal | date) for each in parts):
        raise PydanticCustomError("cs_cell", "cell", {})
    return value


def _matching(kind: str, pattern: str) -> tuple[BeforeValidator, WithJsonSchema]:
    """What a text of a pattern is annotated with."""

    def validate(value: object) -> object:
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            raise PydanticCustomError(f"cs_{kind}", "%s", {})
        return value

    schema = {"type": "string", "pattern": f"^{pattern}$", EXPECTED_AS: f"cs_{kind}"}
    return BeforeValidator(validate), WithJsonSchema(schema)


Cell = Annotated[
    Any,
    BeforeValidator(_cell),
    WithJsonSchema({"type": [*_PLAIN, "array"], "items": {"type": _PLAIN}, EXPECTED_AS: "cs_cell"}),
]
"""A cell of a table, as its file would write it; a list gives several cells, or a list of words."""
Row = Annotated[dict[Text, Cell], Field(min_length=1, max_length=LONGEST_ROW)]
Rows = Annotated[tuple[Row, ...], Field(max_length=10_000)]
Month = Annotated[str, *_matching("month", MONTH)]
Code = Annotated[str, *_matching("code", CODE)]
Answer = bool | Literal["unknown"]
Names = Annotated[tuple[Identifier, ...], OneOrMore]
Months = Annotated[tuple[Month, ...], OneOrMore]


class Expectation(Model):
    """One line of what a case expects; keys that say nothing together are a finding.

    Under `expect` all that it says must be so; under `expect_not` none of it may be so.

    Attributes:
        agent: ids of candidates or agents; what is said holds for each of them.
        eligible: whether all conditions are met; `unknown` where one cannot be answered.
        conditions: whether single conditions are met, by id or name; `waived` where one is not,
            and a waiver lets the candidate off it.
        score: the total; `missing` where there is none.
        points: points of single components or indicators, by id or name; `missing` where there
            are none.
        rank: the rank; `none` for those who are not ranked.
        outcome: what becomes of the candidate.
        proposed: whether the candidate is proposed.
        window: the month of the round.
        opens: the first day of the round's window.
        closes: the last day of the round's window.
        decided: the day on which the round is decided at the latest.
        takes_effect: the day from which the round's promotions hold.
        vacancies: how many may be proposed.
        step: id or name of a step of the process.
        starts: the day on which the step starts at the latest.
        ends: the day on which the step ends at the latest.
        month: months of the plan; what is said holds for each of them.
        post: id or name of a post.
        headcount: how many agents are at the post in that month.
        moves: how many agents change their post in that month.
        rotates: whether the agent rotates under the policy at all.
        feasible: whether a plan keeps every rule.
        overdue: periods by which stints are overdue, summed.
        deviations: periods by which stints differ from the length stated, summed.
        broken: a rule that the plan breaks.
        reviewed: whether the agent is under review at all.
        grade: the grade of the review's result, by id or name; `none` where there is none.
        run: how many results in a row have that grade.
        follows: rewards and consequences that the agent has reached, by id or name.
        coached: whether the agent is on the coaching list.
        finding: the code of a finding about the policy or the tables.
        at: the part of the policy that the finding points at.
        severity: how severe the finding is.
    """

    in_order: ClassVar[bool] = False

    agent: Names = ()
    eligible: Answer | None = None
    conditions: dict[Text, Answer | Literal["waived"]] = Field(default_factory=dict)
    score: Number | Literal["missing"] | None = None
    points: dict[Text, Number | Literal["missing"]] = Field(default_factory=dict)
    rank: Annotated[int, Field(ge=1)] | Literal["none"] | None = None
    outcome: (
        Literal[
            "proposed",
            "tied",
            "reserve",
            "ranked",
            "below_mark",
            "ineligible",
            "unknown",
            "unscored",
            "below_minimum",
            "elsewhere",
        ]
        | None
    ) = None
    proposed: bool | None = None
    window: Month | None = None
    opens: date | None = None
    closes: date | None = None
    decided: date | None = None
    takes_effect: date | None = None
    vacancies: Count | Literal["unlimited", "unknown"] | None = None
    step: Text | None = None
    starts: date | None = None
    ends: date | None = None
    month: Months = ()
    post: Text | None = None
    headcount: RangeField | None = None
    moves: RangeField | None = None
    rotates: bool | None = None
    feasible: bool | None = None
    overdue: Count | None = None
    deviations: Count | None = None
    broken: (
        Literal[
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
        ]
        | None
    ) = None
    reviewed: bool | None = None
    grade: Text | None = None
    run: Count | None = None
    follows: Annotated[tuple[Text, ...], OneOrMore] = ()
    coached: bool | None = None
    finding: Code | None = None
    at: Text | None = None
    severity: Literal["error", "warning", "info"] | None = None


Expectations = Annotated[tuple[Expectation, ...], OneOrMore]


class Case(Model):
    """One case: given these people and this day, this must come out, and this must not.

    Rows of tables have the headers that files have, and are read in the same way; they name what
    the case needs, and what they do not name is unknown. The id `B01..B30` stands for thirty rows.

    Attributes:
        name: what the case shows, in a sentence.
        as_of: the day the answer is for, if it is not the document's.
        change: parts of the policy that are otherwise in this case, such as
            `components.pm.weight: 30%`; a part of another policy begins with its id and `/`.
        remove: parts of the policy that are left out in this case.
        staff: rows of the staff table.
        candidates: rows of the table of candidates, with their scores.
        ratings: what was measured and said of agents: a row an agent and period, a column an
            indicator, or an indicator and role such as `团队协作（同事）`; a list gives the values
            of several raters, a list of periods as many rows.
        reviews: rows of the table of results of reviews; an empty list is a table without rows.
        training: rows of the training table; an empty list is a table without rows.
        discipline: rows of the discipline table; an empty list is a table without rows.
        waivers: rows of the table of waived conditions.
        stints: rows of the table of past stints.
        leave: rows of the leave table.
        pins: rows of the table of pinned stints.
        pairs: rows of the table of agents kept together or apart.
        plan: rows of a rotation plan that is held against the rules; without it, one is made.
        period: of the review; without it, the newest whose results are due.
        window: month of the promotion round; without it, the next one.
        vacancies: how many may be proposed; without it, as the policy and the ladder say.
        start: the plan's first month; without it, the one after the day.
        months: how many months are planned.
        expect: what must be so.
        expect_not: what must not be so.
    """

    name: Text
    as_of: date | None = None
    change: dict[Text, Any] = Field(default_factory=dict)
    remove: Annotated[tuple[Text, ...], OneOrMore] = ()
    staff: Rows = ()
    candidates: Rows = ()
    ratings: Rows = ()
    reviews: Rows = ()
    training: Rows = ()
    discipline: Rows = ()
    waivers: Rows = ()
    stints: Rows = ()
    leave: Rows = ()
    pins: Rows = ()
    pairs: Rows = ()
    plan: Rows = ()
    period: Text | None = None
    window: Month | None = None
    vacancies: Count | None = None
    start: Month | None = None
    months: Annotated[int, Field(ge=1, le=60)] = 12
    expect: Expectations = ()
    expect_not: Expectations = ()
    source: Text | None = None
    notes: Text | None = None


class Defaults(Model):
    """What the rows of all cases say unless they say otherwise; an empty cell says so with `null`.

    Attributes:
        staff: of the staff table.
        candidates: of the table of candidates.
        ratings: of what was measured and said.
        reviews: of the table of results of reviews.
        training: of the training table.
        discipline: of the discipline table.
        waivers: of the table of waived conditions.
        stints: of the table of past stints.
        leave: of the leave table.
        pins: of the table of pinned stints.
        pairs: of the table of agents kept together or apart.
        plan: of plans.
    """

    staff: Row = Field(default_factory=dict)
    candidates: Row = Field(default_factory=dict)
    ratings: Row = Field(default_factory=dict)
    reviews: Row = Field(default_factory=dict)
    training: Row = Field(default_factory=dict)
    discipline: Row = Field(default_factory=dict)
    waivers: Row = Field(default_factory=dict)
    stints: Row = Field(default_factory=dict)
    leave: Row = Field(default_factory=dict)
    pins: Row = Field(default_factory=dict)
    pairs: Row = Field(default_factory=dict)
    plan: Row = Field(default_factory=dict)


class PolicyTest(Policy):
    """Cases that a policy must pass; `cs policy test` runs them.

    Test documents stand in files named `…_test.yaml` beside the policies. Other commands pass them
    over; `cs policy check` checks their shape.

    Attributes:
        policy: id of the policy under test.
        as_of: the day for which the cases ask.
        defaults: what rows say that do not say otherwise.
        cases: each is run by itself, with its own people.
    """

    kind: Literal["test"]
    policy: Identifier
    as_of: date
    defaults: Defaults = Defaults()
    cases: Annotated[tuple[Case, ...], Field(min_length=1, max_length=2000)]
