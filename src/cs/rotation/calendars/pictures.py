"""The plan as a picture (SVG) and as a page (HTML): agents down, periods across, stints as bars."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from cs.export.html import render
from cs.export.workbook import display_width
from cs.locale import _, current_language
from cs.rotation.calendars.calendar import Calendar, Stay
from cs.rotation.calendars.colours import INK, tint
from cs.rotation.grid import letter

PACKAGE = "cs.rotation.calendars"
ROW, BAR, COLUMN, HEAD, LATIN = 22, 18, 64, 26, 7.0
"""In pixels: a row and the bar in it, a period, the heading, a Latin letter's width."""
MARGIN = 16


@dataclass(frozen=True, slots=True)
class Bar:
    """A stint's bar: where it is, what stands in it, and what it says when pointed at."""

    x: float
    y: float
    width: float
    fill: str
    text: str
    title: str
    faint: bool


def calendar_html(calendar: Calendar) -> bytes:
    """A page with the headcounts and everybody's stints, by team."""
    return render(
        PACKAGE,
        "calendar.html.j2",
        lang=current_language(),
        title=calendar.title,
        span=_span(calendar),
        words={"headcount": _("Headcount"), "post": _("Post"), "agent": _("Agent"),
               "name": _("Name"), "allowed": _("Allowed")},
        periods=[period.label for period in calendar.periods],
        posts=list(_post_rows(calendar)),
        teams=list(_teams(calendar)),
        ink=INK,
    )  # fmt: skip


def calendar_svg(calendar: Calendar) -> bytes:
    """A picture of everybody's stints, with a legend."""
    heads = [" ".join(filter(None, (row.id, row.name))) for row in calendar.rows]
    left = MARGIN + 12 + LATIN * max((display_width(head) for head in heads), default=8)
    top = MARGIN + 2 * HEAD
    width = left + COLUMN * len(calendar.periods) + MARGIN
    legend_at = top + ROW * len(calendar.rows) + HEAD
    legend, depth = _legend(calendar, width - 2 * MARGIN)
    return render(
        PACKAGE,
        "calendar.svg.html.j2",
        title=calendar.title,
        span=_span(calendar),
        width=round(width),
        height=round(legend_at + depth * ROW + MARGIN),
        margin=MARGIN,
        row=ROW,
        bar=BAR,
        head=HEAD,
        left=round(left),
        top=top,
        column=COLUMN,
        ink=INK,
        periods=[period.label for period in calendar.periods],
        heads=heads,
        bars=[_bar(calendar, stay, left, top) for stay in calendar.stays()],
        legend=legend,
        legend_at=legend_at,
    )


def _span(calendar: Calendar) -> str:
    if not calendar.periods:
        return ""
    return f"{calendar.periods[0].label} – {calendar.periods[-1].label}"


def _bar(calendar: Calendar, stay: Stay, left: float, top: float) -> Bar:
    row, post = calendar.rows[stay.row], calendar.posts[stay.post]
    width = COLUMN * (stay.last + 1 - stay.first) - 2
    away = all(period in row.absent for period in range(stay.first, stay.last + 1))
    return Bar(
        x=round(left + COLUMN * stay.first + 1, 1),
        y=top + ROW * stay.row + (ROW - BAR) / 2,
        width=width,
        fill=tint(stay.post),
        text=_fitting(post.name, stay.post, width),
        title=_stay_title(calendar, stay),
        faint=away,
    )


def _fitting(name: str, post: int, width: float) -> str:
    """The post's name if it fits, else its letter."""
    return name if LATIN * display_width(name) <= width - 8 else letter(post)


def _stay_title(calendar: Calendar, stay: Stay) -> str:
    row = calendar.rows[stay.row]
    first, last = calendar.periods[stay.first].start, calendar.periods[stay.last].end
    return f"{row.id} {row.name}: {calendar.posts[stay.post].name}, {first} – {last}"


def _legend(calendar: Calendar, room: float) -> tuple[list[tuple[float, int, str, str]], int]:
    """Entries (x, line, colour, text), and how many lines they take."""
    found: list[tuple[float, int, str, str]] = []
    x, line = 0.0, 0
    for number, post in enumerate(calendar.posts):
        text = f"{letter(number)} {post.name}"
        wide = 24 + LATIN * display_width(text) + 16
        if x and x + wide > room:
            x, line = 0.0, line + 1
        found.append((round(MARGIN + x, 1), line, tint(number), text))
        x += wide
    return found, line + 1


def _post_rows(calendar: Calendar) -> Iterator[dict[str, object]]:
    for number, post in enumerate(calendar.posts):
        cells = []
        for period in range(len(calendar.periods)):
            found, high = calendar.present(number, period), post.high[period]
            fits = post.low[period] <= found and (high is None or found <= high)
            cells.append({"count": found, "fits": fits, "allowed": post.allowed(period)})
        yield {"letter": letter(number), "name": post.name, "fill": tint(number), "cells": cells}


def _teams(calendar: Calendar) -> Iterator[dict[str, object]]:
    stays = {
        row: list(found) for row, found in groupby(calendar.stays(), key=lambda stay: stay.row)
    }
    order = sorted(
        range(len(calendar.rows)), key=lambda number: (calendar.rows[number].team or "", number)
    )
    for team, rows in groupby(order, key=lambda number: calendar.rows[number].team or ""):
        yield {"name": team, "rows": [_html_row(calendar, n, stays.get(n, [])) for n in rows]}


def _html_row(calendar: Calendar, number: int, stays: list[Stay]) -> dict[str, object]:
    row = calendar.rows[number]
    cells: list[dict[str, object]] = []
    at = 0
    for stay in stays:
        if stay.first > at:
            cells.append({"span": stay.first - at, "fill": "", "text": "", "title": ""})
        cells.append(
            {
                "span": stay.last + 1 - stay.first,
                "fill": tint(stay.post),
                "text": calendar.posts[stay.post].name,
                "title": _stay_title(calendar, stay),
            }
        )
        at = stay.last + 1
    if at < len(calendar.periods):
        cells.append({"span": len(calendar.periods) - at, "fill": "", "text": "", "title": ""})
    return {"id": row.id, "name": row.name, "cells": cells}
