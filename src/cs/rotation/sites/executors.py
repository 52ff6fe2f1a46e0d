"""Who works: processes of this machine, or the workers of a Dask cluster (extra `cluster`)."""

from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any

from cs.rotation.sites.solving import Pool


class NoClusterError(Exception):
    """Dask is not installed, or no scheduler answers; the text says which."""


def processes(workers: int) -> Pool:
    """So many processes of this machine."""

    @contextmanager
    def pool() -> Iterator[Executor]:
        # A fresh interpreter each: solvers keep threads, which a fork would copy half-alive.
        executor = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
        try:
            yield executor
        finally:
            executor.shutdown(wait=True, cancel_futures=True)

    return pool


def cluster(address: str, timeout: float = 10.0) -> Pool:
    """The workers that a Dask scheduler has; a task whose worker is lost goes to another one.

    Parameters:
        address: of the scheduler, such as `tcp://host:8786`. timeout: seconds to wait for it.

    Raises:
        NoClusterError: from the pool made, when it is entered.
    """

    @contextmanager
    def pool() -> Iterator[Executor]:
        try:
            import distributed
        except ImportError as error:
            raise NoClusterError("distributed") from error
        try:
            connect: Any = distributed.Client
            client = connect(address, timeout=timeout, set_as_default=False)
        except (OSError, ValueError) as error:
            raise NoClusterError(str(error) or address) from error
        try:
            yield client.get_executor(pure=False, retries=2)
        finally:
            client.close()

    return pool
