"""A simulation as the bytes of a file: one writer a format, chosen by the file's ending.

The picture (SVG, and in the page): promotions per round, and people per grade over the years, the
policies side by side.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from cs.export.html import render
from cs.locale import _, current_language
from cs.promotion.simulating.records import (
    Ran,
    Simulation,
    csv_header,
    csv_rows,
    figure,
    simulation_record,
)
from cs.promotion.simulating.views import assumptions

PACKAGE = "cs.promotion.sensitivity"
"""Where the templates of charts are."""
MARGIN, PANEL, HEIGHT, GAP, ROW = 16, 440, 180, 48, 20
"""In pixels: the margin, a panel's width and height, the gap between panels, a line of text."""
BLUE, GREY, INK = "#1f78b4", "#57606a", "#1f2328"
_COLOURS = ("#0b4f8a", "#d1242f", "#2da44e", "#9a6700", "#8250df", "#bf3989", "#1b7c83", "#57606a")


def simulation_json(whole: Simulation) -> bytes:
    """The record."""
    from cs.export.text import json_bytes

    return json_bytes(simulation_record(whole))


def simulation_csv(whole: Simulation) -> bytes:
    """Figures with their spread, a row each."""
    from cs.export.text import csv_bytes

    return csv_bytes(csv_header(), csv_rows(whole))


def simulation_svg(whole: Simulation) -> bytes:
    """A column of panels a policy."""
    drawing = _Drawing()
    drawing.write(MARGIN, MARGIN + 14, _("A model with stated assumptions, no forecast"))
    most = max(
        (figure(each.promoted).high for ran in whole.ran for each in ran.course.rounds),
        default=1.0,
    )
    shown = [
        column
        for column in range(len(whole.world.grades))
        if any(ran.course.headcounts[:, :, column].any() for ran in whole.ran)
    ]
    crowd = max(
        float(ran.course.headcounts[:, :, column].mean(axis=1).max())
        for ran in whole.ran
        for column in shown or [0]
    )
    top = MARGIN + 2 * ROW
    for position, ran in enumerate(whole.ran):
        left = MARGIN + position * (PANEL + GAP)
        drawing.write(left, top + ROW, ran.name, bold=True)
        _bars(drawing, ran, left, top + 2 * ROW, max(most, 1.0))
        _curves(drawing, whole, ran, shown, left, top + 4 * ROW + HEIGHT + GAP, max(crowd, 1.0))
    bottom = top + 5 * ROW + 2 * HEIGHT + GAP
    for number, column in enumerate(shown):
        x = MARGIN + (number % 6) * 150
        y = bottom + ROW * (1 + number // 6)
        drawing.boxes.append((_n(x), _n(y), 14, 12, _COLOURS[number % len(_COLOURS)], ""))
        drawing.write(x + 20, y + 11, whole.world.grades[column][1])
    width = 2 * MARGIN + len(whole.ran) * (PANEL + GAP)
    return render(
        PACKAGE,
        "chart.svg.html.j2",
        width=_n(max(width, 2 * MARGIN + 150 * min(6, len(shown)))),
        height=_n(bottom + ROW * (2 + (len(shown) + 5) // 6) + MARGIN),
        title=" / ".join(ran.name for ran in whole.ran),
        texts=drawing.texts,
        boxes=drawing.boxes,
        lines=drawing.lines,
        curves=drawing.curves,
    )


def simulation_html(whole: Simulation) -> bytes:
    """A page with the picture and all assumptions."""
    return render(
        PACKAGE,
        "page.html.j2",
        lang=current_language(),
        title=" / ".join(ran.name for ran in whole.ran),
        chart=simulation_svg(whole).decode(),
        notes=tuple(assumptions(whole)),
    )


class _Drawing:
    """What is drawn, shape by shape."""

    def __init__(self) -> None:
        self.texts: list[tuple[object, ...]] = []
        self.boxes: list[tuple[object, ...]] = []
        self.lines: list[tuple[object, ...]] = []
        self.curves: list[tuple[object, ...]] = []

    def write(
        self, x: float, y: float, text: str, *, bold: bool = False, anchor: str = "start"
    ) -> None:
        """A line of text."""
        weight = 600 if bold else 400
        self.texts.append((_n(x), _n(y), 12, weight, INK if bold else GREY, anchor, text))


def _bars(drawing: _Drawing, ran: Ran, left: float, top: float, most: float) -> None:
    """Promotions per round, with strokes from the 5th to the 95th percentile."""
    drawing.write(left, top, _("Promotions per round"))
    floor = top + 8 + HEIGHT
    drawing.lines.append((_n(left), _n(floor), _n(left + PANEL), _n(floor), GREY, 1))
    count = max(1, len(ran.course.rounds))
    step = PANEL / count
    every = max(1, count // 6)
    for number, each in enumerate(ran.course.rounds):
        own = figure(each.promoted)
        x = left + step * number + step * 0.2
        tall = HEIGHT * 0.9 * own.mean / most
        tip = f"{each.day}: {own.mean:.1f} ({own.low:.0f}-{own.high:.0f})"
        drawing.boxes.append((_n(x), _n(floor - tall), _n(step * 0.6), _n(tall), BLUE, tip))
        middle = x + step * 0.3
        low, high = (floor - HEIGHT * 0.9 * value / most for value in (own.low, own.high))
        drawing.lines.append((_n(middle), _n(low), _n(middle), _n(high), INK, 2))
        if number % every == 0:
            drawing.write(middle, floor + 14, f"{each.day:%Y-%m}", anchor="middle")


def _curves(
    drawing: _Drawing,
    whole: Simulation,
    ran: Ran,
    shown: list[int],
    left: float,
    top: float,
    crowd: float,
) -> None:
    """People per grade at the start and after each year."""
    drawing.write(left, top, _("People per grade, at the start and after each year"))
    floor = top + 8 + HEIGHT
    drawing.lines.append((_n(left), _n(floor), _n(left + PANEL), _n(floor), GREY, 1))
    wide = (PANEL - 40) / whole.world.years
    for number, column in enumerate(shown):
        means = ran.course.headcounts[:, :, column].mean(axis=1)
        points = [
            (left + 10 + wide * year, floor - HEIGHT * 0.9 * float(mean) / crowd)
            for year, mean in enumerate(means)
        ]
        drawing.curves.append(
            (" ".join(f"{_n(x)},{_n(y)}" for x, y in points), _COLOURS[number % len(_COLOURS)])
        )
        drawing.write(points[-1][0] + 4, points[-1][1] + 4, f"{means[-1]:.0f}")
    for year in range(whole.world.years + 1):
        drawing.write(left + 10 + wide * year, floor + 14, str(year), anchor="middle")


def _n(number: float) -> str:
    return f"{number:.1f}"


WRITERS: Mapping[str, Callable[[Simulation], bytes]] = MappingProxyType(
    {
        ".json": simulation_json,
        ".csv": simulation_csv,
        ".html": simulation_html,
        ".svg": simulation_svg,
    }
)
"""A writer per ending."""
