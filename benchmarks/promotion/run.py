"""Measures `cs promote score` against four others on one table, and eligibility, in one run.

    python benchmarks/promotion/run.py [CANDIDATES, default 1000000]

Each contestant runs in a process of its own, one after the other. All results are compared; where
totals differ, the row is recomputed in fractions to see who is right.
"""

import json
import subprocess
import sys
import tempfile
from fractions import Fraction
from pathlib import Path

import polars as pl

FOLDER = Path(__file__).parent
CONTESTANTS = ("cs", "pandas", "duckdb", "skcriteria", "pymcdm")
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


def scoring(count: int, folder: Path) -> None:
    """Generate, measure, print a Markdown table, compare the results."""
    source = str(folder / "candidates.csv")
    subprocess.run([sys.executable, str(FOLDER / "generate.py"), source, str(count)], check=True)
    print(f"{count:,} candidates, {Path(source).stat().st_size / 2**20:.0f} MiB of CSV\n")
    print(
        "| | file to file, s | processor, s | of the fastest | rows/s | peak, MiB | in memory, s |"
    )
    print("|---|---:|---:|---:|---:|---:|---:|")
    rows = {}
    for contestant in CONTESTANTS:
        target = str(folder / f"{contestant}.csv")
        rows[contestant] = (
            measure(contestant, "file", source, target),
            measure(contestant, "memory", source),
        )
    fastest = min(whole["processor"] for name, (whole, _engine) in rows.items() if name != "cs")
    for contestant, (whole, engine) in rows.items():
        print(
            f"| {contestant} | {whole['seconds']:.2f} | {whole['processor']:.2f} "
            f"| {whole['processor'] / fastest:.2f} | {count / whole['seconds']:,.0f} "
            f"| {whole['peak']:,.0f} | {engine['seconds']:.2f} |"
        )
    print()
    table = pl.read_csv(source, infer_schema=False)
    ours = pl.read_csv(
        folder / "cs.csv", infer_schema=False, columns=["rank", "id", "outcome", "total"]
    ).with_columns(pl.col("rank").cast(pl.Int64))
    for contestant in CONTESTANTS[1:]:
        theirs = pl.read_csv(folder / f"{contestant}.csv", schema_overrides={"total": pl.Float64})
        print(f"{contestant}: {compare(ours, theirs, table)}")


def eligibility(count: int, folder: Path) -> None:
    """Generate tables of 24 months, measure each stage, print a Markdown table."""
    subprocess.run(
        [sys.executable, str(FOLDER / "generate_eligibility.py"), str(folder), str(count)],
        check=True,
    )
    script = FOLDER / "with_cs_eligibility.py"
    done = subprocess.run(
        [sys.executable, str(script), str(folder)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"eligibility: {done.stderr}")
    measured = json.loads(done.stderr.strip().splitlines()[-1])
    print(f"\n{count:,} agents, {measured['reviews']:,} results of reviews\n")
    print("| stage | s | processor, s |")
    print("|---|---:|---:|")
    for stage, (seconds, processor) in measured["stages"].items():
        print(f"| {stage} | {seconds:.2f} | {processor:.2f} |")
    whole = measure("cs_eligibility", str(folder), "command")
    print(f"| the whole command | {whole['seconds']:.2f} | {whole['processor']:.2f} |")
    print(f"\neligible {measured['eligible']:,}; peak {whole['peak']:,.0f} MiB")


def main(count: int) -> None:
    """Both measurements, one after the other."""
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    with tempfile.TemporaryDirectory() as folder:
        scoring(count, Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        eligibility(count, Path(folder))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
