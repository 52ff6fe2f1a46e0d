"""How firm is each rank, if raters were others like these, or if weights were less certain?

Two simulations, each drawn from a NumPy generator with the seed that the record states:

- Raters' noise by the bootstrap (Efron 1979): where a component's ratings name their raters, raters
  are drawn with replacement, the same for all candidates, so that a lenient rater stays lenient to
  all; where they do not, each candidate's own ratings are. A component with one rating each has no
  spread to draw from and stays as it is. Who draws none of their raters keeps the observed value.
- Uncertain weights by SMAA-2 (Lahdelma and Salminen, Operations Research 49, 2001): weights are
  drawn from a Dirichlet distribution with the policy's weights as its mean; the rank acceptability
  is the share of draws in which a candidate has a rank, the central weights are the mean of those
  draws in which a candidate is first.

Totals are floating point here, rounded to 10^-9; equal ones stand in the order of the policy's
ranks. Sums run in a fixed order, so that one seed gives the same figures everywhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from cs.promotion.problem import UNIT, ComponentRule, Ratings
from cs.promotion.sensitivity.contenders import Contenders, unit_points

Floats = npt.NDArray[np.float64]
_CELLS = 2_000_000
"""So many figures are held at once."""
_DIGITS = 9
LOW, HIGH = 5, 95
"""The percentiles between which a rank is told to lie."""


@dataclass(frozen=True)
class Stability:
    """Ranks over replications, per contender.

    Attributes:
        counts: how often a contender (row) has a rank (column; the first is rank 1).
        proposed: the share of replications in which one is proposed.
        replications: how many.
        components: positions of the components that were drawn anew.
        central: mean weights of the draws in which one is first; NaN where there are none.
    """

    counts: npt.NDArray[np.int64]
    proposed: Floats
    replications: int
    components: tuple[int, ...]
    central: Floats | None = None

    def share_of(self, contender: int, rank: int) -> float:
        """The share of replications in which a contender has a rank."""
        return float(self.counts[contender, rank - 1] / self.replications)

    def mean(self, contender: int) -> float:
        """The mean rank."""
        ranks = np.arange(1, self.counts.shape[1] + 1)
        return float((self.counts[contender] * ranks).sum() / self.replications)

    def between(self, contender: int) -> tuple[int, int]:
        """The ranks at the 5th and 95th percentile."""
        running = np.cumsum(self.counts[contender])
        low, high = (
            int(np.searchsorted(running * 100, self.replications * percent)) + 1
            for percent in (LOW, HIGH)
        )
        return low, high


def under_rater_noise(field: Contenders, replications: int, seed: int) -> Stability:
    """Ranks with raters drawn anew."""
    generator = np.random.default_rng(seed)
    rules = field.problem.components
    noisy = tuple(
        index
        for index, ratings in enumerate(field.problem.candidates.ratings)
        if any(_count(ratings, one) > 1 for one in field.indices)
    )
    units = _units(field)
    held = np.array(field.present, np.bool_).reshape(len(field), len(rules))
    weights = np.array([float(each) for each in field.weights])
    widest = max((_width(field, index) for index in noisy), default=1)
    tally = _Tally(field)
    for size in _chunks(replications, len(field) * widest):
        drawn = np.repeat(units[None], size, axis=0)
        for index in noisy:
            points = _drawn_points(field, index, size, generator)
            keep = np.isnan(points)
            drawn[:, :, index] = np.where(keep, drawn[:, :, index], points)
        fixed = np.broadcast_to(weights, (size, len(weights)))
        tally.add(_totals(field, drawn, held, fixed))
    return tally.stability(replications, noisy)


def under_uncertain_weights(
    field: Contenders, replications: int, concentration: float, seed: int
) -> Stability:
    """Ranks with weights drawn from a Dirichlet distribution around the policy's."""
    generator = np.random.default_rng(seed)
    weights = np.array([float(each) for each in field.weights])
    whole = weights.sum()
    moving = np.flatnonzero(weights)
    units = _units(field)[None]
    held = np.array(field.present, np.bool_).reshape(len(field), len(weights))
    tally = _Tally(field)
    first, sums = np.zeros(len(field)), np.zeros((len(field), len(weights)))
    for size in _chunks(replications, len(field)):
        drawn = np.zeros((size, len(weights)))
        drawn[:, moving] = generator.dirichlet(concentration * weights[moving] / whole, size)
        drawn *= whole
        ranks = tally.add(_totals(field, units, held, drawn))
        for each in range(len(field)):
            best = ranks[:, each] == 1
            first[each] += best.sum()
            sums[each] += drawn[best].sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        central = sums / first[:, None]
    return tally.stability(replications, tuple(int(each) for each in moving), central)


