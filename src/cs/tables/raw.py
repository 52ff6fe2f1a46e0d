"""What a table file holds before anyone judges it: headers, and cells as text.

Cells are trimmed, and empty ones are null. A cell that begins with an apostrophe before one of
`= + - @` was neutralised by `cs.export.text.csv_bytes`; the apostrophe is taken off again.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from cs.kernel.findings import Finding, Place, Severity
from cs.kernel.messages import message
from cs.tables import findings as found
from cs.tables.headers import BLANKS, fold_header
from cs.tables.short_texts import coded_texts

TITLE_ROWS_AT_MOST = 5
_SAMPLE = 100
_HEADERS_AT_LEAST = 2
"""A single header may well be a value too."""
_NEUTRALISED = rf"^'([{BLANKS}']*[=+\-@＝＋－＠])"
_NEUTRALISED_CELL = re.compile(_NEUTRALISED)


Codes = npt.NDArray[Any]
"""Whole numbers of any width."""


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """A column as the different texts in it and, per row, an index into these, -1 if empty."""

    texts: pl.Series
    codes: Codes

    def series(self) -> pl.Series:
        """The text of each row."""
        return pl.concat([self.texts, pl.Series([None], dtype=pl.String)], rechunk=True).gather(
            np.where(self.codes < 0, len(self.texts), self.codes)
        )


@dataclass(frozen=True, slots=True, eq=False)
class CodedCells:
    """All columns of a large table so."""

    columns: tuple[Coded, ...]

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self.columns[0].codes)

    def frame(self) -> pl.DataFrame:
        """All columns as texts."""
        return pl.DataFrame(
            [column.series().alias(f"c{at}") for at, column in enumerate(self.columns)]
        )


@dataclass(frozen=True, eq=False)
class RawTable:
    """A table as its file has it.

    Attributes:
        file: path as shown.
        headers: as the file writes them, repeated ones included; empty where there is none.
        held: columns `c0`, `c1`, …, one per header, of texts, or of whole numbers (Int32) where
            every cell is one in its shortest form, empty cells null; or the codes of all columns.
        lines: for each row, the line of the file (CSV: the physical line on which the
            record begins) or the row of the sheet, counted from 1.
        header_row: the line or row of the headers.
        sheet: the sheet's name; None for CSV.
        first_column: columns of the sheet left of `c0`.
        epoch: day 0 of the workbook's day numbers; None for CSV.
        notes: warnings and remarks of the reading; they go out with the table's findings.
    """

    file: str
    headers: tuple[str, ...]
    held: pl.DataFrame | CodedCells
    lines: pl.Series | range
    header_row: int = 1
    sheet: str | None = None
    first_column: int = 0
    epoch: date | None = None
    notes: tuple[Finding, ...] = ()

    @cached_property
    def cells(self) -> pl.DataFrame:
        """The columns, of texts or whole numbers."""
        return self.held if isinstance(self.held, pl.DataFrame) else self.held.frame()

    @cached_property
    def rows(self) -> pl.Series:
        """The number of each row in the file."""
        return self.lines if isinstance(self.lines, pl.Series) else pl.Series(self.lines)

    def coded(self, column: int) -> Coded:
        """One column as its different texts and their indices."""
        if isinstance(self.held, CodedCells):
            return self.held.columns[column]
        return Coded(*coded_texts(self.texts(column)))

    @property
    def is_coded(self) -> bool:
        """Whether the columns are held as codes."""
        return isinstance(self.held, CodedCells)

    def filled(self, column: int) -> npt.NDArray[np.bool_]:
        """Per row, whether a column's cell holds anything."""
        if isinstance(self.held, CodedCells):
            return np.asarray(self.held.columns[column].codes >= 0, np.bool_)
        return self.held[:, column].is_not_null().to_numpy()

    def only(self, chosen: npt.NDArray[np.int64]) -> "RawTable":
        """The table with some of its rows."""
        if not len(chosen):
            nothing = {f"c{at}": pl.String for at in range(len(self.headers))}
            return replace(self, held=pl.DataFrame(schema=nothing), lines=range(0))
        if isinstance(self.held, CodedCells):
            cells = CodedCells(
                tuple(Coded(each.texts, each.codes[chosen]) for each in self.held.columns)
            ).frame()
        else:
            cells = self.held[chosen]
        lines = pl.Series([int(self.lines[at]) for at in chosen.tolist()], dtype=pl.Int64)
        return replace(self, held=cells, lines=lines)

    @cached_property
    def frame(self) -> pl.DataFrame:
        """All cells as texts."""
        return self.cells.cast(pl.String)

    @property
    def height(self) -> int:
        """How many rows there are."""
        return self.held.height

    def texts(self, column: int) -> pl.Series:
        """One column's cells as texts."""
        if isinstance(self.held, CodedCells):
            return self.cells[:, column]
        return self.held[:, column].cast(pl.String)

    def whole(self, column: int) -> pl.Series | None:
        """One column's cells as whole numbers, if they were read as such."""
        if isinstance(self.held, CodedCells) or self.held.dtypes[column] == pl.String:
            return None
        return self.held[:, column]

    @property
    def folded(self) -> tuple[str, ...]:
        """The headers as they are compared."""
        return tuple(fold_header(header) for header in self.headers)

    @property
    def first_row(self) -> int:
        """The file's row of the first data row."""
        return int(self.lines[0]) if len(self.lines) else self.header_row + 1

    def place(self, index: int, column: int | None = None) -> Place:
        """Where row `index` of the frame stands, or its cell in a column."""
        row = int(self.lines[index])
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
    texts = [each for each in frame if each.dtype == pl.String and not _is_numeric(each)]
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
    if all(column.null_count() for column in frame):
        keep = frame.select(pl.any_horizontal(pl.all().is_not_null())).to_series()
        if not keep.all():
            frame, rows = frame.filter(keep), rows.filter(keep)
    filled = [frame[:, index].null_count() < frame.height for index in range(frame.width)]
    while headers and not headers[-1] and not filled[len(headers) - 1]:
        headers.pop()
    table = RawTable(
        file=file,
        headers=tuple(headers),
        held=frame[:, : len(headers)],
        lines=rows,
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
    # No header stands among whole numbers.
    if any(column.dtype != pl.String for column in frame):
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
