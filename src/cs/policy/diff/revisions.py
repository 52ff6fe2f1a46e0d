"""What stands in a git repository at a revision? Asked of the `git` executable, without a shell.

Nothing is checked out: names and blobs are read from the object store (`ls-tree -z`, `cat-file
--batch`), so that the working tree is never touched and names in any script arrive as they are.
"""

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_REGULAR = ("100644", "100755", "100664")


class GitError(Exception):
    """Git cannot answer; `reason` is its own first line, empty where there is no git."""

    def __init__(self, reason: str = "") -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit, as asked for and by its hash, seen from a directory of the repository.

    Attributes:
        top: the repository's directory.
        prefix: the directory's path within it, with `/` at the end; empty at its top.
    """

    name: str
    commit: str
    top: Path
    prefix: str


def is_repository(directory: Path) -> bool:
    """Whether a directory lies in a git working tree.

    Raises:
        GitError: there is no git executable.
    """
    try:
        _git(directory, "rev-parse", "--is-inside-work-tree")
    except GitError as error:
        if not error.reason:
            raise
        return False
    return True


def find_revision(directory: Path, name: str) -> Revision | None:
    """The commit that a name (`main`, `HEAD~1`, `v1.2`) stands for; None if there is none.

    Raises:
        GitError: git cannot be asked here.
    """
    if name.startswith("-") or not name.strip() or "\0" in name:
        return None
    top = _git(directory, "rev-parse", "--show-toplevel").decode().removesuffix("\n")
    prefix = _git(directory, "rev-parse", "--show-prefix").decode().removesuffix("\n")
    try:
        found = _git(
            directory, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"
        )
    except GitError:
        return None
    return Revision(name, found.decode().strip(), Path(top), prefix)


def list_files(revision: Revision, below: str) -> dict[str, str]:
    """Regular files below a path (relative to the revision's directory), with their blobs.

    Raises:
        GitError: git cannot be asked.
    """
    listed = _git(
        revision.top,
        "ls-tree",
        "-r",
        "-z",
        "--full-tree",
        revision.commit,
        "--",
        f"{revision.prefix}{below}",
    )
    files: dict[str, str] = {}
    for line in listed.split(b"\0")[:-1]:
        head, _tab, path = line.partition(b"\t")
        mode, _type, blob = head.decode("ascii").split(" ")
        if mode in _REGULAR:
            files[path.decode("utf-8", "surrogateescape").removeprefix(revision.prefix)] = blob
    return files


def read_blobs(revision: Revision, blobs: Sequence[str]) -> list[bytes]:
    """The contents of blobs, in their order.

    Raises:
        GitError: git cannot be asked, or a blob is not there (a partial clone).
    """
    wanted = "".join(f"{blob}\n" for blob in blobs).encode("ascii")
    answer = _git(revision.top, "cat-file", "--batch", given=wanted)
    contents: list[bytes] = []
    position = 0
    for _blob in blobs:
        end = answer.index(b"\n", position)
        head = answer[position:end].decode("ascii", "replace")
        if not head.split(" ")[-1].isdigit():
            raise GitError(head)
        size = int(head.split(" ")[-1])
        contents.append(answer[end + 1 : end + 1 + size])
        position = end + 1 + size + 1
    return contents


def _git(directory: Path, *arguments: str, given: bytes = b"") -> bytes:
    try:
        done = subprocess.run(
            ["git", "-C", str(directory), *arguments],
            input=given,
            capture_output=True,
            check=False,
        )
    except OSError:
        raise GitError from None
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise GitError(lines[0] if lines else f"exit code {done.returncode}")
    return done.stdout
