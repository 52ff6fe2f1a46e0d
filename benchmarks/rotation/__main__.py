"""Our planner and others on the same departments, in one run with equal limits.

    python -m benchmarks.rotation [120 1000 10000] [--posts 6] [--months 12] [--seconds 600]
        [--method cs --method highs …] [--markdown | --json]

Needs the extra `bench`; for Timefold the package `timefold` and Java 17 or later. Each method runs
in a process of its own with one thread (Java adds its own), with limits of processor time and
memory; every plan is judged by the same evaluation and the same verifier. The methods:

    cs            our planner
    cp-sat        plain CP-SAT (cpsat.py); cp-sat-hint: given the round-robin's plan to begin with
    highs         HiGHS on the time-expanded model (time_expanded.py)
    timefold      Timefold's local search (local_search.py); timefold-hint: from the round-robin's
    round-robin   in listed order (round_robin.py)

The last column is the objective against that of `cs`; a plan that breaks rules is not compared.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from dataclasses import replace
from typing import Any

METHODS = (
    "cs",
    "cp-sat",
    "cp-sat-hint",
    "highs",
    "timefold",
    "timefold-hint",
    "round-robin",
)
GIB = 2**30
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def main() -> None:
    """Runs what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.rotation")
    parser.add_argument("sizes", nargs="*", type=int, default=[120, 1_000, 10_000])
    parser.add_argument("--tolerance", type=float, default=0.03, help="of headcounts, 0.03 = 3%%")
    parser.add_argument("--months", type=int, default=12)
    parser.add_argument("--posts", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=600, help="of processor time")
    parser.add_argument("--gib", type=float, default=20)
    parser.add_argument("--workers", type=int, default=1, help="of CP-SAT")
    parser.add_argument("--method", choices=METHODS, action="append", dest="methods")
    parser.add_argument("--json", action="store_true", help="one JSON document instead of a table")
    parser.add_argument("--markdown", action="store_true", help="the table as Markdown")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        _show(json.dumps(_measure(options)))
        return
    rows = []
    line = _markdown_line if options.markdown else _line
    if not options.json:
        _show(line(HEADS))
        if options.markdown:
            _show(line(tuple("-" * (width - 1) + ":" for width in WIDTHS)))
    for size in options.sizes:
        ours: float | None = None
        for method in options.methods or METHODS:
            row = _child(options, size, method)
            if method == "cs":
                ours = row["objective"]
            if ours and row["objective"] is not None and not row["broken"]:
                row["to_cs"] = row["objective"] / ours
            rows.append(row)
            if not options.json:
                _show(line(_cells(row)))
    if options.json:
        _show(json.dumps(rows, indent=2))


