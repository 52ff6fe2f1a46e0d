"""A table where the terminal is wide enough, else one record after the other.

Ids and numbers are never cut: where the columns do not fit beside one another, each row becomes a
few lines, its kept first columns as a head, and every other cell with its heading.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len

from cs.locale import _
from cs.terminal import Column, harmless, plain, plain_table
from cs.wrapping import hang

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult

_GAP = 3
_READABLE = 8
"""Text in fewer cells is broken so often that nobody reads it."""
_MOST_IN_HEAD = 2


@dataclass(frozen=True)
class FittingTable:
    """A table or a list of records, as the width of the console has it."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[object, ...], ...]

    def __rich_console__(self, console: "Console", options: "ConsoleOptions") -> "RenderResult":
        if self.needs() <= options.max_width:
            yield plain_table(self.columns, self.rows)
        else:
            yield plain("\n".join(self._records(options.max_width)))

    def needs(self) -> int:
        """So many cells a line, with text broken but readable."""
        widths = []
        for number, column in enumerate(self.columns):
            cells = [cell_len(harmless(str(row[number]))) for row in self.rows]
            head = max(map(cell_len, column.header.split()), default=0)
            whole = max([head, *cells])
            widths.append(whole if column.keep or column.right else min(whole, _READABLE))
        return sum(widths) + _GAP * (len(widths) - 1)

    def _records(self, width: int) -> Iterator[str]:
        in_head = 1
        while in_head < min(_MOST_IN_HEAD, len(self.columns)) and (
            self.columns[in_head].keep and not self.columns[in_head].right
        ):
            in_head += 1
        for row in self.rows:
            yield hang(" ".join(harmless(str(cell)) for cell in row[:in_head]), "", "  ", width)
            for column, cell in zip(self.columns[in_head:], row[in_head:], strict=True):
                text = harmless(str(cell))
                if text:
                    said = _("{heading}: {value}").format(heading=column.header, value=text)
                    yield hang(said, "  ", "    ", width)


def fitting_table(
    columns: Sequence[str | Column], rows: Iterable[Sequence[object]]
) -> FittingTable:
    """A table like `plain_table`, which becomes a list of records in a narrow terminal."""
    return FittingTable(
        tuple(Column(each) if isinstance(each, str) else each for each in columns),
        tuple(tuple(row) for row in rows),
    )
