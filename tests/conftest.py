"""Property tests measure no time: a busy machine is no failure. What is parsed is parsed once.

Each test begins in English, whatever language a command spoke that the one before ran.
Python keeps what it compiles: the tests start hundreds of programs, and each would compile all of
cs anew. The workers of a parallel run are started after this file is read, and keep it too.
Rubbish is looked for more rarely than Python would: thousands of tests stand in the memory, and to
go through them all again and again takes a sixth of the time.
"""

import gc
import os
from functools import lru_cache

import pytest
from hypothesis import HealthCheck, settings

import cs.documents.loading
from cs.documents.nodes import NodesRead, read_nodes
from cs.locale import set_language

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
gc.set_threshold(50_000, 20, 100)
settings.register_profile("cs", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("cs")

LONG = 50_000
"""Characters; a longer text is not kept."""


@lru_cache(maxsize=256)
def _kept(text: str, file: str) -> NodesRead:
    return read_nodes(text, file)


def read_once(text: str, file: str) -> NodesRead:
    """As `read_nodes`, which is a function of its arguments alone and takes most of a load.

    The tests load the house policies hundreds of times, mostly with one of them changed.
    """
    return _kept(text, file) if len(text) < LONG else read_nodes(text, file)


cs.documents.loading.read_nodes = read_once


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _in_english() -> None:
    set_language(None)
