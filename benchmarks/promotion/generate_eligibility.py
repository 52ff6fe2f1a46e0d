"""Writes candidates with 24 months of results, courses and punishments, as a workspace."""

import shutil
import sys
from pathlib import Path

import numpy as np
import polars as pl

SEED = 20261123
MONTHS = 24
GRADES = ("优秀", "良好", "待改进")
SHARES = (0.3, 0.62, 0.08)
WORKSPACE = Path(__file__).parent / "eligibility"


def write_tables(folder: Path, count: int) -> None:
    """A copy of the benchmark's workspace with tables of `count` candidates beside it."""
    shutil.copytree(WORKSPACE, folder, dirs_exist_ok=True)
    generator = np.random.default_rng(SEED)
    ids = pl.Series([f"E{number:07d}" for number in generator.permutation(count).tolist()])
    days = pl.Series(generator.integers(0, 2000, count)).cast(pl.Int32)
    since = (pl.Series([20_000]).new_from_index(0, count).cast(pl.Int32) + days - 1500).cast(
        pl.Date
    )
    pl.DataFrame({"id": ids, "grade_since": since}).write_csv(folder / "candidates.csv")
    _write_reviews(folder / "reviews.csv", ids, generator)
    trained = ids.filter(pl.Series(generator.random(count) < 0.8))
    completed = pl.Series(generator.integers(19_800, 20_700, len(trained))).cast(pl.Int32)
    pl.DataFrame(
        {"agent": trained, "course": "职位课程", "completed": completed.cast(pl.Date)}
    ).write_csv(folder / "training.csv")
    punished = ids.filter(pl.Series(generator.random(count) < 0.02))
    day = pl.Series(generator.integers(19_800, 20_700, len(punished))).cast(pl.Int32)
    pl.DataFrame({"agent": punished, "date": day.cast(pl.Date), "measure": "警告"}).write_csv(
        folder / "discipline.csv"
    )


def _write_reviews(file: Path, ids: pl.Series, generator: np.random.Generator) -> None:
    """A month after the other, as payroll exports come; one result in 200 is missing."""
    grades = pl.Series(GRADES)
    with file.open("wb") as stream:
        for month in range(MONTHS):
            name = f"{2024 + (10 + month) // 12}-{(10 + month) % 12 + 1:02}"
            own = grades.gather(generator.choice(len(GRADES), len(ids), p=SHARES))
            there = pl.Series(generator.random(len(ids)) >= 0.005)
            frame = pl.DataFrame({"agent": ids, "period": name, "grade": own}).filter(there)
            frame.write_csv(stream, include_header=month == 0)


if __name__ == "__main__":
    write_tables(Path(sys.argv[1]), int(sys.argv[2]))
