"""What value does each cell hold? Numbers, dates, lists, yes or no; every bad cell is a finding.

The plain forms are read by Polars for a whole column at once; only what is left is looked at in
Python, once for each different text. Columns of a few cells, for which setting Polars to work takes
longer than the work, are read in Python altogether; tests hold both ways to the same values.
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Literal

import polars as pl

from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import Message, message
from cs.kernel.periods import Period, parse_period
from cs.tables import findings as found
from cs.tables.headers import visible
from cs.tables.raw import RawTable

PLACES = 6
SCALE = 10**PLACES
"""Numbers are whole multiples of 1 / SCALE."""
LIMIT = 10**9
FEW = 64
"""Columns of at most so many cells are read one cell after the other."""
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)

# Polars' \d takes full-width digits too, which its casts refuse.
_PLAIN_NUMBER = r"^[+-]?[0-9]{1,9}(?:\.[0-9]{1,6})?$"
_LONGEST_WHOLE = 10
_PLAIN_DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)", re.ASCII)
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[,\s']\d{3})+(?:\.\d+)?", re.ASCII)
_UNIT = re.compile(r"[+-]?\d+(?:\.\d+)?\s*(?P<unit>%|‰|[^\d\s.,+-]{1,4})", re.ASCII)
_TIME = re.compile(r"(.*?\d)[T ]\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?", re.ASCII)
_DAY = re.compile(r"(\d{4})\s*([-/.年])\s*(\d{1,2})\s*(?:\2|月)\s*(\d{1,2})\s*日?", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_MONTH = re.compile(r"(\d{4})\s*(?:[-/]\s*(\d{1,2})|年\s*(\d{1,2})\s*月)", re.ASCII)
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?", re.ASCII)
_SEPARATORS = re.compile(r"[;；、,，|\n]+")

Month = Literal["first", "last"]
"""Which day a month stands for."""

_YES = ("是", "y", "yes", "true", "t", "1", "√", "✓", "✔", "☑", "对", "有", "通过", "合格", "ok")
_NO = ("否", "n", "no", "false", "f", "0", "×", "✗", "✘", "x", "☒", "不", "无", "没有", "未通过",
       "不通过", "不合格")  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Parsed:
    """A column's values; null where the cell is empty or bad, and the findings of the bad ones."""

    values: pl.Series
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class BadCell:
    """Why a text is no value, and how to mend it."""

    expected: Message
    mend: Message | None = None
    wrong: Message | None = None
    """What is wrong with the cell, where it can be said more closely: a template without figures
    for `{value}` and `{column}`."""


def numbers(raw: RawTable, column: int) -> Parsed:
    """A column of numbers as Int64 in units of 1 / SCALE: exact, below LIMIT on both sides."""
    numbers = whole_numbers(raw, column)
    if numbers is not None:
        return Parsed(numbers.cast(pl.Int64) * SCALE, ())
    text = raw.texts(column)
    if len(text) <= FEW:
        return _one_by_one(raw, column, pl.Int64(), found.BAD_NUMBER, parse_number)
    whole = _whole_numbers(text)
    if whole is not None:
        return Parsed(whole * SCALE, ())
    known = text.unique()
    plain = known.str.contains(_PLAIN_NUMBER)
    if not plain.all():
        text = text.to_frame("text").select(
            pl.when(pl.col("text").is_in(known.filter(plain).implode())).then("text")
        ).to_series()  # fmt: skip
    # At most 15 digits: a float is closer to such a number than half a unit, so rounding is exact.
    values = (text.cast(pl.Float64) * SCALE).round().cast(pl.Int64)
    return _odd_cells(raw, column, values, found.BAD_NUMBER, parse_number)


def whole_numbers(raw: RawTable, column: int) -> pl.Series | None:
    """A column's numbers as they stand, if it was read as whole numbers and none is too large."""
    numbers = raw.whole(column)
    return numbers if numbers is not None and _are_below_limit(numbers) else None


def _are_below_limit(numbers: pl.Series) -> bool:
    return bool(numbers.is_between(-LIMIT, LIMIT, closed="none").all())


def _whole_numbers(text: pl.Series) -> pl.Series | None:
    """The column's numbers if all are whole, of at most nine digits; else None."""
    for part in (text.head(FEW), text):
        numbers = part.cast(pl.Int64, strict=False)
        if numbers.null_count() != part.null_count():
            return None
    # A sign and nine digits; without a sign a tenth digit may make it too large.
    if int(text.str.len_bytes().max() or 0) > _LONGEST_WHOLE:  # type: ignore[arg-type]
        return None
    return numbers if _are_below_limit(numbers) else None


def dates(raw: RawTable, column: int, month: Month | None = None) -> Parsed:
    """A column of dates; a time of day is dropped.

    Args:
        month: which day a month (`2026-03`) stands for; None: a month is no date.
    """
    text, epoch = raw.texts(column), raw.epoch

    def parse(cell: str) -> date | BadCell:
        return parse_date(cell, month, epoch)

    if len(text) <= FEW:
        return _one_by_one(raw, column, pl.Date(), found.BAD_DATE, parse)
    values = (
        text.to_frame("text")
        .select(
            pl.when(pl.col("text").str.contains(_PLAIN_DATE))
            .then(pl.col("text"))
            .str.to_date("%Y-%m-%d", strict=False)
        )
        .to_series()
    )
    values = values.set((values < EARLIEST) | (values > LATEST), None)
    return _odd_cells(raw, column, values, found.BAD_DATE, parse)


