"""In which order do numbers or ids stand? By whole numbers that hold key and position together.

A million packed numbers are sorted several times faster than positions by their keys; so are ids as
the numbers that their characters make.
"""

from collections.abc import Sequence

import numpy as np
import polars as pl

from cs.promotion.components import Codes, Integers
from cs.tables.short_texts import SHORT, whole_texts

_BITS = 63


def order_of(keys: Integers, places: Integers | None = None) -> Integers:
    """Positions in ascending order of the keys.

    Args:
        places: a different number from 0 for each position, by which equal keys are ordered; by
            default the positions themselves.
    """
    low, high = int(keys.min(initial=0)), int(keys.max(initial=0))
    last = len(keys) if places is None else int(places.max(initial=0))
    bits = last.bit_length()
    if (high - low).bit_length() + bits > _BITS:
        return np.lexsort((np.arange(len(keys)) if places is None else places, keys))
    packed = keys - low
    packed <<= bits
    packed |= np.arange(len(keys)) if places is None else places
    packed.sort()
    packed &= (1 << bits) - 1
    if places is None:
        return packed
    positions = np.empty(last + 1, np.int64)
    positions[places] = np.arange(len(places))
    return positions[packed]


def id_places(ids: pl.Series) -> tuple[Integers, bool]:
    """Each id's place, from 1, when ids are sorted by their characters; whether one is there twice.

    Ids are not null.
    """
    keys = _keys(ids)
    if keys is None:
        order = ids.arg_sort().to_numpy().astype(np.int64)
        twice = ids.n_unique() < len(ids)
    else:
        order = order_of(keys)
        ordered = keys[order]
        twice = bool((ordered[1:] == ordered[:-1]).any())
    places = np.empty(len(ids), np.int64)
    places[order] = np.arange(1, len(ids) + 1)
    return places, twice


def positions_of(texts: pl.Series, ids: Sequence[str]) -> Codes:
    """Each text's position among the ids, -1 where it is none of them."""
    known = pl.Series(ids, dtype=pl.String)
    own, theirs = whole_texts(texts), whole_texts(known)
    if own is None or theirs is None or not len(known):
        places = pl.DataFrame({"text": known}).with_row_index("position")
        joined = texts.to_frame("text").join(places, on="text", how="left", maintain_order="left")
        return joined["position"].cast(pl.Int32).fill_null(-1).to_numpy()
    order = np.argsort(theirs)
    nearest = np.searchsorted(theirs[order], own)
    nearest[nearest == len(order)] = 0
    found = order[nearest]
    return np.where(theirs[found] == own, found, -1).astype(np.int32)


def _keys(ids: pl.Series) -> Integers | None:
    """Different ones for different ids, in their order; None for ids that are too long.

    ASCII of at most eight bytes sorts as the whole number that its bytes make; a byte has only as
    many digits as occur at its place.
    """
    whole = whole_texts(ids)
    if whole is None or not len(ids):
        return None
    keys, size = np.zeros(len(ids), np.int64), 1
    for place in reversed(range(SHORT)):
        own = (whole >> np.uint64(8 * place)).astype(np.uint8)
        low, high = int(own.min()), int(own.max())
        size *= high - low + 1
        if size.bit_length() > _BITS:
            return None
        keys *= high - low + 1
        keys += own
        keys -= low
    return keys
