"""Runs `cs` as a user does: a process of its own, with a known environment; or faster, in ours."""

import io
import os
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from cs.__main__ import run


@dataclass(frozen=True, slots=True)
class Ending:
    """What a command left behind."""

    code: int
    out: str
    err: str


def cs(*arguments: str, cwd: Path | None = None, **environment: str) -> Ending:
    """Run `python -m cs` with English texts and no terminal, unless the environment says more."""
    settings = {
        name: value
        for name, value in os.environ.items()
        if name not in ("LANGUAGE", "CS_LANG", "LC_MESSAGES", "LC_ALL", "COLUMNS", "FORCE_COLOR")
    }
    done = subprocess.run(
        [sys.executable, "-m", "cs", *arguments],
        cwd=cwd,
        env=settings | {"LANG": "en_GB.UTF-8"} | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=120,
    )
    return Ending(done.returncode, done.stdout.decode(), done.stderr.decode())


def cs_here(*arguments: str, cwd: Path | None = None) -> Ending:
    """Run `cs` in this process; texts fixed at import (help pages) keep the first language."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    with chdir(cwd or Path.cwd()), redirect_stdout(out), redirect_stderr(err):
        code = run(arguments)
    for stream in (out, err):
        stream.flush()
    return Ending(code, out.buffer.getvalue().decode(), err.buffer.getvalue().decode())


def heard(*arguments: str, cwd: Path) -> str:
    """What `cs` says in this process, both streams as a terminal would mix them."""
    said = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with chdir(cwd), redirect_stdout(said), redirect_stderr(said):
        run(arguments)
    said.flush()
    return said.buffer.getvalue().decode()
