"""What a table file holds before anyone judges it: headers, and cells as text.

Cells are trimmed, and empty ones are null. A cell that begins with an apostrophe before one of
`= + - @` was neutralised by `cs.export.text.csv_bytes`; the apostrophe is taken off again.
"""

from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from cs.kernel.findings import Finding, Place, Severity
from cs.kernel.messages import message
from cs.tables import findings as found
from cs.tables.headers import BLANKS, fold_header

TITLE_ROWS_AT_MOST = 5
_NEUTRALISED = rf"^'([{BLANKS}']*[=+\-@＝＋－＠])"


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
        return found.row_place(self.file, row, column + self.first_column, self.headers[column])

    def header_place(self, column: int | None = None) -> Place:
        """Where the header row stands, or one header of it."""
        if column is None:
            return found.row_place(self.file, self.header_row)
        return found.row_place(
            self.file, self.header_row, column + self.first_column, self.headers[column]
        )


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """All rows of a file as text, the header among them, each with its row in the file."""

    frame: pl.DataFrame
    rows: pl.Series


def cleaned(frame: pl.DataFrame) -> pl.DataFrame:
    """Cells trimmed, neutralisation taken off, empty ones null."""
    trimmed = pl.all().str.strip_chars(BLANKS)
    frame = frame.with_columns(trimmed)
    if frame.select(pl.any_horizontal(pl.all().str.starts_with("'").any())).item():
        frame = frame.with_columns(pl.all().str.replace(_NEUTRALISED, "$1")).with_columns(trimmed)
    return frame.with_columns(pl.when(pl.all() != "").then(pl.all()))


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
    headers = [" ".join((cell or "").split()) for cell in grid.frame.row(header)]
    body = grid.frame.slice(header + 1)
    rows = grid.rows.slice(header + 1)
    keep = body.select(pl.any_horizontal(pl.all().is_not_null())).to_series()
    if body.height and not keep.all():
        body, rows = body.filter(keep), rows.filter(keep)
    filled = [body[:, index].null_count() < body.height for index in range(body.width)]
    while headers and not headers[-1] and not filled[len(headers) - 1]:
        headers.pop()
    table = RawTable(
        file=file,
        headers=tuple(headers),
        frame=body[:, : len(headers)],
        rows=rows,
        header_row=int(grid.rows[header]),
        sheet=sheet,
        first_column=first_column,
        epoch=epoch,
    )
    remarks = [*notes, *_title_note(table, titles)]
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
