"""The candidates' ids as a column of texts, of which a Python text is made when it is looked at."""

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any, overload

import numpy as np
import numpy.typing as npt

from cs.promotion.components import Flags

if TYPE_CHECKING:
    import polars as pl

Texts = npt.NDArray[np.object_]


class IdTexts:
    """Behaves as an array of texts; a million of them are made only if all are asked for."""

    def __init__(self, series: "pl.Series") -> None:
        self.series = series

    @cached_property
    def array(self) -> Texts:
        """All texts."""
        return np.asarray(self.series.to_numpy(), np.object_)

    def __len__(self) -> int:
        return len(self.series)

    def __iter__(self) -> Iterator[str]:
        return iter(self.tolist())

    @overload
    def __getitem__(self, index: int | np.integer[Any]) -> str: ...
    @overload
    def __getitem__(self, index: slice | npt.NDArray[Any]) -> Texts: ...
    def __getitem__(self, index: int | np.integer[Any] | slice | npt.NDArray[Any]) -> str | Texts:
        if isinstance(index, int | np.integer):
            text: str = self.series[int(index)]
            return text
        return self.array[index]

    # a flag for each id, as arrays have it, where objects answer with one
    def __eq__(self, other: object) -> Flags:  # type: ignore[override]
        """Per candidate, as an array compares."""
        if isinstance(other, str):
            return (self.series == other).to_numpy()
        return np.asarray(self.array == other, np.bool_)

    # as arrays: what compares by element has no hash
    __hash__ = None  # type: ignore[assignment]

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> npt.NDArray[Any]:
        return self.array if dtype is None else self.array.astype(dtype)

    def tolist(self) -> list[str]:
        """All texts in a list."""
        return self.series.to_list()


def as_series(ids: Texts | IdTexts) -> "pl.Series":
    """The ids as a column of texts named `id`."""
    import polars as pl

    if isinstance(ids, IdTexts):
        return ids.series.alias("id")
    return pl.Series("id", ids.tolist(), pl.String)
