"""What is seen of one panel: leniency, agreement, and how candidates stand raw and adjusted."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cs.kernel.findings import Finding, Place, Severity
from cs.kernel.messages import message
from cs.panels.agreement import Agreement, agreement
from cs.panels.codes import NOT_CONNECTED
from cs.panels.effects import Unconnected, additive, ranks, raw_means, z_scores
from cs.panels.leniency import Leniency, leniency
from cs.panels.panel import Panel

FEWEST_SHOWN = 3
"""Of fewer ratings than these, nameless raters show no mean: it could be told whose it is."""


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """Values and ranks of a panel's candidates by one reckoning.

    Attributes:
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
        shown: whether a candidate's figures may be seen.
        fewest: least number of ratings by a rater whose figures may be seen.
        effects: None where raters and candidates are not one connected graph.
        refused: why there are none.
    """

    title: str
    panel: Panel
    shown: NDArray[np.bool_]
    fewest: int
    leniency: tuple[Leniency, ...]
    agreement: Agreement | None
    raw: Standing
    effects: Standing | None
    z: Standing
    refused: Finding | None


def look(title: str, panel: Panel, place: Place, *, anonymous_as: str | None = None) -> Look:
    """Everything about a panel with at least one rating.

    Args:
        place: of the ratings, or of the policy that asks for them.
        anonymous_as: what raters are called whom nobody may know; None if they are named.
    """
    if anonymous_as is not None:
        panel = nameless(panel, anonymous_as)
    fewest = 1 if anonymous_as is None else FEWEST_SHOWN
    shown = panel.rated.sum(axis=1) >= fewest
    adjusted = additive(panel)
    return Look(
        title,
        panel,
        shown,
        fewest,
        leniency(panel),
        agreement(panel),
        _standing(raw_means(panel), shown),
        None if isinstance(adjusted, Unconnected) else _standing(adjusted.merits, shown),
        _standing(z_scores(panel).merits, shown),
        _not_connected(adjusted, title, place) if isinstance(adjusted, Unconnected) else None,
    )


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


def nameless(panel: Panel, word: str) -> Panel:
    """The panel with raters whom nobody may know: numbered by the means of their ratings.

    Those with too few ratings to show a mean come last, so that no number places it.
    """
    rated = panel.rated
    means = np.where(rated, panel.values, 0.0).sum(axis=0) / rated.sum(axis=0)
    order = np.lexsort((means, rated.sum(axis=0) < FEWEST_SHOWN))
    width = len(str(len(order)))
    names = tuple(f"{word} {number + 1:0{width}}" for number in range(len(order)))
    return Panel(panel.candidates, names, panel.values[:, order])


def _standing(values: NDArray[np.float64], shown: NDArray[np.bool_]) -> Standing:
    places = iter(ranks(values[shown]))
    return Standing(values, [next(places) if each else None for each in shown])
