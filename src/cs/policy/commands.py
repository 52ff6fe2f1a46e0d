"""`cs policy check` and `cs policy rule`: read, call, show."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cs.checking.outputs import OUTPUTS
from cs.checking.report import Report
from cs.examination import Examination, entries, examine, names
from cs.kernel.findings import Finding, has_errors
from cs.kernel.suggestions import nearest
from cs.locale import _, suggest_language
from cs.options import AsOfOption, DirectoryOption, LangOption, QuietOption
from cs.policy.views import rule_list, rule_page, styled_findings, summary_line
from cs.terminal import Stop, fail, say, stdout, write_machine
from cs.workspace import calendar_findings, find_root, list_policies, today

app = typer.Typer(add_completion=False, rich_markup_mode=None, no_args_is_help=True)


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
    examination = examine(files, root)
    suggest_language(examination.workspace.locale)
    day = as_of or examination.workspace.as_of or today()
    found = _all_findings(examination, day.year, stated=as_of is None)
    report = Report(found, len(files), examination.loaded.lines, names())
    rendered = OUTPUTS[output](report)
    if output is Output.TEXT:
        stdout().print(styled_findings(rendered), soft_wrap=True, end="")
    else:
        write_machine(rendered.encode())
    say(summary_line(report), quiet=quiet)
    if has_errors(report.findings):
        raise Stop(1)


@app.command("rule", help=_("Explain a code, or list all codes."))
def rule(
    code: Annotated[
        str | None, typer.Argument(metavar="[CODE]", help=_("A code, for example DOC003."))
    ] = None,
    lang: LangOption = None,
) -> None:
    """Print the page of a code or of a rule's name."""
    known = {each.code: each for each in entries()}
    if code is None:
        stdout().print(rule_list(known.values()))
        return
    by_name = {each.name: each for each in known.values()}
    entry = known.get(code.upper()) or by_name.get(code.lower())
    if entry is None:
        near = _padded(code) if _padded(code) in known else nearest(code, [*known, *by_name])
        text = _("There is no rule {code}.").format(code=code)
        meant = _("Did you mean {word}?").format(word=near)
        raise fail(f"{text} {meant if near else _('cs policy rule lists all.')}")
    stdout().print(rule_page(entry))


def _padded(code: str) -> str:
    """A code with the three digits that codes have (`DOC3` as `DOC003`)."""
    letters = code.rstrip("0123456789")
    return f"{letters.upper()}{code[len(letters) :].lstrip('0').rjust(3, '0')}"


def _start_of(path: Path) -> Path:
    return path if path.is_dir() else path.parent


def _all_findings(examination: Examination, year: int, *, stated: bool) -> tuple[Finding, ...]:
    """The findings of policies and of the staff tables, and of the year's calendar.

    Args:
        stated: whether the year is that of the workspace's own day.
    """
    found = [*examination.findings, *examination.staff.findings]
    if document := examination.document:
        calendar = examination.policies.calendar
        place = document.place / "as_of" if stated else document.place
        found += calendar_findings(calendar, [year], place)
    return examination.loaded.spans.locate(found)
