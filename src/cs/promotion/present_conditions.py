"""Models of the conditions that the staff and candidates' tables answer; `policy` joins them."""

from typing import Annotated, Literal

from pydantic import Field

from cs.kernel.fields import (
    DurationField,
    Identifier,
    Model,
    Number,
    OneOrMore,
    RefersTo,
    Text,
    Usual,
)

GradeRef = Annotated[Identifier, RefersTo("grade")]


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


class SkillLevel(Model):
    """A skill on a step of its scale.

    Attributes:
        skill: the skill.
        level: the step that one must have reached, a number of the skill's scale.
    """

    skill: Identifier
    level: Annotated[int, Field(ge=0, le=20)]


class SkillCondition(Model):
    """The agent holds all of these skills.

    Tables write a skill with its level as `skill:3`; a skill without a level has none that counts.

    Attributes:
        all_of: ids of the skills, at any level.
        levels: skills that must have reached a step of their scale.
    """

    condition: Literal["skills"]
    all_of: Annotated[tuple[Identifier, ...], OneOrMore] = ()
    levels: tuple[SkillLevel, ...] = ()


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
