"""Results of reviews by the column: a large table as arrays instead of a value a row.

A table of a million agents over two years has 24 million rows; as Python values they would take
gigabytes and minutes. Only tables without anything to report are held so; what has a bad cell is
read row by row (`cs.tables.histories.read_reviews`), which says what is wrong where.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import numpy.typing as npt
import polars as pl

from cs.kernel.histories import ReviewResult
from cs.kernel.periods import Period, parse_period
from cs.tables import cells, schema
from cs.tables.columns import find_columns
from cs.tables.headers import visible
from cs.tables.raw import RawTable

Codes = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class ReviewColumns(Collection[ReviewResult]):
    """Results of reviews; per row an index into what occurs, -1 where the cell is empty.

    Attributes:
        scores: in units of 1 / `cells.SCALE`, null where there is none; None: nobody has one.
        files: each file and the number of its first row here.
        rows: each row's number in its file.
    """

    agents: tuple[str, ...]
    periods: tuple[Period, ...]
    grades: tuple[str, ...]
    reviews: tuple[str, ...]
    agent: Codes
    period: Codes
    grade: Codes
    review: Codes
    scores: pl.Series | None
    files: tuple[tuple[str, int], ...]
    rows: pl.Series

    def __len__(self) -> int:
        return len(self.agent)

    def __iter__(self) -> Iterator[ReviewResult]:
        return map(self.row, range(len(self)))

    def __contains__(self, result: object) -> bool:
        return any(each == result for each in self)

    def row(self, index: int) -> ReviewResult:
        """One row as a value."""
        grade, review = int(self.grade[index]), int(self.review[index])
        score = None if self.scores is None else self.scores[index]
        file = bisect_right([first for _file, first in self.files], index) - 1
        return ReviewResult(
            self.agents[self.agent[index]],
            self.periods[self.period[index]],
            None if grade < 0 else self.grades[grade],
            None if score is None else Decimal(score) / cells.SCALE,
            None if review < 0 else self.reviews[review],
            (self.files[file][0], int(self.rows[index])),
        )


def review_columns(raws: Sequence[RawTable], known: Collection[str] | None) -> ReviewColumns | None:
    """The files as columns; None if something about them must be reported.

    Args:
        known: ids of the staff; None: not looked at.
    """
    parts, files, height = [], [], 0
    for raw in raws:
        part = _part(raw)
        if part is None:
            return None
        parts.append(part)
        files.append((raw.file, height))
        height += raw.frame.height
    if not height:
        return None
    table = pl.concat(parts)
    period, names = _coded(table["period"])
    try:
        periods = tuple(parse_period(visible(name)) for name in names)
    except ValueError:
        return None
    agent, agents = _coded(table["agent"])
    if known is not None and not set(agents) <= set(known):
        return None
    grade, grades = _coded(table["grade"])
    review, reviews = _coded(table["review"])
    scores = table["score"]
    return ReviewColumns(
        agents,
        periods,
        grades,
        reviews,
        agent,
        period,
        grade,
        review,
        scores if scores.null_count() < height else None,
        tuple(files),
        table["row"],
    )


def _part(raw: RawTable) -> pl.DataFrame | None:
    """A file's cells under the columns' names; None if there is something to report."""
    columns = find_columns(raw, schema.REVIEWS)
    if raw.notes or columns.findings:
        return None
    at, height = columns.positions, raw.frame.height
    texts = {
        name: raw.frame[:, at[name]] if name in at else _nothing(height, pl.String())
        for name in ("period", "grade", "review")
    }
    agent, score = cells.identifiers(raw, at["agent"]), _nothing(height, pl.Int64())
    if agent.null_count() or texts["period"].null_count():
        return None
    if "score" in at:
        parsed = cells.numbers(raw, at["score"])
        if parsed.findings:
            return None
        score = parsed.values
    return pl.DataFrame({"agent": agent, **texts, "score": score, "row": raw.rows})


def _nothing(height: int, kind: pl.DataType) -> pl.Series:
    return pl.Series([None], dtype=kind).new_from_index(0, height)


def _coded(texts: pl.Series) -> tuple[Codes, tuple[str, ...]]:
    """Per row an index into the different texts, -1 for null; and these."""
    different = texts.drop_nulls().unique(maintain_order=True)
    codes = texts.cast(pl.Enum(different)).to_physical().cast(pl.Int32).fill_null(-1)
    return codes.to_numpy(), tuple(different.to_list())
