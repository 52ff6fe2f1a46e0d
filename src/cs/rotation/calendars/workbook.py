"""The plan as a workbook that HR sends on: summary, coloured calendar, a sheet for each post."""

from collections.abc import Sequence

from cs.export.workbook import Cell, Sheet, workbook_bytes
from cs.locale import _
from cs.rotation.calendars.calendar import Calendar
from cs.rotation.calendars.colours import INK, tint
from cs.rotation.grid import letter
from cs.rotation.problem import NOWHERE

OUT_OF_RANGE = "#B00020"
ABSENT = "#8C959F"


def calendar_xlsx(calendar: Calendar) -> bytes:
    """All sheets."""
    sheets = [_summary(calendar), _calendar(calendar)]
    sheets += [_post(calendar, number) for number in range(len(calendar.posts))]
    sheets.append(_record(calendar))
    return workbook_bytes(sheets, title=calendar.title, created=calendar.made)


def _labels(calendar: Calendar) -> tuple[str, ...]:
    return tuple(period.label for period in calendar.periods)


def _marked(post: int, text: str | None = None, *, bold: bool = False) -> Cell:
    return Cell(letter(post) if text is None else text, fill=tint(post), colour=INK, bold=bold)


def _summary(calendar: Calendar) -> Sheet:
    """Headcounts against their ranges, and who comes and goes."""
    rows: list[Sequence[object]] = []
    stays = calendar.stays()
    for number, post in enumerate(calendar.posts):
        counts: list[object] = []
        for period in range(len(calendar.periods)):
            found, high = calendar.present(number, period), post.high[period]
            fits = post.low[period] <= found and (high is None or found <= high)
            counts.append(found if fits else Cell(found, bold=True, colour=OUT_OF_RANGE))
        come = [
            sum(stay.post == number and stay.first == period > 0 for stay in stays)
            for period in range(len(calendar.periods))
        ]
        ranges = dict.fromkeys(post.allowed(period) for period in range(len(calendar.periods)))
        rows.append([_marked(number), post.name, " / ".join(ranges), *counts])
        rows.append([None, None, _("come"), *(Cell(each or None, colour=ABSENT) for each in come)])
    return Sheet(
        _("Summary"), ("", _("Post"), _("Headcount"), *_labels(calendar)), rows, frozen_columns=3
    )


def _calendar(calendar: Calendar) -> Sheet:
    """An agent a row, filtered by team or post of any month; the legend stands below."""
    rows: list[Sequence[object]] = []
    for row in calendar.rows:
        cells: list[object] = []
        for period, post in enumerate(row.posts):
            if post == NOWHERE:
                cells.append(None)
                continue
            name = calendar.posts[post].name
            away = period in row.absent
            starts = period == 0 or row.posts[period - 1] != post
            cells.append(
                Cell(f"({name})" if away else name, fill=tint(post),
                     colour=ABSENT if away else INK, bold=starts)
            )  # fmt: skip
        rows.append([row.id, row.name, row.team, *cells])
    header = (_("Agent"), _("Name"), _("Team"), *_labels(calendar))
    return Sheet(_("Calendar"), header, rows, frozen_columns=3, filters=True)


def _post(calendar: Calendar, number: int) -> Sheet:
    """Who is at the post, from when to when."""
    last = len(calendar.periods) - 1
    rows: list[Sequence[object]] = []
    stays = [stay for stay in calendar.stays() if stay.post == number]
    for stay in sorted(stays, key=lambda each: (each.first, each.row)):
        row = calendar.rows[stay.row]
        rows.append(
            [
                row.id,
                row.name,
                row.team,
                calendar.periods[stay.first].start,
                calendar.periods[stay.last].end,
                stay.last + 1 - stay.first,
                _("goes on") if stay.last == last else None,
            ]
        )
    header = (_("Agent"), _("Name"), _("Team"), _("From"), _("To"), _("Periods"), "")
    name = calendar.posts[number].name
    return Sheet(name, header, rows, frozen_columns=2, filters=True, tab=tint(number))


def _record(calendar: Calendar) -> Sheet:
    """What the plan was made from."""
    rows: list[Sequence[object]] = [
        (Cell("policy", bold=True), calendar.policy),
        (Cell("as_of", bold=True), calendar.made.isoformat()),
        *((Cell(name, bold=True), value) for name, value in calendar.facts),
        *((Cell(f"{one.role} {one.file}", bold=True), one.sha256) for one in calendar.inputs),
    ]
    return Sheet(_("Record"), (_("Figure"), _("Value")), rows)
