"""The answer in the terminal."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from cs.locale import _
from cs.policy.diff.report import DiffReport
from cs.policy.diff.sections import Grid, Section, sections_of, title_of
from cs.terminal import plain, plain_table


def diff_view(report: DiffReport) -> Iterator[RenderableType]:
    """All parts, one below the other."""
    yield plain(title_of(report), style="bold")
    for section in sections_of(report):
        yield Text("")
        yield from _section(section)


def _section(section: Section) -> Iterator[RenderableType]:
    yield plain(section.title, style="bold")
    for line in section.lines:
        yield Padding(plain(f"- {line.text}"), (0, 0, 0, 2), expand=False)
        if line.place:
            yield Padding(plain(line.place, style="dim"), (0, 0, 0, 4), expand=False)
    for grid in section.grids:
        yield Text("")
        yield Padding(plain_table(grid.header, grid.rows, grid.title), (0, 0, 0, 2), expand=False)
        if grid.more > 0:
            yield Padding(plain(more(grid)), (0, 0, 0, 2), expand=False)


def more(grid: Grid) -> str:
    """How many rows a table leaves out."""
    return _("and {count} more").format(count=grid.more)
