"""Who rated whom, and how? A panel as an array, for all that looks at raters.

Where a rater gave a candidate several ratings, as in several periods, their mean stands.
"""

from collections.abc import Iterable
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
