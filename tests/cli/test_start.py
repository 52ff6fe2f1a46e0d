"""What loads when: help and version start at once, commands come on use."""

import os
import subprocess
import sys
from importlib import import_module

import pytest
from typer.models import DefaultPlaceholder

from cs.cli import ENTRIES, Entry, resolve, root

HEAVY = (
    "numpy", "polars", "highspy", "fastexcel", "xlsxwriter", "icalendar", "holidays", "ortools",
    "ruamel.yaml",
)  # fmt: skip

LEAVES = [
    pytest.param(path, entry, id=" ".join(path))
    for top in ENTRIES
    for path, entry in (
        [((top.name, each.name), each) for each in top.below] or [((top.name,), top)]
    )
]


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["--lang", "zh", "--help"], []])
def test_help_and_version_import_no_heavy_library(arguments: list[str]) -> None:
    script = (
        "import sys\n"
        "from cs.__main__ import run\n"
        f"run({arguments!r})\n"
        f"print('loaded:', [name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stderr.splitlines()[-1] == "loaded: []"


@pytest.mark.parametrize(("path", "entry"), LEAVES)
def test_a_stub_says_what_its_command_says_of_itself(path: tuple[str, ...], entry: Entry) -> None:
    assert entry.name == path[-1]
    own = import_module(entry.module).app.info.help

    assert resolve(entry).help == entry.help
    assert own == entry.help or isinstance(own, DefaultPlaceholder)


def test_the_help_of_no_command_imports_a_solver() -> None:
    paths = [each.values[0] for each in LEAVES]
    script = (
        "import sys\n"
        "from cs.__main__ import run\n"
        "heavy = ('polars', 'highspy', 'xlsxwriter', 'fastexcel', 'icalendar')\n"
        f"for path in {paths!r}:\n"
        "    run([*path, '--help'])\n"
        "    loaded = [name for name in heavy if name in sys.modules]\n"
        "    print('loaded by', *path, loaded, file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
        env=os.environ | {"LANG": "en_GB.UTF-8"},
    )
    assert done.stderr.splitlines() == [f"loaded by {' '.join(path)} []" for path in paths]


def test_the_root_lists_every_entry_once() -> None:
    names = list(root().commands)  # type: ignore[attr-defined]

    assert names == [entry.name for entry in ENTRIES]
    assert len(set(names)) == len(names)
