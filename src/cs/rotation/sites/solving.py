"""Which plan is best for each of many problems? One task each, wherever the executor runs it.

A plan depends on its problem alone, so that it comes out the same wherever and in whatever order
it is made, and a task whose worker was lost is simply given out again.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager
from dataclasses import dataclass

from cs.rotation.answers import PlanOptions
from cs.rotation.planner import plan
from cs.rotation.planning.solving import Stop
from cs.rotation.problem import PlanResult, RotationProblem

TRIES = 3
"""So often a task is given out; a worker that is lost takes its task with it."""
POLL = 0.25
"""Seconds between two looks whether to stop."""


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker is told: values only, so that they can be sent anywhere."""

    name: str
    problem: RotationProblem
    gap: float
    seed: int


def solve(task: Task) -> PlanResult:
    """The plan of one task; this is what runs in another process."""
    return plan(task.problem, PlanOptions(gap=task.gap, seed=task.seed))


class WorkersLostError(Exception):
    """Workers were lost again and again; the name of a task that never came back."""


Pool = Callable[[], AbstractContextManager[Executor]]
"""Makes an executor; asked again where one broke."""


def solve_all(
    tasks: Sequence[Task],
    pool: Pool,
    done: Callable[[int], None] | None = None,
    stop: Stop | None = None,
    work: Callable[[Task], PlanResult] = solve,
) -> tuple[PlanResult | None, ...]:
    """Every task's plan, in the tasks' order; None for those not made when it was stopped.

    Parameters:
        done: told how many plans there are, after each.
        stop: asked between plans.
        work: what a worker does with a task.

    Raises:
        WorkersLostError: a task was given out `TRIES` times and never came back.
    """
    results: dict[int, PlanResult] = {}
    for _ in range(TRIES):
        left = [number for number in range(len(tasks)) if number not in results]
        if not left or (stop is not None and stop()):
            break
        with pool() as executor:
            for number, result in _round(executor, tasks, left, work, stop):
                results[number] = result
                if done is not None:
                    done(len(results))
    lost = [task.name for number, task in enumerate(tasks) if number not in results]
    if lost and not (stop is not None and stop()):
        raise WorkersLostError(lost[0])
    return tuple(results.get(number) for number in range(len(tasks)))


def _round(
    executor: Executor,
    tasks: Sequence[Task],
    left: Sequence[int],
    work: Callable[[Task], PlanResult],
    stop: Stop | None,
) -> Iterator[tuple[int, PlanResult]]:
    """Plans as they come; the largest problems are given out first. Lost ones are left out."""
    order = sorted(left, key=lambda number: (-len(tasks[number].problem.agents), number))
    waiting: dict[Future[PlanResult], int] = {}
    try:
        for number in order:
            waiting[executor.submit(work, tasks[number])] = number
    except BrokenProcessPool:
        pass
    while waiting:
        ready, _ = wait(waiting, timeout=POLL, return_when=FIRST_COMPLETED)
        for future in sorted(ready, key=waiting.__getitem__):
            number = waiting.pop(future)
            try:
                yield number, future.result()
            except (BrokenProcessPool, CancelledError):
                continue
        if stop is not None and stop():
            for future in waiting:
                future.cancel()
            return
