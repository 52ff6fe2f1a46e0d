"""Linear and integer programs as values, solved by HiGHS: one thread, fixed seed, silent.

Effort is bounded by nodes, never by seconds, so that the same program gives the same answer on
every run; a `stop` function asked from time to time may end an integer search early.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from cs.rotation.evaluation import Flags, Floats, Integers

Stop = Callable[[], bool]


@dataclass(frozen=True)
class Program:
    """Minimise cost . x with low <= A x <= high and lower <= x <= upper.

    Attributes:
        row, column, value: entries of A. integer: which columns are.
    """

    cost: Floats
    lower: Floats
    upper: Floats
    integer: Flags
    low: Floats
    high: Floats
    row: Integers
    column: Integers
    value: Floats


@dataclass(frozen=True)
class Effort:
    """When an integer search ends.

    Attributes:
        gap: absolute gap met. nodes, stall: nodes searched, in all and without gain.
        target: a point this good was found.
    """

    gap: float = 1e-7
    nodes: int = 2_000
    stall: int = 500
    target: float = -np.inf


@dataclass(frozen=True)
class Solved:
    """What came of it.

    Attributes:
        x: the best point, None if none was found.
        bound: lower bound of the optimum; infinite if the program is infeasible.
        work: simplex iterations, and a unit a column for what comes before them; the same on every
            run.
    """

    status: Literal["optimal", "infeasible", "limit", "stopped"]
    x: Floats | None
    objective: float
    bound: float
    work: int = 0


def solver() -> Any:
    """A HiGHS instance that is silent and deterministic."""
    import highspy

    class Silent(highspy.Highs):
        def enableCallbacks(self) -> None:  # noqa: N802
            # HiGHS prints its banner here, before anyone could have silenced it.
            self.setOptionValue("output_flag", False)
            super().enableCallbacks()  # type: ignore[no-untyped-call]

    highs: Any = Silent()  # type: ignore[no-untyped-call]
    highs.setOptionValue("threads", 1)
    highs.setOptionValue("random_seed", 0)
    return highs


def _summed(program: Program) -> tuple[Integers, Integers, Floats]:
    """Entries in order of column and row, those of the same place summed."""
    if not len(program.row):
        return program.column, program.row, program.value
    rows = len(program.low)
    key = program.column * rows + program.row
    order = np.argsort(key, kind="stable")
    key = key[order]
    begin = np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]]))
    value = np.add.reduceat(program.value[order], begin)
    kept = value != 0
    key = key[begin][kept]
    return key // rows, key % rows, value[kept]


def solve(
    program: Program,
    effort: Effort = Effort(),
    start: Floats | None = None,
    stop: Stop | None = None,
) -> Solved:
    """Solves a program.

    Parameters:
        start: a point to begin an integer search from.
    """
    import highspy

    size = len(program.cost)
    column, row, value = _summed(program)
    first = np.concatenate([[0], np.bincount(column, minlength=size).cumsum()])
    highs = solver()
    highs.setOptionValue("mip_rel_gap", 0.0)
    highs.setOptionValue("mip_abs_gap", effort.gap)
    highs.setOptionValue("mip_max_nodes", effort.nodes)
    highs.setOptionValue("mip_max_stall_nodes", effort.stall)
    if np.isfinite(effort.target):
        highs.setOptionValue("objective_target", effort.target)
    highs.passModel(
        size,
        len(program.low),
        len(row),
        1,
        1,
        0.0,
        program.cost,
        program.lower,
        program.upper,
        program.low,
        program.high,
        first.astype(np.int32),
        row.astype(np.int32),
        value,
        program.integer.astype(np.int32),
    )
    whole = bool(program.integer.any())
    if start is not None and whole:
        highs.setSolution(size, np.arange(size, dtype=np.int32), start)
    if stop is not None and whole:
        asked = stop

        def interrupt(event: Any) -> None:
            if asked():
                event.interrupt()

        highs.cbMipInterrupt += interrupt
    highs.run()
    status = highs.getModelStatus()
    info = highs.getInfo()
    kinds = highspy.HighsModelStatus
    work = size + max(0, int(info.simplex_iteration_count))
    if status in (kinds.kInfeasible, kinds.kUnboundedOrInfeasible):
        return Solved("infeasible", None, np.inf, np.inf, work)
    if status == kinds.kModelEmpty:
        return Solved("optimal", np.zeros(size), 0.0, 0.0)
    found = info.primal_solution_status == 2
    x: npt.NDArray[np.float64] | None = None
    objective = np.inf
    if found:
        x = np.asarray(highs.getSolution().col_value, np.float64)
        objective = float(info.objective_function_value)
    if whole:
        bound = float(info.mip_dual_bound)
    else:
        bound = objective if status == kinds.kOptimal else -np.inf
    if status == kinds.kOptimal:
        return Solved("optimal", x, objective, bound, work)
    ended: Literal["limit", "stopped"] = "limit"
    if status == kinds.kInterrupt:
        ended = "stopped"
    return Solved(ended, x, objective, bound, work)
