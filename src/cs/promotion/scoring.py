"""How many points does each candidate get? Exactly, for a million candidates in array operations.

Method: an aggregate is a whole sum over a whole count, so every component's points are a whole
number over one denominator common to all candidates (the least common multiple of the counts that
occur, of the scales and of the weights). Numerators are summed as whole numbers and divided once,
half away from zero (`decimal.ROUND_HALF_UP`). Whether all intermediate values fit 64 bits is
worked out beforehand from the largest values that occur; where they may not, the same formula runs
on arrays of Python integers, which are exact at any size. There is no floating point anywhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from math import gcd, lcm
from typing import Any

import numpy as np
import numpy.typing as npt

from cs.promotion.problem import (
    UNIT,
    ComponentRule,
    Flags,
    Gap,
    Integers,
    PromotionProblem,
    Ratings,
    Scores,
    Small,
)
from cs.promotion.rated_columns import ColumnRatings, block_of

_LIMIT = 2**63 - 1
_BLOCK = 1 << 15
_Numbers = npt.NDArray[Any]
"""int64, or Python integers where 64 bits may not do."""


@dataclass(frozen=True)
class _Aggregate:
    """Sum (in millionths) over `counts` raters; a count of 1 and a sum of 0 where missing."""

    sums: Integers
    counts: Integers
    gaps: Small


@dataclass(frozen=True)
class _Points:
    """Exact points of one component: `numerators / denominator`, 0 where missing.

    `largest`, at least 1, bounds the numerators' magnitude; `short` says who misses the minimum.
    """

    numerators: _Numbers
    denominator: int
    largest: int
    gaps: Small
    short: Flags | None = None


def score(problem: PromotionProblem) -> Scores:
    """Points per component and totals, quantised half-up to the policy's places.

    Component points are quantised on their own, for showing and for ties; the total is the sum of
    exact points, quantised once.
    """
    size, parts = len(problem.candidates), range(len(problem.components))
    points = tuple(np.empty(size, np.int64) for _ in parts)
    gaps = tuple(np.empty(size, np.int8) for _ in parts)
    totals, scored = np.empty(size, np.int64), np.empty(size, np.bool_)
    minima = [n for n, rule in enumerate(problem.components) if rule.minimum is not None]
    short = {n: np.empty(size, np.bool_) for n in minima}
    # By the block, which stays in the processor's cache; whatever denominators the blocks have,
    # the quotients are exact.
    for start in range(0, size, _BLOCK):
        rows = slice(start, min(start + _BLOCK, size))
        own = _score_block(problem, rows)
        for part in parts:
            points[part][rows], gaps[part][rows] = own.points[part], own.gaps[part]
        totals[rows], scored[rows] = own.totals, own.scored
        for part in minima:
            short[part][rows] = own.short[part]
    return Scores(points, gaps, totals, scored, short)


def _score_block(problem: PromotionProblem, rows: slice) -> Scores:
    scoring = problem.scoring
    parts = [
        _component_points(rule, _aggregate(rule, problem.candidates.ratings, number, rows),
                          scoring.total)
        for number, rule in enumerate(problem.components)
    ]  # fmt: skip
    present = [part.gaps == Gap.NONE for part in parts]
    shares = _shares(problem.components, present, scoring.missing == "reweight")
    scored = _scored(present, shares, scoring.missing)
    totals = _quantised(_sum(parts), shares, scoring.places)
    return Scores(
        points=tuple(_quantised(part, shares, scoring.places) for part in parts),
        gaps=tuple(part.gaps for part in parts),
        totals=np.where(scored, totals, 0),
        scored=scored,
        short={n: part.short for n, part in enumerate(parts) if part.short is not None},
    )


@dataclass(frozen=True)
class _Shares:
    """Reweighting multiplies points with `whole / present` per candidate.

    Both are 1 without reweighting, and equal where no weight is present at all.
    """

    whole: int
    present: Integers
    weighed: Flags


def _shares(
    components: Sequence[ComponentRule], present: Sequence[Flags], reweight: bool
) -> _Shares:
    size = len(present[0])
    weights = [int(rule.weight * UNIT) for rule in components]
    common = gcd(*weights)
    if not reweight or not common:
        return _Shares(1, np.ones(size, np.int64), np.full(size, not reweight))
    weights = [weight // common for weight in weights]
    held = np.zeros(size, np.int64)
    for weight, flags in zip(weights, present, strict=True):
        held += weight * flags
    return _Shares(sum(weights), np.where(held > 0, held, sum(weights)), held > 0)


def _scored(present: Sequence[Flags], shares: _Shares, missing: str) -> Flags:
    if missing == "refuse":
        return np.asarray(np.logical_and.reduce(present), np.bool_)
    return shares.weighed


def _component_points(rule: ComponentRule, aggregate: _Aggregate, total: Decimal) -> _Points:
    if rule.scale is None:
        points = _band_points(rule, aggregate, total)
    else:
        points = _scale_points(rule, rule.scale, aggregate, total)
    return replace(points, short=_short(rule, aggregate))


def _short(rule: ComponentRule, aggregate: _Aggregate) -> Flags | None:
    """Who misses the component's minimum; a missing value reaches none."""
    if rule.minimum is None:
        return None
    least = int(rule.minimum * UNIT) * aggregate.counts
    misses = aggregate.sums > least if rule.lower_is_better else aggregate.sums < least
    return np.asarray(misses | (aggregate.gaps != Gap.NONE), np.bool_)


