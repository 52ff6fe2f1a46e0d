"""Sensitivity in the terminal: weights, raters, ranks, groups, each with what it means."""

from collections.abc import Iterator
from fractions import Fraction

from rich.console import RenderableType
from rich.text import Text

from cs.locale import _
from cs.promotion.sensitivity.deciding import (
    MOST_RATERS_TRIED,
    MOST_RATINGS_TRIED,
    Change,
    DecidingRater,
)
from cs.promotion.sensitivity.records import Sensitivity, is_proposed, shown
from cs.promotion.sensitivity.selection import SMALL, GroupRate
from cs.promotion.sensitivity.weights import Bound, WeightRange
from cs.terminal import Column, plain, plain_table
from cs.wrapping import hang

NARROW = 60
"""Terminals of fewer columns get what would not fit side by side one below the other."""


def sensitivity_view(whole: Sensitivity, limit: int | None, width: int) -> Iterator[RenderableType]:
    """The whole, part by part.

    Args:
        limit: most rows of the tables of candidates and raters; None for all.
    """
    field = whole.field
    winners = [field.id_of(each) for each in range(len(field)) if is_proposed(whole, each)]
    yield plain(
        _("{policy}: how firmly the winners stand; contenders {count}").format(
            policy=whole.score.name, count=len(field)
        ),
        style="bold",
    )
    named = _(", ").join(winners[:10]) + (" …" if len(winners) > 10 else "")
    yield _note(_("Proposed: {names}").format(names=named or _("nobody")), width)
    if field.assumed_one:
        yield _note(
            _("How many vacancies there are is not known; one is taken. --vacancies N says it."),
            width,
        )
    if field.proposed_at_most is None and field.threshold is None:
        yield _note(
            _("Everybody who is ranked is proposed: weights move ranks here, but no winner."), width
        )
    yield Text("")
    yield from _weights(whole, width)
    if len(field):
        yield Text("")
        yield from _ranks(whole, limit, width)
    yield Text("")
    yield from _raters(whole, limit, width)
    if whole.by is not None:
        yield Text("")
        yield from _groups(whole, width)


def _weights(whole: Sensitivity, width: int) -> Iterator[RenderableType]:
    rules = whole.score.problem.components
    narrow = width < NARROW
    rows = []
    for each in whole.weights:
        changes = list(_changes(whole, each))
        most = f"{shown(sum(whole.field.weights, Fraction(0)))}%"
        figures = (f"{shown(each.weight)}%", _edge(each, each.low, "0%"),
                   _edge(each, each.high, most))  # fmt: skip
        name = rules[each.component].name
        rows.append((name, *figures) if narrow else (name, *figures, "\n".join(changes)))
    heads: list[str | Column] = [
        _("Component"),
        Column(_("Weight"), right=True),
        Column(_("down to"), right=True),
        Column(_("up to"), right=True),
        _("What changes there"),
    ]
    yield plain_table(
        heads[: len(rows[0])],
        rows,
        _("How far a weight can move, the others rescaled, before others win"),
    )
    if narrow:
        for each in whole.weights:
            for change in _changes(whole, each):
                line = f"{rules[each.component].name}: {change}"
                yield plain(hang(line, "  ", "    ", width))
    yield _note(
        _("Exact, on totals before rounding; a tie is the boundary. Points of bands are taken as "
          "a share of their weight and move with it."),
        width,
    )  # fmt: skip
    if any(each.rounded for each in whole.weights):
        yield _note(
            _("Rounding or a tie-break alone decides who wins: any move of these weights can "
              "change it."),
            width,
        )  # fmt: skip


def _edge(each: WeightRange, bound: Bound | None, end: str) -> str:
    if not each.movable:
        return _("fixed")
    if each.rounded:
        return f"{shown(each.weight)}%"
    if bound is None:
        return end
    return f"{float(bound.at):.2f}%"


def _changes(whole: Sensitivity, each: WeightRange) -> Iterator[str]:
    field = whole.field
    if not each.movable or each.rounded:
        return
    if each.low is None and each.high is None:
        yield _("nothing: the same win at every weight")
    for bound in (each.low, each.high):
        if bound is None:
            continue
        if bound.behind is None and bound.ahead is not None:
            text = _("{at}%: {id} falls to the pass mark")
            yield text.format(at=f"{float(bound.at):.2f}", id=field.id_of(bound.ahead))
        elif bound.ahead is None and bound.behind is not None:
            text = _("{at}%: {id} reaches the pass mark")
            yield text.format(at=f"{float(bound.at):.2f}", id=field.id_of(bound.behind))
        elif bound.ahead is not None and bound.behind is not None:
            yield _("{at}%: {behind} draws level with {ahead}").format(
                at=f"{float(bound.at):.2f}",
                behind=field.id_of(bound.behind),
                ahead=field.id_of(bound.ahead),
            )


