"""`cs policy fmt`: read, lay out, write or show."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from cs.catalogue import CODES, KINDS
from cs.documents.formatting import formatted
from cs.export.changes import replace_files, unified_difference
from cs.kernel.findings import Finding
from cs.locale import _
from cs.options import DirectoryOption, LangOption, QuietOption
from cs.policy.fmt.views import refusals, sum_line
from cs.terminal import Stop, fail, say, stderr, write_machine
from cs.workspace import STDIN, InputFile, find_root, list_policies, read_input

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command("fmt", help=_("Lay policies out in one way: order of keys, indentation, spaces."))
def fmt(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[PATHS]",
            help=_("Files or directories; by default the workspace's policies/. - is stdin."),
        ),
    ] = None,
    directory: DirectoryOption = None,
    check: Annotated[
        bool, typer.Option("--check", help=_("List the files that would change; write nothing."))
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help=_("Show what would change; write nothing."))
    ] = False,
    quiet: QuietOption = False,
    lang: LangOption = None,
) -> None:
    """Format; 1 if a file is left as it is, or with --check or --diff if any would change."""
    root = find_root(directory or Path())
    if root is None and not paths:
        raise fail(_("There is no directory policies/ here or above; name files, or use -C DIR."))
    files = list_policies(paths or [root or Path()], tests=True)
    if not files:
        raise fail(_("There is no policy file (.yaml, .yml) to format."))
    read = [read_input(file, "policy") for file in files]
    results = [formatted(each.source, KINDS) for each in read]
    left = [each for each in results if isinstance(each, Finding)]
    changed = [
        (path, before, after)
        for path, before, after in zip(files, read, results, strict=True)
        if isinstance(after, bytes) and after != before.source.data
    ]
    if left:
        stderr().print(refusals(left, {each.code: each.name for each in CODES}), soft_wrap=True)
    only_shown = check or diff
    if only_shown:
        _show(changed, names=check, lines=diff)
    else:
        replace_files(
            [(path, before.source.data, after) for path, before, after in changed if path != STDIN]
        )
        _pass_on(files, read, results)
    say(sum_line(len(files), len(changed), len(left), only_shown=only_shown), quiet=quiet)
    if left or (only_shown and changed):
        raise Stop(1)


def _show(changed: Sequence[tuple[Path, InputFile, bytes]], *, names: bool, lines: bool) -> None:
    for _path, before, after in changed:
        if names:
            write_machine(f"{before.source.file}\n".encode())
        if lines:
            write_machine(unified_difference(before.source.file, before.source.data, after))


def _pass_on(
    files: Sequence[Path], read: Sequence[InputFile], results: Sequence[bytes | Finding]
) -> None:
    """Standard input goes to standard output."""
    for path, before, after in zip(files, read, results, strict=True):
        if path == STDIN:
            write_machine(before.source.data if isinstance(after, Finding) else after)
