"""A plan on a grid of periods: posts as letters, headers of two lines, as wide as allowed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.table import Table
from rich.text import Text

from cs.rotation.problem import NOWHERE, Period
from cs.terminal import plain

COLOURS = ("cyan", "yellow", "green", "magenta", "blue", "red", "bright_black", "bright_cyan",
           "bright_yellow", "bright_green", "bright_magenta", "bright_blue")  # fmt: skip
"""Backgrounds of posts in turn; letters tell them apart where colours repeat or are off."""
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the grid: what stands at its left, and a cell per period."""

    head: Text
    cells: tuple[Text, ...]


def letter(post: int) -> str:
    """A post's letter: A … Z, then AA, AB …"""
    tens, ones = divmod(post, len(ALPHABET))
    return (ALPHABET[tens - 1] if tens else "") + ALPHABET[ones]


def style(post: int) -> str:
    """A post's colour as a style."""
    return f"black on {COLOURS[post % len(COLOURS)]}"


def post_cell(
    post: int, *, changed: bool = False, overdue: bool = False, absent: bool = False
) -> Text:
    """A post's letter; `>` before it on a change, `!` when overdue, small while absent."""
    if post == NOWHERE:
        return Text(" .", style="dim")
    mark = ">" if changed else "!" if overdue else " "
    written = letter(post)
    return Text(mark).append(
        written.lower() if absent else written,
        style=f"bold {style(post)}" if changed else style(post),
    )


def grids(
    title: str, periods: Sequence[Period], rows: Sequence[Row], width: int
) -> Iterator[Table]:
    """The rows in as few tables as the width allows, one below the other, each with the heads."""
    cell = max([2, *(piece.cell_len for row in rows for piece in row.cells)])
    widest = max([plain(title).cell_len, *(row.head.cell_len for row in rows)])
    head = max(min(widest, width - 3 * (cell + 1)), 8)
    at_once = max((width - head) // (cell + 1), 1)
    for start in range(0, len(periods), at_once):
        chosen = slice(start, start + at_once)
        yield _grid(title, periods[chosen], [(row.head, row.cells[chosen]) for row in rows],
                    head, cell)  # fmt: skip


def _grid(
    title: str,
    periods: Sequence[Period],
    rows: Sequence[tuple[Text, tuple[Text, ...]]],
    head: int,
    cell: int,
) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    above, below = headers(periods)
    table.add_column(Text("\n").append_text(plain(title)), width=head, no_wrap=True,
                     overflow="ellipsis")  # fmt: skip
    for first, second in zip(above, below, strict=True):
        table.add_column(Text(f"{first}\n{second}"), width=cell, justify="right", no_wrap=True)
    for text, cells in rows:
        table.add_row(text, *cells)
    return table


def headers(periods: Sequence[Period]) -> tuple[list[str], list[str]]:
    """Two header lines: year over month, or month over day for weeks; the upper one at changes."""
    weekly = any(period.start.day != 1 for period in periods)
    upper, lower = ("%m", "%d") if weekly else ("%y", "%m")
    above: list[str] = []
    shown = ""
    for period in periods:
        text = f"{period.start:{upper}}"
        above.append(text if text != shown else "")
        shown = text
    return above, [f"{period.start:{lower}}" for period in periods]