def _ranks(whole: Sensitivity, limit: int | None, width: int) -> Iterator[RenderableType]:
    field = whole.field
    rows = []
    for each in range(len(field))[:limit]:
        figures: list[str] = []
        for stability in (whole.noise, whole.uncertain):
            low, high = stability.between(each)
            own = stability.share_of(each, field.ranks[each])
            figures += [f"{low}-{high}" if low != high else str(low), f"{own:.0%}",
                        f"{float(stability.proposed[each]):.0%}"]  # fmt: skip
        id_ = Text(field.id_of(each), style="bold green" if is_proposed(whole, each) else "")
        rows.append((str(field.ranks[each]), id_, *figures))
    who = [Column(_("Rank"), right=True), Column(_("ID"), keep=True)]
    raters, weights = (
        [Column(name, right=True), Column(_("same"), right=True), Column(_("proposed"), right=True)]
        for name in (_("Raters: rank"), _("Weights: rank"))
    )
    title = _("Each rank, if raters or weights were a little different")
    if width < NARROW:
        # one after the other, so that neither ids nor figures are cut
        count = len(raters)
        yield plain_table([*who, *raters], [row[: 2 + count] for row in rows], title)
        yield plain_table([*who, *weights], [(*row[:2], *row[2 + count :]) for row in rows])
    else:
        yield plain_table([*who, *raters, *weights], rows, title)
    if limit is not None and len(field) > limit:
        yield plain(
            _("The first {shown} of {count}; --limit 0 shows all.").format(
                shown=limit, count=len(field)
            )
        )
    names = [whole.score.problem.components[each].name for each in whole.noise.components]
    if names:
        text = _(
            "Raters: drawn anew {count} times, in {components} (bootstrap); rank: from the 5th to "
            "the 95th percentile; same: the same rank as now."
        )
        yield _note(
            text.format(count=whole.drawing.resamples, components=_(", ").join(names)), width
        )
    else:
        yield _note(
            _("Raters: no component has several ratings of one candidate, so nothing is drawn."),
            width,
        )
    yield _note(
        _("Weights: drawn {count} times around the policy's (SMAA-2, Dirichlet, concentration "
          "{concentration}). Seed {seed}.").format(
            count=whole.drawing.draws,
            concentration=f"{whole.drawing.concentration:g}",
            seed=whole.drawing.seed,
        ),
        width,
    )  # fmt: skip


def _raters(whole: Sensitivity, limit: int | None, width: int) -> Iterator[RenderableType]:
    deciding = whole.deciding
    yield plain(_("Raters who decide alone"), style="bold")
    if not deciding.tried:
        text = _("There are more than {most} raters; none was left out to see.")
        yield _note(text.format(most=MOST_RATERS_TRIED), width)
    elif not deciding.raters:
        yield _note(_("No rater is named, so none can be left out."), width)
    telling = [each for each in deciding.raters if each.change or each.singles]
    if deciding.raters and not telling:
        yield _note(
            _("None: whoever of the {count} is left out, the same are proposed.").format(
                count=len(deciding.raters)
            ),
            width,
        )
    for rater in telling[:limit]:
        for line in _rater(whole, rater):
            yield plain(hang(line, "  ", "    ", width))
    alone = [each for each in deciding.raters if each.alone]
    for rater in alone[:limit]:
        text = _("{rater} is the only rater in {count} scores; they cannot be left out.")
        yield plain(
            hang(text.format(rater=rater.name, count=len(rater.alone)), "  ", "    ", width)
        )
    if deciding.raters and not deciding.singles_tried:
        text = _("There are more than {most} ratings; single ones were not left out.")
        yield _note(text.format(most=MOST_RATINGS_TRIED), width)
    names = [whole.score.problem.components[each].name for each in deciding.anonymous]
    if names:
        text = _("Anonymous, so that nobody is named: {components}")
        yield _note(text.format(components=_(", ").join(names)), width)


def _rater(whole: Sensitivity, rater: DecidingRater) -> Iterator[str]:
    ids, rules = whole.score.problem.candidates.ids, whole.score.problem.components
    if rater.change is not None:
        yield _("Without {rater}: {change}").format(
            rater=rater.name, change=_change(whole, rater.change)
        )
    for one in rater.singles:
        yield _("Without {rater}'s one rating of {id} in {component}: {change}").format(
            rater=rater.name,
            id=ids[one.candidate],
            component=rules[one.component].name,
            change=_change(whole, one.change),
        )


def _change(whole: Sensitivity, change: Change) -> str:
    ids = whole.score.problem.candidates.ids
    gone, come = (
        _(", ").join(str(ids[each]) for each in group) or _("nobody")
        for group in (change.leaves, change.enters)
    )
    return _("no longer proposed {gone}; proposed instead {come}").format(gone=gone, come=come)


def _groups(whole: Sensitivity, width: int) -> Iterator[RenderableType]:
    yield plain_table(
        [whole.by or "", Column(_("Candidates"), right=True), Column(_("Eligible"), right=True),
         Column(_("Proposed"), right=True), Column(_("Rate"), right=True),
         Column(_("Ratio"), right=True), Column(_("Fisher"), right=True), _("Worth a look")],
        [
            (
                group.name or _("(none)"),
                str(group.candidates),
                str(group.eligible),
                str(group.proposed),
                f"{float(group.rate):.0%}",
                "" if group.ratio is None else f"{float(group.ratio):.2f}",
                "" if group.probability is None else f"{float(group.probability):.3f}",
                _look(group),
            )
            for group in whole.groups
        ],
        _("Selection rates: a screen, not a verdict"),
    )  # fmt: skip
    yield _note(
        _("Ratio: to the highest rate; below 0.80 (four fifths, 29 CFR 1607.4 D) is worth a look "
          "and proves nothing. Fisher: the two-sided probability of so uneven a result if the "
          "group played no part; near 1 says that chance explains it. Candidates who are tied "
          "for the last vacancy count as not proposed."),
        width,
    )  # fmt: skip


def _look(group: GroupRate) -> str:
    if group.small:
        return _("too few to say (under {least})").format(least=SMALL)
    if group.one_more:
        return _("below 0.80; one more would do")
    return _("below 0.80") if group.below else ""


def _note(text: str, width: int) -> Text:
    return plain(hang(text, "", "", width))
