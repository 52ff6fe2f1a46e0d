"""Columns as codes of their different texts: texts replaced, several files joined."""

from collections.abc import Callable, Sequence

import numpy as np
import polars as pl

from cs.tables.headers import visible
from cs.tables.raw import Coded

_PLAIN = r"^[\x21-\x7e]*$"


def missing(height: int) -> Coded:
    """A column that nobody has filled in."""
    return Coded(pl.Series([], dtype=pl.String), np.full(height, -1, np.int8))


def recoded(column: Coded, texts: Sequence[str | None]) -> Coded:
    """The column with other texts in place of its different ones; None makes cells empty."""
    order: dict[str, int] = {}
    codes = [-1 if text is None else order.setdefault(text, len(order)) for text in texts]
    code_of = np.array([*codes, -1], np.int32)
    return Coded(pl.Series(list(order), dtype=pl.String), code_of[column.codes])


def folded_ids(column: Coded) -> Coded:
    """Ids as `cs.tables.cells.identifiers` folds them: without what nobody sees."""
    if column.texts.str.contains(_PLAIN).all():
        return column
    return recoded(column, [visible(text) or None for text in column.texts.to_list()])


def kept(column: Coded, is_good: Callable[[str], bool]) -> Coded:
    """The column without the texts that are no good."""
    texts = column.texts.to_list()
    good = [text if is_good(text) else None for text in texts]
    return column if good == texts else recoded(column, good)


def merged(columns: Sequence[Coded]) -> Coded:
    """The columns of several files, one below the other."""
    if len(columns) == 1:
        return columns[0]
    texts = pl.concat([column.texts for column in columns]).unique(maintain_order=True)
    place = pl.Enum(texts)
    codes = []
    for column in columns:
        own = column.texts.cast(place).to_physical().cast(pl.Int32).to_numpy()
        codes.append(np.append(own, np.int32(-1))[column.codes])
    return Coded(texts, np.concatenate(codes))
