"""What is seen of one panel: leniency, agreement, and how candidates stand raw and adjusted.

Where raters are anonymous, candidates with fewer than three ratings are left out of every figure,
and of the others no mean is shown from which, with those shown before it, a single rating could be
worked out (`cs.panels.disclosure`): candidates' means come first, then raters', then how these
compare with the others. Adjusted values follow from the means of all candidates and raters; so they
are shown only if all these could be.
"""

from collections.abc import Collection, Hashable
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from cs.kernel.findings import Finding, Place, Severity
from cs.kernel.messages import message
from cs.panels.agreement import Agreement, agreement
from cs.panels.codes import NOT_CONNECTED
from cs.panels.disclosure import Combination, Span
from cs.panels.effects import Unconnected, additive, ranks, raw_means, z_scores
from cs.panels.leniency import Leniency, leniency
from cs.panels.panel import Panel

FEWEST_SHOWN = 3
"""Of fewer ratings than these, nameless raters show no mean: it could be told whose it is."""
MOST_WORKED_OUT = 4_000
"""Of more ratings what follows is not worked out, and nameless raters show no figures."""


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """Values and ranks of a panel's candidates by one reckoning.

    Attributes:
        values: not a number for those who are not shown.
        ranks: among those who are shown; None for the others.
    """

    values: NDArray[np.float64]
    ranks: list[int | None]


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """One panel looked at.

    Attributes:
        title: what was rated, by whom.
        panel: its raters' names as they are shown.
        anonymous: whether nobody may know who rated.
        left_out: how many candidates no figure rests on.
        leniency: figures that are not shown are None.
        effects: None where raters and candidates are not one connected graph, or where they would
            tell a rating; likewise `z`.
        hides_adjusted: whether adjusted values would tell a rating.
        refused: why there are no effects, if not for that.
    """

    title: str
    panel: Panel
    anonymous: bool
    left_out: int
    leniency: tuple[Leniency, ...]
    agreement: Agreement | None
    raw: Standing
    effects: Standing | None
    z: Standing | None
    hides_adjusted: bool
    refused: Finding | None


def look(
    title: str,
    panel: Panel,
    place: Place,
    *,
    anonymous_as: str | None = None,
    withheld: Collection[str] = (),
) -> Look:
    """Everything about a panel with at least one rating.

    Args:
        place: of the ratings, or of the policy that asks for them.
        anonymous_as: what raters are called whom nobody may know; None if they are named.
        withheld: candidates whose figures must not be seen.
    """
    counts = panel.rated.sum(axis=1)
    fewest = 1 if anonymous_as is None else FEWEST_SHOWN
    shown = np.array([candidate not in withheld for candidate in panel.candidates])
    shown &= counts >= fewest
    kept = panel.of(shown)
    means, against, adjusts = _may_show(kept, is_anonymous=anonymous_as is not None)
    habits = _habits(panel, kept, means, against, is_anonymous=anonymous_as is not None)
    if anonymous_as is not None:
        panel, kept, habits = _nameless(panel, kept, habits, anonymous_as)
    block = agreement(kept) if shown.any() else None
    if block is not None and min(len(block.candidates), len(block.raters)) < fewest:
        block = None
    adjusted = additive(kept) if shown.any() and adjusts else None
    return Look(
        title,
        panel,
        anonymous_as is not None,
        int((~shown).sum()),
        habits,
        block,
        _standing(raw_means(kept), shown),
        None
        if adjusted is None or isinstance(adjusted, Unconnected)
        else _standing(adjusted.merits, shown),
        _standing(z_scores(kept).merits, shown) if shown.any() and adjusts else None,
        not adjusts,
        _not_connected(adjusted, title, place) if isinstance(adjusted, Unconnected) else None,
    )


