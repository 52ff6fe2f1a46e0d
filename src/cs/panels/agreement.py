"""Do raters agree? Intraclass correlations of a complete block, with confidence limits.

ICC(2,1) is the reliability of one rater's rating, ICC(2,k) that of the mean of the k raters, both
with raters taken as drawn from many and their leniency counted as disagreement (two-way random
effects, absolute agreement). From the mean squares of the two-way analysis of variance (Shrout and
Fleiss 1979); limits by Satterthwaite's degrees of freedom (McGraw and Wong 1996, case 2A).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cs.panels.fisher import f_quantile
from cs.panels.panel import Panel

CONFIDENCE = 0.95
FEWEST_FOR_LIMITS = 3
"""Over fewer candidates limits span everything and say nothing."""
_NOTHING = 1e-12


@dataclass(frozen=True, slots=True)
class Reliability:
    """One coefficient with its confidence limits."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far the raters of a block agree.

    Attributes:
        candidates, raters: of the block; each of the raters rated each of the candidates.
        single: of one rater's rating, ICC(2,1).
        mean: of the mean of all, ICC(2,k).
    """

    candidates: tuple[str, ...]
    raters: tuple[str, ...]
    single: Reliability
    mean: Reliability

    @property
    def has_limits(self) -> bool:
        """Whether the candidates are enough for limits that say anything."""
        return len(self.candidates) >= FEWEST_FOR_LIMITS


def agreement(panel: Panel, confidence: float = CONFIDENCE) -> Agreement | None:
    """Over the largest block of a panel; None if no two raters share two candidates whose ratings
    differ.
    """
    block = complete_block(panel)
    if block is None:
        return None
    rows, columns = block
    values = panel.values[np.ix_(rows, columns)]
    if values.max() - values.min() < _NOTHING:
        return None
    single, mean = intraclass(values, confidence)
    return Agreement(
        tuple(panel.candidates[row] for row in rows),
        tuple(panel.raters[column] for column in columns),
        single,
        mean,
    )


def complete_block(panel: Panel) -> tuple[list[int], list[int]] | None:
    """Candidates and raters of the block with the most ratings, at least two by two.

    Of the sets of raters that some candidate had; of equally large ones the first.
    """
    rated = panel.rated
    best: tuple[list[int], list[int]] | None = None
    size = 0
    for pattern in np.unique(rated, axis=0):
        columns = np.flatnonzero(pattern)
        rows = np.flatnonzero(rated[:, columns].all(axis=1))
        if min(len(rows), len(columns)) > 1 and len(rows) * len(columns) > size:
            best, size = (rows.tolist(), columns.tolist()), len(rows) * len(columns)
    return best


def intraclass(
    values: NDArray[np.float64], confidence: float = CONFIDENCE
) -> tuple[Reliability, Reliability]:
    """ICC(2,1) and ICC(2,k) of ratings of shape (candidates, raters), both at least 2."""
    n, k = values.shape
    grand = values.mean()
    rows, columns = values.mean(axis=1), values.mean(axis=0)
    between = k * float(((rows - grand) ** 2).sum()) / (n - 1)
    judges = n * float(((columns - grand) ** 2).sum()) / (k - 1)
    rest = values - rows[:, None] - columns[None, :] + grand
    error = float((rest**2).sum()) / ((n - 1) * (k - 1))
    single = _ratio(between - error, between + (k - 1) * error + k * (judges - error) / n)
    mean = _ratio(between - error, between + (judges - error) / n)
    low, high = _limits(single, between, judges, error, n, k, confidence)
    return Reliability(single, low, high), Reliability(mean, _of_mean(low, k), _of_mean(high, k))


def _limits(
    single: float,
    between: float,
    judges: float,
    error: float,
    n: int,
    k: int,
    confidence: float,
) -> tuple[float, float]:
    if 1 - single < _NOTHING:
        return 1.0, 1.0
    a = k * single / (n * (1 - single))
    b = 1 + k * single * (n - 1) / (n * (1 - single))
    parts = (a * judges) ** 2 / (k - 1) + (b * error) ** 2 / ((n - 1) * (k - 1))
    freedom = (a * judges + b * error) ** 2 / parts if parts > _NOTHING else float(n - 1)
    freedom = max(freedom, _NOTHING)
    tail = (1 + confidence) / 2
    rest = k * judges + (k * n - k - n) * error
    lower = f_quantile(tail, n - 1, freedom)
    upper = f_quantile(tail, freedom, n - 1)
    return (
        _cut(_ratio(n * (between - lower * error), lower * rest + n * between)),
        _cut(_ratio(n * (upper * between - error), rest + n * upper * between)),
    )


def _of_mean(single: float, k: int) -> float:
    """Of the mean of k raters, from that of one (Spearman and Brown); -1 where there is none."""
    below = 1 + (k - 1) * single
    return _cut(k * single / below) if below > _NOTHING else -1.0


def _cut(limit: float) -> float:
    """A limit within -1 and 1; small blocks give others, which mean nothing."""
    return min(max(limit, -1.0), 1.0)


def _ratio(above: float, below: float) -> float:
    return above / below if abs(below) > _NOTHING else 0.0
