"""What a form is: which kind, for whom, and the pages that are printed or filled in."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from cs.promotion.policy import Component

FormKind = Literal["application", "scores", "review", "notice", "letter"]


@dataclass(frozen=True, slots=True)
class Form:
    """A form of the policy.

    Attributes:
        name: as the policy calls it, else its kind's name is shown.
        components: for `scores`, what is rated on it.
        papers: what is handed in with it.
        signers: the roles that sign.
    """

    kind: FormKind
    name: str | None
    components: tuple[Component, ...] = ()
    papers: tuple[str, ...] = ()
    signers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """A candidate as forms name them; what is not known is None."""

    id: str
    name: str
    team: str | None = None
    post: str | None = None
    grade: str | None = None
    grade_since: date | None = None
    hired: date | None = None


@dataclass(frozen=True, slots=True)
class Days:
    """The days that notices and letters name.

    Attributes:
        published: first day of the notice; noticed: its last.
        effect: the day from which the promotion holds.
        trial_ends: last day of the trial; None without one.
    """

    published: date
    noticed: date | None
    effect: date
    trial_ends: date | None


@dataclass(frozen=True, slots=True)
class Field:
    """A column that is filled in.

    Attributes:
        low, high: the range of numbers; both None for words.
        words: the only words; empty for any text.
    """

    header: str
    low: Decimal | None = None
    high: Decimal | None = None
    words: tuple[str, ...] = ()
    number: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One page, and one sheet of a workbook.

    Attributes:
        facts: lines of label and value; an empty value is a line to write on.
        text: paragraphs.
        header, rows: a table; its last columns are those of `fields`, to be filled in.
        lines: who signs.
    """

    key: str
    title: str
    facts: tuple[tuple[str, str], ...] = ()
    text: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    fields: tuple[Field, ...] = ()
    lines: tuple[str, ...] = ()


def bounds(part: Component) -> tuple[Decimal | None, Decimal | None]:
    """The least and greatest raw value of a component, None where it has no such bound."""
    if part.scale is None:
        return None, None
    return min(part.scale.low, part.scale.high), max(part.scale.low, part.scale.high)
