"""Options that commands share, as annotated types, and what they come to together."""

import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cs.kernel.records import Assumption
from cs.locale import _


class Format(StrEnum):
    """How a result is written to standard output."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class SessionOptions:
    """What the command line says about the workspace and the day.

    Attributes:
        directory: `-C`; None means upward from the current directory.
        policy: `--policy`; None means the only one in force.
        as_of: `--as-of`; None means the workspace's, else today.
        assume: findings settled on the command line.
    """

    directory: Path | None = None
    policy: str | None = None
    as_of: date | None = None
    assume: tuple[Assumption, ...] = ()
    quiet: bool = False


def session_options(
    directory: Path | None = None,
    policy: str | None = None,
    as_of: date | None = None,
    assume: list[Assumption] | None = None,
    quiet: bool = False,
) -> SessionOptions:
    """The session's options from a command's parameters."""
    return SessionOptions(directory, policy, as_of, tuple(assume or ()), quiet)


def parse_day(text: str | date) -> date:
    """A day written `YYYY-MM-DD`.

    Raises:
        ValueError: no such day.
    """
    if isinstance(text, date):
        return text
    text = unicodedata.normalize("NFKC", text).strip()
    try:
        if len(text) == len("2026-01-31"):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise ValueError(_("a day is written YYYY-MM-DD, for example 2026-09-01"))


def parse_directory(text: str | Path) -> Path:
    """A directory that is there.

    Raises:
        ValueError: it is not; a workspace above it would be another than the one meant.
    """
    if isinstance(text, str) and not text.strip():
        raise ValueError(_("the name of the directory is empty; . is the current one"))
    path = Path(text)
    if not path.is_dir():
        raise ValueError(_("there is no directory {path}").format(path=path))
    return path


def parse_assumption(text: str | Assumption) -> Assumption:
    """An assumption written `CODE=VALUE`.

    Raises:
        ValueError: not of that form.
    """
    if isinstance(text, Assumption):
        return text
    code, equals, value = text.partition("=")
    if not (code.strip() and equals and value.strip()):
        raise ValueError(_("an assumption is written CODE=VALUE, for example PRM001=100"))
    return Assumption(code.strip().upper(), value.strip())


DirectoryOption = Annotated[
    Path | None,
    typer.Option(
        "-C",
        "--directory",
        metavar="DIR",
        parser=parse_directory,
        help=_("The workspace; by default found upward from the current directory."),
    ),
]
PolicyOption = Annotated[
    str | None,
    typer.Option("--policy", metavar="ID", help=_("The policy to use, if several are in force.")),
]
AsOfOption = Annotated[
    date | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        parser=parse_day,
        help=_("The day the answer is for; by default the workspace's, else today."),
    ),
]
FormatOption = Annotated[
    Format,
    typer.Option("--format", case_sensitive=False, help=_("How the result is printed.")),
]
OutOption = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar="FILE",
        help=_("Write the result to a file; the format follows from its ending."),
    ),
]
ForceOption = Annotated[bool, typer.Option("--force", help=_("Replace files that exist."))]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help=_("Print results only."))]
SeedOption = Annotated[
    int,
    typer.Option("--seed", metavar="N", min=0, max=2**31 - 1, help=_("Seed of the solver.")),
]
AssumeOption = Annotated[
    list[Assumption] | None,
    typer.Option(
        "--assume",
        metavar="CODE=VALUE",
        parser=parse_assumption,
        help=_("Settle a finding for this run; the result records it. May be repeated."),
    ),
]
LangOption = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="en|zh",
        help=_("Language of texts; by default that of the environment."),
    ),
]
