"""What do large tables of courses and punishments say of all candidates? Lots of rows as codes.

Many rows say the same of different candidates. Each different row is numbered once, a candidate's
rows are a list of numbers, and only the lists that differ are made into values.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import polars as pl

from cs.promotion.problem import Codes, Fact, FactEntry, FactValue, Flags, Integers, Source
from cs.promotion.sorting import positions_of
from cs.tables.short_texts import coded_texts
from cs.tables.table_columns import TableColumns

Row = tuple[Any, ...]


def lots_fact(
    ids: Sequence[str],
    table: TableColumns,
    names: Sequence[str],
    key: Callable[[Row], Row],
    make: Callable[[tuple[Row, ...]], FactValue],
    source: Source,
    counts: Callable[[TableColumns], Flags] | None = None,
) -> Fact:
    """Each candidate's rows, each distinct lot once.

    Args:
        names: the columns that a row consists of.
        key: what rows of one candidate are ordered by; equal ones keep the file's order.
        counts: which rows count; by default all.
    """
    agent = table.coded["agent"]
    owners = np.append(positions_of(agent.texts, ids), np.int32(-1))[agent.codes]
    chosen = np.flatnonzero(owners >= 0 if counts is None else (owners >= 0) & counts(table))
    rows = pl.DataFrame([_column(table, name, chosen) for name in names])
    different = rows.unique(maintain_order=True)
    written = different.rows()
    ranks = np.empty(len(written), np.int64)
    keys = sorted({key(row) for row in written})
    rank_of = {each: rank for rank, each in enumerate(keys)}
    ranks[:] = [rank_of[key(row)] for row in written]
    numbers = rows.join(
        different.with_row_index("number"), on=list(names), nulls_equal=True, maintain_order="left"
    )["number"].to_numpy()
    codes, lots = _lots(owners[chosen], ranks[numbers], numbers, len(ids))
    values = [make(()), *(make(tuple(written[number] for number in lot)) for lot in lots)]
    return Fact(codes, tuple(FactEntry(value, source) for value in values))


def _lots(
    owners: Codes, ranks: Integers, numbers: Integers, size: int
) -> tuple[Codes, list[tuple[int, ...]]]:
    """Per candidate 0 for no row, else 1 and up for the lot of rows; and the lots that occur."""
    counts = np.bincount(owners, minlength=size)
    alone = counts[owners] == 1
    different, code = np.unique(numbers[alone], return_inverse=True)
    codes = np.zeros(size, np.int32)
    codes[owners[alone]] = code + 1
    lots: list[tuple[int, ...]] = [(number,) for number in different.tolist()]
    frame = pl.DataFrame({"owner": owners, "rank": ranks, "number": numbers}).filter(~alone)
    several = (
        frame.sort("owner", "rank", maintain_order=True)
        .group_by("owner", maintain_order=True)
        .agg(pl.col("number").cast(pl.String).str.join(",").alias("lot"))
    )
    texts, several_code = coded_texts(several["lot"])
    codes[several["owner"].to_numpy()] = several_code + 1 + len(lots)
    lots += [tuple(map(int, text.split(","))) for text in texts.to_list()]
    return codes, lots


def completed(table: TableColumns) -> Flags:
    """The courses that count: completed, and not failed."""
    there = np.zeros(table.height, np.bool_)
    if "completed" in table.values:
        there = table.values["completed"].is_not_null().to_numpy()
    if "passed" in table.values:
        there = there & table.values["passed"].fill_null(value=True).to_numpy()
    return there


def _column(table: TableColumns, name: str, rows: np.typing.NDArray[np.int64]) -> pl.Series:
    if name in table.coded:
        column = table.coded[name]
        return type(column)(column.texts, column.codes[rows]).series().alias(name)
    if name in table.values:
        return table.values[name].gather(rows).alias(name)
    return pl.Series(name, [None], dtype=pl.Date).new_from_index(0, len(rows))
