"""The `development` document: skills and their levels, courses, training, mentors, goals."""

from typing import Annotated, Literal

from pydantic import Field

from cs.kernel.choosing import Chosen
from cs.kernel.fields import (
    Defines,
    DurationField,
    Identifier,
    Model,
    OneOrMore,
    Percent,
    Policy,
    RangeField,
    RefersTo,
    Text,
    Usual,
)

SkillRef = Annotated[Identifier, RefersTo("skill", "document")]
CourseRef = Annotated[Identifier, RefersTo("course", "document")]
TrainingRef = Annotated[Identifier, RefersTo("training", "document")]
LevelNumber = Annotated[int, Field(ge=0, le=20)]


class SkillLevel(Model):
    """One step of the scale by which a skill is judged.

    Attributes:
        level: its number; 1 is the lowest.
        criterion: what somebody on this step can do, so that two judges agree.
    """

    level: LevelNumber
    name: Text
    criterion: Text | None = None


class Skill(Model):
    """One thing that an agent can learn.

    Attributes:
        family: group of skills it belongs to.
        levels: its own scale, if it is not that of the document.
    """

    id: Annotated[Identifier, Defines("skill")]
    name: Text
    family: Text | None = None
    levels: tuple[SkillLevel, ...] = ()
    source: Text | None = None


class Taught(Model):
    """A skill as a course teaches it.

    Attributes:
        skill: the skill.
        level: the step that one reaches; without it, the skill as such.
    """

    skill: SkillRef
    level: LevelNumber | None = None


class Course(Model):
    """A course that anybody may be sent to.

    Attributes:
        family: professional skill, management ability or professional character.
        channel: who gives it: trainers of our own, the direct leader, others for a fee, the agent
            alone with books, or another company that is visited.
        teaches: the skills, each with the step that one reaches.
        after: courses that must be passed before.
        lasts: how long it takes.
        passed_by: how it is seen that somebody has passed it.
        paid: what share of the costs the company pays.
    """

    id: Annotated[Identifier, Defines("course")]
    name: Text
    family: Literal["professional", "management", "character"] | None = None
    channel: Literal["internal", "leader", "external", "self-study", "visit"] | None = None
    teaches: tuple[Taught, ...]
    after: Annotated[tuple[CourseRef, ...], OneOrMore] = ()
    lasts: Annotated[DurationField | None, Usual("1 day", "1 month")] = None
    passed_by: Text | None = None
    paid: Annotated[Percent | None, Usual(20, 100)] = None
    source: Text | None = None


class Training(Model):
    """A time of training that somebody goes through, such as that of new staff.

    Attributes:
        who: whom it is for.
        lasts: how long it takes.
        courses: the courses in it, one after another.
        criterion: what must be shown at its end.
        judged_by: the role that judges it.
        otherwise: what follows for those who do not pass.
    """

    id: Annotated[Identifier, Defines("training")]
    name: Text
    who: Chosen = Chosen()
    lasts: Annotated[DurationField, Usual("1 day", "3 months")]
    courses: Annotated[tuple[CourseRef, ...], OneOrMore] = ()
    criterion: Text | None = None
    judged_by: Text | None = None
    otherwise: Text | None = None
    source: Text | None = None


class Mentoring(Model):
    """Who mentors whom.

    Attributes:
        mentees: who must have a mentor.
        mentors: who may be one.
        levels_above: by how many levels of the ladder a mentor stands above the mentee.
        most_mentees: how many mentees one mentor may have; without it, as many as there are.
        lasts: how long it goes on.
        trained_by: the trainings that mentors and mentees go through first.
        share: what share of a mentor's result is that of the mentees; without it, as the review
            policy says.
        may_rate: whether mentors rate their own mentees; without it, as the review policy says.
        duties: what a mentor does.
    """

    mentees: Chosen
    mentors: Chosen = Chosen()
    levels_above: RangeField | None = None
    most_mentees: Annotated[Annotated[int, Field(ge=1, le=100)] | None, Usual(1, 10)] = None
    lasts: Annotated[DurationField | None, Usual("1 month", "2 years")] = None
    trained_by: Annotated[tuple[TrainingRef, ...], OneOrMore] = ()
    share: Percent | None = None
    may_rate: bool | None = None
    duties: tuple[Text, ...] = ()
    source: Text | None = None


class DevelopmentGoal(Model):
    """A goal that agents set themselves in their career plan.

    Attributes:
        measure: by what it is seen that the goal is reached.
        within: by when it is to be reached.
        skill: the skill that it is about.
        level: the step of that skill.
    """

    id: Annotated[Identifier, Defines("goal")]
    name: Text
    measure: Text | None = None
    within: Annotated[DurationField | None, Usual("1 month", "5 years")] = None
    skill: SkillRef | None = None
    level: LevelNumber | None = None
    source: Text | None = None


class CareerPlan(Model):
    """The plan that each agent makes of his career.

    Attributes:
        form: the form that it is written in.
        weighs: what it weighs.
        reviewed_every: how often it is talked over.
        reviewed_by: the role that talks it over with the agent.
        goals: the goals that it may hold.
    """

    form: Text | None = None
    weighs: tuple[Text, ...] = ()
    reviewed_every: Annotated[DurationField | None, Usual("1 month", "2 years")] = None
    reviewed_by: Text | None = None
    goals: tuple[DevelopmentGoal, ...] = ()
    source: Text | None = None


class DevelopmentPolicy(Policy):
    """How people grow: skills, courses, training, mentors and career plans.

    Attributes:
        levels: the scale of all skills that have none of their own.
        skills: the skills that the department knows.
        assessed_every: how often skills are judged.
        courses: what teaches them.
        trainings: times of training.
        mentoring: who mentors whom.
        plan: the career plan.
    """

    kind: Literal["development"]
    levels: tuple[SkillLevel, ...] = ()
    skills: Annotated[tuple[Skill, ...], Field(max_length=500)] = ()
    assessed_every: Annotated[DurationField | None, Usual("1 month", "2 years")] = None
    courses: Annotated[tuple[Course, ...], Field(max_length=500)] = ()
    trainings: tuple[Training, ...] = ()
    mentoring: Mentoring | None = None
    plan: CareerPlan | None = None

    def scale_of(self, skill: str) -> tuple[SkillLevel, ...]:
        """The steps of a skill; empty where none are stated."""
        own = next((each.levels for each in self.skills if each.id == skill), ())
        return own or self.levels
