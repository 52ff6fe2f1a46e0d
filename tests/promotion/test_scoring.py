"""Points and totals: exact on every input (D46)."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cs.promotion.explaining import explain, quantise
from cs.promotion.problem import Gap, Outcome
from cs.promotion.ranking import decide
from cs.promotion.scoring import score
from cs.promotion.verifier import verify
from tests.promotion.rounds import component, problem

PM_BANDS = (
    {"to": Decimal(60), "includes": "neither", "points": Decimal(0)},
    {"from": Decimal(60), "to": Decimal(70), "includes": "from", "points": Decimal(6)},
    {"from": Decimal(70), "to": Decimal(80), "includes": "from", "points": Decimal(8)},
    {"from": Decimal(80), "includes": "from", "points": Decimal(10)},
)
MEAN = {"aggregate": "mean"}


def total(components, values, **settings):  # type: ignore[no-untyped-def]
    """The total of a single candidate, as written; None if not scored."""
    question = problem(components, {"A": values}, **settings)
    scores = score(question)
    places = question.scoring.places
    return str(Decimal(int(scores.totals[0])).scaleb(-places)) if scores.scored[0] else None


def test_a_scale_is_rescaled_to_the_weight() -> None:
    parts = [component("a", 60), component("b", 40, scale=(1, 5))]

    assert total(parts, [[50], [3]]) == "50.00"
    assert total(parts, [[0], [1]]) == "0.00"
    assert total(parts, [[100], [5]]) == "100.00"


def test_a_falling_scale_gives_most_points_to_the_lowest_value() -> None:
    assert total([component("complaints", 100, scale=(5, 0))], [[1]]) == "80.00"


@pytest.mark.parametrize(
    ("pm", "points"),
    [
        ("59.999999", "0.00"),
        (60, "6.00"),
        ("69.9", "6.00"),
        (70, "8.00"),
        (80, "10.00"),
        (100, "10.00"),
    ],
)
def test_bands_give_points_that_are_not_weighted_again(pm: str | int, points: str) -> None:
    assert total([component("pm", 10, bands=PM_BANDS)], [[pm]]) == points


def test_a_mean_meets_a_band_edge_exactly() -> None:
    # (67.6 + 64.8 + 47.6) / 3 is 60, though not in binary floating point.
    bands = PM_BANDS

    assert (67.6 + 64.8 + 47.6) / 3 != 60
    assert total([component("pm", 10, bands=bands)], [["67.6", "64.8", "47.6"]]) == "6.00"


def test_means_of_three_that_are_equal_stay_equal() -> None:
    question = problem(
        [component("a", 40), component("b", 60, raters=MEAN)],
        {"A": [[70], [80, 81, 82]], "B": [["71.5"], [80, 80, 80]]},
        vacancies=1,
    )

    assert decide(question).ranks.tolist() == [1, 1]


def test_the_total_is_rounded_half_up_once_at_the_end() -> None:
    parts = [component("a", 50), component("b", 50)]

    assert total(parts, [["0.01"], ["0.00"]], places=2) == "0.01"  # 0.005
    assert total(parts, [["0.004"], ["0.004"]], places=2) == "0.00"  # parts of 0.002 each
    assert total(parts, [["50.49"], ["50.49"]], places=0) == "50"


def test_a_trimmed_mean_leaves_out_the_highest_and_the_lowest() -> None:
    parts = [component("a", 100, raters={"aggregate": "trimmed_mean", "trim": 1})]

    assert total(parts, [[0, 80, 90, 100]]) == "85.00"
    assert total(parts, [[80, 90]]) is None


def test_a_median_of_an_even_number_is_the_mean_of_the_middle_two() -> None:
    parts = [component("a", 100, raters={"aggregate": "median"})]

    assert total(parts, [[10, 80, 85, 100]]) == "82.50"
    assert total(parts, [[10, 80, 100]]) == "80.00"


@pytest.mark.parametrize(
    ("missing", "expected"), [("refuse", None), ("zero", "45.00"), ("reweight", "90.00")]
)
def test_a_missing_score_does_what_the_policy_says(missing: str, expected: str | None) -> None:
    parts = [component("a", 50), component("b", 50)]

    assert total(parts, [[90], []], missing=missing) == expected


def test_fewer_raters_than_required_are_a_missing_score() -> None:
    parts = [component("a", 100, raters={"min_raters": 3})]
    question = problem(parts, {"A": [[90, 80]], "B": [[90, 80, 70]], "C": [[]]})

    assert [Gap(code) for code in score(question).gaps[0]] == [
        Gap.TOO_FEW_RATERS,
        Gap.NONE,
        Gap.NO_SCORE,
    ]


def test_a_value_between_bands_counts_as_missing_and_says_so() -> None:
    bands = (
        {"to": Decimal(60), "includes": "neither", "points": Decimal(0)},
        {"from": Decimal(60), "includes": "neither", "points": Decimal(10)},
    )
    question = problem([component("pm", 10, bands=bands)], {"A": [[60]]})

    assert decide(question).outcomes.tolist() == [Outcome.UNSCORED]
    assert [Gap(code) for code in score(question).gaps[0]] == [Gap.NO_BAND]


def test_nobody_with_all_scores_missing_is_reweighted() -> None:
    assert total([component("a", 50), component("b", 50)], [[], []], missing="reweight") is None


def test_weights_below_a_hundred_are_taken_as_they_stand() -> None:
    assert total([component("a", 40), component("b", 50)], [[100], [100]]) == "90.00"


def test_a_full_score_may_be_another_number() -> None:
    assert total([component("a", 100)], [[50]], total=Decimal(5)) == "2.50"


def test_rater_counts_whose_common_multiple_exceeds_64_bits_stay_exact() -> None:
    # lcm(1..50) is about 3 * 10^21.
    cells = {f"{n:02}": [[1] * (n - 1) + [2]] for n in range(1, 51)}
    question = problem([component("a", 100, scale=(0, 3))], cells, places=6)

    assert score(question).totals.tolist() == [
        int(quantise(Fraction(100 * (n + 1), 3 * n), 6) * 10**6) for n in range(1, 51)
    ]


def test_an_empty_table_has_no_scores() -> None:
    assert score(problem([component("a", 100)], {})).totals.tolist() == []


raw_values = st.decimals(min_value=0, max_value=10, places=3, allow_nan=False)


@st.composite
def problems(draw: st.DrawFn):  # type: ignore[no-untyped-def]
    """Up to five components of every make and up to eight candidates."""
    parts = []
    for index in range(draw(st.integers(1, 5))):
        weight = draw(st.decimals(min_value=0, max_value=60, places=2))
        raters = {
            "aggregate": draw(st.sampled_from(["mean", "trimmed_mean", "median"])),
            "trim": draw(st.integers(1, 2)),
            "min_raters": draw(st.integers(1, 3)),
        }
        if draw(st.booleans()):
            edges = sorted(draw(st.sets(raw_values, min_size=1, max_size=3)))
            bands = [
                {"from": low, "to": high, "includes": draw(st.sampled_from(["from", "to", "both"])),
                 "points": draw(st.decimals(min_value=-5, max_value=20, places=3))}
                for low, high in zip([None, *edges], [*edges, None], strict=True)
            ]  # fmt: skip
            parts.append(component(f"c{index}", str(weight), bands=tuple(bands), raters=raters))
        else:
            low, high = draw(st.sampled_from([(0, 10), (10, 0), (0, 13), (-1, "10.000001")]))
            parts.append(component(f"c{index}", str(weight), scale=(low, high), raters=raters))
    cells = st.lists(raw_values, max_size=7)
    scores = {
        f"E{number}": [draw(cells) for _ in parts] for number in range(draw(st.integers(1, 8)))
    }
    tie_breaks = [
        {"by": "component", "component": part.id} for part in parts if draw(st.booleans())
    ]
    return problem(
        parts,
        scores,
        vacancies=draw(st.integers(0, 3)),
        missing=draw(st.sampled_from(["refuse", "zero", "reweight"])),
        places=draw(st.integers(0, 6)),
        tie_breaks=tuple(tie_breaks),
        pass_mark=draw(st.none() | st.integers(0, 50).map(Decimal)),
    )


@given(problems())
def test_totals_equal_exact_rational_arithmetic(question) -> None:  # type: ignore[no-untyped-def]
    scores = score(question)
    for index in range(len(question.candidates)):
        detail = explain(question, index)
        own = Decimal(int(scores.totals[index])).scaleb(-question.scoring.places)
        assert detail.total == (own if scores.scored[index] else None)


@given(problems())
def test_the_verifier_accepts_every_result(question) -> None:  # type: ignore[no-untyped-def]
    assert list(verify(question, decide(question))) == []


@settings(max_examples=50)
@given(
    st.lists(st.integers(0, 100), min_size=3, max_size=3),
    st.integers(0, 2),
    st.integers(0, 100),
    st.sampled_from(["mean", "trimmed_mean", "median"]),
)
def test_raising_a_raw_value_never_lowers_the_total(
    raw: list[int], which: int, raised: int, aggregate: str
) -> None:
    parts = [
        component("a", 30, raters={"aggregate": aggregate}),
        component("pm", 10, bands=PM_BANDS, raters={"aggregate": aggregate}),
    ]
    higher = [max(value, raised) if index == which else value for index, value in enumerate(raw)]
    question = problem(parts, {"before": [raw, raw], "after": [higher, higher]}, places=6)

    before, after = score(question).totals.tolist()
    assert after >= before
