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
    Usual,
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
        agreement: id of an agreement the agent must have signed to enter.
        manager: id of the staff member or role that runs the post.
        duties: what is done there.
        source: document and clause that this post restates.
    """

    id: Annotated[Identifier, Defines("post")]
    name: Text
    stint: Annotated[DurationField, Usual("1 week", "12 months")]
    may_extend: Annotated[int, Field(ge=0, le=12)] = 0
    may_shorten: Annotated[int, Field(ge=0, le=12)] = 0
    headcount: RangeField
    requires: Skills = ()
    teaches: Skills = ()
    agreement: Identifier | None = None
    manager: Text | None = None
    duties: tuple[Text, ...] = ()
    source: Text | None = None
    notes: Text | None = None


class Course(Model):
    """Training that grants skills outside of posts, so that a post may require them.

    Attributes:
        teaches: skills that the course grants.
    """

    id: Identifier
    name: Text
    teaches: Skills


class Who(Model):
    """Who rotates: agents whose post is among the policy's, narrowed by these lists if given.

    Attributes:
        status: only agents with one of these statuses.
        sites: only agents of these sites.
        teams: only agents of these teams.
        grades: only agents of these grades.
    """

    status: tuple[Text, ...] = ()
    sites: tuple[Text, ...] = ()
    teams: tuple[Text, ...] = ()
    grades: tuple[Text, ...] = ()


class Rules(Model):
    """Hard rules; a plan that breaks one is no plan.

    Attributes:
        no_return: `all`: no post again before all others the agent may enter; a number N: not
            before N other posts in between; without it: only that consecutive stints differ.
        leaving_share: of a post's occupants, at most this share changes post at one changeover.
        experienced_share: of a post's occupants in every period, at least this share is
            experienced there.
        experienced_after: periods at a post before a period, after which one counts as experienced.
    """

    no_return: Literal["all"] | Annotated[int, Field(ge=1, le=50)] | None = None
    leaving_share: Annotated[Percent | None, Usual(5, 100)] = None
    experienced_share: Annotated[Percent | None, Usual(10, 90)] = None
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
        items: what is handed over.
        overlap: both agents are at the post for this long.
        signatures: how many sign.
    """

    items: tuple[Text, ...] = ()
    overlap: Annotated[DurationField | None, Usual("1 day", "5 days")] = None
    signatures: Annotated[Count, Usual(1, 4)] = 2
    source: Text | None = None


class RotationPolicy(Policy):
    """A department's rotation: posts, who rotates, hard rules, weighted goals, handover.

    Attributes:
        period: what a stint is counted in; changeovers are the starts of periods.
        order: `free` lets an agent go from any post to any other, `ring` follows the listed order.
        owner: the role that plans the whole.
        who: which agents rotate.
        posts: the posts that agents rotate through.
        courses: training that grants skills outside of the posts.
        rules: what every plan must keep.
        goals: what makes one plan better than another.
        handover: what passes from one agent to the next.
    """

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
