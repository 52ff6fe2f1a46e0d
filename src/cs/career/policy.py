"""The `ladder` document: tracks, grades and moves between them."""

from typing import Annotated, Literal

from pydantic import Field

from cs.kernel.fields import (
    Defines,
    DurationField,
    Identifier,
    Model,
    Number,
    Policy,
    RangeField,
    RefersTo,
    Text,
)

GradeRef = Annotated[Identifier, RefersTo("grade")]
TrackRef = Annotated[Identifier, RefersTo("track")]


class PayBand(Model):
    """Monthly pay of a grade, from and to, in the currency named."""

    low: Annotated[Number, Field(ge=0, alias="from")]
    high: Annotated[Number, Field(ge=0, alias="to")]
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] = "CNY"


class Track(Model):
    """A career line."""

    id: Annotated[Identifier, Defines("track")]
    name: Text
    promotes: Literal["title", "post"] = "post"
    """`title` recognises ability (no vacancy needed), `post` fills a vacancy."""


class Grade(Model):
    """A step of a track; `level` compares steps across tracks, 1 the lowest."""

    id: Annotated[Identifier, Defines("grade")]
    name: Text
    track: TrackRef
    level: Annotated[int, Field(ge=1, le=50)]
    pay: PayBand | None = None
    duties: tuple[Text, ...] = ()
    requires: tuple[Identifier, ...] = ()
    experience: DurationField | None = None
    training: tuple[Text, ...] = ()
    headcount: RangeField | None = None
    source: Text | None = None


class Move(Model):
    """An allowed move between grades, up or sideways."""

    source: Annotated[GradeRef, Field(alias="from")]
    target: Annotated[GradeRef, Field(alias="to")]
    note: Text | None = None


class LadderPolicy(Policy):
    """A department's ladder."""

    kind: Literal["ladder"]
    tracks: Annotated[tuple[Track, ...], Field(min_length=1)]
    grades: Annotated[tuple[Grade, ...], Field(min_length=1)]
    moves: tuple[Move, ...] = ()
