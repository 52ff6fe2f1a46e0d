"""What table does this XLSX hold? Cells as Excel shows them, dates in ISO form.

fastexcel (calamine) reads the cells as text; `cs.tables.parts` tells what it leaves out. Numbers
have the 15 significant digits that Excel shows (0.1 + 0.2 is 0.3), percentages their sign (0.9
shown as 90% is `90%`, not 0.9), merged cells their value in each cell; error cells and formulas
that nobody computed are findings.
"""

import re
from decimal import Decimal

import polars as pl

from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.kernel.suggestions import nearest
from cs.tables import findings as found
from cs.tables.parts import (
    NotAWorkbook,
    SheetPart,
    SpecialCells,
    Workbook,
    open_workbook,
    special_cells,
)
from cs.tables.raw import Grid, RawTable, cleaned, header_index, split_grid

_MIDNIGHT = r"^(\d{4}-\d{2}-\d{2}) 00:00:00$"
_DIGITS = 15
_FRACTION = re.compile(r"-?\d{1,30}(?:\.\d{1,30})?", re.ASCII)


def read_workbook(
    data: bytes, file: str, sheet: str | None = None
) -> RawTable | tuple[Finding, ...]:
    """The table of one sheet; by default the first that is visible."""
    try:
        book = open_workbook(data)
    except NotAWorkbook as kind:
        return (_not_a_workbook(file, str(kind)),)
    except ValueError:
        return (_damaged(file),)
    chosen = _choose(book, file, sheet)
    if isinstance(chosen, Finding):
        return (chosen,)
    try:
        special = special_cells(book, chosen)
        loaded = _load(data, chosen.name)
    except ValueError:
        return (_damaged(file),)
    if loaded is None:
        return (_empty(file, chosen.name),)
    frame, left = loaded
    return _table(frame, left, special, chosen, book, file, sheet is not None)


def _load(data: bytes, name: str) -> tuple[pl.DataFrame, int] | None:
    """The sheet's rows from its first on, as text, and how many columns lie left of them."""
    import fastexcel

    try:
        reader = fastexcel.read_excel(data)
        sheet = reader.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
        columns = sheet.selected_columns
        if not columns:
            return None
        frame = pl.DataFrame(sheet)
    except Exception as error:
        raise ValueError(str(error)) from error
    except BaseException as error:
        # A Rust panic arrives as pyo3's PanicException, which derives from BaseException alone.
        if type(error).__name__ != "PanicException":
            raise
        raise ValueError(str(error)) from error
    frame.columns = [f"c{index}" for index in range(frame.width)]
    return frame, columns[0].absolute_index


def _table(
    frame: pl.DataFrame,
    left: int,
    special: SpecialCells,
    chosen: SheetPart,
    book: Workbook,
    file: str,
    named: bool,
) -> RawTable | tuple[Finding, ...]:
    frame = frame.with_columns(pl.all().str.replace(_MIDNIGHT, "$1"))
    patches, long = _digits(frame, left, special)
    frame = _patched(frame, patches)
    frame = cleaned(_patched(frame, _percentages(frame, left, special)))
    header = header_index(frame)
    if header is None:
        return (_empty(file, chosen.name),)
    titles = sum(any(cell is not None for cell in row) for row in frame.head(header).iter_rows())
    frame = _patched(frame, _merged(frame, left, special, header))
    headers = frame.row(header)
    errors = tuple(
        _error_cell(file, row, column, headers, left, text)
        for row, column, text in special.errors
        if row >= header and left <= column < left + frame.width
    ) + tuple(
        _uncomputed(file, row, column, headers[column - left] or "")
        for row, column in special.uncomputed
        if row >= header and left <= column < left + frame.width
    )
    if errors:
        return errors
    notes = tuple(
        _digits_lost(file, row, column, headers[column - left] or "", text)
        for row, column, text in long
        if row > header
    )
    others = [each.name for each in book.sheets if each.visible and each.name != chosen.name]
    if others and not named:
        notes = (*notes, _sheet_chosen(file, chosen.name, others))
    rows = pl.Series(range(1, frame.height + 1), dtype=pl.Int64)
    return split_grid(
        Grid(frame, rows),
        file,
        header=header,
        titles=titles,
        sheet=chosen.name,
        first_column=left,
        epoch=book.epoch,
        notes=notes,
    )


Patches = dict[int, dict[int, str | None]]
"""Per column of the frame, new text per row."""


def _patched(frame: pl.DataFrame, patches: Patches) -> pl.DataFrame:
    series = []
    for column, cells in patches.items():
        values = frame[:, column].to_list()
        for row, text in cells.items():
            values[row] = text
        series.append(pl.Series(f"c{column}", values, dtype=pl.String))
    return frame.with_columns(series) if series else frame


def _digits(
    frame: pl.DataFrame, left: int, special: SpecialCells
) -> tuple[Patches, list[tuple[int, int, str]]]:
    """Numbers of many digits as Excel shows them, and whole numbers too long for it."""
    patches: Patches = {}
    long: list[tuple[int, int, str]] = []
    shown: dict[int, list[str | None]] = {}
    for row, absolute, number in special.numbers:
        column = absolute - left
        if not (0 <= column < frame.width and row < frame.height):
            continue
        if column not in shown:
            shown[column] = frame[:, column].to_list()
        before = shown[column][row]
        if before is None or before[4:5] == "-" or before[-3:-2] == ":":
            continue
        patches.setdefault(column, {})[row] = _as_excel(number)
        if abs(number) >= 10**_DIGITS and number == number // 1:
            long.append((row, absolute, before))
    return patches, long


