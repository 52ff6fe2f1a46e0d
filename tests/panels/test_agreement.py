"""Intraclass correlations against published worked examples, and the F quantiles below them."""

import numpy as np
import pytest

from cs.panels.agreement import agreement, intraclass
from cs.panels.fisher import f_quantile, incomplete_beta
from cs.panels.panel import panel_of

SHROUT_FLEISS = np.array(
    [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]], float
)
"""Six targets by four judges (Psychological Bulletin 86, 1979, table 2)."""
WINES = np.array(
    [[1, 1, 3, 6, 6, 7, 8, 9], [2, 3, 8, 4, 5, 5, 7, 9], [0, 3, 1, 3, 5, 6, 7, 9],
     [1, 2, 4, 3, 6, 2, 9, 8]], float
).T  # fmt: skip
"""Eight wines by four judges: the example of the statistics package pingouin (`icc.csv`), which
publishes ICC2 0.728 [0.43, 0.93] and ICC2k 0.914 [0.75, 0.98]."""


def test_the_worked_example_of_shrout_and_fleiss() -> None:
    single, mean = intraclass(SHROUT_FLEISS)

    assert (round(single.value, 2), round(mean.value, 2)) == (0.29, 0.62)
    assert (round(single.low, 2), round(single.high, 2)) == (0.02, 0.76)
    assert (round(mean.low, 2), round(mean.high, 2)) == (0.07, 0.93)


def test_the_wines_of_pingouin() -> None:
    single, mean = intraclass(WINES)

    assert (round(single.value, 3), round(mean.value, 3)) == (0.728, 0.914)
    assert (round(single.low, 2), round(single.high, 2)) == (0.43, 0.93)
    assert (round(mean.low, 2), round(mean.high, 2)) == (0.75, 0.98)


def test_a_constant_difference_is_disagreement() -> None:
    # McGraw and Wong 1996: (2, 4), (4, 6), (6, 8) agree with 0.67, though they run in parallel.
    single, _mean = intraclass(np.array([[2, 4], [4, 6], [6, 8]], float))

    assert round(single.value, 2) == 0.67


def test_perfect_agreement_has_limits_of_one() -> None:
    single, mean = intraclass(np.array([[1, 1], [2, 2], [3, 3]], float))

    assert (single.value, single.low, mean.high) == (1, 1, 1)


@pytest.mark.parametrize(
    ("probability", "above", "below", "value"),
    [(0.95, 5, 10, 3.3258), (0.975, 5, 15, 3.5764), (0.99, 1, 1, 4052.18), (0.95, 10, 120, 1.9105),
     (0.99, 3, 6, 9.7795)],
)  # fmt: skip
def test_quantiles_are_those_of_the_printed_tables(
    probability: float, above: float, below: float, value: float
) -> None:
    assert f_quantile(probability, above, below) == pytest.approx(value, abs=6e-5, rel=2e-6)


def test_the_incomplete_beta_function_has_its_symmetry_and_closed_forms() -> None:
    for x in (0.001, 0.2, 0.5, 0.77, 0.999):
        assert incomplete_beta(x, 1, 1) == pytest.approx(x)
        assert incomplete_beta(x, 3, 1) == pytest.approx(x**3)
        assert incomplete_beta(x, 2.5, 7) + incomplete_beta(1 - x, 7, 2.5) == pytest.approx(1)
    with pytest.raises(ValueError, match="no such quantile"):
        f_quantile(1, 2, 3)


def test_the_block_is_the_largest_in_which_each_rated_each() -> None:
    ratings = [(f"c{row}", f"r{column}", value)
               for row, line in enumerate(SHROUT_FLEISS.tolist())
               for column, value in enumerate(line)]  # fmt: skip
    found = agreement(panel_of([*ratings, ("c9", "r0", 5.0), ("c9", "r7", 6.0)]))

    assert found is not None
    assert (len(found.candidates), len(found.raters)) == (6, 4)
    assert round(found.single.value, 2) == 0.29


def test_nothing_is_said_of_raters_who_share_nobody() -> None:
    assert agreement(panel_of([("a", "r", 1.0), ("b", "s", 2.0), ("c", "s", 3.0)])) is None


def test_limits_are_not_given_for_two_candidates() -> None:
    two = agreement(panel_of([("a", "r", 1.0), ("a", "s", 2.0), ("b", "r", 5.0), ("b", "s", 4.0)]))
    three = agreement(panel_of([(c, r, float(n * n + m)) for n, c in enumerate("abc")
                                for m, r in enumerate("rs")]))  # fmt: skip

    assert two is not None
    assert three is not None
    assert (two.has_limits, three.has_limits) == (False, True)
