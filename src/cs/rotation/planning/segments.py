"""Array steps over segments: runs of consecutive entries of one array, given by their offsets."""

import numpy as np

from cs.rotation.evaluation import Floats, Integers


def spans(first: Integers, count: Integers) -> tuple[Integers, Integers]:
    """Indexes of all entries of some segments, one after the other, and which segment each is of.

    Parameters:
        first, count: where each segment begins and how many entries it has.
    """
    owner = np.repeat(np.arange(len(first)), count)
    begin = np.concatenate([[0], np.cumsum(count)[:-1]]) if len(count) else count
    index = np.arange(len(owner)) - np.repeat(begin, count) + np.repeat(first, count)
    return index, owner


def minima(values: Floats, offset: Integers) -> Floats:
    """Least value of each segment (offsets: segments + 1); infinite for empty ones."""
    least = np.full(len(offset) - 1, np.inf)
    filled = np.flatnonzero(np.diff(offset))
    if len(filled):
        least[filled] = np.minimum.reduceat(values, offset[filled])
    return least


def first_minima(values: Floats, owner: Integers, segments: int) -> Integers:
    """Index of the first least value of each segment; every segment has an entry.

    Parameters:
        values: entries in segment order. owner: segment of each.
    """
    offset = np.searchsorted(owner, np.arange(segments))
    least = np.minimum.reduceat(values, offset) if segments else values[:0]
    hits = np.flatnonzero(values == least[owner])
    return np.asarray(hits[np.searchsorted(owner[hits], np.arange(segments))])
