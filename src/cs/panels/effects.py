"""How would candidates stand if all raters were equally strict? Two adjustments, and no verdict.

Additive effects: a rating is the candidate's merit plus the rater's leniency, both found together
by least squares, where leniencies sum to zero (the additive two-way model of incomplete layouts,
Scheffé 1959). That compares candidates only as far as common ratings tie them together: if raters
and candidates are not one connected graph, there is no answer, and none is given.

Z-scores: each rater's ratings are centred and divided by their spread, then averaged. It needs no
connection, since it takes it that every rater saw equally good candidates.

In panels where each candidate meets a few raters by lot, the true best came first more often by
additive effects than by z-scores, and by these more often than by raw means (a test holds that).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cs.panels.panel import Panel

_SMALLEST_SPREAD = 1e-12
_PLACES = 9
"""Adjusted values are compared to so many decimals: beyond them lies the arithmetic's noise."""


@dataclass(frozen=True, slots=True, eq=False)
class Adjusted:
    """Values of the candidates after an adjustment, on the scale of the ratings.

    Attributes:
        merits: per candidate.
        leniencies: per rater; zero in the mean.
    """

    merits: NDArray[np.float64]
    leniencies: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Unconnected:
    """Raters and candidates fall apart into groups that no common rating ties together.

    Attributes:
        groups: candidates and raters of each, the largest first.
    """

    groups: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]


def raw_means(panel: Panel) -> NDArray[np.float64]:
    """The mean of each candidate's ratings."""
    rated = panel.rated
    sums = np.where(rated, panel.values, 0.0).sum(axis=1)
    means: NDArray[np.float64] = sums / rated.sum(axis=1)
    return means


def additive(panel: Panel) -> Adjusted | Unconnected:
    """Merits and leniencies by least squares; refused where the graph is not connected."""
    groups = connected_groups(panel)
    if len(groups) != 1:
        return Unconnected(groups)
    rated = panel.rated.astype(float)
    filled = np.where(panel.rated, panel.values, 0.0)
    per_candidate, per_rater = rated.sum(axis=1), rated.sum(axis=0)
    means: NDArray[np.float64] = filled.sum(axis=1) / per_candidate
    # With the merits eliminated, each a mean less leniencies, raters alone are left.
    shared = rated / per_candidate[:, None]
    system = np.vstack([np.diag(per_rater) - rated.T @ shared, np.ones(len(per_rater))])
    right = np.append(filled.sum(axis=0) - rated.T @ means, 0.0)
    leniencies: NDArray[np.float64] = np.linalg.lstsq(system, right, rcond=None)[0]
    merits = np.subtract(means, shared @ leniencies)
    return Adjusted(np.round(merits, _PLACES), np.round(leniencies, _PLACES))


def z_scores(panel: Panel) -> Adjusted:
    """Means of each rater's standardised ratings, put back on the scale of all ratings.

    A rater who gave all candidates the same, or rated one alone, tells nothing: the middle.
    """
    rated = panel.rated
    counts = rated.sum(axis=0)
    filled = np.where(rated, panel.values, 0.0)
    means = filled.sum(axis=0) / counts
    off = np.where(rated, panel.values - means, 0.0)
    spreads = np.sqrt((off**2).sum(axis=0) / np.maximum(counts - 1, 1))
    standard = np.where(
        spreads > _SMALLEST_SPREAD, off / np.maximum(spreads, _SMALLEST_SPREAD), 0.0
    )
    every = panel.values[rated]
    middle, spread = every.mean(), every.std()
    merits = middle + spread * standard.sum(axis=1) / rated.sum(axis=1)
    return Adjusted(np.round(merits, _PLACES), np.round(means - means.mean(), _PLACES))


def ranks(values: NDArray[np.float64]) -> list[int]:
    """Standard competition ranks, the greatest value first."""
    rounded = np.round(values, _PLACES).tolist()
    in_order = sorted(rounded, reverse=True)
    first = {value: position + 1 for position, value in reversed(list(enumerate(in_order)))}
    return [first[value] for value in rounded]


def connected_groups(
    panel: Panel,
) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """The connected parts of the graph in which a rating is an edge."""
    rated = panel.rated
    parent = list(range(len(panel.candidates) + len(panel.raters)))

    def head(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for row, column in zip(*(each.tolist() for each in np.nonzero(rated)), strict=True):
        parent[head(len(panel.candidates) + column)] = head(row)
    members: dict[int, tuple[list[str], list[str]]] = {}
    for node in range(len(parent)):
        candidates, raters = members.setdefault(head(node), ([], []))
        if node < len(panel.candidates):
            candidates.append(panel.candidates[node])
        else:
            raters.append(panel.raters[node - len(panel.candidates)])
    groups = sorted(members.values(), key=lambda each: (-len(each[0]), each[0]))
    return tuple((tuple(candidates), tuple(raters)) for candidates, raters in groups)
