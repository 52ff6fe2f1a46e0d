"""Ranks under rater noise and uncertain weights, raters who decide alone, and selection rates."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cs.promotion.problem import PromotionProblem, Ratings
from cs.promotion.ranking import decide
from cs.promotion.sensitivity.contenders import Contenders, contenders
from cs.promotion.sensitivity.deciding import Change, deciding_raters
from cs.promotion.sensitivity.resampling import (
    ranks_of,
    under_rater_noise,
    under_uncertain_weights,
)
from cs.promotion.sensitivity.selection import fisher_two_sided, selection_rates
from tests.promotion.rounds import component, problem


def field_of(round_: PromotionProblem) -> Contenders:
    return contenders(round_, decide(round_))


def named(round_: PromotionProblem, names: tuple[str, ...]) -> PromotionProblem:
    """The round, each candidate's ratings given by these raters in turn."""
    from dataclasses import replace

    ratings = tuple(
        Ratings(
            part.offsets,
            part.values,
            np.concatenate(
                [np.arange(size, dtype=np.int32) for size in np.diff(part.offsets)]
                or [np.zeros(0, np.int32)]
            ),
            names,
        )
        for part in round_.candidates.ratings
    )
    return replace(round_, candidates=replace(round_.candidates, ratings=ratings))


def test_ratings_that_agree_leave_every_rank_where_it_is() -> None:
    scores = {"a": (["90", "90", "90"],), "b": (["80", "80", "80"],), "c": (["70", "70"],)}
    field = field_of(problem((component("talk", 100),), scores, vacancies=1))

    noise = under_rater_noise(field, 200, 7)

    assert (noise.counts == np.diag([200, 200, 200])).all()
    assert noise.proposed.tolist() == [1, 0, 0]


def test_a_lenient_rater_is_lenient_to_all_so_that_ranks_stand() -> None:
    """Raters differ by 30 points but agree on the order; drawn per candidate, ranks would mix."""
    scores = {"a": (["95", "65", "80"],), "b": (["93", "63", "78"],)}
    round_ = problem((component("talk", 100),), scores, vacancies=1)

    by_rater = under_rater_noise(field_of(named(round_, ("R1", "R2", "R3"))), 300, 1)
    by_candidate = under_rater_noise(field_of(round_), 300, 1)

    assert by_rater.share_of(0, 1) == 1
    assert 0.4 < by_candidate.share_of(0, 1) < 0.8


@pytest.mark.parametrize("aggregate", ["mean", "median", "trimmed_mean"])
def test_the_bootstrap_of_two_values_is_known_in_closed_form(aggregate: str) -> None:
    """Of values 0,0,0,x drawn four times a mean is above 0 unless x is never drawn."""
    raters = {"aggregate": aggregate, "trim": 1, "min_raters": 3}
    scores = {"a": (["0", "0", "0", "80"],), "b": (["1", "1", "1", "1"],)}
    field = field_of(problem((component("talk", 100, raters=raters),), scores, vacancies=1))
    ahead = under_rater_noise(field, 20_000, 3).proposed[field_index(field, "a")]

    drawn_once, drawn_twice = 1 - 0.75**4, 1 - 0.75**4 - 4 * 0.25 * 0.75**3
    # The mean needs one draw of 80; the median and the mean of the middle two need two of them.
    expected = drawn_once if aggregate == "mean" else drawn_twice
    assert abs(ahead - expected) < 0.015


def field_index(field: Contenders, id_: str) -> int:
    return next(each for each in range(len(field)) if field.id_of(each) == id_)


def test_acceptabilities_of_mirrored_candidates_are_halves() -> None:
    parts = (component("skill", 50), component("talk", 50))
    scores = {"a": (["90"], ["60"]), "b": (["60"], ["90"]), "c": (["50"], ["50"])}
    ties = ({"by": "component", "component": "skill"},)
    field = field_of(problem(parts, scores, vacancies=1, tie_breaks=ties))

    smaa = under_uncertain_weights(field, 20_000, 50, 11)

    assert abs(smaa.share_of(0, 1) - 0.5) < 0.015
    assert smaa.share_of(2, 3) == 1
    assert smaa.central is not None
    # Who is best at skill is first where skill weighs more.
    assert smaa.central[0][0] > 50 > smaa.central[1][0]
    assert np.allclose(smaa.central[:2].sum(axis=1), 100)