def _may_show(panel: Panel, *, is_anonymous: bool) -> tuple[list[bool], list[bool], bool]:
    """Per rater whether the mean, and the comparison with the others, may be shown; and whether
    adjusted values may.
    """
    raters = range(len(panel.raters))
    if not is_anonymous:
        return [True for _ in raters], [True for _ in raters], True
    rated = panel.rated
    cells = [(row, column) for row, column in np.argwhere(rated).tolist()]
    if len(cells) > MOST_WORKED_OUT:
        return [False for _ in raters], [False for _ in raters], False
    one = Fraction(1)
    span = Span.guarding({cell: one} for cell in cells)
    of_row: dict[int, list[tuple[int, int]]] = {}
    of_column: dict[int, list[tuple[int, int]]] = {}
    for cell in cells:
        of_row.setdefault(cell[0], []).append(cell)
        of_column.setdefault(cell[1], []).append(cell)
    for row in of_row.values():
        span.admits(dict.fromkeys(row, one))
    means, against = [False for _ in raters], [False for _ in raters]
    for column in sorted(of_column, key=lambda each: (-len(of_column[each]), each)):
        own = of_column[column]
        means[column] = len(own) >= FEWEST_SHOWN and span.admits(dict.fromkeys(own, one))
    everything = span.copy()
    adjusts = all(everything.admits(dict.fromkeys(own, one)) for own in of_column.values())
    if adjusts:
        span = everything
    for column in raters:
        against[column] = means[column] and span.admits(_against(of_column[column], of_row))
    return means, against, adjusts


def _against(own: list[tuple[int, int]], of_row: dict[int, list[tuple[int, int]]]) -> Combination:
    """The difference between own ratings and the others' means, as a sum of ratings."""
    found: dict[Hashable, Fraction] = {}
    for cell in own:
        others = [each for each in of_row[cell[0]] if each != cell]
        if others:
            found[cell] = Fraction(1)
            found.update(dict.fromkeys(others, Fraction(-1, len(others))))
    return found


def _habits(
    panel: Panel, kept: Panel, means: list[bool], against: list[bool], *, is_anonymous: bool
) -> tuple[Leniency, ...]:
    """Each rater of the whole panel, with the figures over those who are kept.

    No spread of anonymous raters: with their mean it may tell single ratings, and it is no sum, so
    that nothing proves that it does not.
    """
    figures = {each.rater: each for each in leniency(kept)}
    may = {rater: (means[n], against[n]) for n, rater in enumerate(kept.raters)}
    found = []
    for rater, rated in zip(panel.raters, panel.rated.sum(axis=0).tolist(), strict=True):
        one = figures.get(rater, Leniency(rater, 0, None, None, 0, None))
        mean, other = may.get(rater, (False, False))
        found.append(
            replace(
                one,
                count=rated,
                mean=one.mean if mean else None,
                spread=one.spread if mean and not is_anonymous else None,
                against_others=one.against_others if other else None,
            )
        )
    return tuple(found)


def _not_connected(found: Unconnected, title: str, place: Place) -> Finding:
    return Finding(
        NOT_CONNECTED,
        Severity.WARNING,
        message(
            "{panel}: no ranking by rater effects; raters and rated fall into groups that no "
            "common rating ties together, so that leniency and merit cannot be told apart. "
            "Groups: {count}.",
            panel=title,
            count=len(found.groups),
        ),
        place,
        mend=message("Let some raters rate in two groups, or compare within each group."),
    )


def _nameless(
    panel: Panel, kept: Panel, habits: tuple[Leniency, ...], word: str
) -> tuple[Panel, Panel, tuple[Leniency, ...]]:
    """Raters whom nobody may know, numbered by the means that are shown.

    Those without one come last, in no order that tells of them.
    """
    order = sorted(habits, key=lambda each: (each.mean is None, each.mean or 0.0, -each.count))
    width = len(str(len(order)))
    names = {each.rater: f"{word} {n + 1:0{width}}" for n, each in enumerate(order)}
    return (
        panel.renamed(names),
        kept.renamed(names),
        tuple(replace(each, rater=names[each.rater]) for each in order),
    )


def _standing(values: NDArray[np.float64], shown: NDArray[np.bool_]) -> Standing:
    places = iter(ranks(values))
    whole = np.full(len(shown), np.nan)
    whole[shown] = values
    return Standing(whole, [next(places) if each else None for each in shown])
