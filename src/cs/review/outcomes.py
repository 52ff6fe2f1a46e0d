"""Models of what follows from results: rewards, consequences, coaching, talks, appeals, mentors."""

from typing import Annotated, Literal

from pydantic import Field

from cs.kernel.fields import (
    Defines,
    DurationField,
    Identifier,
    Model,
    Number,
    Percent,
    RefersTo,
    Text,
    Usual,
)

ReviewGradeRef = Annotated[Identifier, RefersTo("review grade", "document")]
IndicatorRef = Annotated[Identifier, RefersTo("indicator", "document")]
InARow = Annotated[int, Field(ge=1, le=120), Usual(1, 18)]


class Reward(Model):
    """What a good result earns.

    Attributes:
        id: unique among the rewards and consequences.
        name: what is given.
        act: what kind of thing it is.
        at_least: the grade, or a better one.
        in_a_row: after so many such results in a row.
        source: document and clause that it restates.
    """

    id: Annotated[Identifier, Defines("consequence")]
    name: Text
    act: Literal["bonus", "pay", "promotion", "certificate", "training", "other"]
    at_least: ReviewGradeRef
    in_a_row: InARow = 1
    source: Text | None = None


class Consequence(Model):
    """What a bad result leads to. Those of longer runs come after those of shorter ones.

    Attributes:
        id: unique among the rewards and consequences.
        name: what is done.
        act: what kind of thing it is.
        at_most: the grade, or a worse one.
        in_a_row: after so many such results in a row.
        notice: time between the decision and the day it takes effect.
        pay_in_lieu: whether a month's pay may stand for the notice.
        decided_by: role that decides.
        source: document and clause that it restates.
    """

    id: Annotated[Identifier, Defines("consequence")]
    name: Text
    act: Literal["coach", "train", "warn", "pay", "transfer", "demote", "dismiss", "other"]
    at_most: ReviewGradeRef
    in_a_row: InARow = 1
    notice: Annotated[DurationField | None, Usual("3 days", "2 months")] = None
    pay_in_lieu: bool = False
    decided_by: Text | None = None
    source: Text | None = None


class Coaching(Model):
    """Who comes on the list for one-to-one coaching; any one of the three is enough.

    Attributes:
        at_most: the grade, or a worse one.
        below: a score below this.
        indicator_below: an indicator with fewer points than this, in percent of the full ones.
        by: role that coaches.
        within: the first talk takes place within this time after the results are out.
        source: document and clause that it restates.
    """

    at_most: ReviewGradeRef | None = None
    below: Number | None = None
    indicator_below: Annotated[Percent | None, Usual(10, 100)] = None
    by: Text | None = None
    within: Annotated[DurationField | None, Usual("1 day", "1 month")] = None
    source: Text | None = None


class Mentor(Model):
    """How the results of mentees count in their mentor's own.

    Attributes:
        share: percent of the mentor's score that is the mean score of the mentees; None leaves it
            open (a finding).
        may_rate: whether mentors rate their own mentees, and so their own score; None leaves it
            open (a finding).
        source: document and clause that it restates.
    """

    share: Annotated[Percent | None, Usual(5, 50)] = None
    may_rate: bool | None = None
    source: Text | None = None


class Appeal(Model):
    """How an agent objects to a result or to what follows from it.

    Attributes:
        to: role that decides on it; not one who rated or decided before.
        within: how long after the result it may be raised.
        answered_within: how long the answer may take.
        source: document and clause that it restates.
    """

    to: Text
    within: Annotated[DurationField | None, Usual("3 days", "1 month")] = None
    answered_within: Annotated[DurationField | None, Usual("1 day", "1 month")] = None
    source: Text | None = None


class Interview(Model):
    """The talk about the result.

    Attributes:
        by: role that holds it.
        within: how long after the results are out.
        form: name of the form that records it.
        source: document and clause that it restates.
    """

    by: Text
    within: Annotated[DurationField | None, Usual("1 day", "1 month")] = None
    form: Text | None = None
    source: Text | None = None


class SpotCheck(Model):
    """Records that are looked through between reviews.

    Attributes:
        name: what is looked through, such as chat logs or call-backs.
        by: role that does it.
        per_period: how many of each agent in one period.
        indicator: the indicator that it feeds.
        source: document and clause that it restates.
    """

    name: Text
    by: Text
    per_period: Annotated[Annotated[int, Field(ge=1, le=10_000)] | None, Usual(1, 40)] = None
    indicator: IndicatorRef | None = None
    source: Text | None = None


class Report(Model):
    """The report on a period's results.

    Attributes:
        to: role that receives it.
        within: how long after the period ends.
        source: document and clause that it restates.
    """

    to: Text
    within: Annotated[DurationField | None, Usual("2 days", "1 month")] = None
    source: Text | None = None
