"""The `rotation` document: posts, who rotates, hard rules, weighted goals, handover."""

from typing import Annotated, Literal

from pydantic import Field

from cs.kernel.fields import (
    Count,
    Defines,
    DurationField,
    Identifier,
    Model,
    Number,
    OneOrMore,
    Percent,
    Policy,
    RangeField,
    RefersTo,
    Text,
)

Skills = Annotated[tuple[Identifier, ...], OneOrMore]


class Post(Model):
    """A place of work that agents rotate through.

    Attributes:
        stint: how long a stint lasts, in whole periods of the policy.
        may_extend, may_shorten: by how many periods a stint may differ from it.
        headcount: agents present, minimum to maximum, in every period.
        requires: skills an agent must hold on the day a stint starts.
        teaches: skills that a completed stint grants.
        manager: id of the staff member or role that runs the post.
        agreement: id of an agreement the agent must have signed to enter.
        source: document and clause that this post restates.
    """

    id: Annotated[Identifier, Defines("post")]
    name: Text
    stint: DurationField
    may_extend: Annotated[int, Field(ge=0, le=12)] = 0
    may_shorten: Annotated[int, Field(ge=0, le=12)] = 0
    headcount: RangeField
    requires: Skills = ()
    teaches: Skills = ()
    manager: Text | None = None
    duties: tuple[Text, ...] = ()
    agreement: Identifier | None = None
    source: Text | None = None
    notes: Text | None = None


class Course(Model):
    """Training that grants skills outside of posts, so that a post may require them."""

    id: Identifier
    name: Text
    teaches: Skills


class Who(Model):
    """Who rotates: agents whose post is among the policy's, narrowed by these lists if given."""

    status: tuple[Text, ...] = ()
    sites: tuple[Text, ...] = ()
    teams: tuple[Text, ...] = ()
    grades: tuple[Text, ...] = ()


class Rules(Model):
    """Hard rules; a plan that breaks one is no plan.

    Attributes:
        no_return: `all`: no post again before all others the agent may enter; a number N: not
            before N other posts in between; None: only that consecutive stints differ.
        leaving_share: of a post's occupants, at most this share changes post at one changeover.
        experienced_share: of a post's occupants in every period, at least this share is
            experienced there.
        experienced_after: periods at a post before a period, after which one counts as experienced.
    """

    no_return: Literal["all"] | Annotated[int, Field(ge=1, le=50)] | None = None
    leaving_share: Percent | None = None
    experienced_share: Percent | None = None
    experienced_after: Annotated[int, Field(ge=1, le=24)] = 1
    source: Text | None = None


class Goals(Model):
    """Weights of the goals, in any unit; each goal is normalised to 0..1 before weighting.

    Attributes:
        fairness: time spread evenly over the posts an agent may enter.
        growth: skills gained that the agent did not hold.
        interest: time at posts the agent wished for.
        stability: few changes of post.
    """

    fairness: Annotated[Number, Field(ge=0)] = Field(default=1, validate_default=True)
    growth: Annotated[Number, Field(ge=0)] = Field(default=0, validate_default=True)
    interest: Annotated[Number, Field(ge=0)] = Field(default=0, validate_default=True)
    stability: Annotated[Number, Field(ge=0)] = Field(default=0, validate_default=True)
    source: Text | None = None


class Handover(Model):
    """What passes at a changeover.

    Attributes:
        overlap: both agents are at the post for this long.
        signatures: how many sign.
    """

    items: tuple[Text, ...] = ()
    overlap: DurationField | None = None
    signatures: Count = 2
    source: Text | None = None


class RotationPolicy(Policy):
    """A department's rotation rules."""

    kind: Literal["rotation"]
    period: Literal["month", "week"] = "month"
    order: Literal["free", "ring"] = "free"
    owner: Text | None = None
    who: Who = Who()
    posts: Annotated[tuple[Post, ...], Field(min_length=2, max_length=60)]
    courses: tuple[Course, ...] = ()
    rules: Rules = Rules()
    goals: Goals = Goals()
    handover: Handover | None = None

    def periods(self, post: Post) -> int | None:
        """The post's stint in whole periods of the policy; None if it is not whole periods."""
        return post.stint.months if self.period == "month" else post.stint.weeks


PostRef = Annotated[Identifier, RefersTo("post")]
