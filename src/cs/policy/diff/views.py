"""The answer in the terminal."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from cs.locale import _
from cs.policy.diff.report import DiffReport
from cs.policy.diff.sections import Grid, Section, sections_of, title_of
from cs.terminal import plain, plain_table
from cs.wrapping import hang


def diff_view(report: DiffReport, width: int) -> Iterator[RenderableType]:
    """All parts, one below the other, for a terminal of so many columns."""
    yield plain(title_of(report), style="bold")
    for section in sections_of(report):
        yield Text("")
        yield from _section(section, width)


def _section(section: Section, width: int) -> Iterator[RenderableType]:
    yield plain(section.title, style="bold")
    for line in section.lines:
        yield plain(hang(line.text, "  - ", "    ", width))
        if line.place:
            yield plain(f"    {line.place}", style="dim")
    for grid in section.grids:
        yield Text("")
        yield Padding(plain_table(grid.header, grid.rows, grid.title), (0, 0, 0, 2), expand=False)
        if grid.more > 0:
            yield plain(f"  {more(grid)}")


def more(grid: Grid) -> str:
    """How many rows a table leaves out."""
    return _("and {count} more").format(count=grid.more)
