"""The `rotation` document: posts, who rotates, hard rules, weighted goals, handover."""

from typing import Annotated, Literal

from pydantic import Field

from cs.kernel.durations import Duration
from cs.kernel.fields import (
    Count,
    Defines,
    DurationField,
    Identifier,
    Model,
    Number,
    OneOrMore,
    OwnEach,
    Percent,
    Policy,
    RangeField,
    RefersTo,
    Text,
    Usual,
)

Skills = Annotated[tuple[Identifier, ...], OneOrMore]
PostRef = Annotated[Identifier, RefersTo("post")]
Posts = Annotated[tuple[PostRef, ...], OneOrMore]
Month = Annotated[int, Field(ge=1, le=12)]


class Season(Model):
    """Another headcount in some months of every year.

    Attributes:
        months: 1 for January to 12; a week belongs to the month of its Monday.
        headcount: agents present in them, instead of the post's usual headcount.
    """

    months: Annotated[tuple[Month, ...], Field(min_length=1), OneOrMore]
    headcount: RangeField


class Prerequisite(Model):
    """Posts that an agent must have left behind before.

    Attributes:
        posts: where a stint must have been, at any time before.
        at_least: at so many of them; without it at all.
    """

    posts: Annotated[Posts, Field(min_length=1)]
    at_least: Annotated[int | None, Field(ge=1, le=60)] = None


class Post(Model):
    """A place of work that agents rotate through.

    Attributes:
        stint: how long a stint lasts, in whole periods of the policy; without it, the policy's
            `cycle`.
        may_extend, may_shorten: by how many periods a stint may differ from it.
        headcount: agents present, minimum to maximum, in every period.
        seasons: months with another headcount; the first that names a month holds.
        headcounts: the only numbers that the headcount may be, if not any within its range.
        skill_level: the mean skill of the agents present, in every period; see `learning`.
        requires: skills an agent must hold on the day a stint starts.
        teaches: skills that a completed stint grants.
        agreement: id of an agreement the agent must have signed to enter.
        after: posts that must come before this one.
        return_after: an agent who leaves may be back after this long, not sooner.
        followed_by: whoever changes from here goes to one of these posts.
        paired_with: a stint here comes right before or right after one there.
        manager: id of the staff member or role that runs the post.
        duties: what is done there.
        source: document and clause that this post restates.
    """

    id: Annotated[Identifier, Defines("post")]
    name: Text
    stint: Annotated[DurationField | None, Usual("1 week", "12 months")] = None
    may_extend: Annotated[int, Field(ge=0, le=12)] = 0
    may_shorten: Annotated[int, Field(ge=0, le=12)] = 0
    headcount: RangeField
    seasons: tuple[Season, ...] = ()
    headcounts: tuple[Count, ...] = ()
    skill_level: Percent | None = None
    requires: Skills = ()
    teaches: Skills = ()
    agreement: Identifier | None = None
    after: Prerequisite | None = None
    return_after: Annotated[DurationField | None, Usual("1 week", "36 months")] = None
    followed_by: Posts = ()
    paired_with: PostRef | None = None
    manager: Annotated[Text | None, OwnEach()] = None
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


class Times(Model):
    """How often posts come to an agent within the horizon.

    Attributes:
        posts: stints at any of them are counted together.
        times: so many stints that lie in the horizon, wholly or in part.
        grades, teams, sites: only for agents of these; without any for all.
    """

    posts: Annotated[Posts, Field(min_length=1)]
    times: RangeField
    grades: tuple[Text, ...] = ()
    teams: tuple[Text, ...] = ()
    sites: tuple[Text, ...] = ()


class PostGroup(Model):
    """Posts whose headcounts are counted together.

    Attributes:
        posts: the posts.
        headcount: agents present at all of them together, in every period.
    """

    posts: Annotated[tuple[PostRef, ...], Field(min_length=2)]
    headcount: RangeField


class LeavePool(Model):
    """Posts that release agents for leave, and how many of theirs may be on leave at once.

    Attributes:
        posts: where an agent who is on leave may be.
        places: agents on leave at these posts together, at most, in any period.
    """

    posts: Annotated[Posts, Field(min_length=1)]
    places: Annotated[int, Field(ge=0, le=100_000)]


class Learning(Model):
    """How skill at a post grows there and fades elsewhere; 0% for who never was there.

    Every period at the post halves what is missing to 100% at the rate of `half_learnt_in`, every
    other period halves what is there at the rate of `half_forgotten_in`.

    Attributes:
        half_learnt_in: time at the post after which half of it is learnt.
        half_forgotten_in: time away after which half of it is forgotten.
    """

    half_learnt_in: Annotated[DurationField, Usual("1 week", "12 months")]
    half_forgotten_in: Annotated[DurationField, Usual("1 month", "10 years")]
    source: Text | None = None


