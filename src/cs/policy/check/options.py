"""The options of `cs policy check` that no other command has, as annotated types."""

from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any

import typer
from typer._click.exceptions import UsageError
from typer.core import TyperCommand

from cs.catalogue import CODES
from cs.checking.outputs.destinations import Destination, parse_destination
from cs.checking.selection import Selectors, parse_selectors
from cs.kernel.findings import Severity
from cs.locale import _


class Fixing(StrEnum):
    """Which mends are made."""

    SAFE = "safe"
    UNSAFE = "unsafe"


class FixingCommand(TyperCommand):
    """A command whose `--fix` may stand without a value, which Typer's options cannot."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """`--fix` alone is `--fix=safe`; nothing is read after `--`.

        Raises:
            UsageError: the value stands behind a blank, where it would be taken for a path.
        """
        end = args.index("--") if "--" in args else len(args)
        bare = f"--fix={Fixing.SAFE}"
        for option, value in pairwise(args[:end]):
            if option == "--fix" and value in list(Fixing) and not Path(value).exists():
                text = _("The value of --fix stands behind an equals sign: --fix={value}")
                raise UsageError(text.format(value=value), ctx)
        return super().parse_args(
            ctx, [*(bare if each == "--fix" else each for each in args[:end]), *args[end:]]
        )


class FailOn(StrEnum):
    """The least severity that makes the exit code 1."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    def counts(self, severity: Severity) -> bool:
        """Whether a finding of a severity makes the exit code 1."""
        order = list(FailOn)
        return order.index(FailOn(severity.value)) <= order.index(self)


def _to_select(text: str | Selectors) -> Selectors:
    return text if isinstance(text, Selectors) else parse_selectors(text, CODES)


def _to_ignore(text: str | Selectors) -> Selectors:
    return text if isinstance(text, Selectors) else parse_selectors(text, CODES, to_ignore=True)


OutputOption = Annotated[
    list[Destination] | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FORMAT[=FILE]",
        parser=parse_destination,
        help=_(
            "Format of the findings, to standard output or a file, which is replaced: text, github,"
            " gitlab, sarif, junit, json. May be repeated."
        ),
    ),
]
SelectOption = Annotated[
    list[Selectors] | None,
    typer.Option(
        "--select",
        metavar="CODES",
        parser=_to_select,
        help=_(
            "Only these findings: codes, beginnings of codes (PRM) or names of rules, parted by"
            " commas. May be repeated."
        ),
    ),
]
IgnoreOption = Annotated[
    list[Selectors] | None,
    typer.Option(
        "--ignore",
        metavar="CODES",
        parser=_to_ignore,
        help=_("All but these findings, unless --select is more specific. May be repeated."),
    ),
]
BaselineOption = Annotated[
    Path | None,
    typer.Option(
        "--baseline",
        metavar="FILE",
        help=_("Accept the findings that this file lists; see --write-baseline."),
    ),
]
WriteBaselineOption = Annotated[
    Path | None,
    typer.Option(
        "--write-baseline",
        metavar="FILE",
        help=_("Write today's findings to a file for --baseline; --force replaces it."),
    ),
]
FailOnOption = Annotated[
    FailOn,
    typer.Option(
        "--fail-on",
        case_sensitive=False,
        help=_("The least severity that makes the exit code 1."),
    ),
]
FixOption = Annotated[
    Fixing | None,
    typer.Option(
        "--fix",
        metavar="[=unsafe]",
        help=_(
            "Mend in the files what has one safe mend; with =unsafe also what a person should look"
            " at."
        ),
    ),
]
DiffOption = Annotated[
    bool,
    typer.Option("--diff", help=_("Show what --fix would change, and write nothing.")),
]
