"""What a table file holds before anyone judges it: headers, and cells as text.

Cells are trimmed, and empty ones are null. A cell that begins with an apostrophe before one of
`= + - @` was neutralised by `cs.export.text.csv_bytes`; the apostrophe is taken off again.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import polars as pl

from cs.kernel.findings import Finding, Place, Severity
from cs.kernel.messages import message
from cs.tables import findings as found
from cs.tables.headers import BLANKS, fold_header

TITLE_ROWS_AT_MOST = 5
_SAMPLE = 100
_HEADERS_AT_LEAST = 2
"""A single header may well be a value too."""
_NEUTRALISED = rf"^'([{BLANKS}']*[=+\-@＝＋－＠])"
_NEUTRALISED_CELL = re.compile(_NEUTRALISED)


@dataclass(frozen=True, slots=True, eq=False)
class RawTable:
    """A table as its file has it.

    Attributes:
        file: path as shown.
        headers: as the file writes them, repeated ones included; empty where there is none.
        frame: String columns `c0`, `c1`, …, one per header; empty cells are null.
        rows: for each row of `frame`, the line of the file (CSV: the physical line on which the
            record begins) or the row of the sheet, counted from 1.
        header_row: the line or row of the headers.
        sheet: the sheet's name; None for CSV.
        first_column: columns of the sheet left of `c0`.
        epoch: day 0 of the workbook's day numbers; None for CSV.
        notes: warnings and remarks of the reading; they go out with the table's findings.
    """

    file: str
    headers: tuple[str, ...]
    frame: pl.DataFrame
    rows: pl.Series
    header_row: int = 1
    sheet: str | None = None
    first_column: int = 0
    epoch: date | None = None
    notes: tuple[Finding, ...] = ()

    @property
    def folded(self) -> tuple[str, ...]:
        """The headers as they are compared."""
        return tuple(fold_header(header) for header in self.headers)

    @property
    def first_row(self) -> int:
        """The file's row of the first data row."""
        return int(self.rows[0]) if len(self.rows) else self.header_row + 1

    def place(self, index: int, column: int | None = None) -> Place:
        """Where row `index` of the frame stands, or its cell in a column."""
        row = int(self.rows[index])
        if column is None:
            return found.row_place(self.file, row)
        return self._cell(row, column)

    def header_place(self, column: int | None = None) -> Place:
        """Where the header row stands, or one header of it."""
        if column is None:
            return found.row_place(self.file, self.header_row)
        return self._cell(self.header_row, column)

    def _cell(self, row: int, column: int) -> Place:
        header = self.headers[column] or None
        return found.row_place(self.file, row, column + self.first_column, header)


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """All rows of a file as text, the header among them, each with its row in the file."""

    frame: pl.DataFrame
    rows: pl.Series


def cleaned(frame: pl.DataFrame) -> pl.DataFrame:
    """Cells trimmed, neutralisation taken off, empty ones null."""
    texts = [column for column in frame if not _is_numeric(column)]
    if not texts:
        return frame
    chosen = pl.col([column.name for column in texts])
    trimmed = chosen.str.strip_chars(BLANKS)
    frame = frame.with_columns(trimmed)
    if any(frame[column.name].str.starts_with("'").any() for column in texts):
        frame = frame.with_columns(chosen.str.replace(_NEUTRALISED, "$1")).with_columns(trimmed)
    return frame.with_columns(pl.when(chosen != "").then(chosen))


def cleaned_cell(text: str | None) -> str | None:
    """A single cell, as `cleaned` leaves it."""
    if not text or not (trimmed := text.strip(BLANKS)):
        return None
    if trimmed.startswith("'"):
        trimmed = _NEUTRALISED_CELL.sub(r"\1", trimmed, count=1).strip(BLANKS)
    return trimmed or None


def _is_numeric(column: pl.Series) -> bool:
    """Whether every cell is a number or null, so that there is nothing to clean."""
    return all(
        part.cast(pl.Float64, strict=False).null_count() == part.null_count()
        for part in (column.head(_SAMPLE), column)
    )


