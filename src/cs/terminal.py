"""The terminal: two consoles, plain tables, progress, and the one way for a command to stop.

Results go to standard output, everything else to standard error. Rich markup is off everywhere, so
that what users wrote (`[x]`, `[/x]`) is shown as it stands.
"""

import errno
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cs.locale import _

if TYPE_CHECKING:  # Rich is imported by what uses it: a line of text needs none
    from rich.console import Console, RenderableType
    from rich.table import Table
    from rich.text import Text

PIPED_WIDTH = 80
"""Columns where no terminal says its width; `COLUMNS` in the environment wins."""


class Stop(Exception):  # noqa: N818 (not an error: an ending)
    """Ends the command with an exit code; what there was to say has been said.

    Attributes:
        code: 1 for findings or no answer, 2 for usage or bad input.
    """

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def stdout() -> "Console":
    """The console for results."""
    return _console(is_error=False)


def stderr() -> "Console":
    """The console for messages, findings and progress."""
    return _console(is_error=True)


def terminal_width(console: "Console") -> int | None:
    """Columns in which text is broken; None where no terminal shows it, so that it stays whole."""
    return console.width if console.is_terminal else None


def show(console: "Console", part: "RenderableType") -> None:
    """Print a part of a result; where no terminal shows it, no line ends in blanks.

    Text is not broken: who makes it breaks it where it may break (`cs.wrapping`).
    """
    from rich.text import Text

    is_text = isinstance(part, Text)
    if console.is_terminal:
        console.print(part, soft_wrap=is_text)
        return
    with console.capture() as captured:
        console.print(part, soft_wrap=is_text)
    lines = captured.get().split("\n")
    console.file.write("\n".join(line.rstrip(" ") for line in lines))


def write_machine(data: bytes) -> None:
    """Write machine output (JSON, CSV) to standard output, byte for byte."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def say(text: str, *, quiet: bool = False) -> None:
    """One message to standard error, unless `quiet`."""
    if not quiet:
        sys.stderr.write(harmless(text) + "\n")
        sys.stderr.flush()


def fail(text: str, code: int = 2) -> Stop:
    """Say what went wrong on standard error; to be raised: `raise fail(_("…"))`."""
    # Sentences are joined by a blank, which does not follow a full-width stop.
    say(_("Error: ") + _AFTER_FULL_STOP.sub("", text))
    return Stop(code)


def reason_of(error: OSError) -> str:
    """Why a file could not be read or written, in the language chosen."""
    reasons = {
        errno.ENOENT: _("there is no such file or directory"),
        errno.EACCES: _("permission is missing"),
        errno.EPERM: _("permission is missing"),
        errno.EISDIR: _("it is a directory"),
        errno.ENOTDIR: _("a part of the path is no directory"),
        errno.ENOSPC: _("the disk is full"),
        errno.EROFS: _("the disk is read-only"),
        errno.ENAMETOOLONG: _("the name is too long"),
        errno.EEXIST: _("there is a file of this name already"),
        errno.ELOOP: _("its links lead in a circle"),
    }
    return reasons.get(error.errno or 0, error.strerror or str(error))


def harmless(text: str) -> str:
    """Text of a user without control or direction-changing characters."""
    return _HARMFUL.sub("\N{REPLACEMENT CHARACTER}", text)


def plain(value: object, style: str = "") -> "Text":
    """Text of a user, harmless and without markup."""
    from rich.text import Text

    return Text(harmless(str(value)), style=style)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of `plain_table`.

    Attributes:
        right: numbers stand to the right.
        keep: never wrapped or cut, however narrow the terminal.
    """

    header: str
    right: bool = False
    keep: bool = False


def plain_table(
    columns: Sequence[str | Column],
    rows: Iterable[Sequence[object]],
    title: str | None = None,
) -> "Table":
    """A table without side borders; cells that are Rich `Text` keep their style."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(
        box=box.SIMPLE_HEAD,
        pad_edge=False,
        show_edge=False,
        title=None if title is None else plain(title, style="bold"),
        title_justify="left",
    )
    for column in columns:
        column = Column(column) if isinstance(column, str) else column
        table.add_column(
            plain(column.header),
            justify="right" if column.right else "left",
            no_wrap=column.keep,
            overflow="fold",
        )
    for row in rows:
        table.add_row(*(cell if isinstance(cell, Text) else plain(cell) for cell in row))
    return table


@contextmanager
def progress(text: str, *, quiet: bool = False) -> Iterator[Callable[[str], None]]:
    """A moving line on standard error while work runs; yields a function that changes its text.

    Nothing is shown when quiet or when standard error is no terminal.
    """
    console = stderr()
    if quiet or not console.is_terminal:
        yield lambda _changed: None
        return
    with console.status(plain(text)) as status:
        yield lambda changed: status.update(plain(changed))


def _console(*, is_error: bool) -> "Console":
    from rich.console import Console

    stream = sys.stderr if is_error else sys.stdout
    width = None if stream.isatty() else int(_columns() or PIPED_WIDTH)
    return Console(
        file=stream,
        width=width,
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
    )


def _columns() -> str | None:
    columns = os.environ.get("COLUMNS", "")
    return columns if columns.isascii() and columns.isdigit() and int(columns) >= 40 else None


_AFTER_FULL_STOP = re.compile("(?<=[。！？]) (?=[\u4e00-\u9fff])")
_HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control characters but for the ends of lines and tabs, and changes of direction."""
