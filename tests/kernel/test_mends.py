"""What the mends write that rules of several domains offer."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cs.kernel.conventions import close_edges, convention_of
from cs.kernel.findings import AddKey, Place
from cs.kernel.mends import rescaled
from cs.promotion.policy import Band


def band(low: int | None, high: int | None, includes: str | None) -> Band:
    return Band.model_validate(
        {"from": low, "to": high, "includes": includes, "points": 0}, by_alias=True
    )


LOW, MIDDLE, HIGH = (None, 60), (60, 80), (80, None)


@pytest.mark.parametrize(
    ("stated", "convention"),
    [
        ([(*MIDDLE, "from")], "from"),
        ([(*LOW, "neither")], "from"),
        ([(*LOW, "to"), (*HIGH, "neither")], "to"),
        ([(*MIDDLE, "from"), (*LOW, "to")], None),
        ([(*MIDDLE, "both")], None),
        ([(*MIDDLE, None)], None),
    ],
)
def test_bands_tell_a_convention(
    stated: list[tuple[int | None, int | None, str | None]], convention: str | None
) -> None:
    assert convention_of([band(*each) for each in stated]) == convention


def test_open_edges_are_closed_as_the_neighbours_are_or_as_the_policy_is() -> None:
    place = Place("a.yaml", ("bands",))
    own = [band(*LOW, None), band(*MIDDLE, "to"), band(*HIGH, None)]
    fix = close_edges(place, own, [[band(*MIDDLE, "from")]])
    assert fix.safe
    assert [
        (each.place.route[-1], each.text) for each in fix.edits if isinstance(each, AddKey)
    ] == [(0, "to"), (2, "neither")]
    nothing = [band(*LOW, None), band(*HIGH, None)]
    assert close_edges(place, nothing, [[band(*MIDDLE, "from")]]).safe
    guess = close_edges(place, nothing)
    assert not guess.safe
    assert [each.text for each in guess.edits] == ["neither", "from"]


def test_weights_are_rescaled_by_largest_remainders() -> None:
    assert rescaled([Decimal(40), Decimal(30), Decimal(10), Decimal(10)]) == [45, 33, 11, 11]
    assert rescaled([Decimal(1), Decimal(1), Decimal(1)]) == [34, 33, 33]
    assert rescaled([Decimal("0.5"), Decimal(1)]) == [Decimal("33.3"), Decimal("66.7")]


@given(st.lists(st.decimals(0, 1000, places=2), min_size=1, max_size=12).filter(any))
def test_rescaled_weights_sum_to_100_and_keep_their_order(weights: list[Decimal]) -> None:
    after = rescaled(weights)
    assert sum(after) == 100
    for one, other, left, right in zip(weights, weights[1:], after, after[1:], strict=False):
        assert one == other or left == right or (one < other) == (left < right)
