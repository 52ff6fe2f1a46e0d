"""Known leaks of a plain YAML load, and texts of up to 1 MB, in little memory and time."""

import resource
import subprocess
import sys

import pytest

from cs.documents.source import MAX_BYTES
from tests.documents.bombs import BOMBS, LEAKS, SLOW_BOMBS
from tests.documents.test_fuzz import survives

GIGABYTE = 2**30
SECONDS = 300
"""For all bombs of a test together; a hang is longer by orders of magnitude."""

CHILD = """
import sys
from tests.documents import bombs
from tests.documents.test_fuzz import survives
for name, data in getattr(bombs, sys.argv[1]).items():
    print(name, flush=True)
    survives(data, rules=False)
"""


@pytest.mark.parametrize("text", LEAKS.values(), ids=LEAKS.keys())
def test_a_known_leak_becomes_a_finding(text: bytes) -> None:
    found = survives(text)

    assert any(finding.code.startswith("DOC") for finding in found)


def explode(name: str) -> None:
    """Reads all bombs of a name in a process that has a gigabyte of memory."""
    done = subprocess.run(
        [sys.executable, "-c", CHILD, name],
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (GIGABYTE, GIGABYTE)),
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr[-2000:]}"


def test_a_megabyte_takes_no_gigabyte() -> None:
    explode("BOMBS")


@pytest.mark.slow
def test_a_megabyte_that_is_read_to_its_end_takes_no_gigabyte() -> None:
    explode("SLOW_BOMBS")


def test_every_bomb_is_a_file_that_is_read() -> None:
    assert [name for name, data in (BOMBS | SLOW_BOMBS).items() if len(data) > MAX_BYTES] == []