def _percentages(frame: pl.DataFrame, left: int, special: SpecialCells) -> Patches:
    """Percentages with their sign, as people see them."""
    patches: Patches = {}
    shown: dict[int, list[str | None]] = {}
    for row, absolute in special.percents:
        column = absolute - left
        if not (0 <= column < frame.width and row < frame.height):
            continue
        if column not in shown:
            shown[column] = frame[:, column].to_list()
        text = shown[column][row]
        if text is not None and _FRACTION.fullmatch(text):
            hundredths = format(Decimal(text).scaleb(2).normalize(), "f")
            patches.setdefault(column, {})[row] = f"{hundredths}%"
    return patches


def _as_excel(number: float) -> str:
    text = format(Decimal(format(number, f".{_DIGITS}g")), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _merged(frame: pl.DataFrame, left: int, special: SpecialCells, header: int) -> Patches:
    """What stands in the first cell of a merged area stands in all of it, as people see it."""
    patches: Patches = {}
    for top, first, bottom, last in special.merges:
        if top < header or not 0 <= first - left < frame.width or top >= frame.height:
            continue
        value = frame[top, first - left]
        for column in range(first - left, min(last - left, frame.width - 1) + 1):
            cells = patches.setdefault(column, {})
            for row in range(top, min(bottom, frame.height - 1) + 1):
                if row in cells:
                    break
                cells[row] = value
    return patches


def _choose(book: Workbook, file: str, wanted: str | None) -> SheetPart | Finding:
    visible = [sheet for sheet in book.sheets if sheet.visible]
    if wanted is None:
        return visible[0] if visible else _empty(file, "")
    for sheet in book.sheets:
        if sheet.name.strip().casefold() == wanted.strip().casefold():
            return sheet
    near = nearest(wanted, [sheet.name for sheet in visible])
    return found.file_finding(
        found.UNKNOWN_SHEET,
        file,
        message("The workbook has no sheet {sheet}.", sheet=wanted),
        expected=message("one of: {known}", known=", ".join(sheet.name for sheet in visible)),
        mend=message("Did you mean {near}?", near=near) if near else None,
    )


def _error_cell(
    file: str,
    row: int,
    column: int,
    headers: tuple[str | None, ...],
    left: int,
    text: str,
) -> Finding:
    header = headers[column - left] or ""
    return found.row_finding(
        found.ERROR_CELL,
        found.row_place(file, row + 1, column, header),
        message("The cell shows the error {value}.", value=text),
        expected=message("a value"),
        mend=message("Mend the formula, or empty the cell."),
    )


def _uncomputed(file: str, row: int, column: int, header: str) -> Finding:
    return found.row_finding(
        found.ERROR_CELL,
        found.row_place(file, row + 1, column, header),
        message("The cell holds a formula, but the file does not hold its result."),
        expected=message("a value"),
        mend=message("Open the file in Excel or WPS and save it again; that computes it."),
    )


def _digits_lost(file: str, row: int, column: int, header: str, value: str) -> Finding:
    return found.row_finding(
        found.DIGITS_LOST,
        found.row_place(file, row + 1, column, header),
        message(
            "The whole number {value} has more than 15 digits; Excel has replaced the rest by "
            "zeros.",
            value=value,
        ),
        mend=message("Format the column as text and enter the number again."),
        severity=Severity.WARNING,
    )


def _sheet_chosen(file: str, name: str, others: list[str]) -> Finding:
    return found.file_finding(
        found.SHEET_CHOSEN,
        file,
        message(
            "Sheet {sheet} was read; the workbook also has: {others}.",
            sheet=name,
            others=", ".join(others),
        ),
        mend=message("Choose another with --sheet."),
        severity=Severity.INFO,
    )


def _empty(file: str, sheet: str) -> Finding:
    return found.file_finding(
        found.EMPTY_TABLE,
        file,
        message("Sheet {sheet} of the workbook is empty.", sheet=sheet)
        if sheet
        else message("The workbook has no visible sheet."),
        expected=message("a header row and rows below it"),
        mend=message("Choose another sheet with --sheet."),
    )


def _damaged(file: str) -> Finding:
    return found.file_finding(
        found.DAMAGED_WORKBOOK,
        file,
        message("The workbook is damaged and cannot be opened."),
        expected=message("an XLSX file"),
        mend=message("Open it in Excel or WPS and save it again as XLSX, or as CSV UTF-8."),
    )


def _not_a_workbook(file: str, kind: str) -> Finding:
    texts = {
        "ods": message("This is an OpenDocument file, which is not read."),
        "xlsb": message("This is a binary workbook (.xlsb), which is not read."),
        "zip": message("This is a ZIP file and no workbook."),
        "large": message("The workbook unpacks to more than 1 GiB and is not read."),
    }
    return found.file_finding(
        found.NOT_A_TABLE,
        file,
        texts[kind],
        expected=message("CSV or XLSX"),
        mend=message("Save the table as XLSX or as CSV UTF-8."),
    )
