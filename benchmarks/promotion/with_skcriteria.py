"""The weighted sum and its ranking by scikit-criteria; what it cannot do is done in pandas."""

import time

start = time.perf_counter()

import numpy as np  # noqa: E402
import numpy.typing as npt  # noqa: E402
import skcriteria  # noqa: E402
from mcdm_matrix import Numbers, run  # noqa: E402
from skcriteria.agg.simple import WeightedSumModel  # noqa: E402


def rank(numbers: Numbers, weights: Numbers) -> tuple[Numbers, npt.NDArray[np.int64]]:
    """Dense ranks: three who share the first are followed by a second."""
    problem = skcriteria.mkdm(numbers, [max] * numbers.shape[1], weights=weights)
    result = WeightedSumModel().evaluate(problem)
    return result.e_.score, result.rank_


run(rank, start)
