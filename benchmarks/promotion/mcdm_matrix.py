"""What libraries for multi-criteria decisions need done for them, in pandas: the finished matrix.

They take numbers without gaps: no means over raters, no least number of raters, no bands, no
conditions, no ties beyond the total. All that is done here and is part of their file-to-file time.
"""

import gc
import sys
import time
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pandas as pd
from measuring import report

INTERVIEW = [f"面试考评{rater}" for rater in range(1, 5)]
COLLEAGUES = [f"同事打分{rater}" for rater in range(1, 6)]
WEIGHTS = np.array([0.4, 0.1, 0.3, 0.1, 0.1])
Numbers = npt.NDArray[np.float64]
Rank = Callable[[Numbers, Numbers], tuple[Numbers, npt.NDArray[np.int64]]]
"""From a matrix on scales of 0 to 100 and weights: totals and ranks, 1 the best."""


def matrix(table: pd.DataFrame) -> pd.DataFrame:
    """The eligible without gaps: a row a candidate, a column a component."""
    values = pd.DataFrame({"id": table["工号"], "capability": table["能力表现"]})
    edges = [float("-inf"), 60, 70, 80, float("inf")]
    bands = pd.cut(table["PM成绩"], edges, right=False, labels=False)
    values["pm"] = bands.map({0: 0, 1: 60, 2: 80, 3: 100})
    values["interview"] = table[INTERVIEW].mean(axis=1).where(table[INTERVIEW].count(axis=1) >= 3)
    values["manager"] = table["经理评分"]
    colleagues = table[COLLEAGUES]
    values["colleagues"] = colleagues.mean(axis=1).where(colleagues.count(axis=1) >= 3)
    return values[table["状态"] == "正式"].dropna()


def run(rank: Rank, start: float) -> None:
    """As the other contestants: `file SOURCE TARGET` or `memory SOURCE` on the command line."""
    mode, source = sys.argv[1:3]
    values = matrix(pd.read_csv(source))
    numbers = values.drop(columns="id").to_numpy(np.float64)
    if mode == "file":
        totals, ranks = rank(numbers, WEIGHTS)
        result = pd.DataFrame({"工号": values["id"], "total": totals.round(2), "rank": ranks})
        result = result.sort_values(["rank", "工号"])
        result.to_csv(sys.argv[3], index=False, encoding="utf-8-sig")
        report("file to file", time.perf_counter() - start)
        return
    gc.collect()
    start = time.perf_counter()
    rank(numbers, WEIGHTS)
    report("in memory", time.perf_counter() - start)