def header_index(frame: pl.DataFrame) -> int | None:
    """Which row holds the headers: the first with two filled cells near the top, else the first.

    Rows above it with a single filled cell are titles. None: no row has any cell filled.
    """
    filled = [sum(cell is not None for cell in row) for row in frame.head(200).iter_rows()]
    first = next((index for index, count in enumerate(filled) if count), None)
    if first is None:
        return None
    seen = 0
    for index in range(first, len(filled)):
        if filled[index] > 1:
            return index
        seen += bool(filled[index])
        if seen == TITLE_ROWS_AT_MOST:
            break
    return first


def split_grid(
    grid: Grid,
    file: str,
    *,
    header: int,
    titles: int,
    sheet: str | None = None,
    first_column: int = 0,
    epoch: date | None = None,
    notes: tuple[Finding, ...] = (),
) -> RawTable:
    """The table whose headers are row `header` of a cleaned grid; wholly empty rows are no rows.

    Args:
        titles: how many filled rows stand above the header.
    """
    return assemble(
        grid.frame.row(header),
        Grid(grid.frame.slice(header + 1), grid.rows.slice(header + 1)),
        file,
        header_row=int(grid.rows[header]),
        titles=titles,
        sheet=sheet,
        first_column=first_column,
        epoch=epoch,
        notes=notes,
    )


def assemble(
    names: Sequence[str | None],
    body: Grid,
    file: str,
    *,
    header_row: int,
    titles: int,
    sheet: str | None = None,
    first_column: int = 0,
    epoch: date | None = None,
    notes: tuple[Finding, ...] = (),
) -> RawTable:
    """The table of a cleaned body below its header cells; arguments as in `split_grid`.

    Rows that hold the headers again, as printed pages do, are no data; a note names them.
    """
    headers = [" ".join((cell or "").split()) for cell in names]
    frame, rows = body.frame, body.rows
    again = _repeats(frame, names)
    repeated = rows.gather(again)
    if len(again):
        left = np.delete(np.arange(frame.height), again)
        frame, rows = frame[left], rows.gather(left)
    keep = frame.select(pl.any_horizontal(pl.all().is_not_null())).to_series()
    if frame.height and not keep.all():
        frame, rows = frame.filter(keep), rows.filter(keep)
    filled = [frame[:, index].null_count() < frame.height for index in range(frame.width)]
    while headers and not headers[-1] and not filled[len(headers) - 1]:
        headers.pop()
    table = RawTable(
        file=file,
        headers=tuple(headers),
        frame=frame[:, : len(headers)],
        rows=rows,
        header_row=header_row,
        sheet=sheet,
        first_column=first_column,
        epoch=epoch,
    )
    remarks = [*notes, *_title_note(table, titles), *_repeat_note(table, repeated)]
    for index, name in enumerate(headers):
        if not name and filled[index]:
            remarks.append(_no_header_note(table, index))
    return replace(table, notes=tuple(remarks))


def _title_note(table: RawTable, titles: int) -> tuple[Finding, ...]:
    if not titles:
        return ()
    return (
        found.row_finding(
            found.TITLE_ROWS,
            table.header_place(),
            message(
                "The headers are in row {row}; rows above it with a single filled cell are "
                "taken as titles and not read.",
                row=table.header_row,
            ),
            severity=Severity.INFO,
        ),
    )


def _repeats(frame: pl.DataFrame, names: Sequence[str | None]) -> list[int]:
    """Positions of the rows that hold nothing but the headers, each in its column."""
    if sum(name is not None for name in names) < _HEADERS_AT_LEAST:
        return []
    first = next(index for index, name in enumerate(names) if name is not None)
    likely = (frame[:, first] == names[first]).arg_true()
    return [row for row in likely.to_list() if frame.row(row) == tuple(names)]


def _repeat_note(table: RawTable, repeated: pl.Series) -> tuple[Finding, ...]:
    if not len(repeated):
        return ()
    return (
        found.row_finding(
            found.TITLE_ROWS,
            found.row_place(table.file, int(repeated[0])),
            message(
                "The headers stand again in these rows, which are not read: {rows}.",
                rows=found.rows_text(repeated.to_list()),
            ),
            severity=Severity.INFO,
        ),
    )


def _no_header_note(table: RawTable, column: int) -> Finding:
    return found.row_finding(
        found.NO_HEADER,
        table.header_place(column),
        message(
            "Column {column} has values but no header; it is kept and not used.",
            column=column + table.first_column + 1,
        ),
        mend=message("Give the column a header, or remove it."),
        severity=Severity.WARNING,
    )