class _Tally:
    """Counts ranks over replications."""

    def __init__(self, field: Contenders) -> None:
        self._field = field
        self._counts = np.zeros((len(field), len(field)), np.int64)
        self._proposed = np.zeros(len(field), np.int64)
        self._mark = None if field.threshold is None else float(field.threshold)

    def add(self, totals: Floats) -> npt.NDArray[np.int64]:
        """Count the ranks of replications (rows of totals); the ranks."""
        first, last = ranks_of(totals, self._field.base)
        size = len(self._field)
        cells = np.arange(size) * size + first - 1
        counts = np.bincount(cells.ravel(), minlength=size * size)
        self._counts += counts.reshape(size, size)
        passes = np.ones(totals.shape, np.bool_) if self._mark is None else totals >= self._mark
        most = self._field.proposed_at_most
        self._proposed += (passes if most is None else passes & (last <= most)).sum(axis=0)
        return first

    def stability(
        self, replications: int, components: tuple[int, ...], central: Floats | None = None
    ) -> Stability:
        """What was counted."""
        return Stability(
            self._counts, self._proposed / replications, replications, components, central
        )


def ranks_of(
    totals: Floats, base: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The best and the last place of each group of equals, per row; equal totals go by `base`."""
    rows, size = totals.shape
    if not size:
        empty = np.zeros((rows, 0), np.int64)
        return empty, empty
    by_base = np.argsort(base, kind="stable")
    order = by_base[np.argsort(-totals[:, by_base], axis=1, kind="stable")]
    ordered = np.take_along_axis(totals, order, axis=1)
    starts = np.ones((rows, size), np.bool_)
    ranked = base[order]
    starts[:, 1:] = (ordered[:, 1:] != ordered[:, :-1]) | (ranked[:, 1:] != ranked[:, :-1])
    places = np.arange(size)
    first = np.maximum.accumulate(np.where(starts, places, 0), axis=1)
    ends = np.ones((rows, size), np.bool_)
    ends[:, :-1] = starts[:, 1:]
    backwards = np.where(ends, places, size)[:, ::-1]
    last = np.minimum.accumulate(backwards, axis=1)[:, ::-1]
    result = np.empty((2, rows, size), np.int64)
    np.put_along_axis(result[0], order, first + 1, axis=1)
    np.put_along_axis(result[1], order, last + 1, axis=1)
    return result[0], result[1]


def _totals(field: Contenders, units: Floats, held: npt.NDArray[np.bool_], weights: Floats) -> Any:
    """Totals of replications (rows), rounded; `units` are points per percent of weight."""
    totals = np.zeros((len(weights), len(field)))
    present = np.zeros_like(totals)
    for index in range(weights.shape[1]):
        totals += weights[:, index, None] * units[:, :, index]
        present += weights[:, index, None] * held[:, index]
    if field.problem.scoring.missing == "reweight":
        whole = weights.sum(axis=1, keepdims=True)
        totals = np.where(present > 0, totals * whole / np.where(present > 0, present, 1), totals)
    return np.round(totals, _DIGITS)


def _units(field: Contenders) -> Floats:
    """Points per percent of weight, per contender and component; 0 where missing."""
    rows = [
        [
            float(unit_points(field.problem, index, points, value) or 0)
            for index, (points, value) in enumerate(zip(own, values, strict=True))
        ]
        for own, values in zip(field.points, field.values, strict=True)
    ]
    return np.array(rows).reshape(len(field), len(field.weights))


def _count(ratings: Ratings, candidate: int) -> int:
    return int(ratings.offsets[candidate + 1] - ratings.offsets[candidate])


def _is_named(field: Contenders, component: int) -> bool:
    ratings = field.problem.candidates.ratings[component]
    own = [rater for one in field.indices for rater, _value in ratings.of(one)]
    return all(own) and len(set(own)) > 1


def _width(field: Contenders, component: int) -> int:
    ratings = field.problem.candidates.ratings[component]
    if _is_named(field, component):
        return len({rater for one in field.indices for rater, _value in ratings.of(one)})
    return max(_count(ratings, one) for one in field.indices)


def _drawn_points(
    field: Contenders, component: int, size: int, generator: np.random.Generator
) -> Floats:
    """Points per percent of weight, per replication and contender; NaN: as observed."""
    ratings = field.problem.candidates.ratings[component]
    rule = field.problem.components[component]
    rows = [[(name, value / UNIT) for name, value in ratings.of(one)] for one in field.indices]
    width = _width(field, component)
    values = np.full((len(rows), width), np.nan)
    if _is_named(field, component):
        names = sorted({name for own in rows for name, _value in own})
        column = {name: index for index, name in enumerate(names)}
        for row, own in enumerate(rows):
            for name, value in own:
                values[row, column[name]] = value
        drawn = values[:, generator.integers(0, width, (size, width))]
    else:
        counts = np.array([len(own) for own in rows])
        for row, own in enumerate(rows):
            values[row, : len(own)] = [value for _name, value in own]
        chosen = (generator.random((len(rows), size, width)) * counts[:, None, None]).astype(int)
        drawn = np.take_along_axis(values[:, None, :], chosen, axis=2)
        drawn[np.broadcast_to(np.arange(width) >= counts[:, None, None], drawn.shape)] = np.nan
    points = _points(rule, float(field.problem.scoring.total), _aggregated(rule, drawn))
    points[[not own[component] for own in field.present]] = np.nan
    return points.T


def _aggregated(rule: ComponentRule, drawn: Floats) -> Floats:
    """The mean, trimmed mean or median over the last axis; NaN where too few are there."""
    drawn = np.sort(drawn, axis=-1)  # NaN comes last
    count = (~np.isnan(drawn)).sum(axis=-1)
    drop = {"mean": np.zeros_like(count), "median": np.maximum(count - 1, 0) // 2}.get(
        rule.aggregate, np.full_like(count, rule.trim)
    )
    sums = np.zeros((*drawn.shape[:-1], drawn.shape[-1] + 1))
    np.cumsum(np.nan_to_num(drawn), axis=-1, out=sums[..., 1:])
    used = count - 2 * drop
    enough = used > 0
    high = np.take_along_axis(sums, np.where(enough, count - drop, 0)[..., None], axis=-1)
    low = np.take_along_axis(sums, np.where(enough, drop, 0)[..., None], axis=-1)
    means = (high - low)[..., 0] / np.where(enough, used, 1)
    return np.asarray(np.round(np.where(enough, means, np.nan), _DIGITS), np.float64)


def _points(rule: ComponentRule, total: float, values: Floats) -> Floats:
    if rule.scale is not None:
        low, high = (float(edge) for edge in rule.scale)
        return total / 100 * (values - low) / (high - low)
    points = np.full(values.shape, np.nan)
    for band in reversed(rule.bands):
        inside = ~np.isnan(values)
        if band.low is not None:
            edge = float(band.low)
            inside &= values >= edge if band.low_included else values > edge
        if band.high is not None:
            edge = float(band.high)
            inside &= values <= edge if band.high_included else values < edge
        points[inside] = float(band.points) / (float(rule.weight) or 1)
    return points


def _chunks(replications: int, width: int) -> Iterator[int]:
    at_once = max(1, min(replications, _CELLS // max(1, width)))
    for done in range(0, replications, at_once):
        yield min(at_once, replications - done)
