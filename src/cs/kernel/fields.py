"""Field types of policy documents: strict, exact, and with error types of their own.

Every custom error type here begins with `cs_` and carries its figures in the context, so that
`cs.documents` can word it; message texts are never read.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from cs.kernel.durations import DURATION_PATTERN, Duration, parse_duration
from cs.kernel.ranges import RANGE_PATTERN, Range, parse_range


class Model(BaseModel):
    """A frozen part of a policy document: strict types, unknown keys refused.

    The docstrings of models are what editors show (`cs policy schema`): the first sentence says
    what the part is, `Attributes` what each key means, to somebody who writes a policy. A key with
    one word only needs no line; these keys mean the same wherever a model has them and has no line
    of its own for them:

    Attributes:
        id: the name by which other lines and tables refer to this.
        name: the name that people are shown.
        source: the document and clause that this restates.
        notes: remarks for readers; nothing is computed from them.
    """

    model_config = ConfigDict(
        strict=True, extra="forbid", frozen=True, populate_by_name=True, defer_build=True
    )

    in_order: ClassVar[bool] = True
    """Whether its keys are one form, filled in alike each time; else each says what it wants to.

    `cs policy fmt` brings the keys of a form into the order of its fields, and rules about figures
    compare the items of a list of forms with each other.
    """


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


@dataclass(frozen=True, slots=True)
class MayRepeat:
    """Marks a list in which one item may well stand several times, such as days of a pattern."""


@dataclass(frozen=True, slots=True)
class OwnEach:
    """Marks a text that mostly differs in every item of a list, such as the manager of a post."""


@dataclass(frozen=True, slots=True)
class Usual:
    """Marks a figure that mostly lies from `least` to `most`; one beyond them may be a slip.

    Durations are written as in documents (`1 week`). Nothing is refused: a rule asks whether the
    figure is meant.
    """

    least: int | str
    most: int | str


_ID = re.compile(r"[^\W_][\w.\-]{0,63}")
_TIME = re.compile(r"(\d{1,2}):(\d{2})", re.ASCII)
_PERCENT = re.compile(r"(\d{1,9}(?:\.\d{1,6})?)\s*[%％]", re.ASCII)
NUMBER_LIMIT = Decimal(10) ** 9
END_OF_DAY = 24 * 60
EXPECTED_AS = "x-expected-as"
"""The key of a field's JSON Schema that names the type of error which words what belongs there."""


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


# What an editor is told of a field that is read from text; `EXPECTED` of `cs.documents.wording`
# has the words for each type of error.
DURATION_SCHEMA = {
    "type": "string",
    "pattern": DURATION_PATTERN,
    "examples": ["3 months", "2 weeks", "5 working days", "P1Y"],
    EXPECTED_AS: "cs_duration",
}
_RANGE_SCHEMA = {
    "type": ["string", "integer"],
    "pattern": RANGE_PATTERN,
    "minimum": 0,
    "examples": ["8..12", "8..", 10],
    EXPECTED_AS: "cs_range",
}
_PERCENT_SCHEMA = {
    "type": ["string", "number"],
    "pattern": r"^\s*(?:0{0,5}1000(?:\.0{1,6})?|0{0,6}[0-9]{1,3}(?:\.[0-9]{1,6})?)\s*[%％]\s*$",
    "minimum": 0,
    "maximum": 1000,
    "examples": ["40%", 40],
    EXPECTED_AS: "cs_percent",
}
_TIME_SCHEMA = {
    "type": "string",
    "pattern": r"^\s*(?:(?:[01]?[0-9]|2[0-3]):[0-5][0-9]|24:00)\s*$",
    "examples": ["08:30"],
    EXPECTED_AS: "cs_time",
}
# Patterns of JSON Schema know no classes of letters: signs are left out rather than letters listed.
_SIGNS = (
    r"\u0000-,/:-@\[-\^`\{-\u00a9\u2000-\u206f\u3000-\u3004\u3008-\u3020\uff00-\uff0f\uff1a-\uff20"
)
_ID_SCHEMA = {
    "type": ["string", "integer"],
    "pattern": rf"^[^{_SIGNS}_.\-][^{_SIGNS}]*$",
    "maxLength": 64,
    "minimum": 0,
    EXPECTED_AS: "cs_id",
}
_NUMBER_SCHEMA = {"type": "number", "exclusiveMinimum": -(10**9), "exclusiveMaximum": 10**9}

Identifier = Annotated[str, BeforeValidator(_identifier), WithJsonSchema(_ID_SCHEMA)]
Text = Annotated[str, Field(min_length=1, max_length=4000)]
Number = Annotated[Decimal, BeforeValidator(_number), WithJsonSchema(_NUMBER_SCHEMA)]
Percent = Annotated[Decimal, BeforeValidator(_percent), WithJsonSchema(_PERCENT_SCHEMA)]
"""In percent: `40%` and `40` are both Decimal(40)."""
DurationField = Annotated[
    Duration, _parsed("duration", parse_duration, (str,)), WithJsonSchema(DURATION_SCHEMA)
]
RangeField = Annotated[
    Range, _parsed("range", parse_range, (str, int)), WithJsonSchema(_RANGE_SCHEMA)
]
Minutes = Annotated[
    int,
    _parsed("time", parse_minutes, (str,)),
    WithJsonSchema(_TIME_SCHEMA),
]
"""A time of day, in minutes since midnight."""
OneOrMore = BeforeValidator(_single_or_many)
"""Lets a list field be written as its single item."""
Count = Annotated[int, Field(ge=0, le=1_000_000)]


class Policy(Model):
    """The head that every document has.

    Attributes:
        kind: what the document states; each kind's model narrows it to its one word.
        id: the name of the policy for commands and other documents; its versions share it.
        effective: the first day in force; without it, always.
        until: the last day in force; without it, without end.
        source: the document and clause that the policy restates.
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
