"""Runs the planner under a person's eyes: progress after a while, Ctrl-C, a limit of time.

Part of the shell: it reads the clock and listens to the terminal, which the planner never does.
"""

import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from typing import Any, Literal

from cs.locale import _, translate
from cs.rotation.planner import PlanOptions, Progress
from cs.rotation.planner import plan as find_plan
from cs.rotation.problem import PlanResult, RotationProblem
from cs.terminal import progress

SILENT_SECONDS = 2.0


@dataclass(frozen=True)
class Run:
    """A planner's result and what ended it, if it did not end by itself."""

    result: PlanResult
    ended_by: Literal["user", "time"] | None


def run_planner(
    problem: RotationProblem, gap: float, seed: int, time_limit: float | None, *, quiet: bool
) -> Run:
    """Plan until done, Ctrl-C or the limit; a second Ctrl-C raises KeyboardInterrupt."""
    began = time.monotonic()
    with _listening() as asked, ExitStack() as stack:
        show: list[Callable[[str], None]] = []

        def late() -> bool:
            return time_limit is not None and time.monotonic() - began > time_limit

        def report(step: Progress) -> None:
            if time.monotonic() - began < SILENT_SECONDS:
                return
            if not show:
                show.append(stack.enter_context(progress(_("Planning …"), quiet=quiet)))
            show[0](translate(step.message))

        result = find_plan(
            problem,
            PlanOptions(gap=gap, seed=seed),
            report,
            lambda: asked.is_set() or late(),
        )
        if result.status != "interrupted":
            return Run(result, None)
        if asked.is_set():
            return Run(result, "user")
        return Run(replace(result, status="feasible"), "time")


@contextmanager
def _listening() -> Iterator[threading.Event]:
    """An event that the first Ctrl-C sets; the second one interrupts as usual."""
    asked = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield asked
        return
    before: Any = signal.getsignal(signal.SIGINT)

    def first(_number: int, _frame: object) -> None:
        asked.set()
        signal.signal(signal.SIGINT, before)

    signal.signal(signal.SIGINT, first)
    try:
        yield asked
    finally:
        signal.signal(signal.SIGINT, before)
