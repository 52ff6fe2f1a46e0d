"""Sites planned side by side come out as if planned one by one, whoever is lost meanwhile."""

import os
import time
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from cs.rotation.problem import PlanResult
from cs.rotation.sites.executors import NoClusterError, cluster, processes
from cs.rotation.sites.solving import Task, WorkersLostError, solve, solve_all
from tests.rotation.engine.departments import department

TASKS = tuple(Task(f"S{number}", department(copies=number), 1e-3, 0) for number in (1, 3, 2))


@contextmanager
def threads() -> Iterator[Executor]:
    with ThreadPoolExecutor(2) as executor:
        yield executor


def same(one: PlanResult | None, other: PlanResult | None) -> bool:
    assert one is not None
    assert other is not None
    assert one.posts is not None
    assert other.posts is not None
    figures = (one.status, one.bound, one.gap, one.evaluation, one.work) == (
        other.status, other.bound, other.gap, other.evaluation, other.work,
    )  # fmt: skip
    return figures and np.array_equal(one.posts, other.posts)


@cache
def alone() -> tuple[PlanResult, ...]:
    """What comes out one by one; when it is asked for, as every worker process imports this."""
    return tuple(solve(task) for task in TASKS)


@pytest.mark.parametrize("pool", [threads, processes(2)], ids=["threads", "processes"])
def test_side_by_side_as_one_by_one(pool: object) -> None:
    counts: list[int] = []
    results = solve_all(TASKS, pool, counts.append)  # type: ignore[arg-type]
    assert all(map(same, results, alone()))
    assert counts == [1, 2, 3]


def die_once(task: Task) -> PlanResult:
    """The worker that gets the first site is killed, once."""
    mark = Path(os.environ["CS_TEST_MARK"])
    if task.name == "S1" and not mark.exists():
        mark.touch()
        os._exit(9)
    return solve(task)


def die_always(task: Task) -> PlanResult:
    os._exit(9)


def test_a_process_that_is_killed_costs_nothing_but_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CS_TEST_MARK", str(tmp_path / "killed"))
    results = solve_all(TASKS, processes(2), work=die_once)
    assert (tmp_path / "killed").exists()
    assert all(map(same, results, alone()))


def test_workers_that_are_lost_again_and_again_are_said_so() -> None:
    with pytest.raises(WorkersLostError, match="S1"):
        solve_all(TASKS[:1], processes(1), work=die_always)


def test_what_is_done_when_stopped_is_kept() -> None:
    done: list[int] = []
    results = solve_all(TASKS, threads, done.append, stop=lambda: bool(done))
    assert sum(result is not None for result in results) >= 1
    for result, own in zip(results, alone(), strict=True):
        assert result is None or same(result, own)


def slowly(task: Task) -> PlanResult:
    """As `solve`, and so long that a worker can be killed meanwhile; says where it runs."""
    (Path(os.environ["CS_TEST_MARK"]) / f"{task.name}.{os.getpid()}").touch()
    time.sleep(1.0)
    return solve(task)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_a_cluster_that_loses_a_worker_plans_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    distributed = pytest.importorskip("distributed")
    monkeypatch.setenv("CS_TEST_MARK", str(tmp_path))
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as local:
        victims: list[int] = []

        def kill_one(_count: int) -> None:
            """After the first plan, the process that works on another one is killed."""
            if victims:
                return
            finished = {path.name.split(".")[0] for path in tmp_path.iterdir()}
            assert finished
            pids = {int(path.suffix[1:]) for path in tmp_path.iterdir()}
            victim = max(pids)
            victims.append(victim)
            os.kill(victim, 9)

        tasks = (*TASKS, *(Task(f"R{n}", department(copies=2), 1e-3, 0) for n in range(3)))
        results = solve_all(tasks, cluster(local.scheduler_address), kill_one, work=slowly)
    assert len(victims) == 1
    assert all(map(same, results, (*alone(), *(alone()[2],) * 3)))


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_that_does_not_answer_is_said_so() -> None:
    pytest.importorskip("distributed")
    with pytest.raises(NoClusterError), cluster("tcp://127.0.0.1:9", timeout=0.2)():
        pass
