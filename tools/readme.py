"""The README's examples: run its `console` blocks, compare or refresh what they show.

    python tools/readme.py              run all blocks and write their true output into README.md

A block is a shell session: lines that begin with `$ ` are commands, the others their output, both
streams together. A line of three dots stands for any lines. Blocks run in order, each from the top
of one throw-away copy of the repository, so that they may edit files. Blocks between
`<!-- setup -->` or `<!-- test -->` markers are for newcomers and `.ci/run`; they do not run here.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
COPIED = ("README.md", "policies", "examples")
ELISION = "..."
_NOT_RUN = re.compile(r"<!-- (setup|test) -->.*?<!-- /\1 -->", re.DOTALL)
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_MARK = "\x1e"


@dataclass(frozen=True, slots=True)
class Exchange:
    """One command and the lines it shows."""

    command: str
    shown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A shell session of the README, with its place in the text."""

    start: int
    end: int
    exchanges: tuple[Exchange, ...]


def blocks(text: str) -> list[Block]:
    """All sessions that are run, in order."""
    hidden = [match.span() for match in _NOT_RUN.finditer(text)]
    return [
        Block(match.start(1), match.end(1), _exchanges(match[1]))
        for match in _BLOCK.finditer(text)
        if not any(start < match.start() < end for start, end in hidden)
    ]


def copy_workspace(target: Path) -> None:
    """Copy what the sessions use."""
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, target / name)
        else:
            shutil.copy(source, target / name)


def run(block: Block, directory: Path) -> list[Exchange]:
    """The session's commands with the lines they truly show, trailing spaces taken away."""
    script = "\n".join(f"{exchange.command}\nprintf '{_MARK}'" for exchange in block.exchanges)
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("COLUMNS", "LANGUAGE", "CS_LANG", "FORCE_COLOR", "LC_MESSAGES")
    }
    environment["LC_ALL"] = "C.UTF-8"
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=directory,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        timeout=300,
    )
    outputs = done.stdout.decode().split(_MARK)
    return [
        Exchange(exchange.command, tuple(line.rstrip() for line in output.splitlines()))
        for exchange, output in zip(block.exchanges, outputs, strict=False)
    ]


def agrees(shown: tuple[str, ...], true: tuple[str, ...]) -> bool:
    """Whether the lines shown are the true ones, but for elisions."""
    parts = ["(?:.*\n)*?" if line == ELISION else re.escape(line + "\n") for line in shown]
    return re.fullmatch("".join(parts), "".join(f"{line}\n" for line in true)) is not None


def refreshed(shown: tuple[str, ...], true: tuple[str, ...]) -> tuple[str, ...]:
    """The true lines, elided as the shown ones are: as many before and after the first dots."""
    if ELISION not in shown:
        return true
    before = shown.index(ELISION)
    after = len(shown) - before - 1
    if before + after >= len(true):
        return true
    return (*true[:before], ELISION, *(true[-after:] if after else ()))


def main() -> None:
    """Write the true outputs into the README."""
    text = README.read_text(encoding="utf-8")
    pieces, position = [], 0
    with tempfile.TemporaryDirectory() as directory:
        copy_workspace(Path(directory))
        for block in blocks(text):
            pieces.append(text[position : block.start])
            true = run(block, Path(directory))
            for old, new in zip(block.exchanges, true, strict=True):
                lines = (f"$ {old.command}", *refreshed(old.shown, new.shown))
                pieces.append("".join(f"{line}\n" for line in lines))
            position = block.end
    README.write_text("".join([*pieces, text[position:]]), encoding="utf-8")


def _exchanges(session: str) -> tuple[Exchange, ...]:
    exchanges: list[Exchange] = []
    for line in session.splitlines():
        if line.startswith("$ "):
            exchanges.append(Exchange(line[2:], ()))
        elif exchanges:
            last = exchanges.pop()
            exchanges.append(Exchange(last.command, (*last.shown, line)))
    return tuple(exchanges)


if __name__ == "__main__":
    main()
