"""`cs policy test`: read, run, show."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Annotated

import typer

from cs import __version__
from cs.catalogue import ENTRIES, FIXED_CODES, RULES
from cs.checking.outputs.destinations import Destination, parse_destination
from cs.checking.outputs.github import render_github
from cs.checking.outputs.text import render_finding
from cs.checking.report import Report
from cs.examination import Examination, examine, names
from cs.kernel.document import Document
from cs.kernel.fields import Policy
from cs.kernel.findings import Finding, Severity
from cs.locale import _, suggest_language
from cs.options import DirectoryOption, LangOption, QuietOption
from cs.policy.test.junit import render_junit
from cs.policy.test.records import render_json
from cs.policy.test.views import render_text, share_text, styled, summary_line
from cs.policy.writing import PlaceError, check_inputs, check_places, write_result
from cs.policytests.library import find_tests, library_of
from cs.policytests.policy import PolicyTest
from cs.policytests.problem import Run
from cs.policytests.reporting import findings_of
from cs.terminal import Stop, fail, say, stderr, stdout, terminal_width, write_machine
from cs.workspace import all_tables, find_root, is_test, list_policies, shown

app = typer.Typer(add_completion=False, rich_markup_mode=None)

FORMATS = ("text", "junit", "json", "github")


def parse_output(text: str | Destination) -> Destination:
    """A destination for one of `FORMATS`; raises as `parse_destination`."""
    return parse_destination(text, FORMATS)


def parse_share(text: str | Fraction) -> Fraction:
    """A share in percent, `80%` or `80`.

    Raises:
        ValueError: not from 0 to 100.
    """
    if isinstance(text, Fraction):
        return text
    digits = text.strip().removesuffix("%").removesuffix("％")
    try:
        share = Fraction(Decimal(digits)) / 100
    except (ArithmeticError, ValueError, OverflowError):
        share = Fraction(-1)
    if not 0 <= share <= 1:
        raise ValueError(_("a share is written in percent from 0% to 100%, for example 80%"))
    if digits == text.strip() and 0 < share < Fraction(1, 100):
        # 0.8 may be meant as 80% or as 0.8%
        raise ValueError(
            _(
                "{text} can be read in two ways; write it in percent, for example 80% for 0.8"
            ).format(text=digits)
        )
    return share


@app.command(
    "test", help=_("Run the cases that policies must pass, and show what no case exercises.")
)
def run_cases(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[PATHS]",
            help=_("Files with cases, or directories; by default the workspace's policies/."),
        ),
    ] = None,
    directory: DirectoryOption = None,
    output: Annotated[
        list[Destination] | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FORMAT[=FILE]",
            parser=parse_output,
            help=_(
                "Format of the report, to standard output or a file, which is replaced: text,"
                " junit, json, github. May be repeated."
            ),
        ),
    ] = None,
    text: Annotated[
        str, typer.Option("-k", metavar="TEXT", help=_("Only cases whose name holds this text."))
    ] = "",
    least: Annotated[
        Fraction | None,
        typer.Option(
            "--min-coverage",
            metavar="PERCENT",
            parser=parse_share,
            help=_("Exit code 1 if the cases exercise less of the policies."),
        ),
    ] = None,
    missing: Annotated[
        bool,
        typer.Option("--missing", help=_("Show all that no case exercises, not only the first.")),
    ] = False,
    quiet: QuietOption = False,
    lang: LangOption = None,
) -> None:
    """0 if all cases pass, 1 if not, 2 if a file with cases cannot be used or none is found."""
    if text and least is not None:
        raise fail(_("-k and --min-coverage do not go together: some cases are left out."))
    destinations = output or [Destination("text")]
    root = find_root(directory or (_start_of(paths[0]) if paths else Path()))
    if root is None and not paths:
        raise fail(_("There is no directory policies/ here or above; name files, or use -C DIR."))
    wanted = _test_files(paths or [root or Path()])
    if not wanted:
        raise fail(_("There is no file with cases (…_test.yaml)."))
    beside = [root] if root else [file.parent for file in wanted]
    files = list_policies([*beside, *wanted])
    written = [each.path for each in destinations]
    try:
        check_inputs(written, files)
        check_places(destinations)
        examination = examine(files, root)
        check_inputs(written, all_tables(root, examination.workspace) if root else ())
    except PlaceError as error:
        raise fail(str(error)) from None
    suggest_language(examination.workspace.locale)
    broken = _unusable(examination, {shown(file) for file in wanted})
    for finding in broken:
        width = terminal_width(stderr())
        say(render_finding(finding, examination.loaded.lines, names(), width=width) + "\n")
    tests = [each for each in find_tests(examination.loaded) if _is_wanted(each, wanted)]
    without = _without_cases(paths or (), tests, examination)
    if without or not (tests or broken):
        files_without = without or [shown(file) for file in wanted]
        raise fail(_("There are no cases in {files}.").format(files=_(", ").join(files_without)))
    result = _run(examination, tests, text, whole=not paths or any(p.is_dir() for p in paths))
    if text and not result.outcomes:
        raise fail(_("No case has a name that holds {text}.").format(text=text))
    _send(result, examination, len(wanted), destinations, missing=missing)
    say(summary_line(result), quiet=quiet)
    if broken:
        raise Stop(2)
    if result.count("passed") < len(result.outcomes):
        raise Stop(1)
    if least is not None and (result.share is None or result.share < least):
        say(_("The coverage is {share}, less than {least}.").format(
            share=share_text(result.share), least=share_text(least)))  # fmt: skip
        raise Stop(1)


def _run(
    examination: Examination, tests: Sequence[Document[PolicyTest]], text: str, *, whole: bool
) -> Run:
    """The outcomes; and, unless cases are left out, what they exercise.

    Args:
        whole: whether policies that no test speaks of count too.
    """
    from cs.policytests.coverage import coverage
    from cs.policytests.running import run

    library = library_of(
        examination.loaded,
        examination.policies,
        RULES,
        examination.workspace.severities,
        FIXED_CODES,
    )
    outcomes = tuple(run(tests, library, text))
    if text or not outcomes:
        return Run(outcomes)
    named = {each.policy.policy for each in tests}
    chosen: list[Document[Policy]] = [
        each for each in library.policies.documents if whole or each.policy.id in named
    ]
    return Run(outcomes, coverage(chosen, outcomes))


def _start_of(path: Path) -> Path:
    return path if path.is_dir() else path.parent


def _test_files(paths: Iterable[Path]) -> list[Path]:
    """The files named, and those in the directories that are named as tests."""
    return [
        file
        for path in paths
        for file in list_policies([path], tests=True)
        if is_test(file) or not path.is_dir()
    ]


def _is_wanted(test: Document[PolicyTest], wanted: Iterable[Path]) -> bool:
    return test.file in {shown(file) for file in wanted}


def _without_cases(
    paths: Iterable[Path], tests: Iterable[Document[PolicyTest]], examination: Examination
) -> list[str]:
    """Files named one by one that were read and hold no case."""
    known = {each.file for each in tests} | {each.file for each in examination.loaded.failed}
    return [shown(path) for path in paths if not path.is_dir() and shown(path) not in known]


def _unusable(examination: Examination, files: set[str]) -> list[Finding]:
    """What is wrong with the shape of the files with cases."""
    return [
        each
        for each in examination.loaded.findings
        if each.place.file in files and each.severity is Severity.ERROR
    ]


def _send(
    result: Run,
    examination: Examination,
    files: int,
    destinations: Iterable[Destination],
    *,
    missing: bool,
) -> None:
    """Write the report in each format, files first, so that a pipe may close early."""
    lines, find = examination.loaded.lines, examination.loaded.spans
    found = findings_of(result, find)
    report = Report(found, files, lines, names(), codes=ENTRIES, version=__version__)
    for each in sorted(destinations, key=lambda each: each.path is None):
        match each.format:
            case "junit":
                rendered = render_junit(result, find)
            case "json":
                rendered = render_json(result, find)
            case "github":
                rendered = render_github(report)
            case _:
                width = None if each.path else terminal_width(stdout())
                rendered = render_text(result, find, report, missing=missing, width=width)
        if each.path is not None:
            _write(Path(each.path), rendered.encode())
        elif each.format == "text":
            stdout().print(styled(rendered), soft_wrap=True, end="")
        else:
            write_machine(rendered.encode())


def _write(path: Path, data: bytes) -> None:
    try:
        write_result(path, data, force=True)
    except PlaceError as error:
        raise fail(str(error)) from None
