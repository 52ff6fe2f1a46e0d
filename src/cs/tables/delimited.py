"""What rows does this CSV text hold, and on which line does each begin?

Text without quotes whose rows all have the header's width, the usual case, is parsed once
(`cs.tables.plain`): every line is a record. For other text Polars splits the lines and counts their
quotes and delimiters, so
that ragged rows and line numbers are exact all the same; a record goes on over lines while a quote
is open (RFC 4180). Text whose quoting is irregular goes through Python's csv module, strictly.
"""

import csv
import io
import re

import polars as pl

from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.tables import findings as found
from cs.tables.headers import BLANKS
from cs.tables.plain import read_plain, split
from cs.tables.raw import TITLE_ROWS_AT_MOST, Grid, RawTable, cleaned, split_grid
from cs.tables.sniffing import first_header, sniff_delimiter

_SEPARATOR_LINE = re.compile(r'"?sep=([,;\t])"?[ \t]*(?:\n|\Z)', re.IGNORECASE)
_FILLED = re.compile(rf"[^{BLANKS},;]")
_QUOTED = re.compile(r'"[^"]*"')
_UNUSED_SEPARATORS = "\x1f\x1e\x1d\x1c\x01\x02\x03\x04"


def read_delimited(text: str, file: str) -> RawTable | tuple[Finding, ...]:
    """The table of a CSV text without byte-order mark."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    stated = _SEPARATOR_LINE.match(text)
    skipped = 1 if stated else 0
    if stated:
        text = text[stated.end() :]
    if not _FILLED.search(text):
        return (_empty(file),)
    delimiter = stated[1] if stated else sniff_delimiter(text)
    if text.endswith("\n\n"):
        text = text.rstrip("\n")
    plain = read_plain(text.encode(), file, delimiter, skipped)
    if plain is not None:
        return plain
    records = _regular_records(text, delimiter)
    if records is not None:
        table = _read_regular(records, file, delimiter, skipped)
        if table is not None:
            return table
    return _read_irregular(text, file, delimiter, skipped)


def _regular_records(text: str, delimiter: str) -> pl.DataFrame | None:
    """Records with their `line` counted from 0, their `text`, and `bare` text without quoted cells.

    None if a quote stands where RFC 4180 has none.
    """
    separator = next((char for char in _UNUSED_SEPARATORS if char not in text), None)
    if separator is None:
        return None
    lines = pl.read_csv(
        text.encode(),
        separator=separator,
        has_header=False,
        quote_char=None,
        infer_schema=False,
        schema={"text": pl.String},
    ).with_row_index("line")
    if '"' not in text:
        lines = lines.filter(pl.col("text").str.strip_chars(BLANKS) != "")
        return lines.with_columns(bare=pl.col("text"))
    lines = lines.with_columns(pl.col("text").fill_null(""))
    quotes = pl.col("text").str.count_matches('"', literal=True)
    lines = lines.with_columns(open=quotes.cum_sum() % 2 == 1)
    if lines["open"].any():
        if lines["open"][-1]:
            return None
        begins = ~pl.col("open").shift(1, fill_value=False)
        lines = (
            lines.group_by(begins.cum_sum().alias("record"), maintain_order=True)
            .agg(pl.col("line").first(), pl.col("text").str.join("\n"))
            .drop("record")
        )
    lines = lines.filter(pl.col("text").str.strip_chars(BLANKS) != "")
    quoted = lines.filter(pl.col("text").str.contains('"', literal=True))["text"]
    cell = rf'(?:"(?:[^"]|"")*"|[^"{delimiter}]*)'
    if not quoted.str.contains(rf"\A{cell}(?:{delimiter}{cell})*\z").all():
        return None
    return lines.select("line", "text", bare=pl.col("text").str.replace_all(_QUOTED.pattern, "q"))


def _read_regular(
    records: pl.DataFrame, file: str, delimiter: str, skipped: int
) -> RawTable | tuple[Finding, ...] | None:
    """None if Polars reads other records than were counted; then the strict way decides."""
    sample = records["bare"].head(TITLE_ROWS_AT_MOST + 1).to_list()
    filled = [sum(bool(cell.strip(BLANKS)) for cell in line.split(delimiter)) for line in sample]
    header = first_header(filled)
    if header is None:
        return None
    titles = sum(map(bool, filled[:header]))
    records = records.slice(header)
    ends = BLANKS + delimiter
    records = records.with_columns(
        width=pl.col("bare").str.count_matches(delimiter, literal=True) + 1,
        used=pl.col("bare").str.strip_chars_end(ends).str.count_matches(delimiter, literal=True)
        + 1,
    )
    width = int(records["width"][0])
    rows = records["line"].cast(pl.Int64) + 1 + skipped
    problems = _long_rows(records["used"], rows, width, file)
    if problems:
        # A cell too many may be an empty one in quotes, which only the strict way can tell.
        return problems if not records["text"].str.contains('"', literal=True).any() else None
    text = pl.col("text")
    lines = records.select(
        pl.when(pl.col("width") > width).then(text.str.strip_chars_end(ends)).otherwise(text)
    )["text"]
    frame = cleaned(split(str(lines.str.join("\n").item()).encode(), delimiter, width, quote='"'))
    if frame.height != records.height or not any(frame.row(0)):
        return None
    short = rows.filter((records["width"] < width) & (records["bare"].str.strip_chars(ends) != ""))
    return split_grid(
        Grid(frame, rows),
        file,
        header=0,
        titles=titles,
        notes=_short_rows(short, width, file),
    )


def _read_irregular(
    text: str, file: str, delimiter: str, skipped: int
) -> RawTable | tuple[Finding, ...]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    cells: list[list[str]] = []
    starts: list[int] = []
    begins = 1 + skipped
    try:
        for record in reader:
            if any(cell.strip(BLANKS) for cell in record):
                cells.append(record)
                starts.append(begins)
            begins = reader.line_num + 1 + skipped
    except csv.Error:
        return (_open_quote(file, begins),)
    if not cells:
        return (_empty(file),)
    filled = [sum(bool(cell.strip(BLANKS)) for cell in record) for record in cells[:6]]
    header = first_header(filled) or 0
    cells, starts = cells[header:], starts[header:]
    width = len(cells[0])
    rows = pl.Series(starts, dtype=pl.Int64)
    used = pl.Series([_used(record) for record in cells], dtype=pl.Int64)
    problems = _long_rows(used, rows, width, file)
    if problems:
        return problems
    padded = [(record + [""] * width)[:width] for record in cells]
    frame = pl.DataFrame(
        padded, schema={f"c{index}": pl.String for index in range(width)}, orient="row"
    )
    short = rows.filter(pl.Series([len(record) < width for record in cells], dtype=pl.Boolean))
    return split_grid(
        Grid(cleaned(frame), rows),
        file,
        header=0,
        titles=sum(map(bool, filled[:header])),
        notes=_short_rows(short, width, file),
    )


def _used(record: list[str]) -> int:
    return max((index + 1 for index, cell in enumerate(record) if cell.strip(BLANKS)), default=0)


def _long_rows(used: pl.Series, rows: pl.Series, width: int, file: str) -> tuple[Finding, ...]:
    return tuple(
        found.row_finding(
            found.LONG_ROW,
            found.row_place(file, row),
            message("The row has {cells} cells, the header {width}.", cells=cells, width=width),
            expected=message("at most {width} cells", width=width),
            mend=message(
                "Put cells that contain the delimiter in double quotes, or remove what is too much."
            ),
        )
        for cells, row in zip(
            used.filter(used > width).to_list(), rows.filter(used > width).to_list(), strict=True
        )
    )


def _short_rows(short: pl.Series, width: int, file: str) -> tuple[Finding, ...]:
    if not len(short):
        return ()
    return (
        found.row_finding(
            found.SHORT_ROWS,
            found.row_place(file, int(short[0])),
            message(
                "Rows with fewer cells than the header: {count}, the first in row {row}; the "
                "cells missing at their end are read as empty.",
                count=len(short),
                row=int(short[0]),
            ),
            expected=message("{width} cells", width=width),
            mend=message("Check that the file is whole, and save it again."),
            severity=Severity.WARNING,
        ),
    )


def _open_quote(file: str, row: int) -> Finding:
    return found.row_finding(
        found.OPEN_QUOTE,
        found.row_place(file, row),
        message("A double quote in the record that begins in row {row} is not closed.", row=row),
        expected=message("a cell in double quotes, with each double quote inside it doubled"),
        mend=message("Close the quote, or remove it."),
    )


def _empty(file: str) -> Finding:
    return found.file_finding(
        found.EMPTY_TABLE,
        file,
        message("The file is empty."),
        expected=message("a header row and rows below it"),
    )
