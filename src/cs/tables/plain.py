"""What rows does a text hold in which every line is a record as wide as the header?

Most tables are such texts: no quotes, no row too short. Their UTF-8 bytes go to Polars as they
stand, once, without being decoded first: Polars refuses rows that are too long and bytes that are
not UTF-8, and where the delimiters in all are as many as full rows have, no row is too short.

Columns that begin with plain whole numbers are read as numbers, which takes half the memory and
saves reading them twice. That this loses nothing is shown by an account of bytes: if every number
were written in its shortest form, cells, delimiters and line ends would together be as long as the
text; any other form (`007`, `+5`) is longer, so that the account tells of it, and all columns are
then read as text.
"""

import codecs
import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import polars as pl

from cs.tables.coded import COLUMNS_AT_MOST, MANY_LINES, read_coded
from cs.tables.headers import BLANKS
from cs.tables.raw import Grid, RawTable, assemble, cleaned, cleaned_cell
from cs.tables.sniffing import SAMPLE, first_header, sniff_delimiter, top_lines

_PLAIN = bytes(code for code in range(0x21, 0x7F) if code != ord("'"))
_CLEANED = tuple(mark.encode() for mark in BLANKS + "'")
_BLOCK = 1 << 20
_LONGEST_CHARACTER = 4
_WHOLE = re.compile(r"-?[1-9][0-9]{0,8}|0", re.ASCII)
_NUMERIC_HEADER = re.compile(r"[\s\d.+-]*", re.ASCII)
_SAMPLE_ROWS = 200
_SEPARATOR_LINE = re.compile(rb'"?sep=', re.IGNORECASE)
_MARKUP = re.compile(rb"\s*<")


def read_utf8(data: bytes, file: str) -> RawTable | None:
    """The table of a plain text in UTF-8; None if it is any other, or may be no table at all."""
    start = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    opening = data[start : start + SAMPLE]
    if _SEPARATOR_LINE.match(opening) or _MARKUP.match(opening) or b"\0" in data:
        return None
    if b"\r" in data:
        data, start = data[start:].replace(b"\r\n", b"\n").replace(b"\r", b"\n"), 0
    if start or data.endswith(b"\n\n"):
        data = data[start:].rstrip(b"\n") if data.endswith(b"\n\n") else data[start:]
    try:
        # The end of the sample may be half a character.
        sample = codecs.getincrementaldecoder("utf-8")().decode(data[: _LONGEST_CHARACTER * SAMPLE])
    except UnicodeDecodeError:
        return None
    if not sample.strip(BLANKS + ",;"):
        return None
    return read_plain(data, file, sniff_delimiter(sample), 0)


def read_plain(data: bytes, file: str, delimiter: str, skipped: int) -> RawTable | None:
    """The table of a text whose lines end in line feeds; None if it is not as plain as that.

    Args:
        data: the text's bytes in UTF-8, without byte-order mark.
        skipped: lines of the file that stand before the text.
    """
    if b'"' in data:
        return None
    try:
        sample = codecs.getincrementaldecoder("utf-8")().decode(data[: _LONGEST_CHARACTER * SAMPLE])
    except UnicodeDecodeError:
        return None
    top = top_lines(sample, delimiter)
    header = first_header([line.filled for line in top])
    if header is None:
        return None
    start, line = top[header].start, top[header].number
    end = sample.find("\n", start)
    if end < 0:
        return None
    names = sample[start:end].split(delimiter)
    below = len(sample[: end + 1].encode())
    lines, delimiters = _counted(data, below, (b"\n", delimiter.encode()))
    lines += not data.endswith(b"\n")
    if not delimiters or delimiters != lines * (len(names) - 1):
        return None
    if lines >= MANY_LINES and len(names) <= COLUMNS_AT_MOST:
        coded = _coded(data, names, file, delimiter, below, lines, line + 1 + skipped,
                       sum(bool(each.filled) for each in top[:header]))  # fmt: skip
        if coded is not None:
            return coded
    length = len(data) - below - delimiters - lines + (not data.endswith(b"\n"))
    rows = sample[end + 1 :].split("\n")[:_SAMPLE_ROWS]
    whole = _whole_columns(names, rows, delimiter)
    frame = _parsed(data, delimiter, len(names), line + 1, whole, length)
    if frame is None or frame.height != lines:
        return None
    body = frame if _is_tidy(data, delimiter) else cleaned(frame)
    header_row = line + 1 + skipped
    texts = pl.DataFrame([names], schema=dict.fromkeys(frame.columns, pl.String), orient="row")
    return assemble(
        cleaned(texts).row(0),
        Grid(body, pl.int_range(header_row + 1, header_row + 1 + lines, eager=True)),
        file,
        header_row=header_row,
        titles=sum(bool(each.filled) for each in top[:header]),
    )