def test_one_seed_gives_one_answer_and_shares_add_up() -> None:
    scores = {f"c{n}": ([str(50 + n), str(90 - 3 * n)], [str(40 + 7 * n)]) for n in range(5)}
    parts = (component("skill", 50), component("talk", 50))
    field = field_of(problem(parts, scores, vacancies=2))

    first = under_rater_noise(field, 500, 4)
    again = under_rater_noise(field, 500, 4)
    other = under_rater_noise(field, 500, 5)

    assert (first.counts == again.counts).all()
    assert (first.counts != other.counts).any()
    assert (first.counts.sum(axis=1) == 500).all()
    assert under_uncertain_weights(field, 300, 20, 1).counts.sum() == 300 * 5


@given(st.lists(st.integers(0, 4), min_size=1, max_size=7))
@settings(max_examples=50, deadline=None)
def test_ranks_are_counted_as_competitions_count_them(totals: list[int]) -> None:
    first, last = ranks_of(np.array([totals], float), np.ones(len(totals), np.int64))

    assert first[0].tolist() == [1 + sum(other > own for other in totals) for own in totals]
    assert last[0].tolist() == [sum(other >= own for other in totals) for own in totals]


def test_the_rater_without_whom_another_wins_is_named() -> None:
    scores = {"a": (["80", "80", "99"],), "b": (["82", "82", "82"],)}
    round_ = named(problem((component("talk", 100),), scores, vacancies=1), ("R1", "R2", "R3"))

    deciding = deciding_raters(round_, decide(round_))

    assert [(rater.name, rater.change) for rater in deciding.raters] == [
        ("R1", None), ("R2", None), ("R3", Change(leaves=(0,), enters=(1,))),
    ]  # fmt: skip
    assert [(one.candidate, one.change) for one in deciding.raters[2].singles] == [
        (0, Change(leaves=(0,), enters=(1,)))
    ]


def test_a_smaller_panel_alone_decides_nothing() -> None:
    scores = {"a": (["90", "90", "90"],), "b": (["80", "80", "80"],)}
    parts = (component("talk", 100, raters={"min_raters": 3}),)
    round_ = named(problem(parts, scores, vacancies=1), ("R1", "R2", "R3"))

    assert all(rater.change is None for rater in deciding_raters(round_, decide(round_)).raters)


def test_the_only_rater_of_a_candidate_is_told_and_not_left_out() -> None:
    scores = {"a": (["90"],), "b": (["80", "70"],)}
    round_ = named(problem((component("talk", 100),), scores, vacancies=1), ("R1", "R2"))

    first = deciding_raters(round_, decide(round_)).raters[0]

    assert (first.name, first.change, first.alone) == ("R1", None, ((0, 0),))


def test_who_rates_anonymously_is_not_named() -> None:
    scores = {"a": (["80", "99"],), "b": (["82", "82"],)}
    round_ = problem((component("talk", 100, raters={"anonymous": True}),), scores, vacancies=1)
    round_ = named(round_, ("R1", "R2"))

    deciding = deciding_raters(round_, decide(round_))

    assert (deciding.raters, deciding.anonymous) == ((), (0,))


def test_fishers_exact_test_agrees_with_published_tables() -> None:
    # Fisher's tea: 3 of 4 right, two-sided 34/70; all right: 2/70.
    assert fisher_two_sided(3, 1, 1, 3) == Fraction(34, 70)
    assert fisher_two_sided(4, 0, 0, 4) == Fraction(2, 70)
    # Agresti, Categorical Data Analysis: 1, 9, 11, 3 has 0.002759.
    assert round(float(fisher_two_sided(1, 9, 11, 3)), 6) == 0.002759


@given(*(st.integers(0, 12) for _ in range(4)))
@settings(max_examples=60, deadline=None)
def test_fishers_test_is_a_probability_and_knows_no_order(a: int, b: int, c: int, d: int) -> None:
    p = fisher_two_sided(a, b, c, d)

    assert 0 < p <= 1
    assert p == fisher_two_sided(c, d, a, b) == fisher_two_sided(a, c, b, d)


def test_selection_rates_are_compared_with_the_highest() -> None:
    groups = ["x"] * 10 + ["y"] * 10 + ["z"] * 2
    won = [True] * 5 + [False] * 5 + [True] * 3 + [False] * 7 + [False] * 2
    x, y, z = selection_rates(groups, [True] * 22, won)

    assert (x.ratio, x.below, x.probability) == (1, False, None)
    assert (y.ratio, y.below, y.one_more) == (Fraction(3, 5), True, True)
    assert y.probability == fisher_two_sided(3, 7, 5, 5)
    assert (z.ratio, z.small) == (0, True)
