"""A timeline in the terminal: a line a step with who acts and by when, then the papers."""

from collections.abc import Iterator

from rich.console import RenderableType

from cs.locale import _
from cs.promotion.process.problem import Timeline
from cs.promotion.process.words import heading, line_name, time_text
from cs.terminal import Column, plain, plain_table


def timeline_view(timeline: Timeline) -> Iterator[RenderableType]:
    """The days of each line, the checklist apart, and which papers each step needs and gives."""
    yield plain(heading(timeline), style="bold")
    days = (Column(_("Earliest"), keep=True), Column(_("Due"), keep=True))
    yield plain_table((_("Step"), _("Who"), _("Time"), *days), _rows(timeline, tasks=False))
    if any(line.sort == "task" for line in timeline.lines):
        yield plain("")
        yield plain_table(
            (_("Checklist after taking up"), _("Who"), _("Time"), *days),
            _rows(timeline, tasks=True),
        )
    papers = [
        (line_name(line), _(", ").join(line.inputs), _(", ").join(line.outputs))
        for line in timeline.lines
        if line.inputs or line.outputs
    ]
    if papers:
        yield plain("")
        yield plain_table((_("Step"), _("Needs"), _("Gives")), papers)
    yield plain("")
    text = _("Decided by {decided}; in effect from {effect} at the latest.")
    yield plain(text.format(decided=timeline.decided, effect=timeline.effect))
    open_ended = [
        line_name(line)
        for line in timeline.lines
        if line.sort == "step" and line.duration is None and line.actor is not None
    ]
    if open_ended:
        text = _("Without a time limit, taken as done on the day they may begin: {steps}. If they "
                 "take longer, all that follows is later.")  # fmt: skip
        yield plain(text.format(steps=_(", ").join(open_ended)))
    if timeline.others:
        text = _("Changes that are no promotion (--transition): {names}")
        named = (id_ if id_ == name else f"{id_} {name}" for id_, name in timeline.others)
        yield plain(text.format(names=_(", ").join(named)))


def _rows(timeline: Timeline, *, tasks: bool) -> Iterator[tuple[object, ...]]:
    for line in timeline.lines:
        if (line.sort == "task") is tasks:
            who = line.actor or "-"
            yield (line_name(line), who, time_text(line.duration), line.earliest, line.due)
