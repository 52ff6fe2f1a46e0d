"""Ratings left as columns: the same sums, ratings and scores as candidate after candidate."""

from dataclasses import replace
from decimal import Decimal

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cs.promotion import scoring
from cs.promotion.id_texts import IdTexts, as_series
from cs.promotion.problem import PromotionProblem
from cs.promotion.ranking import decide
from cs.promotion.rated_columns import ColumnRatings, block_of, dropped_ratings
from cs.promotion.sorting import id_places, order_of
from tests.promotion.rounds import policy
from tests.promotion.test_building import built

SCALE = {"from": Decimal(0), "to": Decimal(10)}
HEADER = "id,a1,a2,a3,b1,b2\n"


def question(rows: list[tuple[str, ...]], how: str) -> PromotionProblem:
    """A competition of two components, three and two raters each."""
    least = {"aggregate": how, "min_raters": 1, **({"trim": 1} if how == "trimmed_mean" else {})}
    components = tuple(
        {"id": id_, "name": id_, "weight": 50, "scale": SCALE, "raters": least} for id_ in "ab"
    )
    text = HEADER + "".join(f"E{n},{','.join(row)}\n" for n, row in enumerate(rows))
    problem = built(text, policy(components=components)).problem
    assert problem is not None
    return problem


def joined(problem: PromotionProblem) -> PromotionProblem:
    """The same with ratings candidate after candidate."""
    ratings = tuple(problem.candidates.ratings)
    return replace(problem, candidates=replace(problem.candidates, ratings=ratings))


CELLS = st.sampled_from(["", "0", "3", "7", "9.5", "10"])


@settings(max_examples=30)
@given(
    st.lists(st.tuples(*[CELLS] * 5).filter(any), min_size=1, max_size=20),
    st.sampled_from(["mean", "median", "trimmed_mean"]),
    st.integers(1, 7),
)
def test_columns_and_blocks_give_the_scores_of_single_ratings_as_a_whole(
    rows: list[tuple[str, ...]], how: str, block: int
) -> None:
    problem = question(rows, how)
    whole = scoring.score(joined(problem))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scoring, "_BLOCK", block)
        for each in (problem, joined(problem)):
            scores = scoring.score(each)
            for own, other in (
                *zip(scores.points, whole.points, strict=True),
                *zip(scores.gaps, whole.gaps, strict=True),
                (scores.totals, whole.totals),
                (scores.scored, whole.scored),
            ):
                assert own.tolist() == other.tolist()


def test_a_block_of_ratings_is_what_these_candidates_hold() -> None:
    problem = question([("1", "", "3", "", "5"), ("2", "2", "2", "2", ""), ("", "4", "", "", "")],
                       "mean")  # fmt: skip
    columns = problem.candidates.ratings
    assert isinstance(columns, ColumnRatings)
    whole = tuple(columns)
    assert [rater for rater, _ in columns[0].of(0)] == ["1", "3"]
    for component in range(2):
        for rows in (slice(0, 3), slice(1, 3), slice(2, 2)):
            for ratings in (columns, whole):
                part = block_of(ratings, component, rows)
                assert [part.of(n) for n in range(rows.stop - rows.start)] == [
                    whole[component].of(n) for n in range(rows.start, rows.stop)
                ]
    assert columns[0] is columns[-2]
    assert columns[:1] == (columns[0],)
    assert list(dropped_ratings(columns)) == list(dropped_ratings(whole)) == [{}, {}]


def test_a_value_outside_the_scale_is_found_in_whole_numbers_and_others() -> None:
    lines = "".join(f"E{n},5,5.5,5,5,5\n" for n in range(70))
    part = {"id": "a", "name": "a", "weight": 100, "scale": SCALE}
    for bad in ("11", "10.5", "-1"):
        result = built(f"id,a,a2\nX,{bad},1\n", policy(components=(part,)))
        assert [finding.code for finding in result.findings] == ["SCO001"]
    assert built(HEADER + lines, policy(components=(part,))).findings == ()


@given(st.lists(st.text("A1z0-é工", max_size=9), unique=True))
def test_ids_have_the_places_of_sorted_texts(ids: list[str]) -> None:
    places, twice = id_places(pl.Series(ids, dtype=pl.String))
    assert not twice
    assert [ids[at] for at in np.argsort(places)] == sorted(ids)
    assert id_places(pl.Series([*ids, *ids[:1]], dtype=pl.String))[1] == bool(ids)


@given(st.lists(st.integers(-(2**62), 2**62)), st.booleans())
def test_keys_are_ordered_and_equal_ones_by_place(keys: list[int], narrow: bool) -> None:
    keys = [key % 5 for key in keys] if narrow else keys
    places = np.arange(len(keys))[::-1].copy()
    numbers = np.array(keys, np.int64)
    assert order_of(numbers).tolist() == sorted(range(len(keys)), key=lambda at: (keys[at], at))
    assert order_of(numbers, places).tolist() == sorted(
        range(len(keys)), key=lambda at: (keys[at], -at)
    )


def test_ids_behave_as_an_array_of_texts() -> None:
    ids = IdTexts(pl.Series("c0", ["A", "B", "C"]))
    assert (len(ids), ids[1], ids[np.int64(2)], list(ids)) == (3, "B", "C", ["A", "B", "C"])
    assert ids[np.array([2, 0])].tolist() == ["C", "A"]
    assert np.flatnonzero(ids == "B").tolist() == [1]
    assert (ids == np.array(["A", "x", "C"], np.object_)).tolist() == [True, False, True]
    assert np.array(ids).tolist() == ["A", "B", "C"]
    assert as_series(ids).to_list() == as_series(ids.array).to_list()


def test_ratings_can_be_decided_on_without_any_column() -> None:
    problem = question([("1", "1", "1", "1", "1")], "mean")
    without = replace(
        problem, candidates=replace(problem.candidates, ratings=ColumnRatings(1, ((), ())))
    )
    assert not decide(without).scores.scored.any()
