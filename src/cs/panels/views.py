"""A panel in the terminal: its raters, their agreement, and both rankings side by side."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from cs.locale import _, translate
from cs.panels.agreement import CONFIDENCE, Agreement, Reliability
from cs.panels.looking import FEWEST_SHOWN, Look, Standing
from cs.stacking import fitting_table
from cs.terminal import Column, plain


def panel_view(look: Look, limit: int | None) -> Iterator[RenderableType]:
    """The whole look, part by part.

    Args:
        limit: most rows of each table; None for all.
    """
    yield plain(look.title, style="bold")
    yield plain(
        _("Raters {raters}, rated {candidates}, ratings {ratings}").format(
            raters=len(look.panel.raters),
            candidates=len(look.panel.candidates),
            ratings=int(look.panel.rated.sum()),
        )
    )
    yield _raters(look, limit)
    yield from _more(len(look.leniency), limit)
    yield from _agreement(look.agreement)
    yield Text("")
    yield _rankings(look, limit)
    yield from _more(len(look.panel.candidates), limit)
    if look.anonymous:
        text = _(
            "Anonymous: no figure rests on fewer than {count} ratings, and none from which one "
            "rating could be worked out is shown."
        )
        yield plain(text.format(count=FEWEST_SHOWN), style="dim")
    if look.left_out:
        text = _("Left out of all figures, so that few anonymous raters stay unheard: {count}.")
        yield plain(text.format(count=look.left_out), style="dim")
    if look.hides_adjusted:
        text = _("No adjusted ranking is shown: it could tell what one anonymous rater said.")
        yield plain(text, style="dim")
    if look.refused is not None:
        yield plain(translate(look.refused.message), style="yellow")
    if look.z is not None:
        yield plain(
            _("The adjusted rankings are shown to be compared; they decide nothing."), style="dim"
        )


def _raters(look: Look, limit: int | None) -> RenderableType:
    rows = sorted(
        look.leniency,
        key=lambda each: (each.mean is None, -(each.against_others or 0.0), each.rater),
    )
    return fitting_table(
        [
            Column(_("Rater"), keep=True),
            Column(_("Rated"), right=True),
            Column(_("Mean"), right=True),
            Column(_("Spread"), right=True),
            Column(_("Shared"), right=True),
            Column(_("Against the others"), right=True),
        ],
        [
            (each.rater, each.count, _number(each.mean), _number(each.spread), each.common,
             _signed(each.against_others))
            for each in rows[:limit]
        ],
    )  # fmt: skip


def _agreement(found: Agreement | None) -> Iterator[RenderableType]:
    if found is None:
        yield plain(
            _("Agreement: not known; no two raters rated the same two, or all ratings are equal.")
        )
        return
    yield plain(
        _("Agreement of {raters} raters over {count} whom all of them rated:").format(
            raters=len(found.raters), count=len(found.candidates)
        )
    )
    for name, one in ((_("one rater, ICC(2,1)"), found.single),
                      (_("their mean, ICC(2,k)"), found.mean)):  # fmt: skip
        shown = _interval(name, one) if found.has_limits else f"{name}: {one.value:.2f}"
        yield plain("  " + shown)
    if not found.has_limits:
        yield plain("  " + _("too few rated for confidence limits"))


def _interval(name: str, one: Reliability) -> str:
    return _("{name}: {value} ({confidence}% confidence: {low} to {high})").format(
        name=name,
        value=f"{one.value:.2f}",
        confidence=round(CONFIDENCE * 100),
        low=f"{one.low:.2f}",
        high=f"{one.high:.2f}",
    )


def _rankings(look: Look, limit: int | None) -> RenderableType:
    candidates = look.panel.candidates
    last = len(candidates) + 1
    order = sorted(range(len(candidates)), key=lambda i: (look.raw.ranks[i] or last, candidates[i]))
    columns = [
        Column(_("Id"), keep=True),
        Column(_("Ratings"), right=True),
        Column(_("Mean"), right=True),
        Column(_("Rank"), right=True),
    ]
    if look.effects is not None:
        columns += [Column(_("Rater effects"), right=True), Column(_("Rank"), right=True)]
    if look.z is not None:
        columns += [Column(_("Z-scores"), right=True), Column(_("Rank"), right=True)]
    counts = look.panel.rated.sum(axis=1)
    return fitting_table(
        columns,
        [
            (
                candidates[i],
                int(counts[i]),
                *_cells(look.raw, i),
                *(_cells(look.effects, i) if look.effects is not None else ()),
                *(_cells(look.z, i) if look.z is not None else ()),
            )
            for i in order[:limit]
        ],
    )


def _cells(standing: Standing, index: int) -> tuple[str, int | str]:
    rank = standing.ranks[index]
    return ("-", "-") if rank is None else (f"{standing.values[index]:.2f}", rank)


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _signed(value: float | None) -> str:
    return "-" if value is None else f"{value:+.2f}"


def _more(count: int, limit: int | None) -> Iterator[Text]:
    if limit is not None and count > limit:
        text = _("{shown} of {count} are shown; --limit 0 shows all.")
        yield plain(text.format(shown=limit, count=count), style="dim")
