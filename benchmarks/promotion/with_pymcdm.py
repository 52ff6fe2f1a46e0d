"""The weighted sum and its ranking by pymcdm; what it cannot do is done in pandas."""

import time

start = time.perf_counter()

import numpy as np  # noqa: E402
import numpy.typing as npt  # noqa: E402
from mcdm_matrix import Numbers, run  # noqa: E402
from pymcdm.helpers import rankdata  # noqa: E402
from pymcdm.methods import WSM  # noqa: E402


def rank(numbers: Numbers, weights: Numbers) -> tuple[Numbers, npt.NDArray[np.int64]]:
    """Without normalisation: scores are on one scale already."""
    method = WSM(normalization_function=lambda column, cost: column)
    totals = method(numbers, weights, np.ones(numbers.shape[1]))
    return totals, np.floor(rankdata(totals, reverse=True)).astype(np.int64)


run(rank, start)
