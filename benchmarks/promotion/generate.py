"""Writes a table of candidates as an office would keep it: whole and half points, gaps, ties."""

import sys
from pathlib import Path

import numpy as np
import polars as pl

SEED = 20261116
INTERVIEWERS, COLLEAGUES = 4, 5


def candidates(count: int) -> pl.DataFrame:
    """`count` candidates; about one score in 500 is missing, one candidate in ten is no regular."""
    generator = np.random.default_rng(SEED)
    talent = generator.normal(78, 7, count)

    def column(spread: float, step: float) -> pl.Series:
        raw = talent + generator.normal(0, spread, count)
        values = np.clip(np.rint(raw / step) * step, 0, 100)
        missing = generator.random(count) < 0.002
        texts = pl.Series([f"{value:g}" for value in values.tolist()])
        frame = pl.DataFrame({"text": texts, "missing": missing})
        return frame.select(pl.when(~pl.col("missing")).then("text")).to_series()

    order = generator.permutation(count)
    columns = {
        "工号": pl.Series([f"E{number:07d}" for number in order.tolist()]),
        "状态": pl.Series(np.where(generator.random(count) < 0.9, "正式", "试用")),
        "能力表现": column(4, 0.5),
        "PM成绩": column(8, 0.1),
    }
    for rater in range(1, INTERVIEWERS + 1):
        columns[f"面试考评{rater}"] = column(5, 1)
    columns["经理评分"] = column(5, 1)
    for rater in range(1, COLLEAGUES + 1):
        columns[f"同事打分{rater}"] = column(6, 1)
    return pl.DataFrame(columns)


if __name__ == "__main__":
    candidates(int(sys.argv[2])).write_csv(Path(sys.argv[1]))
