"""Measures `cs promote score` against plain pandas and plain DuckDB on one table, in one run.

    python benchmarks/promotion/run.py [CANDIDATES, default 1000000]

Each contestant runs in a process of its own, one after the other. All three results are compared;
where totals differ, the row is recomputed in fractions to see who is right.
"""

import json
import subprocess
import sys
import tempfile
from fractions import Fraction
from pathlib import Path

import polars as pl

FOLDER = Path(__file__).parent
CONTESTANTS = ("cs", "pandas", "duckdb")
RECOMPUTED_AT_MOST = 20_000


def measure(contestant: str, *arguments: str) -> dict[str, float]:
    """Run a contestant; seconds, and MiB at most."""
    script = FOLDER / f"with_{contestant}.py"
    done = subprocess.run(
        [sys.executable, str(script), *arguments], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{contestant}: {done.stderr}")
    measured: dict[str, float] = json.loads(done.stderr.strip().splitlines()[-1])
    return measured


def exact_total(row: dict[str, str | None]) -> str:
    """The total of a candidate in fractions, a half rounded away from zero."""

    def mean(name: str) -> Fraction:
        values = [Fraction(text) for key, text in row.items() if key.startswith(name) and text]
        return sum(values, Fraction(0)) / len(values)

    pm = Fraction(row["PM成绩"] or 0)
    points = next(give for edge, give in ((80, 10), (70, 8), (60, 6), (-1, 0)) if pm >= edge)
    total = points + sum(
        mean(name) * Fraction(weight, 10)
        for name, weight in (("能力表现", 4), ("面试考评", 3), ("经理评分", 1), ("同事打分", 1))
    )
    cents = int(total * 100 + Fraction(1, 2))
    return f"{cents // 100}.{cents % 100:02}"


def compare(ours: pl.DataFrame, theirs: pl.DataFrame, source: pl.DataFrame) -> str:
    """How many totals, ranks and proposals differ, and who is right about the totals."""
    theirs = theirs.rename({theirs.columns[0]: "id"}).with_columns(
        pl.col("total").map_elements(lambda value: f"{value:.2f}", pl.String),
        pl.col("rank").cast(pl.Int64),
    )
    both = ours.join(theirs, on="id", suffix="_theirs", validate="1:1")
    totals = both.filter(pl.col("total").ne_missing(pl.col("total_theirs")))
    ranks = both.filter(pl.col("rank").ne_missing(pl.col("rank_theirs"))).height
    rows = source.join(totals.head(RECOMPUTED_AT_MOST), left_on="工号", right_on="id")
    right = sum(exact_total(row) == row["total"] for row in rows.iter_rows(named=True))
    winners = both.filter(pl.col("outcome") == "proposed").height
    best = both.filter(pl.col("rank_theirs") <= winners)
    others = best.filter(pl.col("outcome") != "proposed").height
    return (
        f"totals that differ {totals.height:,} (recomputed in fractions {rows.height:,}, "
        f"cs right in {right:,}); ranks that differ {ranks:,}; of the best {best.height:,} "
        f"there, {others:,} are not proposed by cs"
    )


def main(count: int) -> None:
    """Generate, measure, compare, print."""
    with tempfile.TemporaryDirectory() as folder:
        source = str(Path(folder, "candidates.csv"))
        subprocess.run(
            [sys.executable, str(FOLDER / "generate.py"), source, str(count)], check=True
        )
        print(f"{count:,} candidates, {Path(source).stat().st_size / 2**20:.0f} MiB of CSV")
        print(f"{'':8} {'file to file':>36} {'in memory':>19}")
        print(f"{'':8} {'s':>7} {'cpu s':>7} {'rows/s':>11} {'MiB':>8} {'s':>7} {'rows/s':>11}")
        for contestant in CONTESTANTS:
            target = str(Path(folder, f"{contestant}.csv"))
            whole = measure(contestant, "file", source, target)
            engine = measure(contestant, "memory", source)
            print(
                f"{contestant:8} {whole['seconds']:7.2f} {whole['processor']:7.2f} "
                f"{count / whole['seconds']:11,.0f} {whole['peak']:8,.0f} "
                f"{engine['seconds']:7.2f} {count / engine['seconds']:11,.0f}"
            )
        table = pl.read_csv(source, infer_schema=False)
        ours = pl.read_csv(
            Path(folder, "cs.csv"), infer_schema=False, columns=["rank", "id", "outcome", "total"]
        ).with_columns(pl.col("rank").cast(pl.Int64))
        for contestant in CONTESTANTS[1:]:
            theirs = pl.read_csv(
                Path(folder, f"{contestant}.csv"), schema_overrides={"total": pl.Float64}
            )
            print(f"{contestant}: {compare(ours, theirs, table)}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
