"""Who rated whom, and how? A panel as an array, for all that looks at raters.

Where a rater gave a candidate several ratings, as in several periods, their mean stands.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ratings = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Panel:
    """Ratings of candidates (rows) by raters (columns).

    Attributes:
        values: shape (candidates, raters); not a number where the rater did not rate.
    """

    candidates: tuple[str, ...]
    raters: tuple[str, ...]
    values: Ratings

    @property
    def rated(self) -> NDArray[np.bool_]:
        """Where there is a rating."""
        return ~np.isnan(self.values)

    def of(self, candidates: NDArray[np.bool_]) -> "Panel":
        """The panel of some candidates, with the raters who rated any of them."""
        values = self.values[candidates]
        raters = (~np.isnan(values)).any(axis=0)
        return Panel(
            tuple(self.candidates[row] for row in np.flatnonzero(candidates)),
            tuple(self.raters[column] for column in np.flatnonzero(raters)),
            values[:, raters],
        )

    def renamed(self, names: Mapping[str, str]) -> "Panel":
        """The panel with other names of its raters, in the order of these."""
        order = sorted(range(len(self.raters)), key=lambda n: names[self.raters[n]])
        return Panel(
            self.candidates,
            tuple(names[self.raters[n]] for n in order),
            self.values[:, order],
        )


def panel_of(ratings: Iterable[tuple[str, str, float]]) -> Panel:
    """The panel of triples candidate, rater, value; candidates and raters in order of their ids."""
    found: dict[tuple[str, str], list[float]] = {}
    for candidate, rater, value in ratings:
        found.setdefault((candidate, rater), []).append(value)
    candidates = sorted({candidate for candidate, _ in found})
    raters = sorted({rater for _, rater in found})
    row = {each: index for index, each in enumerate(candidates)}
    column = {each: index for index, each in enumerate(raters)}
    values = np.full((len(candidates), len(raters)), np.nan)
    for (candidate, rater), given in found.items():
        values[row[candidate], column[rater]] = sum(given) / len(given)
    return Panel(tuple(candidates), tuple(raters), values)