class Rules(Model):
    """Hard rules; a plan that breaks one is no plan.

    Attributes:
        no_return: `all`: no post again before all others the agent may enter; a number N: not
            before N other posts in between; without it: only that consecutive stints differ.
        leaving_share: of a post's occupants, at most this share changes post at one changeover.
        experienced_share: of a post's occupants in every period, at least this share is
            experienced there.
        experienced_after: periods at a post before a period, after which one counts as experienced.
        times: how often posts come to an agent.
        post_groups: posts whose headcounts are counted together.
        leave_pools: where agents may be who are on leave; without any, everywhere. With pools, a
            post outside of them releases nobody.
        mentored_for: from joining on, a newcomer is for so long at the post of the mentor whom the
            staff table names.
    """

    no_return: Literal["all"] | Annotated[int, Field(ge=1, le=50)] | None = None
    leaving_share: Annotated[Percent | None, Usual(5, 100)] = None
    experienced_share: Annotated[Percent | None, Usual(10, 90)] = None
    experienced_after: Annotated[int, Field(ge=1, le=24)] = 1
    times: tuple[Times, ...] = ()
    post_groups: tuple[PostGroup, ...] = ()
    leave_pools: tuple[LeavePool, ...] = ()
    mentored_for: Annotated[DurationField | None, Usual("1 week", "6 months")] = None
    source: Text | None = None


class Goals(Model):
    """Weights of the goals, in any unit; each goal is normalised to 0..1 before weighting.

    Attributes:
        fairness: time spread evenly over the posts an agent may enter.
        growth: skills gained that the agent did not hold.
        interest: time at posts the agent wished for.
        stability: few changes of post.
        between_agents: `sum` makes the agents' losses least in sum; `worst_first` lifts the worst
            off first, then the next (leximin), and the sum decides what that leaves open.
    """

    fairness: Annotated[Number, Field(ge=0)] = Field(default=1, validate_default=True)
    growth: Annotated[Number, Field(ge=0)] = Field(default=0, validate_default=True)
    interest: Annotated[Number, Field(ge=0)] = Field(default=0, validate_default=True)
    stability: Annotated[Number, Field(ge=0)] = Field(default=0, validate_default=True)
    between_agents: Literal["sum", "worst_first"] = "sum"
    source: Text | None = None


class Replanning(Model):
    """How far a new plan keeps to the one that is published.

    Attributes:
        keep: 1 lets as few published stints change as possible, whatever the goals; 0 looks at the
            goals alone; between them both are weighed, as `cs rotate replan --keep` does.
        notice: how long before a change its agent should know of it.
    """

    keep: Annotated[Number, Field(ge=0, le=1)] = Field(default=1, validate_default=True)
    notice: Annotated[DurationField, Usual("1 week", "6 months")] = Field(
        default="3 months", validate_default=True
    )
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
        cycle: how long a stint lasts at every post that states none of its own.
        order: `free` lets an agent go from any post to any other, `ring` follows the listed order.
        owner: the role that plans the whole.
        who: which agents rotate.
        posts: the posts that agents rotate through.
        courses: training that grants skills outside of the posts.
        rules: what every plan must keep.
        learning: how skill grows and fades, for posts that keep a `skill_level`.
        goals: what makes one plan better than another.
        replanning: how far a new plan keeps to the one that is published.
        handover: what passes from one agent to the next.
    """

    kind: Literal["rotation"]
    period: Literal["month", "week"] = "month"
    cycle: Annotated[DurationField | None, Usual("1 week", "12 months")] = None
    order: Literal["free", "ring"] = "free"
    owner: Text | None = None
    who: Who = Who()
    posts: Annotated[tuple[Post, ...], Field(min_length=2, max_length=60)]
    courses: tuple[Course, ...] = ()
    rules: Rules = Rules()
    learning: Learning | None = None
    goals: Goals = Goals()
    replanning: Replanning = Replanning()
    handover: Handover | None = None

    def stint(self, post: Post) -> Duration | None:
        """How long a stint at the post lasts; None if neither the post nor the policy says so."""
        return self.cycle if post.stint is None else post.stint

    def stint_route(self, number: int) -> tuple[str | int, ...]:
        """Where the stint of the post with this index is stated."""
        return ("cycle",) if self.posts[number].stint is None else ("posts", number, "stint")

    def periods(self, post: Post) -> int | None:
        """The post's stint in whole periods of the policy; None if it is not whole periods."""
        stint = self.stint(post)
        if stint is None:
            return None
        return stint.months if self.period == "month" else stint.weeks
