"""The `ladder` document: tracks, grades and moves between them."""

from typing import Annotated, Literal

from pydantic import Field

from cs.kernel.fields import (
    Defines,
    DurationField,
    Identifier,
    Model,
    Number,
    OneOrMore,
    Policy,
    RangeField,
    RefersTo,
    Text,
    Usual,
)

GradeRef = Annotated[Identifier, RefersTo("grade")]
TrackRef = Annotated[Identifier, RefersTo("track")]


class PayBand(Model):
    """Monthly pay of a grade.

    Attributes:
        low: the least.
        high: the most.
        currency: its code of ISO 4217.
    """

    low: Annotated[Number, Field(ge=0, alias="from")]
    high: Annotated[Number, Field(ge=0, alias="to")]
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] = "CNY"


class Track(Model):
    """A career line.

    Attributes:
        promotes: `title` recognises ability and needs no vacancy; `post` fills a vacancy.
    """

    id: Annotated[Identifier, Defines("track")]
    name: Text
    promotes: Literal["title", "post"] = "post"


class SkillAt(Model):
    """A skill on a step of its scale.

    Attributes:
        skill: the skill.
        level: the step that one must have reached, a number of the skill's scale.
    """

    skill: Identifier
    level: Annotated[int, Field(ge=0, le=20)]


class Grade(Model):
    """A step of a track.

    Attributes:
        track: the id of the track that the grade is on.
        level: compares steps, across tracks too; 1 is the lowest.
        title: what holders are called, if that is not the name.
        pay: monthly pay.
        benefits: what holders have beside their pay, such as supplementary insurance.
        duties: what holders do.
        ability: what holders can do, in words.
        goal: what holders work towards.
        requires: skills that an agent must hold to enter.
        requires_levels: skills that must have reached a step of their scale.
        experience: how long one must have worked before.
        training: courses that lead to the grade.
        headcount: how many may hold the grade, minimum to maximum; vacancies are counted by it.
    """

    id: Annotated[Identifier, Defines("grade")]
    name: Text
    track: TrackRef
    level: Annotated[int, Field(ge=1, le=50)]
    title: Text | None = None
    pay: PayBand | None = None
    benefits: Annotated[tuple[Text, ...], OneOrMore] = ()
    duties: tuple[Text, ...] = ()
    ability: Annotated[tuple[Text, ...], OneOrMore] = ()
    goal: Text | None = None
    requires: tuple[Identifier, ...] = ()
    requires_levels: tuple[SkillAt, ...] = ()
    experience: Annotated[DurationField | None, Usual("3 months", "15 years")] = None
    training: tuple[Text, ...] = ()
    headcount: RangeField | None = None
    source: Text | None = None


class Move(Model):
    """An allowed move between grades, up or sideways.

    Attributes:
        source: the grade that is left.
        target: the grade that is entered.
        note: a remark, for example how the move is decided.
    """

    source: Annotated[GradeRef, Field(alias="from")]
    target: Annotated[GradeRef, Field(alias="to")]
    note: Text | None = None


class WayOut(Model):
    """A way that leads off the ladder, such as into marketing or sales.

    Attributes:
        sources: the grades from which it may be taken.
        to: the department or line of work.
        note: a remark, for example how the move is decided.
    """

    sources: Annotated[tuple[GradeRef, ...], OneOrMore, Field(alias="from", min_length=1)]
    to: Text
    note: Text | None = None
    source: Text | None = None


class LadderPolicy(Policy):
    """A department's ladder: tracks, grades and the moves between them.

    Attributes:
        tracks: the career lines.
        grades: the steps of all tracks.
        moves: which grade may follow which; without any, none is ruled out.
        ways_out: which grades lead to other departments.
    """

    kind: Literal["ladder"]
    tracks: Annotated[tuple[Track, ...], Field(min_length=1, max_length=50)]
    grades: Annotated[tuple[Grade, ...], Field(min_length=1, max_length=300)]
    moves: Annotated[tuple[Move, ...], Field(max_length=1000)] = ()
    ways_out: Annotated[tuple[WayOut, ...], Field(max_length=100)] = ()
