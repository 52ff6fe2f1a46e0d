"""How do results become an XLSX that is the same byte for byte on every run? Through XlsxWriter.

Texts are written as texts, never as formulas, links or numbers; the date of making is given, not
the clock's; the parts of the ZIP carry XlsxWriter's constant date.
"""

import io
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384
_MAX_TEXT = 32_767
_EXACT = 10**15
_NARROWEST, _WIDEST = 6, 60
_WIDTH_SAMPLE = 1000
_BAD_IN_NAME = re.compile(r"[\[\]:*?/\\]")
_WIDE = frozenset("WF")


@dataclass(frozen=True, slots=True)
class Cell:
    """A value with its looks.

    Attributes:
        value: None, text, bool, int, float, Decimal (shown with its places) or date.
        fill: background, `#RRGGBB`.
        colour: of the text, `#RRGGBB`.
    """

    value: object
    bold: bool = False
    fill: str | None = None
    colour: str | None = None
    wrap: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: a header row that stays in view, and rows of values or `Cell`s.

    Attributes:
        name: cut and cleaned to what Excel allows.
        header: bold; empty for none.
        frozen_columns: how many columns at the left stay in view.
        widths: of columns in characters; those left out follow their contents.
        filters: whether Excel offers to filter the rows by each column.
        tab: colour of the sheet's tab, `#RRGGBB`.
    """

    name: str
    header: Sequence[str]
    rows: Sequence[Sequence[object]]
    frozen_columns: int = 0
    widths: Sequence[float | None] = field(default=())
    filters: bool = False
    tab: str | None = None


def workbook_bytes(sheets: Sequence[Sheet], *, title: str, created: date) -> bytes:
    """A workbook of these sheets.

    Args:
        created: the as-of date; the workbook says it was made on it.

    Raises:
        ValueError: more rows or columns than Excel has.
    """
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        },
    )
    # A workbook's time stamps have no zone; one would be refused.
    stamp = datetime(created.year, created.month, created.day)  # noqa: DTZ001
    book.set_properties({"title": title, "author": "", "created": stamp})
    formats: dict[tuple[object, ...], Any] = {}
    names: set[str] = set()
    for sheet in sheets:
        name = sheet_name(sheet.name, names)
        names.add(name.casefold())
        _write_sheet(book, book.add_worksheet(name), sheet, formats)
    book.close()
    return buffer.getvalue()


def sheet_name(name: str, taken: set[str]) -> str:
    """A name that Excel allows and that is not among the casefolded ones taken."""
    clean = _BAD_IN_NAME.sub(" ", name).strip(" '")[:31].strip(" '") or "Sheet"
    if clean.casefold() == "history":
        clean = "History_"
    result, number = clean, 1
    while result.casefold() in taken:
        number += 1
        suffix = f" {number}"
        result = clean[: 31 - len(suffix)] + suffix
    return result


def display_width(text: str) -> int:
    """How many Latin characters wide a text is; Chinese characters count two."""
    return sum(2 if unicodedata.east_asian_width(char) in _WIDE else 1 for char in text)


def _write_sheet(
    book: Any, worksheet: Any, sheet: Sheet, formats: dict[tuple[object, ...], Any]
) -> None:
    rows: list[Sequence[object]] = []
    if sheet.header:
        rows.append([Cell(text, bold=True) for text in sheet.header])
    rows.extend(sheet.rows)
    columns = max((len(row) for row in rows), default=0)
    if len(rows) > MAX_ROWS or columns > MAX_COLUMNS:
        raise ValueError(f"{len(rows)} rows and {columns} columns are more than Excel has")
    for index, row in enumerate(rows):
        for column, value in enumerate(row):
            _write(book, worksheet, index, column, value, formats)
    for column, width in enumerate(_widths(sheet, rows, columns)):
        worksheet.set_column(column, column, width)
    worksheet.freeze_panes(1 if sheet.header else 0, sheet.frozen_columns)
    if sheet.filters and sheet.header and sheet.rows:
        worksheet.autofilter(0, 0, len(sheet.rows), len(sheet.header) - 1)
    if sheet.tab:
        worksheet.set_tab_color(sheet.tab)


def _write(
    book: Any,
    worksheet: Any,
    row: int,
    column: int,
    value: object,
    formats: dict[tuple[object, ...], Any],
) -> None:
    cell = value if isinstance(value, Cell) else Cell(value)
    content = cell.value
    number_format = _number_format(content)
    key = (cell.bold, cell.fill, cell.colour, cell.wrap, number_format)
    looks = None
    if any(key):
        looks = formats.get(key)
        if looks is None:
            looks = formats[key] = book.add_format(_properties(cell, number_format))
    match content:
        case None:
            worksheet.write_blank(row, column, None, looks)
        case bool():
            worksheet.write_boolean(row, column, content, looks)
        case int() if abs(content) < _EXACT:
            worksheet.write_number(row, column, content, looks)
        case float() | Decimal():
            worksheet.write_number(row, column, float(content), looks)
        case date():
            worksheet.write_datetime(row, column, content, looks)
        case _:
            worksheet.write_string(row, column, str(content)[:_MAX_TEXT], looks)


def _number_format(value: object) -> str | None:
    if isinstance(value, Decimal):
        exponent = value.as_tuple().exponent
        places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
        return "0." + "0" * places if places else "0"
    if isinstance(value, date):
        return "yyyy-mm-dd"
    return None


def _properties(cell: Cell, number_format: str | None) -> dict[str, object]:
    properties: dict[str, object] = {}
    if cell.bold:
        properties["bold"] = True
    if cell.fill:
        properties["bg_color"] = cell.fill
    if cell.colour:
        properties["font_color"] = cell.colour
    if cell.wrap:
        properties.update(text_wrap=True, valign="top")
    if number_format:
        properties["num_format"] = number_format
    return properties


def _widths(sheet: Sheet, rows: Sequence[Sequence[object]], columns: int) -> list[float]:
    needed = [_NARROWEST] * columns
    for row in rows[:_WIDTH_SAMPLE]:
        for column, value in enumerate(row):
            content = value.value if isinstance(value, Cell) else value
            lines = ("" if content is None else str(content)).split("\n")
            needed[column] = max(needed[column], *(display_width(line) + 2 for line in lines))
    stated = [*sheet.widths, *([None] * columns)][:columns]
    return [
        float(min(need, _WIDEST)) if width is None else float(width)
        for need, width in zip(needed, stated, strict=True)
    ]