def _coded(
    data: bytes,
    names: Sequence[str],
    file: str,
    delimiter: str,
    below: int,
    lines: int,
    header_row: int,
    titles: int,
) -> RawTable | None:
    """The table as codes; None if it is not as regular as that."""
    if not data.endswith(b"\n"):
        data += b"\n"
    headers = [cleaned_cell(name) or "" for name in names]
    cells = read_coded(data, below, lines, headers, delimiter)
    if cells is None:
        return None
    nothing = pl.DataFrame(schema={f"c{at}": pl.String for at in range(len(names))})
    rows = pl.Series([], dtype=pl.Int64)
    table = assemble(headers, Grid(nothing, rows), file, header_row=header_row, titles=titles)
    return replace(table, held=cells, lines=range(header_row + 1, header_row + 1 + lines))


def split(
    text: bytes,
    delimiter: str,
    width: int,
    quote: str | None,
    skipped: int = 0,
    whole: frozenset[int] = frozenset(),
) -> pl.DataFrame:
    """The cells of all records below `skipped` lines; short records are filled up with null.

    Args:
        whole: columns that are read as whole numbers; the others are texts.
    """
    return pl.read_csv(
        text,
        separator=delimiter,
        has_header=False,
        quote_char=quote,
        infer_schema=False,
        schema={f"c{at}": pl.Int32 if at in whole else pl.String for at in range(width)},
        skip_lines=skipped,
    )


def _counted(data: bytes, start: int, marks: tuple[bytes, ...]) -> list[int]:
    """How often single bytes stand in the data from `start` on."""
    counts = [0] * len(marks)
    codes = np.frombuffer(data, np.uint8)
    for first in range(start, len(data), _BLOCK):
        block = codes[first : first + _BLOCK]
        for at, mark in enumerate(marks):
            counts[at] += int(np.count_nonzero(block == mark[0]))
    return counts


def _whole_columns(names: list[str], rows: list[str], delimiter: str) -> frozenset[int]:
    """The columns whose first cells are whole numbers; a header that is one may stand again."""
    cells = [row.split(delimiter) for row in rows]
    complete = [row for row in cells if len(row) == len(names)]
    found = set()
    for at, name in enumerate(names):
        filled = [cell for row in complete if (cell := row[at])]
        numeric = filled and all(map(_WHOLE.fullmatch, filled))
        if numeric and not _NUMERIC_HEADER.fullmatch(name):
            found.add(at)
    return frozenset(found)


def _parsed(
    data: bytes, delimiter: str, width: int, skipped: int, whole: frozenset[int], length: int
) -> pl.DataFrame | None:
    """The records; None if Polars refuses them.

    Args:
        whole: columns that may be read as whole numbers.
        length: bytes of all cells together.
    """
    for columns in (whole, frozenset[int]()) if whole else (whole,):
        try:
            frame = split(data, delimiter, width, None, skipped, columns)
        except pl.exceptions.PolarsError:
            continue
        if not columns or sum(map(_length, frame)) == length:
            return frame
    return None


def _length(column: pl.Series) -> int:
    """Bytes of a column's texts, or of its numbers in their shortest form."""
    if column.dtype == pl.String:
        return int(column.str.len_bytes().sum())
    values = column.drop_nulls().to_numpy()
    if not len(values):
        return 0
    low, high = int(values.min()), int(values.max())
    digits = len(values)
    digits += int(np.count_nonzero(values < 0)) if low < 0 else 0
    magnitudes = np.abs(values) if low < 0 else values
    edge = 10
    while edge <= max(high, -low):
        digits += int(np.count_nonzero(magnitudes >= edge))
        edge *= 10
    return digits


def _is_tidy(data: bytes, delimiter: str) -> bool:
    """Whether no cell has anything that cleaning would take off; Polars reads empty ones as null.

    UTF-8 tells where each character begins, so what is left of a text when its plain characters
    are taken out has the same other characters.
    """
    odd = data.translate(None, _PLAIN + b"\n" + delimiter.encode())
    return not any(mark[:1] in odd and mark in odd for mark in _CLEANED)