def _scale_points(
    rule: ComponentRule, scale: tuple[Decimal, Decimal], aggregate: _Aggregate, total: Decimal
) -> _Points:
    low, high = int(scale[0] * UNIT), int(scale[1] * UNIT)
    present = aggregate.gaps == Gap.NONE
    above = np.where(present, aggregate.sums - aggregate.counts * low, 0)
    step = int(np.gcd.reduce(above, initial=0)) or 1
    above //= step
    common = lcm(*np.flatnonzero(np.bincount(aggregate.counts)).tolist())
    worth = Fraction(rule.weight) * Fraction(total) / 100 * step / (high - low) / common
    most = max(1, int(above.max(initial=0)), -int(above.min(initial=0)))
    largest = most * common * max(1, abs(worth.numerator))
    spread = common // _fitting(aggregate.counts, largest)
    numerators = _fitting(above, largest) * spread * worth.numerator
    return _Points(numerators, worth.denominator, largest, aggregate.gaps)


def _band_points(rule: ComponentRule, aggregate: _Aggregate, total: Decimal) -> _Points:
    band = _band_of(rule, aggregate)
    gaps = np.where((aggregate.gaps == Gap.NONE) & (band < 0), Gap.NO_BAND, aggregate.gaps)
    # Points of a band are points of the total as they stand; millionths make them whole.
    points = np.array([int(band.points * UNIT) for band in rule.bands] + [0], np.int64)
    step = int(np.gcd.reduce(points)) or 1
    worth = Fraction(step, UNIT)
    numerators = np.where(gaps == Gap.NONE, (points // step)[band], 0) * worth.numerator
    return _Points(
        numerators,
        worth.denominator,
        max(1, int(np.abs(points).max()) // step * worth.numerator),
        gaps.astype(np.int8),
    )


def _band_of(rule: ComponentRule, aggregate: _Aggregate) -> npt.NDArray[np.int64]:
    """Index of the first band that holds each aggregate, -1 for none.

    Edges are multiplied by the counts instead of dividing the sums, so that equality is exact.
    """
    chosen = np.full(len(aggregate.sums), -1, np.int64)
    for index in reversed(range(len(rule.bands))):
        band = rule.bands[index]
        inside = np.ones(len(chosen), np.bool_)
        if band.low is not None:
            edge = int(band.low * UNIT) * aggregate.counts
            inside &= aggregate.sums >= edge if band.low_included else aggregate.sums > edge
        if band.high is not None:
            edge = int(band.high * UNIT) * aggregate.counts
            inside &= aggregate.sums <= edge if band.high_included else aggregate.sums < edge
        chosen[inside] = index
    return chosen


def _aggregate(
    rule: ComponentRule, ratings: Sequence[Ratings], component: int, rows: slice
) -> _Aggregate:
    trim = rule.trim if rule.aggregate == "trimmed_mean" else 0
    if rule.aggregate == "mean" and isinstance(ratings, ColumnRatings):
        sums, counts = ratings.sums(component, rows)
        used = counts.copy()
    else:
        own = block_of(ratings, component, rows)
        counts = np.diff(own.offsets)
        if rule.aggregate == "mean":
            sums, used = _segment_sums(own), counts.copy()
        else:
            sums, used = _middle_sums(own, counts, trim or None)
    gaps = np.zeros(len(counts), np.int8)
    gaps[counts < max(rule.min_raters, 2 * trim + 1)] = Gap.TOO_FEW_RATERS
    gaps[counts == 0] = Gap.NO_SCORE
    missing = gaps != Gap.NONE
    sums[missing], used[missing] = 0, 1
    return _Aggregate(sums, used, gaps)


def _segment_sums(ratings: Ratings) -> Integers:
    # Running sums may wrap around 64 bits; differences of them are exact all the same.
    running = np.zeros(len(ratings.values) + 1, np.int64)
    np.cumsum(ratings.values, out=running[1:])
    return np.diff(running[ratings.offsets])


def _middle_sums(ratings: Ratings, counts: Integers, trim: int | None) -> tuple[Integers, Integers]:
    """Sums and counts over the middle values: all but `trim` at each end, or the median's."""
    sums, used = np.zeros_like(counts), np.ones_like(counts)
    for count in np.flatnonzero(np.bincount(counts)).tolist():
        drop = (count - 1) // 2 if trim is None else trim
        if count <= 2 * drop:
            continue
        rows = np.flatnonzero(counts == count)
        values = ratings.values[ratings.offsets[rows][:, None] + np.arange(count)]
        values.sort(axis=1)
        sums[rows] = values[:, drop : count - drop].sum(axis=1)
        used[rows] = count - 2 * drop
    return sums, used


def _sum(parts: Sequence[_Points]) -> _Points:
    """The exact sum of components, over their common denominator."""
    denominator = lcm(*(part.denominator for part in parts))
    largest = sum(part.largest * (denominator // part.denominator) for part in parts)
    numerators = _fitting(np.zeros(len(parts[0].numerators), np.int64), largest)
    for part in parts:
        numerators = numerators + _fitting(part.numerators, largest) * (
            denominator // part.denominator
        )
    return _Points(numerators, denominator, largest, parts[0].gaps)


def _quantised(points: _Points, shares: _Shares, places: int) -> Integers:
    """Reweighted points in multiples of 10^-places, half away from zero."""
    if not len(points.numerators):
        return np.zeros(0, np.int64)
    up, most = 2 * 10**places * shares.whole, int(shares.present.max(initial=1))
    largest = points.largest * up + 2 * points.denominator * most
    numerators = _fitting(points.numerators, largest)
    halves = _fitting(shares.present, largest) * points.denominator
    rounded = (np.abs(numerators) * up + halves) // (2 * halves)
    return np.asarray(np.where(numerators < 0, -rounded, rounded), np.int64)


def _fitting(numbers: _Numbers, largest: int) -> _Numbers:
    """The numbers as int64 if `largest` fits it, else as Python integers."""
    if largest <= _LIMIT or numbers.dtype == np.object_:
        return numbers
    return numbers.astype(np.object_)
