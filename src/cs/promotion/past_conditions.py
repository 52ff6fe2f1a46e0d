"""Models of the conditions that tables of agents' past answer; `policy` joins them to others."""

from typing import Annotated, Literal

from pydantic import Field

from cs.kernel.fields import (
    DurationField,
    Identifier,
    Model,
    OneOrMore,
    RefersTo,
    Text,
    Usual,
)


class ReviewCondition(Model):
    """Reviews of a grade or better, so many in a row, up to the window's opening day.

    Counted are the periods whose results are due by that day; what a period without a result does
    is stated by the review policy (`runs`).

    Attributes:
        review: id of the review policy; without it, the only one in force.
        at_least: the review's grade, or a better one.
        in_a_row: how many.
    """

    condition: Literal["reviews"]
    review: Identifier | None = None
    at_least: Annotated[Identifier, RefersTo("review grade")]
    in_a_row: Annotated[int, Field(ge=1, le=120), Usual(1, 18)] = 1


class DisciplineCondition(Model):
    """No punishment stands against the agent, as the discipline table says.

    Attributes:
        measures: the punishments that count; none listed: all.
        blocks: how long one blocks. `same_year`: through the calendar year of its day;
            `following_year`: through the next; `same_and_following_year`: both; `twelve_months`:
            from its day on; `while_in_effect`: from its day to the table's last day of effect,
            without one for good. None leaves it open (a finding).
        offset: what lifts it. `never`: nothing; `within_year`: an offset on a day of the same
            calendar year; `by_opening`: one by the window's opening day. None leaves it open (a
            finding).
    """

    condition: Literal["discipline"]
    measures: Annotated[tuple[Text, ...], OneOrMore] = ()
    blocks: (
        Literal[
            "same_year",
            "following_year",
            "same_and_following_year",
            "twelve_months",
            "while_in_effect",
        ]
        | None
    ) = None
    offset: Literal["never", "within_year", "by_opening"] | None = None


class TrainingCondition(Model):
    """The agent has completed all of these courses, as the training table says.

    Attributes:
        all_of: courses, as the table names them.
        within: completed no longer ago than this, at the window's opening day.
    """

    condition: Literal["training"]
    all_of: Annotated[tuple[Text, ...], OneOrMore, Field(min_length=1)]
    within: DurationField | None = None


class RotatedPostsCondition(Model):
    """The agent has completed stints at so many different posts, as the stints table says.

    A stint is completed if its last day is before the window's opening day.

    Attributes:
        at_least: how many different posts.
        posts: the posts that count, by id or name as the table writes them; none listed: all.
        stint_at_least: shorter stints do not count.
    """

    condition: Literal["rotated_posts"]
    at_least: Annotated[int, Field(ge=1, le=60)] = 1
    posts: Annotated[tuple[Text, ...], OneOrMore] = ()
    stint_at_least: DurationField | None = None
