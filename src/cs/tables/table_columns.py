"""Large tables about agents by the column: codes and arrays instead of a value a row.

Each different text is looked at once. Rows with something to report are set apart, for
`cs.tables.histories` to read them row by row and say what is wrong where; the others are kept as
arrays, of which a row is made into a value when somebody looks at it.
"""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
import numpy.typing as npt
import polars as pl

from cs.kernel.periods import parse_period
from cs.tables import cells
from cs.tables import findings as found
from cs.tables.coding import folded_ids, kept, merged, missing
from cs.tables.columns import find_columns
from cs.tables.headers import visible
from cs.tables.raw import Coded, RawTable
from cs.tables.schema import CellType, ColumnSchema, TableSchema

_UNUSED = ("name", "reason")
"""Columns for people who read the table."""
R = TypeVar("R")
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class TableColumns:
    """The rows of a table's files that have all that is required.

    Attributes:
        coded: columns of texts, by canonical name.
        values: other columns, null where a cell is empty or bad.
        files: each file, the number of its first row here, and each row's line in it.
    """

    coded: Mapping[str, Coded]
    values: Mapping[str, pl.Series]
    files: tuple[tuple[str, int, pl.Series | range], ...]

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self.coded["agent"].codes)

    def text(self, name: str, row: int) -> str | None:
        """One cell of a column of texts."""
        column = self.coded[name]
        code = int(column.codes[row])
        return None if code < 0 else str(column.texts[code])

    def place(self, row: int) -> tuple[str, int]:
        """The file and the line of a row."""
        at = bisect_right([first for _file, first, _lines in self.files], row) - 1
        file, first, lines = self.files[at]
        return file, int(lines[row - first])


@dataclass(frozen=True, slots=True, eq=False)
class ColumnRows(Collection[R], Generic[R]):
    """The rows of a large table, each made into a value by `make` when it is looked at."""

    table: TableColumns
    make: Callable[[TableColumns, int], R]

    def __len__(self) -> int:
        return self.table.height

    def __iter__(self) -> Iterator[R]:
        return (self.make(self.table, row) for row in range(len(self)))

    def __contains__(self, value: object) -> bool:
        return any(each == value for each in self)


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    file: str
    lines: pl.Series | range
    coded: dict[str, Coded]
    values: dict[str, pl.Series]
    faulty: RawTable


def table_columns(
    raws: Sequence[RawTable],
    table: TableSchema,
    known: Collection[str] | None,
    in_order: Sequence[tuple[str, str]] = (),
) -> tuple[TableColumns, tuple[RawTable, ...]] | None:
    """The rows that say something, and the files with nothing but the rows to be reported.

    None if a file lacks a column without which its rows say nothing.

    Args:
        known: ids of the staff; another agent is to be reported. None: not looked at.
        in_order: pairs of columns of dates of which the second may not be before the first.
    """
    ids = None if known is None else pl.Series(sorted(known), dtype=pl.String)
    parts = []
    for raw in raws:
        columns = find_columns(raw, table)
        if any(finding.code == found.MISSING_COLUMN for finding in columns.findings):
            return None
        parts.append(_part(raw, table, columns.positions, ids, in_order))
    if not parts:
        return None
    kinds = {name: values.dtype for part in parts for name, values in part.values.items()}
    files, height = [], 0
    for part in parts:
        files.append((part.file, height, part.lines))
        height += len(part.coded["agent"].codes)
    whole = TableColumns(
        {name: merged([part.coded[name] for part in parts]) for name in parts[0].coded},
        {
            name: pl.concat([_or_nothing(part, name, kind) for part in parts])
            for name, kind in kinds.items()
        },
        tuple(files),
    )
    return whole, tuple(part.faulty for part in parts)


def _or_nothing(part: _Part, name: str, kind: pl.DataType) -> pl.Series:
    """A file's values, or as many nulls where it has no such column."""
    if name in part.values:
        return part.values[name]
    return pl.Series([None], dtype=kind).new_from_index(0, len(part.coded["agent"].codes))


def _part(
    raw: RawTable,
    table: TableSchema,
    at: Mapping[str, int],
    known: pl.Series | None,
    in_order: Sequence[tuple[str, str]],
) -> _Part:
    coded: dict[str, Coded] = {}
    values: dict[str, pl.Series] = {}
    is_lost = np.zeros(raw.height, np.bool_)
    is_faulty = np.zeros(raw.height, np.bool_)
    for column in table.columns:
        if column.name in _UNUSED:
            continue
        position = at.get(column.name)
        if column.type in (CellType.ID, CellType.TEXT, CellType.PERIOD):
            own = missing(raw.height) if position is None else _texts(raw, position, column)
            coded[column.name], is_empty = own, own.codes < 0
            if column.type is CellType.PERIOD and position is not None:
                is_faulty |= is_empty & (raw.coded(position).codes >= 0)
        elif position is None:
            continue
        else:
            parsed = _values(raw, position, column)
            values[column.name] = parsed
            is_empty = parsed.is_null().to_numpy()
            if is_empty.any():
                is_faulty |= is_empty & raw.filled(position)
        if column.required:
            is_lost |= is_empty
    is_faulty |= is_lost
    if known is not None:
        is_strange = ~coded["agent"].texts.is_in(known.implode()).to_numpy()
        if is_strange.any():
            is_faulty |= np.append(is_strange, [False])[coded["agent"].codes]
    for first, second in in_order:
        if first in values and second in values:
            is_faulty |= (values[second] < values[first]).fill_null(value=False).to_numpy()
    faulty, lines = raw.only(np.flatnonzero(is_faulty)), raw.lines
    if is_lost.any():
        left = np.flatnonzero(~is_lost)
        coded = {name: Coded(each.texts, each.codes[left]) for name, each in coded.items()}
        values = {name: each.gather(left) for name, each in values.items()}
        lines = pl.Series(lines).gather(left)
    return _Part(raw.file, lines, coded, values, faulty)


def _texts(raw: RawTable, position: int, column: ColumnSchema) -> Coded:
    own = raw.coded(position)
    if column.type is CellType.ID:
        return folded_ids(own)
    return kept(own, _is_period) if column.type is CellType.PERIOD else own


def _is_period(text: str) -> bool:
    try:
        parse_period(visible(text))
    except ValueError:
        return False
    return True


def _values(raw: RawTable, position: int, column: ColumnSchema) -> pl.Series:
    """The values of a column that holds no texts; of codes, each different text is read once."""
    if raw.is_coded:
        written = raw.coded(position)
        texts = RawTable(
            raw.file, (raw.headers[position],), written.texts.to_frame("c0"),
            range(len(written.texts)),
        )  # fmt: skip
        own = _parsed(texts, 0, column)
        whole = pl.concat([own, pl.Series([None], dtype=own.dtype)], rechunk=True)
        return whole.gather(np.where(written.codes < 0, len(own), written.codes))
    return _parsed(raw, position, column)


def _parsed(raw: RawTable, position: int, column: ColumnSchema) -> pl.Series:
    match column.type:
        case CellType.NUMBER:
            return cells.numbers(raw, position).values
        case CellType.YES_NO:
            return cells.flags(raw, position).values
        case CellType.DATE:
            return cells.dates(raw, position).values
    raise AssertionError(f"no large table has a column of {column.type}")