def flags(raw: RawTable, column: int) -> Parsed:
    """A column of yes and no as Boolean."""
    return words(
        raw, column, {**dict.fromkeys(_YES, True), **dict.fromkeys(_NO, False)}, message("yes, no")
    )


def words(
    raw: RawTable, column: int, known: Mapping[str, object], accepted: str | Message
) -> Parsed:
    """A column of known words as the values they stand for; case and width are ignored.

    Args:
        known: folded words and their values, all of one type.
        accepted: the words as the finding lists them.
    """
    kind = pl.Boolean() if isinstance(next(iter(known.values())), bool) else pl.String()

    def parse(cell: str) -> object:
        folded = visible(cell).casefold()
        if folded in known:
            return known[folded]
        return BadCell(message("one of: {accepted}", accepted=accepted))

    if raw.height <= FEW:
        return _one_by_one(raw, column, kind, found.BAD_WORD, parse)
    values = pl.Series([None] * raw.height, dtype=kind)
    return _odd_cells(raw, column, values, found.BAD_WORD, parse)


def identifiers(raw: RawTable, column: int) -> pl.Series:
    """A column of ids: full-width forms and invisible characters, which nobody sees, fall away."""
    text = raw.texts(column)
    if raw.whole(column) is not None or (len(text) <= FEW and _are_plain(text.to_list())):
        return text
    odd = text.filter(text.str.contains(r"[^\x21-\x7e]")).unique().to_list()
    if not odd:
        return text
    folded = {cell: visible(cell) or None for cell in odd}
    cells = [folded.get(cell, cell) if cell is not None else None for cell in text.to_list()]
    return pl.Series(text.name, cells, dtype=pl.String)


def periods(raw: RawTable, column: int) -> tuple[tuple[Period | None, ...], tuple[Finding, ...]]:
    """A column of months, quarters, half-years or years; None where a cell names none."""
    text = raw.texts(column)
    expected = message("a month, quarter, half-year or year, such as 2026-03, 2026Q1 or 2026")
    known: dict[str | None, Period | None] = {None: None}
    bad: set[str] = set()
    for cell in text.drop_nulls().unique().to_list():
        try:
            known[cell] = parse_period(unicodedata.normalize("NFKC", cell))
        except ValueError:
            known[cell] = None
            bad.add(cell)
    findings = tuple(
        _bad_cell(raw, column, row, text[row], found.BAD_PERIOD, BadCell(expected))
        for row in (text.is_in(list(bad)).arg_true().to_list() if bad else ())
    )
    return tuple(known[cell] for cell in text.to_list()), findings


def lists(raw: RawTable, column: int) -> tuple[tuple[str, ...], ...]:
    """A column of lists, split on `;` `,` `、` `|` and line ends; blanks and repeats fall away."""
    text = raw.texts(column)
    known = {cell: split_list(cell) for cell in text.drop_nulls().unique().to_list()}
    return tuple(known[cell] if cell is not None else () for cell in text.to_list())


def split_list(cell: str) -> tuple[str, ...]:
    """The entries of one list cell, in order."""
    entries = (entry.strip() for entry in _SEPARATORS.split(cell))
    return tuple(dict.fromkeys(entry for entry in entries if entry))


def required(raw: RawTable, column: int) -> tuple[Finding, ...]:
    """A finding for each empty cell of a column that must be filled."""
    empty = raw.cells[:, column].is_null().arg_true()
    return tuple(
        found.row_finding(
            found.EMPTY_CELL,
            raw.place(index, column),
            message("The cell {column} is empty.", column=raw.headers[column]),
            expected=message("a value"),
            mend=FILL,
        )
        for index in empty.to_list()
    )


def parse_number(cell: str) -> int | BadCell:
    """A number in units of 1 / SCALE, from text of any width."""
    folded = visible(cell).replace("−", "-").replace("﹣", "-")
    if not _NUMBER.fullmatch(folded):
        return BadCell(_NUMBER_EXPECTED, _number_mend(folded))
    if len(folded) > _LONGEST_NUMBER:
        return BadCell(_NUMBER_EXPECTED)
    number = Decimal(folded)
    scaled = number.scaleb(PLACES)
    if scaled != scaled.to_integral_value():
        return BadCell(_NUMBER_EXPECTED, message("Round it to 6 decimals."), _TOO_FINE)
    if abs(number) >= LIMIT:
        return BadCell(_NUMBER_EXPECTED, wrong=_TOO_LARGE)
    return int(scaled)


_LONGEST_NUMBER = 60
LEAVE_EMPTY = message("Leave the cell empty if there is no value.")
FILL = message("Write the value, or take the row out if there is none.")
_TOO_FINE = message("The value {value} in column {column} has more than 6 decimals.")
_TOO_LARGE = message("The value {value} in column {column} is not below 1000000000.")
_NUMBER_EXPECTED = message("a number below 1000000000 with at most 6 decimals")


