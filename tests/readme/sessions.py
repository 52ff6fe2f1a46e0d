"""The sessions of a page, run quickly: `cs` in this process wherever no shell is needed."""

import shlex
from pathlib import Path

import pytest

from tests.cli.shell import heard
from tools.readme import Block, Exchange, run

SHELL = frozenset("|<>&;$`*?~")
"""Signs that only a shell understands."""


def run_here(block: Block, directory: Path) -> list[Exchange]:
    """As `tools.readme.run`, which starts a process for every command.

    A session that changes its directory is left to the shell as a whole.
    """
    if any(exchange.command.startswith("cd ") for exchange in block.exchanges):
        return run(block, directory)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("COLUMNS", "LANGUAGE", "CS_LANG", "FORCE_COLOR", "LC_MESSAGES"):
            patch.delenv(name, raising=False)
        patch.setenv("LC_ALL", "C.UTF-8")
        return _run_each(block, directory)


def _run_each(block: Block, directory: Path) -> list[Exchange]:
    said: list[Exchange] = []
    for exchange in block.exchanges:
        program, *arguments = shlex.split(exchange.command)
        if program == "cs" and SHELL.isdisjoint(exchange.command):
            lines = heard(*arguments, cwd=directory).splitlines()
            said.append(Exchange(exchange.command, tuple(line.rstrip() for line in lines)))
        else:
            said += run(Block(block.start, block.end, (exchange,)), directory)
    return said
