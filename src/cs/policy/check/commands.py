"""`cs policy check`: read, examine, show."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cs import __version__
from cs.checking.outputs import OUTPUTS
from cs.checking.report import Report
from cs.examination import Examination, entries, examine, names
from cs.kernel.findings import Finding, has_errors
from cs.locale import _, suggest_language
from cs.options import AsOfOption, DirectoryOption, LangOption, QuietOption
from cs.policy.check.views import styled_findings, summary_line
from cs.terminal import Stop, fail, say, stdout, write_machine
from cs.workspace import calendar_findings, find_root, list_policies

app = typer.Typer(add_completion=False, rich_markup_mode=None)


class Output(StrEnum):
    """How findings are written; `cs.checking.outputs` has a renderer for each."""

    TEXT = "text"
    GITHUB = "github"
    JSON = "json"


@app.command("check", help=_("Report what is wrong with policies: shape, references and rules."))
def check(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[PATHS]",
            help=_("Files or directories; by default the workspace's policies/. - is stdin."),
        ),
    ] = None,
    directory: DirectoryOption = None,
    output: Annotated[
        Output,
        typer.Option("--output", "-o", case_sensitive=False, help=_("Format of the findings.")),
    ] = Output.TEXT,
    as_of: AsOfOption = None,
    quiet: QuietOption = False,
    lang: LangOption = None,
) -> None:
    """Show the findings; 1 if any is an error, 2 if there was nothing to check."""
    root = find_root(directory or (_start_of(paths[0]) if paths else Path()))
    if root is None and not paths:
        raise fail(_("There is no directory policies/ here or above; name files, or use -C DIR."))
    files = list_policies(paths or [root or Path()])
    if not files:
        raise fail(_("There is no policy file (.yaml, .yml) to check."))
    examination = examine(files, root, as_of)
    suggest_language(examination.workspace.locale)
    found = _all_findings(examination, stated=as_of is None)
    report = Report(
        found, len(files), examination.loaded.lines, names(), codes=entries(), version=__version__
    )
    rendered = OUTPUTS[output](report)
    if output is Output.TEXT:
        stdout().print(styled_findings(rendered), soft_wrap=True, end="")
    else:
        write_machine(rendered.encode())
    say(summary_line(report), quiet=quiet)
    if has_errors(report.findings):
        raise Stop(1)


def _start_of(path: Path) -> Path:
    return path if path.is_dir() else path.parent


def _all_findings(examination: Examination, *, stated: bool) -> tuple[Finding, ...]:
    """The findings of policies and of the staff tables, and of the year's calendar.

    Args:
        stated: whether the year is that of the workspace's own day.
    """
    found = [*examination.findings, *examination.staff.findings]
    document, day = examination.document, examination.policies.as_of
    if document and day:
        calendar = examination.policies.calendar
        place = document.place / "as_of" if stated else document.place
        found += calendar_findings(calendar, [day.year], place)
    return examination.loaded.spans.locate(found)