def _number_mend(folded: str) -> Message | None:
    if _GROUPED.fullmatch(folded):
        plain = re.sub(r"[,\s']", "", folded)
        return message("Write {plain}, without separators between thousands.", plain=plain)
    unit = _UNIT.fullmatch(folded)
    if unit:
        return message("Write the number without {unit}.", unit=unit["unit"])
    if not any(char.isdigit() for char in folded):
        return LEAVE_EMPTY
    return None


def parse_date(cell: str, month: Month | None = None, epoch: date | None = None) -> date | BadCell:
    """A date from its written form.

    Args:
        month: which day a month stands for; None: a month is no date.
        epoch: day 0 of day numbers in a workbook; None: a day number is no date.
    """
    folded = visible(cell)
    timed = _TIME.fullmatch(folded)
    folded = timed[1].strip() if timed else folded
    expected = _MONTH_EXPECTED if month else _DATE_EXPECTED
    match = _DAY.fullmatch(folded)
    if match and (match[2] == "年") == ("月" in folded):
        return _day(int(match[1]), int(match[3]), int(match[4]), expected)
    match = _COMPACT.fullmatch(folded)
    if match:
        return _day(int(match[1]), int(match[2]), int(match[3]), expected)
    match = _MONTH.fullmatch(folded)
    if match:
        year, number = int(match[1]), int(match[2] or match[3])
        if month is None:
            return BadCell(expected, message("Add the day of the month."))
        last = month == "last" and 1 <= number <= 12 and year > 0
        return _day(year, number, monthrange(year, number)[1] if last else 1, expected)
    if _SERIAL.fullmatch(folded):
        if epoch is not None:
            day = epoch + timedelta(days=int(folded.partition(".")[0]))
            return _day(day.year, day.month, day.day, expected)
        return BadCell(
            expected,
            message("This is a day number of Excel: format the column as dates and save again."),
        )
    return BadCell(expected)


_DATE_EXPECTED = message("a date such as 2026-03-01")
_MONTH_EXPECTED = message("a date such as 2026-03-01 or a month such as 2026-03")


def _day(year: int, month: int, day: int, expected: Message) -> date | BadCell:
    try:
        value = date(year, month, day)
    except ValueError:
        return BadCell(expected, message("There is no such day in the calendar."))
    if not EARLIEST <= value <= LATEST:
        return BadCell(expected, message("The year must be from 1900 to 2199."))
    return value


def _odd_cells(
    raw: RawTable,
    column: int,
    values: pl.Series,
    code: str,
    parse: Callable[[str], object],
) -> Parsed:
    """Fills in the cells that the quick way left null, and reports those that hold no value."""
    text = raw.texts(column)
    odd = (values.is_null() & text.is_not_null()).arg_true()
    if not len(odd):
        return Parsed(values, ())
    cells = text.gather(odd)
    known = {cell: parse(cell) for cell in cells.unique().to_list()}
    good: list[object] = []
    findings: list[Finding] = []
    for index, cell in zip(odd.to_list(), cells.to_list(), strict=True):
        value = known[cell]
        if isinstance(value, BadCell):
            good.append(None)
            findings.append(_bad_cell(raw, column, index, cell, code, value))
        else:
            good.append(value)
    filled = values.scatter(odd, pl.Series(good, dtype=values.dtype))
    return Parsed(filled, tuple(findings))


def _one_by_one(
    raw: RawTable,
    column: int,
    kind: pl.DataType,
    code: str,
    parse: Callable[[str], object],
) -> Parsed:
    """The values of a column of few cells."""
    values: list[object] = []
    findings: list[Finding] = []
    for index, cell in enumerate(raw.texts(column).to_list()):
        value = None if cell is None else parse(cell)
        if isinstance(value, BadCell):
            findings.append(_bad_cell(raw, column, index, cell, code, value))
            value = None
        values.append(value)
    return Parsed(pl.Series(raw.cells.columns[column], values, dtype=kind), tuple(findings))


def _are_plain(texts: list[str | None]) -> bool:
    """Whether all are ASCII without blanks and control characters."""
    return all(text is None or (text.isascii() and not _NOT_PLAIN.search(text)) for text in texts)


_NOT_PLAIN = re.compile(r"[^\x21-\x7e]")


def _bad_cell(
    raw: RawTable, column: int, index: int, cell: str, code: str, bad: BadCell
) -> Finding:
    return Finding(
        code,
        Severity.ERROR,
        Message(
            (bad.wrong or _TEXTS[code]).template,
            MappingProxyType({"value": cell, "column": raw.headers[column]}),
        ),
        raw.place(index, column),
        bad.expected,
        bad.mend,
    )


_TEXTS = {
    found.BAD_NUMBER: message("The value {value} in column {column} is not a number."),
    found.BAD_DATE: message("The value {value} in column {column} is not a date."),
    found.BAD_WORD: message("The value {value} in column {column} is none of the words known."),
    found.BAD_PERIOD: message("The value {value} in column {column} is not a period."),
}
