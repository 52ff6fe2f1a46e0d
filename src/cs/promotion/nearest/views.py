"""The nearest way to eligibility in the terminal."""

from collections.abc import Iterator
from datetime import date

from rich.console import RenderableType
from rich.padding import Padding

from cs.locale import _, translate
from cs.promotion.nearest.routes import Route, change_text, nearest_way
from cs.promotion.problem import PromotionProblem
from cs.promotion.turning import NEVER, NOW
from cs.terminal import plain


def nearest_view(problem: PromotionProblem, candidate: int) -> Iterator[RenderableType]:
    """What the candidate lacks to be eligible, and by when it can be there."""
    found = nearest_way(problem, candidate)
    yield plain(_("Nearest way to eligibility"), style="bold")
    if found.hopeless:
        text = _("There is none: neither time nor a change meets {names}.")
        names = _(", ").join(rule.name for rule in found.hopeless)
        yield _indented(plain(text.format(names=names)))
        return
    if found.route is None:
        yield _indented(plain(_("There is none within the windows of the coming years.")))
        return
    if not found.route.changes:
        yield _indented(plain(_("Nothing is lacking.")))
        return
    yield from _route(problem, found.route)
    if found.sooner is not None:
        yield _indented(plain(_("Sooner, by more changes:")))
        yield from _route(problem, found.sooner)
    yield _indented(
        plain(
            _("What is met now is taken to stay so, and results of reviews to go on as they are."),
            style="dim",
        )
    )


def by_time(ordinal: int) -> str:
    """The day from which time alone meets something; - where it never does."""
    if ordinal == NOW:
        return ""
    return "-" if ordinal == NEVER else date.fromordinal(ordinal).isoformat()


def _route(problem: PromotionProblem, route: Route) -> Iterator[RenderableType]:
    for change in route.changes:
        yield _indented(plain(translate(change_text(change))))
    if problem.openings:
        text = _("by {day}, when the window {window} opens; changes: {effort}")
        month = f"{route.opening:%Y-%m}"
        line = text.format(day=route.opening, window=month, effort=route.effort)
    else:
        text = _("by {day}; changes: {effort}")
        line = text.format(day=route.opening, effort=route.effort)
    yield _indented(plain(line, style="bold"))


def _indented(part: RenderableType) -> RenderableType:
    return Padding(part, (0, 0, 0, 2), expand=False)
