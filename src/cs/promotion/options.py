"""The options that several commands of `cs promote` share."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated
from unicodedata import normalize

import typer

from cs.locale import _

ROWS_SHOWN = 50
_MONTH = re.compile(r"((?:19|20|21)\d\d)-(0[1-9]|1[0-2])", re.ASCII)


def parse_month(text: str | date) -> date:
    """The first day of a month written `YYYY-MM`, in digits of any width.

    Raises:
        ValueError: no such month.
    """
    if isinstance(text, date):
        return text
    match = _MONTH.fullmatch(normalize("NFKC", text).strip())
    if match is None:
        raise ValueError(_("a month is written YYYY-MM, from 1900-01 to 2199-12"))
    return date(int(match[1]), int(match[2]), 1)


CandidatesArgument = Annotated[
    Path,
    typer.Argument(
        metavar="CANDIDATES",
        help=_("Table of candidates and scores, CSV or XLSX; - is standard input."),
        show_default=False,
    ),
]
SheetOption = Annotated[
    str | None, typer.Option("--sheet", metavar="NAME", help=_("Sheet of the workbook to read."))
]
EncodingOption = Annotated[
    str | None,
    typer.Option(
        "--encoding", metavar="NAME", help=_("Encoding of the CSV; by default found out.")
    ),
]
WindowOption = Annotated[
    date | None,
    typer.Option(
        "--window",
        metavar="YYYY-MM",
        parser=parse_month,
        help=_("The promotion window; by default the next one that is not over."),
    ),
]
VacanciesOption = Annotated[
    int | None,
    typer.Option(
        "--vacancies",
        metavar="N",
        min=0,
        max=1_000_000,
        help=_("How many to propose; by default the policy's, else headcount less holders."),
    ),
]
LimitOption = Annotated[
    int,
    typer.Option("--limit", metavar="N", min=0, help=_("Most rows of each table; 0 shows all.")),
]


_WEIGHT = re.compile(r"(.+)=(\d{1,3}(?:\.\d{1,6})?)%?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Weighing:
    """A component, by id or name, and its weight in percent."""

    component: str
    percent: Decimal


def parse_weight(text: str | Weighing) -> Weighing:
    """A component and its weight in percent, written `COMPONENT=PERCENT`, of any width.

    Raises:
        ValueError: not of that form.
    """
    if isinstance(text, Weighing):
        return text
    match = _WEIGHT.fullmatch(normalize("NFKC", text).strip())
    if match is None:
        raise ValueError(_("a weight is written COMPONENT=PERCENT, for example interview=40"))
    return Weighing(match[1].strip(), Decimal(match[2]))


LotsOption = Annotated[
    int,
    typer.Option(
        "--seed", metavar="N", min=0, max=2**31 - 1,
        help=_("Seed of lots, where the policy settles ties by lot; the result records it."),
    ),
]  # fmt: skip
DecidedOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--decided", metavar="FILE",
        help=_("Record (JSON) of another round that fills the same places. May be repeated."),
    ),
]  # fmt: skip
PostOption = Annotated[
    str | None,
    typer.Option(
        "--post", metavar="NAME",
        help=_("The post that is filled, where the policy has other weights for it "
               "(`weights_for`)."),
    ),
]  # fmt: skip
WeightOption = Annotated[
    list[Weighing] | None,
    typer.Option(
        "--weight", metavar="COMPONENT=PERCENT", parser=parse_weight,
        help=_("Show what another weight would change; nothing is decided. May be repeated."),
    ),
]  # fmt: skip
BlindOption = Annotated[
    bool, typer.Option("--blind", help=_("Show pseudonyms in place of ids and names."))
]


def parse_share(text: str | float) -> float:
    """A share written `12%` or `0.12`.

    Raises:
        ValueError: it is none, or not between 0 and 1.
    """
    if isinstance(text, float):
        return text
    plain = text.strip().removesuffix("%").removesuffix("％")
    try:
        share = float(plain) / (1 if plain == text.strip() else 100)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise ValueError(_("a share is written 12% or 0.12, from 0 to 1"))
    return share


def parse_named_share(text: str | tuple[str, float]) -> tuple[str, float]:
    """A share, or a share of something named: `12%`, `组长=5%`; the name is empty for all.

    Raises:
        ValueError: not of that form.
    """
    if isinstance(text, tuple):
        return text
    name, equals, share = text.rpartition("=")
    if equals and not name.strip():
        raise ValueError(_("a share is written 12% or 0.12, from 0 to 1"))
    return name.strip(), parse_share(share)
