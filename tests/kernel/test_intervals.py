"""Bands as intervals: overlaps and gaps are found exactly where a value has two answers or none."""

from dataclasses import dataclass
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from cs.kernel.intervals import ascending, gaps, interval, overlaps


@dataclass(frozen=True)
class Step:
    """A band of a test."""

    low: Decimal | None
    high: Decimal | None
    includes: str | None


EDGES = st.one_of(st.none(), st.integers(0, 6).map(Decimal))
STEPS = st.builds(Step, EDGES, EDGES, st.sampled_from(["from", "to", "both", "neither"]))
HALVES = [Decimal(n) / 2 for n in range(-2, 16)]


def holders(bands: list[Step], value: Decimal) -> int:
    return sum(interval(0, band).holds(value) for band in bands)


@given(st.lists(STEPS, max_size=4))
def test_an_overlap_is_a_value_with_two_bands(bands: list[Step]) -> None:
    # Edges are whole numbers, so that between two of them every value is held alike.
    shared = any(holders(bands, value) > 1 for value in HALVES)
    assert bool(list(overlaps(bands))) == shared


@given(st.lists(STEPS, max_size=4))
def test_a_gap_is_a_value_without_a_band_between_two(bands: list[Step]) -> None:
    ends = ascending(bands)
    if not ends:
        assert not list(gaps(bands))
        return
    held = [value for value in HALVES if holders(bands, value)]
    between = [value for value in HALVES if held and min(held) < value < max(held)]
    lacking = any(not holders(bands, value) for value in between)
    assert bool(list(gaps(bands))) == lacking


def test_an_edge_left_open_is_neither_overlap_nor_gap() -> None:
    bands = [Step(None, Decimal(60), None), Step(Decimal(60), None, None)]
    assert not list(overlaps(bands))
    assert not list(gaps(bands))