def _measure(options: argparse.Namespace) -> dict[str, Any]:
    """One method on one department, in this process."""
    from benchmarks.rotation.instances import STINTS, department
    from benchmarks.rotation.round_robin import plan_round_robin
    from cs.rotation.evaluation import evaluate
    from cs.rotation.problem import HardRules
    from cs.rotation.verifier import verify

    size, method = options.sizes[0], options.methods[0]
    problem = department(
        size,
        options.tolerance,
        options.seed,
        options.months,
        HardRules(leaving_share=(3, 5)),
        tuple(STINTS[number % len(STINTS)] for number in range(options.posts)),
    )
    began, used = time.perf_counter(), time.process_time()
    bound: float | None = None
    if method == "cs":
        from cs.rotation.planner import plan
        from cs.rotation.planning.paths import GraphTooLargeError

        try:
            result = plan(problem, stop=lambda: time.process_time() - used > options.seconds)
            posts, bound, status = result.posts, result.bound, result.status
        except GraphTooLargeError:
            posts, status = None, "graph too large"
    elif method in ("cp-sat", "cp-sat-hint"):
        from benchmarks.rotation.cpsat import solve_with_cpsat

        begin = None
        if method == "cp-sat-hint":
            begin = plan_round_robin(replace(problem, horizon=problem.length))
        answer = solve_with_cpsat(problem, options.seconds, options.workers, begin)
        posts, bound, status = answer.posts, answer.bound, answer.status
    elif method == "highs":
        from benchmarks.rotation.time_expanded import solve_time_expanded

        expanded = solve_time_expanded(problem, options.seconds)
        posts, bound, status = expanded.posts, expanded.bound, expanded.status
    elif method in ("timefold", "timefold-hint"):
        from benchmarks.rotation.local_search import solve_with_timefold

        start = None
        if method == "timefold-hint":
            start = plan_round_robin(replace(problem, horizon=problem.length))
        found = solve_with_timefold(problem, options.seconds, start)
        posts, status = found.posts, found.status
    else:
        posts, status = plan_round_robin(problem), "done"
    row: dict[str, Any] = {
        "agents": size,
        "posts": options.posts,
        "months": options.months,
        "method": method,
        "status": status,
        "bound": bound,
        "seconds": time.perf_counter() - began,
        "cpu_seconds": time.process_time() - used,
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "objective": None,
        "gap": None,
        "broken": None,
    }
    if posts is not None:
        figures = evaluate(problem, posts)
        row["objective"] = figures.objective
        row["broken"] = len(verify(problem, posts))
        row["deviations"], row["overdue"] = figures.deviations, figures.overdue
        if bound is not None:
            row["gap"] = abs(figures.objective - bound) / max(abs(figures.objective), 1e-6)
    return row


def _child(options: argparse.Namespace, size: int, method: str) -> dict[str, Any]:
    """One method on one department, in a process with limits."""
    limit = int(options.gib * GIB)
    command = [sys.executable, "-m", "benchmarks.rotation", str(size), "--child"]
    command += ["--method", method, "--tolerance", str(options.tolerance)]
    command += ["--months", str(options.months), "--posts", str(options.posts)]
    command += ["--seed", str(options.seed)]
    command += ["--seconds", str(options.seconds), "--workers", str(options.workers)]
    blank = {
        "agents": size,
        "posts": options.posts,
        "months": options.months,
        "method": method,
        "objective": None,
        "bound": None,
        "gap": None,
    }
    began = time.perf_counter()
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            timeout=5 * options.seconds + 300,
            env={**os.environ, **dict.fromkeys(THREADS, "1")},
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)),
            check=False,
        )
    except subprocess.TimeoutExpired:
        return {**blank, "status": "over time", "seconds": time.perf_counter() - began}
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["killed"])[-1]
        return {**blank, "status": last[:60], "seconds": time.perf_counter() - began}
    return dict(json.loads(done.stdout.strip().splitlines()[-1]))


HEADS = (
    "agents",
    "posts",
    "months",
    "method",
    "status",
    "objective",
    "bound",
    "gap",
    "broken",
    "seconds",
    "cpu s",
    "MiB",
    "to cs",
)
WIDTHS = (7, 5, 6, 13, 20, 10, 10, 9, 7, 9, 9, 7, 7)


def _cells(row: dict[str, Any]) -> tuple[str, ...]:
    def number(key: str, form: str) -> str:
        value = row.get(key)
        return "-" if value is None else format(value, form)

    return (
        str(row["agents"]),
        str(row["posts"]),
        str(row["months"]),
        row["method"],
        row["status"],
        number("objective", ".6f"),
        number("bound", ".6f"),
        number("gap", ".4%"),
        number("broken", "d"),
        number("seconds", ".1f"),
        number("cpu_seconds", ".1f"),
        number("peak_mib", ".0f"),
        number("to_cs", ".3f"),
    )


def _line(cells: tuple[str, ...]) -> str:
    return "  ".join(cell.rjust(width) for cell, width in zip(cells, WIDTHS, strict=True))


def _markdown_line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cell.rjust(width) for cell, width in zip(cells, WIDTHS, strict=True))} |"


def _show(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
