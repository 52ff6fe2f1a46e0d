"""Field types of policy documents: strict, exact, and with error types of their own.

Every custom error type here begins with `cs_` and carries its figures in the context, so that
`cs.documents` can word it; message texts are never read.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from cs.kernel.durations import Duration, parse_duration
from cs.kernel.ranges import Range, parse_range


class Model(BaseModel):
    """A frozen part of a policy document: strict types, unknown keys refused."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, populate_by_name=True)


@dataclass(frozen=True, slots=True)
class Defines:
    """Marks a field whose value names a thing of the given sort (`grade`, `post`, `skill` …)."""

    sort: str


@dataclass(frozen=True, slots=True)
class RefersTo:
    """Marks a field whose value must be defined somewhere by a `Defines` of the same sort.

    `within` is `document` where only the same document may define it, else `workspace`.
    """

    sort: str
    within: str = "workspace"


_ID = re.compile(r"[^\W_][\w.\-]{0,63}")
_TIME = re.compile(r"(\d{1,2}):(\d{2})", re.ASCII)
_PERCENT = re.compile(r"(\d{1,9}(?:\.\d{1,6})?)\s*[%％]", re.ASCII)
NUMBER_LIMIT = Decimal(10) ** 9
END_OF_DAY = 24 * 60


def _identifier(value: object) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise PydanticCustomError("cs_id", "id", {"value": _shown(value)})
    return value


def _number(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise PydanticCustomError("cs_number", "number", {"value": _shown(value)})
    number = Decimal(value)
    places = number.normalize().as_tuple().exponent
    if not number.is_finite() or abs(number) >= NUMBER_LIMIT:
        raise PydanticCustomError("cs_number_size", "number", {"value": _shown(value)})
    if isinstance(places, int) and places < -6:
        raise PydanticCustomError("cs_number_places", "number", {"value": _shown(value)})
    return number


def _percent(value: object) -> Decimal:
    if isinstance(value, str):
        match = _PERCENT.fullmatch(value.strip())
        if not match:
            raise PydanticCustomError("cs_percent", "percent", {"value": _shown(value)})
        value = Decimal(match[1])
    number = _number(value)
    if number < 0 or number > 1000:
        raise PydanticCustomError("cs_percent", "percent", {"value": _shown(value)})
    return number


def _parsed(kind: str, parse: Callable[[Any], Any], types: tuple[type, ...]) -> BeforeValidator:
    def validate(value: object) -> object:
        if isinstance(value, bool) or not isinstance(value, types):
            raise PydanticCustomError(f"cs_{kind}", "%s", {"value": _shown(value)})
        try:
            return parse(value)
        except ValueError:
            raise PydanticCustomError(f"cs_{kind}", "%s", {"value": _shown(value)}) from None

    return BeforeValidator(validate)


def parse_minutes(text: str) -> int:
    """`HH:MM` as minutes since midnight; 24:00 is allowed.

    Raises:
        ValueError: not such a time.
    """
    match = _TIME.fullmatch(text.strip())
    if (
        not match
        or int(match[2]) > 59
        or (minutes := int(match[1]) * 60 + int(match[2])) > END_OF_DAY
    ):
        raise ValueError(f"not a time: {text!r}")
    return minutes


def as_time(minutes: int) -> time:
    """Minutes since midnight as a time of day (24:00 as 00:00)."""
    return time(minutes // 60 % 24, minutes % 60)


def _single_or_many(value: object) -> object:
    return value if isinstance(value, tuple) or value is None else (value,)


def _shown(value: object) -> str:
    text = str(value)
    return text if len(text) <= 60 else f"{text[:57]}…"


_DURATION_SCHEMA = {"type": "string", "examples": ["3 months", "2 weeks", "5 working days", "P1Y"]}
_RANGE_SCHEMA = {"type": ["string", "integer"], "examples": ["8..12", "8..", 10]}
_PERCENT_SCHEMA = {"type": ["string", "number"], "examples": ["40%", 40]}

Identifier = Annotated[
    str,
    BeforeValidator(_identifier),
    WithJsonSchema({"type": ["string", "integer"], "maxLength": 64}),
]
Text = Annotated[str, Field(min_length=1, max_length=4000)]
Number = Annotated[Decimal, BeforeValidator(_number), WithJsonSchema({"type": "number"})]
Percent = Annotated[Decimal, BeforeValidator(_percent), WithJsonSchema(_PERCENT_SCHEMA)]
"""In percent: `40%` and `40` are both Decimal(40)."""
DurationField = Annotated[
    Duration, _parsed("duration", parse_duration, (str,)), WithJsonSchema(_DURATION_SCHEMA)
]
RangeField = Annotated[
    Range, _parsed("range", parse_range, (str, int)), WithJsonSchema(_RANGE_SCHEMA)
]
Minutes = Annotated[
    int,
    _parsed("time", parse_minutes, (str,)),
    WithJsonSchema({"type": "string", "pattern": r"^\d{1,2}:\d{2}$"}),
]
"""A time of day, in minutes since midnight."""
OneOrMore = BeforeValidator(_single_or_many)
"""Lets a list field be written as its single item."""
Count = Annotated[int, Field(ge=0, le=1_000_000)]


class Policy(Model):
    """The head that every document has.

    Attributes:
        kind: which document this is; each kind's model narrows it to its one word.
        effective: first day in force; None means always.
        until: last day in force; None means without end.
        source: document and clause that the policy restates.
    """

    kind: str
    id: Annotated[Identifier, Defines("policy")]
    name: Text
    effective: date | None = None
    until: date | None = None
    source: Text | None = None
    notes: Text | None = None

    def in_force(self, day: date) -> bool:
        """Whether the policy holds on `day`."""
        return (self.effective is None or self.effective <= day) and (
            self.until is None or day <= self.until
        )
