"""Ratings that do not count, minimums, lots, other weights and pseudonyms."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cs.promotion.conflicts import Kinship, without_conflicts
from cs.promotion.explaining import explain
from cs.promotion.lots import lot
from cs.promotion.problem import (
    Conflict,
    Outcome,
    PromotionProblem,
    Ratings,
    Vacancies,
    Waived,
)
from cs.promotion.ranking import decide
from cs.promotion.verifier import verify
from cs.promotion.whatif.weights import reweighted
from tests.promotion.rounds import DAY, component, problem

CANDIDATES = ("A", "B")
RATERS = ("A", "B", "M", "L", "X")


def panel(rows: list[list[str]]) -> Ratings:
    """Per candidate, who rated; everybody gave 80."""
    raters = [RATERS.index(name) for row in rows for name in row]
    return Ratings(
        np.cumsum([0, *map(len, rows)]).astype(np.int64),
        np.full(len(raters), 80_000_000, np.int64),
        np.array(raters, np.int32),
        RATERS,
    )


KINSHIP = Kinship({"A": 0, "B": 1}, ("L", None), ("M", "M"))
EVERYBODY = [list(RATERS), list(RATERS)]


@pytest.mark.parametrize(
    ("excludes", "left"),
    [
        (("self",), ["BMLX", "AMLX"]),
        (("competitor",), ["AMLX", "BMLX"]),
        (("leader",), ["ABMX", "ABMLX"]),
        (("mentor",), ["ABLX", "ABLX"]),
        (("self", "competitor", "leader", "mentor"), ["X", "LX"]),
    ],
)
def test_a_rater_is_left_out_by_what_he_is_to_the_candidate(
    excludes: tuple[Conflict, ...], left: list[str]
) -> None:
    found = without_conflicts(panel(EVERYBODY), excludes, KINSHIP)

    assert ["".join(rater for rater, _ in found.of(index)) for index in (0, 1)] == left
    assert all(each.conflict in excludes for row in found.dropped.values() for each in row)


@given(
    st.lists(st.lists(st.sampled_from(RATERS), unique=True, max_size=5), min_size=2, max_size=2),
    st.lists(st.sampled_from(["self", "competitor", "leader", "mentor"]), unique=True),
)
def test_nothing_is_lost(rows: list[list[str]], excludes: list[Conflict]) -> None:
    before = panel(rows)
    after = without_conflicts(before, excludes, KINSHIP)

    for index in (0, 1):
        kept = [rater for rater, _ in after.of(index)]
        dropped = [each.rater for each in after.dropped.get(index, ())]
        assert sorted(kept + dropped) == sorted(rows[index])


def test_ratings_left_out_count_against_the_least_number() -> None:
    part = component("a", 100, scale=(0, 100), raters={"min_raters": 3, "excludes": ("self",)})
    asked = problem([part], {"A": [[80, 80, 80]], "B": [[80, 80, 80]]})
    ratings = without_conflicts(panel([["A", "M", "X"], ["M", "L", "X"]]), ("self",), KINSHIP)
    asked = replace(asked, candidates=replace(asked.candidates, ratings=(ratings,)))
    result = decide(asked)

    assert [Outcome(code).name for code in result.outcomes] == ["UNSCORED", "PROPOSED"]
    assert explain(asked, 0).components[0].dropped == (("A", Decimal(80), "self"),)
    assert list(verify(asked, result)) == []


def test_the_verifier_sees_a_rating_that_should_not_count() -> None:
    part = component("a", 100, scale=(0, 100), raters={"excludes": ("competitor",)})
    asked = problem([part], {"A": [[80]], "B": [[80]]})
    asked = replace(asked, candidates=replace(asked.candidates, ratings=(panel([["B"], ["X"]]),)))

    assert [text.english() for text in verify(asked, decide(asked))] == [
        "A: the rating of B counts, against the policy."
    ]


def test_the_verifier_recounts_places_and_waivers() -> None:
    asked = problem([component("a", 100)], {"A": [[80]]}, vacancies=1)
    places = Vacancies(2, "headcount", "G", headcount=3, holders=1, acting=1, decided=0)
    waived = Waived("chair", DAY, "good work", until=date(2026, 11, 30))
    result = decide(asked)
    asked = replace(asked, vacancies=places, waivers={("year", 0): waived})

    assert [text.english() for text in verify(asked, result)][:2] == [
        "A: the waiver of year counts, against the policy.",
        "The vacancies are 2, recomputed 1.",
    ]


def test_below_a_minimum_nobody_is_proposed_however_good_the_total() -> None:
    parts = [component("a", 50, scale=(0, 100), minimum=Decimal(60)), component("b", 50)]
    asked = problem(
        parts,
        {"A": [[59], [100]], "B": [[60], [60]], "C": [["59.999999", "60"], [60]]},
        vacancies=3,
    )
    result = decide(asked)

    assert [Outcome(code).name for code in result.outcomes] == [
        "BELOW_MINIMUM", "PROPOSED", "BELOW_MINIMUM",
    ]  # fmt: skip
    assert result.ranks.tolist() == [1, 2, 2]
    assert list(verify(asked, result)) == []


def test_on_a_scale_that_falls_the_minimum_is_the_most() -> None:
    part = component("a", 100, scale=(100, 0), minimum=Decimal(30))
    result = decide(problem([part], {"A": [[31]], "B": [[30]]}, vacancies=2))

    assert [Outcome(code).name for code in result.outcomes] == ["BELOW_MINIMUM", "PROPOSED"]


@given(st.integers(0, 100), st.integers(0, 100), st.integers(0, 100))
def test_a_better_rating_never_lowers_the_total(low: int, more: int, other: int) -> None:
    parts = [component("a", 60), component("b", 40)]
    high = min(100, low + more)
    result = decide(problem(parts, {"A": [[low], [other]], "B": [[high], [other]]}))

    assert result.scores.totals[1] >= result.scores.totals[0]
    assert result.ranks[1] <= result.ranks[0]


def drawn(ids: list[str], key: str) -> PromotionProblem:
    """A round of equals with lots."""
    asked = problem(
        [component("a", 100)], {id_: [[80]] for id_ in ids}, vacancies=1,
        tie_breaks=({"by": "lot"},),
    )  # fmt: skip
    return replace(asked, lot_key=key)


@given(st.sets(st.text("ABC123", min_size=1, max_size=4), min_size=2, max_size=8), st.data())
def test_lots_settle_every_tie_and_no_order_of_rows_matters(
    ids: set[str], data: st.DataObject
) -> None:
    listed = sorted(ids)
    shuffled = data.draw(st.permutations(listed))
    asked, other = drawn(listed, "p|2026-12|7"), drawn(list(shuffled), "p|2026-12|7")
    result, again = decide(asked), decide(other)
    ranks = dict(zip(listed, result.ranks.tolist(), strict=True))

    assert sorted(ranks.values()) == list(range(1, len(ids) + 1))
    assert ranks == dict(zip(shuffled, again.ranks.tolist(), strict=True))
    assert min(ranks, key=lambda id_: ranks[id_]) == min(
        listed, key=lambda id_: lot("p|2026-12|7", id_)
    )
    assert (result.proposed, result.tied) == (1, 0)
    assert list(verify(asked, result)) == []


def test_lots_are_drawn_after_the_other_tie_breaks() -> None:
    parts = [component("a", 50), component("b", 50)]
    asked = problem(
        parts, {"A": [[80], [60]], "B": [[60], [80]], "C": [[60], [80]]},
        tie_breaks=({"by": "component", "component": "a"}, {"by": "lot"}),
    )  # fmt: skip
    result = decide(replace(asked, lot_key="k"))

    assert result.ranks[0] == 1
    assert sorted(result.ranks.tolist()) == [1, 2, 3]


def test_a_lot_is_the_hash_that_anybody_can_draw() -> None:
    # printf 'team-leader|2026-12|7|E1' | sha256sum
    assert lot("team-leader|2026-12|7", "E1") == "7179086db37d56bb"


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        ({"a": "60"}, ["60", "30", "10"]),
        ({"b": "0"}, ["57.142857", "0", "42.857143"]),
        ({"a": "10", "c": "20"}, ["10", "70", "20"]),
    ],
)
def test_other_weights_share_what_is_left(weights: dict[str, str], expected: list[str]) -> None:
    parts = [component("a", 40), component("b", 45), component("c", 15)]
    if "b" in weights:
        parts = [component("a", 40), component("b", 30), component("c", 30)]
    asked = reweighted(
        problem(parts, {"A": [[1], [1], [1]]}), {id_: Decimal(w) for id_, w in weights.items()}
    )

    assert sum(part.weight for part in asked.components) == 100
    assert [format(part.weight.normalize(), "f") for part in asked.components] == expected


def test_points_of_bands_go_with_the_weight() -> None:
    bands = ({"to": 60, "includes": "neither", "points": 0}, {"from": 60, "includes": "from",
             "points": 10})  # fmt: skip
    parts = [component("a", 90), component("b", 10, bands=bands)]
    asked = reweighted(problem(parts, {"A": [[100], [60]]}), {"b": Decimal(20)})

    assert decide(asked).scores.totals.tolist() == [10000]


@pytest.mark.parametrize(("weights", "error"), [({"x": "5"}, KeyError), ({"a": "101"}, ValueError)])
def test_weights_that_cannot_be(weights: dict[str, str], error: type[Exception]) -> None:
    asked = problem([component("a", 60), component("b", 40)], {"A": [[1], [1]]})

    with pytest.raises(error):
        reweighted(asked, {id_: Decimal(weight) for id_, weight in weights.items()})
