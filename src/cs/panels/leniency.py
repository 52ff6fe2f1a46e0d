"""Who rates high, who low, who all alike? Mean and spread of each rater's ratings.

A rater who saw better candidates has a higher mean without being lenient. So each rater is also
compared with the others over the candidates that both rated: the mean of own rating less the mean
of the others' ratings.
"""

from dataclasses import dataclass

import numpy as np

from cs.panels.panel import Panel


@dataclass(frozen=True, slots=True)
class Leniency:
    """One rater's habit.

    Attributes:
        count: how many candidates were rated.
        mean: of the ratings; None if it is not shown.
        spread: their standard deviation (n - 1); None with fewer than two.
        common: how many of the candidates others rated too.
        against_others: the mean difference from the others over these; None if there are none.
    """

    rater: str
    count: int
    mean: float | None
    spread: float | None
    common: int
    against_others: float | None


def leniency(panel: Panel) -> tuple[Leniency, ...]:
    """Every rater of a panel, in its order."""
    values, rated = panel.values, panel.rated
    filled = np.where(rated, values, 0.0)
    sums, counts = filled.sum(axis=1), rated.sum(axis=1)
    found = []
    for column, rater in enumerate(panel.raters):
        own = rated[:, column]
        given = values[own, column]
        shared = own & (counts > 1)
        others = (sums[shared] - values[shared, column]) / (counts[shared] - 1)
        found.append(
            Leniency(
                rater,
                int(own.sum()),
                float(given.mean()),
                float(given.std(ddof=1)) if len(given) > 1 else None,
                int(shared.sum()),
                float((values[shared, column] - others).mean()) if shared.any() else None,
            )
        )
    return tuple(found)
