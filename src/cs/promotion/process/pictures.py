"""A timeline as a picture: a bar a line on the calendar (Gantt chart), as SVG and on a page.

Days off are shaded, since they are what makes five working days last two weeks.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from cs.export.html import render
from cs.export.workbook import display_width
from cs.kernel.calendars import WorkingCalendar
from cs.locale import _, current_language, translate
from cs.promotion.process.problem import Line, Timeline
from cs.promotion.process.words import heading, line_name, time_text, what_name
from cs.promotion.projections import projection_texts

PACKAGE = "cs.promotion.process"
INK = "#1B1F24"
FILLS = {"step": "#A8BFEA", "effect": "#F0A8A0", "trial": "#F6DE8D", "confirmation": "#DDB3DE",
         "task": "#A9D8A4"}  # fmt: skip
MARGIN, ROW, HEAD, LATIN = 16, 24, 40, 6.6
CHART = 680
LABEL = 90


def timeline_svg(timeline: Timeline, calendar: WorkingCalendar) -> bytes:
    """The picture alone."""
    lines = timeline.lines
    first = min(line.starts for line in lines)
    last = max(line.due for line in lines) + timedelta(days=1)
    scale = CHART / max((last - first).days, 1)
    names = [line_name(line) for line in lines]
    who_at = MARGIN + 16 + LATIN * max(map(display_width, names))
    left = who_at + 12 + LATIN * max(display_width(line.actor or "") for line in lines)
    top = MARGIN + 2 * HEAD - 20
    bottom = top + ROW * len(lines)

    def at(day: date) -> float:
        return round(left + (day - first).days * scale, 1)

    return render(
        PACKAGE,
        "gantt.svg.html.j2",
        title=heading(timeline),
        width=round(left + CHART + LABEL + MARGIN),
        height=bottom + 56,
        margin=MARGIN,
        row=ROW,
        top=top,
        bottom=bottom,
        who_at=round(who_at),
        ink=INK,
        off=[(at(day), round(days * scale, 1)) for day, days in _off(calendar, first, last)],
        months=[(at(day), f"{day:%Y-%m}") for day in _months(first, last)],
        rows=[
            {
                "y": top + ROW * number,
                "name": names[number],
                "who": line.actor or "",
                "x": at(line.starts),
                "wide": max(round(at(line.due + timedelta(days=1)) - at(line.starts), 1), 3),
                "mark": round((at(line.earliest) + at(line.earliest + timedelta(days=1))) / 2, 1),
                "fill": FILLS[line.sort],
                "title": f"{names[number]}: {line.starts} – {line.due}",
                "label": f"{line.due:%m-%d}",
                "label_at": at(line.due + timedelta(days=1)) + 6,
                "label_left": False,
            }
            for number, line in enumerate(lines)
        ],
        legend=_legend(lines),
        earliest=_("Earliest day, if nothing takes longer than it must"),
    )


def timeline_html(timeline: Timeline, calendar: WorkingCalendar) -> bytes:
    """A page to print: the picture, and the table with actors and forms."""
    from markupsafe import Markup

    picture = timeline_svg(timeline, calendar).decode()
    return render(
        PACKAGE,
        "gantt.page.html.j2",
        lang=current_language(),
        title=heading(timeline),
        ink=INK,
        picture=Markup(picture),
        header=[_("Step"), _("Who"), _("Needs"), _("Gives"), _("Time"), _("Starts"),
                _("Earliest"), _("Due")],
        rows=[
            (line_name(line), line.actor or "", _(", ").join(line.inputs),
             _(", ").join(line.outputs), time_text(line.duration), line.starts, line.earliest,
             line.due)
            for line in timeline.lines
        ],
        notes=_notes(timeline),
    )  # fmt: skip


def _notes(timeline: Timeline) -> list[str]:
    return [translate(text) for text in projection_texts(timeline.projected)]


def _legend(lines: tuple[Line, ...]) -> Iterator[tuple[float, str, str]]:
    x: float = MARGIN
    for sort, fill in FILLS.items():
        example = next((line for line in lines if line.sort == sort), None)
        if example is not None:
            text = what_name(example)
            yield x, fill, text
            x = round(x + 22 + LATIN * display_width(text) + 18, 1)


def _months(first: date, last: date) -> Iterator[date]:
    number = first.year * 12 + first.month - 1
    while True:
        day = date(number // 12, number % 12 + 1, 1)
        if day >= last:
            return
        if day >= first:
            yield day
        number += 1


def _off(calendar: WorkingCalendar, first: date, last: date) -> Iterator[tuple[date, int]]:
    """Runs of days off: first day, and how many."""
    start: date | None = None
    day = first
    while day <= last:
        off = day < last and not calendar.is_working_day(day)
        if off and start is None:
            start = day
        if not off and start is not None:
            yield start, (day - start).days
            start = None
        day += timedelta(days=1)
