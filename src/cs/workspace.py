"""The workspace on disk: where it is, which files it has, their bytes and hashes; and today.

The one place that knows paths and reads the clock. A workspace is a directory that holds
`policies/`; it is found upward from the current directory.
"""

import hashlib
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from cs.documents.source import Source
from cs.documents.workspace_checks import calendar_findings
from cs.documents.workspace_model import WorkspacePolicy
from cs.kernel.records import InputRecord

__all__ = [
    "InputFile",
    "all_tables",
    "calendar_findings",
    "default_workspace",
    "find_root",
    "holds_policies",
    "is_test",
    "list_policies",
    "read_input",
    "shown",
    "stored_name",
    "table_paths",
    "today",
]

POLICIES = "policies"
SUFFIXES = (".yaml", ".yml")
TEST = "_test"
"""How the names of files with tests of policies end, before the suffix."""
STDIN = Path("-")


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file's bytes; `source.file` is its name as shown, `record` what results say of it."""

    source: Source
    record: InputRecord


def find_root(start: Path) -> Path | None:
    """The nearest directory from `start` upward that holds `policies/`; None if there is none."""
    start = start.absolute()
    return next((each for each in (start, *start.parents) if holds_policies(each)), None)


def holds_policies(directory: Path) -> bool:
    """Whether a directory is a workspace."""
    return (directory / POLICIES).is_dir()


def list_policies(paths: Iterable[Path], *, tests: bool = False) -> tuple[Path, ...]:
    """The policy files that paths stand for, each once, in the order of the paths.

    A file stands for itself whatever its name, a workspace for its `policies/`, any other directory
    for all `.yaml` and `.yml` files below it; hidden files and directories, pipes and devices are
    passed over.

    Args:
        tests: whether tests of policies (`is_test`) that stand in directories are listed too.

    Raises:
        OSError: a path that does not exist or cannot be read.
    """
    found: dict[str, Path] = {}
    for path in paths:
        for file in _expand(path, tests=tests):
            found.setdefault(os.path.realpath(file) if file != STDIN else "-", file)
    return tuple(found.values())


def is_test(path: Path) -> bool:
    """Whether a file is named as one that holds tests of policies: `…_test.yaml`."""
    return path.stem.endswith(TEST) and path.suffix in SUFFIXES


def _expand(path: Path, *, tests: bool) -> Sequence[Path]:
    if path == STDIN or not path.is_dir():
        if path != STDIN:
            path.stat()
        return (path,)
    top = path / POLICIES if holds_policies(path) else path
    files = []
    for directory, names, entries in os.walk(top, onerror=_raise):
        names[:] = sorted(name for name in names if not name.startswith("."))
        files += [
            Path(directory, name)
            for name in entries
            if name.endswith(SUFFIXES)
            and not name.startswith(".")
            and not _is_endless(Path(directory, name))
        ]
    chosen = (file for file in files if tests or not is_test(file))
    return sorted(chosen, key=lambda file: file.as_posix())


def _is_endless(path: Path) -> bool:
    """Whether it is a pipe, a device or the like, whose end may never come."""
    return path.exists() and not path.is_file()


def _raise(error: OSError) -> None:
    raise error


def read_input(path: Path, role: str, root: Path | None = None) -> InputFile:
    """A file, or standard input for `-`.

    Its record names it relative to the workspace, so that results do not depend on where the
    command was called.

    Raises:
        OSError: it cannot be read.
    """
    data = path.read_bytes() if path != STDIN else sys.stdin.buffer.read() if sys.stdin else b""
    name = "-" if path == STDIN else _relative(path, root) if root else shown(path)
    record = InputRecord(role, name, hashlib.sha256(data).hexdigest())
    return InputFile(Source(shown(path), data), record)


def shown(path: Path) -> str:
    """A path as people are shown it: relative to the current directory, unless that is longer."""
    if path == STDIN:
        return "-"
    absolute = Path(os.path.normpath(path.absolute()))
    return min(absolute.as_posix(), Path(os.path.relpath(absolute)).as_posix(), key=len)


def stored_name(file: str, root: Path | None) -> str:
    """A file's name as shown to the one that is kept in files: relative to the workspace."""
    return _relative(Path(file), root) if root and file != "-" else file


def _relative(path: Path, base: Path) -> str:
    absolute, base = Path(os.path.normpath(path.absolute())), base.absolute()
    if absolute.is_relative_to(base):
        return absolute.relative_to(base).as_posix()
    return path.as_posix()


def table_paths(root: Path, workspace: WorkspacePolicy, role: str) -> tuple[Path, ...]:
    """The files of one table (`staff`, `stints`, …); the workspace states them relative to it."""
    names: tuple[str, ...] = getattr(workspace.tables, role)
    return tuple(root / name for name in names)


def all_tables(root: Path, workspace: WorkspacePolicy) -> tuple[Path, ...]:
    """The files of all tables that the workspace states."""
    roles = type(workspace.tables).model_fields
    return tuple(path for role in roles for path in table_paths(root, workspace, role))


def default_workspace() -> WorkspacePolicy:
    """What holds where no workspace document says otherwise."""
    return WorkspacePolicy(kind="workspace", id="workspace", name="workspace")


def today() -> date:
    """The day on the clock of this machine."""
    return datetime.now().astimezone().date()
