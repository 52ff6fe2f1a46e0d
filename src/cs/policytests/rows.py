"""Rows of a case as a table, for the readers of files; a bad cell has the line of its row."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from cs.tables.headers import canonical, fold_header, split_rater
from cs.tables.raw import Grid, RawTable, assemble, cleaned_cell
from cs.tables.schema import CANDIDATES, RATINGS, STAFF, CellType, TableSchema

MOST_ROWS = 2000
_RANGE = re.compile(r"(\D*)(\d{1,9})\s*\.\.\s*(\D*)(\d{1,9})")
_KIND_MARKS = ":：(（"
_IDS = frozenset({"id", "agent", "candidate"})
_LISTS = frozenset(column.name for column in STAFF.columns if column.type is CellType.LIST)


def table_of(
    rows: Sequence[Mapping[str, Any]],
    lines: Sequence[int],
    header_line: int,
    file: str,
    schema: TableSchema,
) -> RawTable:
    """The rows as a table whose headers are their keys, in the order in which they first come.

    Args:
        lines: of the file, per row.
        header_line: where the rows begin.
    """
    import polars as pl

    expanded = [
        (line, each)
        for row, line in zip(rows, lines, strict=True)
        for each in _expanded(row, schema)
    ][:MOST_ROWS]
    widths: dict[str, int] = {}
    for _, row in expanded:
        for header, value in row.items():
            widths[header] = max(widths.get(header, 1), len(_cells(header, value)))
    names = [header for header, width in widths.items() for _ in range(width)]
    columns: list[list[str | None]] = [[] for _ in names]
    for _, row in expanded:
        texts = [
            text
            for header, width in widths.items()
            for text in _padded(_cells(header, row.get(header)), width)
        ]
        for column, text in zip(columns, texts, strict=True):
            column.append(cleaned_cell(text))
    frame = pl.DataFrame(
        {f"c{number}": column for number, column in enumerate(columns)},
        schema={f"c{number}": pl.String for number in range(len(names))},
    )
    numbers = pl.Series([line for line, _ in expanded], dtype=pl.Int64)
    body = Grid(frame, numbers)
    return assemble(names, body, file, header_row=header_line, titles=0)


def completed(row: Mapping[str, Any], default: Mapping[str, Any]) -> dict[str, Any]:
    """The row with what a default says in columns that it does not name."""
    named = {fold_header(header) for header in row}
    rest = {header: value for header, value in default.items() if fold_header(header) not in named}
    return {**row, **rest}


def rating_rows(
    rows: Sequence[Mapping[str, Any]], lines: Sequence[int]
) -> tuple[tuple[Mapping[str, Any], ...], tuple[int, ...]]:
    """Wide rows, a column an indicator, as rows of the table of ratings, with their lines.

    A header such as `团队协作（同事）` names the kind of rater; a list gives the values of several
    raters, a list of periods as many rows.
    """
    found = [(line, each) for row, line in zip(rows, lines, strict=True) for each in _ratings(row)]
    return tuple(each for _, each in found), tuple(line for line, _ in found)


def _ratings(row: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    named = {canonical(header, RATINGS): value for header, value in row.items()}
    for period in _each(named.get("period")):
        for header, values in row.items():
            if canonical(header, RATINGS) in ("agent", "period"):
                continue
            is_split = any(mark in header for mark in _KIND_MARKS)
            indicator, kind = (split_rater(header) if is_split else None) or (header, None)
            for value in _each(values):
                if value is not None:
                    yield {"agent": named.get("agent"), "period": period, "indicator": indicator,
                           "rater_kind": kind, "value": value}  # fmt: skip


def _each(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)


def _expanded(row: Mapping[str, Any], schema: TableSchema) -> Iterator[Mapping[str, Any]]:
    """The row for every id that it stands for: `B01..B30` stands for thirty."""
    for header, value in row.items():
        is_id = canonical(header, schema) in _IDS or canonical(header, CANDIDATES) in _IDS
        ids = _ids(value) if is_id and isinstance(value, str) else ()
        if ids:
            yield from ({**row, header: each} for each in ids)
            return
    yield row


def _ids(text: str) -> tuple[str, ...]:
    match = _RANGE.fullmatch(text.strip())
    if match is None or match[3] not in ("", match[1]) or int(match[2]) > int(match[4]):
        return ()
    numbers = range(int(match[2]), min(int(match[4]) + 1, int(match[2]) + MOST_ROWS))
    return tuple(f"{match[1]}{number:0{len(match[2])}d}" for number in numbers)


def _cells(header: str, value: Any) -> tuple[str | None, ...]:
    if not isinstance(value, tuple):
        return (_text(value),)
    if canonical(header, STAFF) in _LISTS:
        return ("、".join(filter(None, map(_text, value))),)
    return tuple(_text(each) for each in value)


def _padded(texts: tuple[str | None, ...], width: int) -> tuple[str | None, ...]:
    return texts + (None,) * (width - len(texts))


def _text(value: Any) -> str | None:
    match value:
        case None:
            return None
        case bool():
            return "yes" if value else "no"
        case Decimal():
            return format(value, "f")
        case date():
            return value.isoformat()
        case _:
            return str(value)
