"""`cs policy check`, check-jsonschema and yamllint on the same files, in one run.

    python -m benchmarks.checking [--files 1 100 2000] [--lines 1000 … 20000] [--runs 5] [--json]

Needs the extra `bench`. Every figure is of a whole process, start-up included: the median of
several runs, the tools by turns. The other two do less: check-jsonschema holds each document
against our schema, yamllint looks at the form of the text; neither reasons about what a policy will
do, nor compares documents. A long file is of many documents, of which check-jsonschema reads none.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

from benchmarks.checking.corpus import ROOT, one_file, policies, write

SCHEMA = ROOT / "schemas" / "policy.json"
SCRIPTS = Path(sys.executable).parent
FEW = 500
"""Beyond so many files, or twenty times as many lines, a figure is the median of three runs."""


@dataclass(frozen=True)
class Row:
    """One tool on one set of files; seconds and MiB are medians of whole processes."""

    files: int
    lines: int
    tool: str
    code: int
    elapsed: float
    processor: float
    peak_mib: float


def cs(directory: Path) -> list[str]:
    """The command of ours, which looks for the workspace upward from where it runs."""
    return [str(SCRIPTS / "cs"), "policy", "check", "--quiet"]


def check_jsonschema(directory: Path) -> list[str]:
    """check-jsonschema with the schema of any kind."""
    files = sorted(str(each) for each in (directory / "policies").iterdir())
    return [str(SCRIPTS / "check-jsonschema"), "--schemafile", str(SCHEMA), *files]


def yamllint(directory: Path) -> list[str]:
    """yamllint with rules that our files keep."""
    return [str(SCRIPTS / "yamllint"), "-d", "relaxed", str(directory / "policies")]


TOOLS: dict[str, Callable[[Path], list[str]]] = {
    "cs": cs,
    "check-jsonschema": check_jsonschema,
    "yamllint": yamllint,
}


def main() -> None:
    """Runs what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.checking")
    parser.add_argument("--files", nargs="*", type=int, default=[1, 100, 2_000])
    parser.add_argument(
        "--lines", nargs="*", type=int, default=[1_250, 2_500, 5_000, 10_000, 20_000]
    )
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", action="store_true", help="one JSON document instead of a table")
    options = parser.parse_args()
    rows = []
    if not options.json:
        _show(f"cs {version('cs-policy')}, check-jsonschema {version('check-jsonschema')}, "
              f"yamllint {version('yamllint')}, Python {sys.version.split()[0]}")  # fmt: skip
        _show(_line(HEADS))
    for row in _measured(options.files, options.lines, options.runs):
        rows.append(asdict(row))
        if not options.json:
            _show(_line(_cells(row)))
    if options.json:
        _show(json.dumps(rows, indent=2))


def _measured(files: list[int], lines: list[int], runs: int) -> Iterator[Row]:
    for count in files:
        yield from _compared(policies(count), min(runs, 3) if count > FEW else runs, tuple(TOOLS))
    for length in lines:
        few = length > 20 * FEW
        file = [("all.yaml", one_file(length))]
        yield from _compared(file, min(runs, 3) if few else runs, ("cs", "yamllint"))


def _compared(files: list[tuple[str, str]], runs: int, tools: tuple[str, ...]) -> Iterator[Row]:
    """The tools on the same files, by turns, after one run each that is not counted."""
    lines = sum(text.count("\n") for _name, text in files)
    with tempfile.TemporaryDirectory() as directory:
        write(Path(directory), files)
        figures: dict[str, list[tuple[int, float, float, float]]] = {tool: [] for tool in tools}
        for number in range(runs + 1):
            for tool in tools:
                figure = _run(TOOLS[tool](Path(directory)), directory)
                if number:
                    figures[tool].append(figure)
    for tool, each in figures.items():
        _codes, elapsed, processor, peak = zip(*each, strict=True)
        yield Row(
            len(files), lines, tool, each[0][0],
            statistics.median(elapsed), statistics.median(processor), statistics.median(peak),
        )  # fmt: skip


def _run(command: list[str], directory: str) -> tuple[int, float, float, float]:
    """Exit code, elapsed and processor seconds, and peak memory of a process."""
    began = time.perf_counter()
    child = subprocess.Popen(
        command, cwd=directory, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _pid, status, used = os.wait4(child.pid, 0)
    elapsed = time.perf_counter() - began
    child.returncode = os.waitstatus_to_exitcode(status)
    return child.returncode, elapsed, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


HEADS = ("files", "lines", "tool", "exit", "elapsed s", "cpu s", "MiB", "ms/line")
WIDTHS = (6, 8, 17, 5, 10, 8, 6, 8)


def _cells(row: Row) -> tuple[str, ...]:
    return (
        f"{row.files:,}", f"{row.lines:,}", row.tool, str(row.code), f"{row.elapsed:.2f}",
        f"{row.processor:.2f}", f"{row.peak_mib:.0f}", f"{1000 * row.processor / row.lines:.2f}",
    )  # fmt: skip


def _line(cells: tuple[str, ...]) -> str:
    return "  ".join(cell.rjust(width) for cell, width in zip(cells, WIDTHS, strict=True))


def _show(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
