"""Files that are changed in place: shown as a unified diff, or written whole, all or none."""

import os
from collections.abc import Sequence
from difflib import unified_diff
from errno import EACCES
from pathlib import Path

from cs.export.files import write_whole
from cs.locale import _


def unified_difference(file: str, before: bytes, after: bytes) -> bytes:
    """A unified diff of a file's bytes; empty if they are the same."""
    if before == after:
        return b""
    name = "stdin" if file == "-" else file
    lines = unified_diff(_lines(before), _lines(after), fromfile=name, tofile=name, lineterm="\n")
    return "".join(map(_ended, lines)).encode("utf-8", "surrogateescape")


def replace_files(changes: Sequence[tuple[Path, bytes, bytes]]) -> None:
    """Write files anew, each whole; first see that all may be written.

    Args:
        changes: path, what was read and what is to stand there; permissions and links are kept.

    Raises:
        OSError: one is read-only, was changed meanwhile, or cannot be written.
    """
    for path, before, _after in changes:
        # a file is replaced whole, which its own permission would not hinder
        if not os.access(path, os.W_OK) or not path.stat().st_mode & 0o222:
            raise PermissionError(EACCES, "", str(path))
        if path.read_bytes() != before:
            raise OSError(0, _("it was changed meanwhile"), str(path))
    for path, _before, after in changes:
        write_whole(path, after, force=True)


def _lines(data: bytes) -> list[str]:
    # only LF parts lines, so that CR LF stays as it is
    *lines, last = data.decode("utf-8", "surrogateescape").split("\n")
    return [*(f"{line}\n" for line in lines), *([last] if last else [])]


def _ended(line: str) -> str:
    return line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
