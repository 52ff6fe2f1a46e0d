"""`cs policy check`: read, examine, judge, show."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cs.catalogue import FIXED_CODES
from cs.checking.outputs import OUTPUTS
from cs.checking.outputs.destinations import Destination
from cs.checking.report import Report
from cs.checking.selection import selection_of
from cs.examination import examine_texts
from cs.kernel.findings import Severity
from cs.kernel.messages import Message
from cs.locale import _, suggest_language, translate
from cs.options import AsOfOption, DirectoryOption, ForceOption, LangOption, QuietOption
from cs.policy.check.judging import Judged, judge, new_baseline, report_of
from cs.policy.check.options import (
    BaselineOption,
    DiffOption,
    FailOn,
    FailOnOption,
    Fixing,
    FixingCommand,
    FixOption,
    IgnoreOption,
    OutputOption,
    SelectOption,
    WriteBaselineOption,
)
from cs.policy.check.views import (
    mendable_line,
    mended_lines,
    shown_anyway,
    summary_line,
)
from cs.policy.writing import PlaceError, check_inputs, check_places, write_result
from cs.terminal import Stop, fail, harmless, say, stdout, terminal_width, write_machine
from cs.workspace import (
    STDIN,
    InputFile,
    all_tables,
    find_root,
    list_policies,
    read_input,
    shown,
)

if TYPE_CHECKING:  # a run that mends nothing and has no baseline does without
    from cs.checking.baselines import Baseline
    from cs.policy.check.fixing import Mending

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    "check",
    cls=FixingCommand,
    help=_("Report what is wrong with policies: shape, references and rules."),
)
def check(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[PATHS]",
            help=_("Files or directories; by default the workspace's policies/. - is stdin."),
        ),
    ] = None,
    directory: DirectoryOption = None,
    output: OutputOption = None,
    select: SelectOption = None,
    ignore: IgnoreOption = None,
    baseline: BaselineOption = None,
    write_baseline: WriteBaselineOption = None,
    force: ForceOption = False,
    fail_on: FailOnOption = FailOn.ERROR,
    fix: FixOption = None,
    diff: DiffOption = False,
    as_of: AsOfOption = None,
    quiet: QuietOption = False,
    lang: LangOption = None,
) -> None:
    """Show the findings; 1 if any counts, 2 if there was nothing to check."""
    root = find_root(directory or (_start_of(paths[0]) if paths else Path()))
    if root is None and not paths:
        raise fail(_("There is no directory policies/ here or above; name files, or use -C DIR."))
    files = list_policies(paths or [root or Path()], tests=True)
    if not files:
        raise fail(_("There is no policy file (.yaml, .yml) to check."))
    destinations = output or [Destination("text")]
    written = [*(each.path for each in destinations), write_baseline]
    if baseline and write_baseline:
        raise fail(_("--baseline and --write-baseline do not go together: one reads, one writes."))
    try:
        check_inputs(written, (*files, *([baseline] if baseline else [])))
        check_places(destinations, write_baseline, force=force)
    except PlaceError as error:
        raise fail(str(error)) from None
    if diff and (output or write_baseline):
        raise fail(_("--diff shows changes alone; it does not go with --output or a baseline."))
    if fix and not diff and STDIN in files:
        raise fail(_("Standard input cannot be mended in place; --diff shows what would change."))
    known = _as_baseline(baseline.read_bytes(), baseline) if baseline else None
    selection = selection_of(select or (), ignore or (), FIXED_CODES)

    def look(texts: Sequence[InputFile]) -> Judged:
        examination = examine_texts(texts, root, as_of, paths=tuple(files))
        return judge(examination, selection, day_is_stated=as_of is None)

    read = [read_input(file, "policy", root) for file in files]
    judged = look(read)
    suggest_language(judged.examination.workspace.locale)
    if root:
        _spare_tables(written, root, judged)
    if fix or diff:
        from cs.export.changes import replace_files
        from cs.policy.check.fixing import mend

        mending = mend(
            read,
            judged,
            look,
            lambda each: report_of(each, known).findings,
            unsafe=fix is Fixing.UNSAFE,
        )
        judged = mending.judged
        if not diff:
            replace_files(mending.changes(files, read))
        for line in mended_lines(mending, only_shown=diff):
            say(line, quiet=quiet)
        if diff:
            raise _show_changes(read, mending, report_of(judged, known), fail_on, quiet=quiet)
        read = list(mending.files)
    if write_baseline:
        known = _write_baseline(write_baseline, judged, force=force, quiet=quiet)
    report = replace(report_of(judged, known), fail_on=Severity(fail_on.value))
    if report.findings:
        from cs.documents.repair import edits_in

        report = replace(report, edits_of=edits_in(each.source for each in read))
    _send(report, destinations)
    for note in (shown_anyway(report, selection), mendable_line(report.findings, fix=fix)):
        if note:
            say(note, quiet=quiet)
    say(summary_line(report), quiet=quiet)
    if any(fail_on.counts(finding.severity) for finding in report.findings):
        raise Stop(1)


def _start_of(path: Path) -> Path:
    return path if path.is_dir() else path.parent


def _show_changes(
    read: Iterable[InputFile],
    mending: "Mending",
    report: Report,
    fail_on: FailOn,
    *,
    quiet: bool,
) -> Stop | typer.Exit:
    """Show the changes; how the command ends: with 1 if there are any, or a finding is left."""
    from cs.export.changes import unified_difference

    for before, after in zip(read, mending.files, strict=True):
        write_machine(unified_difference(before.source.file, before.source.data, after.source.data))
    say(summary_line(report), quiet=quiet)
    counts = any(fail_on.counts(finding.severity) for finding in report.findings)
    return Stop(1) if mending.mended or counts else typer.Exit()


def _spare_tables(written: Iterable[str | Path | None], root: Path, judged: Judged) -> None:
    try:
        check_inputs(written, all_tables(root, judged.examination.workspace))
    except PlaceError as error:
        raise fail(str(error)) from None


def _as_baseline(data: bytes, path: Path) -> "Baseline":
    from cs.checking.baselines import read_baseline

    read = read_baseline(data, shown(path))
    if isinstance(read, Message):
        raise fail(translate(read))
    return read


def _write_baseline(path: Path, judged: Judged, *, force: bool, quiet: bool) -> "Baseline":
    data = new_baseline(judged)
    _write(path, data, force=force)
    say(_("Written: {file}").format(file=path), quiet=quiet)
    return _as_baseline(data, path)


def _send(report: Report, destinations: Iterable[Destination]) -> None:
    """Write the report in each format, files first, so that a pipe may close early."""
    for each in sorted(destinations, key=lambda each: each.path is None):
        if each.path is not None:
            _write(Path(each.path), OUTPUTS[each.format](report).encode(), force=True)
        elif each.format == "text":
            _show(report)
        else:
            write_machine(OUTPUTS[each.format](report).encode())
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if summary and any(each.format == "github" for each in destinations):
        from cs.checking.outputs.step_summary import github_summary

        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(github_summary(report))


def _show(report: Report) -> None:
    if not report.findings:
        return
    from cs.checking.outputs.text import render_text

    console = stdout()
    rendered = render_text(report, terminal_width(console))
    if console.is_terminal:
        from cs.policy.check.views import styled_findings

        console.print(styled_findings(rendered), soft_wrap=True, end="")
    else:
        console.file.write(harmless(rendered))


def _write(path: Path, data: bytes, *, force: bool) -> None:
    try:
        write_result(path, data, force=force)
    except PlaceError as error:
        raise fail(str(error)) from None
