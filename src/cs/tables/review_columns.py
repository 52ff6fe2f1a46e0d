"""Results of reviews by the column: a large table as arrays instead of a value a row.

A table of a million agents over two years has 24 million rows; as Python values they would take
gigabytes and minutes (`cs.tables.table_columns`).
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

import polars as pl

from cs.kernel.histories import ReviewResult
from cs.kernel.periods import Period, parse_period
from cs.tables import cells
from cs.tables.headers import visible
from cs.tables.raw import Codes
from cs.tables.table_columns import TableColumns


@dataclass(frozen=True, eq=False)
class ReviewColumns(Collection[ReviewResult]):
    """Results of reviews; per row an index into what occurs, -1 where the cell is empty."""

    table: TableColumns

    @property
    def agents(self) -> pl.Series:
        """Ids of the agents that occur."""
        return self.table.coded["agent"].texts

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The periods that occur."""
        texts = self.table.coded["period"].texts.to_list()
        return tuple(parse_period(visible(text)) for text in texts)

    @cached_property
    def grades(self) -> tuple[str, ...]:
        """The grades that occur."""
        return tuple(self.table.coded["grade"].texts.to_list())

    @cached_property
    def reviews(self) -> tuple[str, ...]:
        """Ids of the review policies that occur."""
        return tuple(self.table.coded["review"].texts.to_list())

    def codes(self, name: str) -> Codes:
        """Per row the index of the agent, period, grade or review."""
        return self.table.coded[name].codes

    @cached_property
    def scores(self) -> pl.Series | None:
        """In units of 1 / `cells.SCALE`, null where there is none; None: nobody has one."""
        scores = self.table.values.get("score")
        return None if scores is None or scores.null_count() == len(scores) else scores

    def __len__(self) -> int:
        return self.table.height

    def __iter__(self) -> Iterator[ReviewResult]:
        return map(self.row, range(len(self)))

    def __contains__(self, result: object) -> bool:
        return any(each == result for each in self)

    def row(self, index: int) -> ReviewResult:
        """One row as a value."""
        score = None if self.scores is None else self.scores[index]
        return ReviewResult(
            self.table.text("agent", index) or "",
            self.periods[self.codes("period")[index]],
            self.table.text("grade", index),
            None if score is None else Decimal(score) / cells.SCALE,
            self.table.text("review", index),
            self.table.place(index),
        )
