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
from cs.rotation.answers import PlanOptions, Progress
from cs.rotation.planner import plan as find_plan
from cs.rotation.planning.solving import Stop
from cs.rotation.problem import PlanResult, Posts, RotationProblem
from cs.terminal import progress

SILENT_SECONDS = 2.0


@dataclass(frozen=True)
class Run:
    """A planner's result and what ended it, if it did not end by itself."""

    result: PlanResult
    ended_by: Literal["user", "time"] | None


Search = Callable[[Callable[[Progress], None], Stop], PlanResult]
"""A planner told where to report, and whom to ask whether to stop."""


def run_planner(
    problem: RotationProblem,
    gap: float,
    seed: int,
    time_limit: float | None,
    *,
    quiet: bool,
    hint: Posts | None = None,
) -> Run:
    """Plan until done, Ctrl-C or the limit; a second Ctrl-C raises KeyboardInterrupt."""
    options = PlanOptions(gap=gap, seed=seed, hint=hint)

    def search(report: Callable[[Progress], None], stop: Stop) -> PlanResult:
        return find_plan(problem, options, report, stop)

    return run_search(search, time_limit, quiet=quiet)


def run_search(search: Search, time_limit: float | None, *, quiet: bool) -> Run:
    """As `run_planner`, for any search."""
    began = time.monotonic()
    with listening() as asked, ExitStack() as stack:
        show: list[Callable[[str], None]] = []

        def late() -> bool:
            return time_limit is not None and time.monotonic() - began > time_limit

        def report(step: Progress) -> None:
            if time.monotonic() - began < SILENT_SECONDS:
                return
            if not show:
                show.append(stack.enter_context(progress(_("Planning …"), quiet=quiet)))
            show[0](translate(step.message))

        result = search(report, lambda: asked.is_set() or late())
        if result.status != "interrupted":
            return Run(result, None)
        if asked.is_set():
            return Run(result, "user")
        return Run(replace(result, status="feasible"), "time")


@contextmanager
def listening() -> Iterator[threading.Event]:
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


@contextmanager
def reporting(title: str, *, quiet: bool) -> Iterator[Callable[[str], None]]:
    """A line of progress on standard error, once it has taken a while."""
    began = time.monotonic()
    with ExitStack() as stack:
        show: list[Callable[[str], None]] = []

        def report(text: str) -> None:
            if time.monotonic() - began < SILENT_SECONDS:
                return
            if not show:
                show.append(stack.enter_context(progress(title, quiet=quiet)))
            show[0](text)

        yield report
