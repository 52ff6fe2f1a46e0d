"""`cs policy diff`: read both sides, compare, measure, show."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cs.locale import _
from cs.options import (
    AsOfOption,
    DirectoryOption,
    LangOption,
    QuietOption,
    SeedOption,
)

if TYPE_CHECKING:
    from cs.examination import Examination
    from cs.kernel.findings import Place
    from cs.policy.diff.measuring import CandidatesTable
    from cs.policy.diff.report import DiffReport

app = typer.Typer(add_completion=False, rich_markup_mode=None)

NAMED = 10
MANY_FILES = 100
"""From so many files on, what is under way is told."""


class Output(StrEnum):
    """How the answer is written."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"


class Tables(StrEnum):
    """Whose tables tell the facts."""

    OLD = "old"
    NEW = "new"


@app.command("diff", help=_("Compare two versions of policies: what changes, whom it touches."))
def diff(
    old: Annotated[
        str,
        typer.Argument(metavar="OLD", help=_("A directory, a file or a git revision (main).")),
    ],
    new: Annotated[
        str | None,
        typer.Argument(metavar="NEW", help=_("As OLD; by default the workspace as it is on disk.")),
    ] = None,
    candidates: Annotated[
        list[str] | None,
        typer.Option(
            "--candidates",
            metavar="[ID=]FILE",
            help=_("A table of candidates, for the promotion policy ID or for all; repeatable."),
        ),
    ] = None,
    tables: Annotated[
        Tables,
        typer.Option("--tables", case_sensitive=False, help=_("Whose workspace's tables count.")),
    ] = Tables.NEW,
    plans: Annotated[
        bool,
        typer.Option("--plans/--no-plans", help=_("Whether rotation plans are made and compared.")),
    ] = True,
    months: Annotated[
        int,
        typer.Option("--months", metavar="N", min=1, max=60, help=_("Months that are planned.")),
    ] = 12,
    top: Annotated[
        int,
        typer.Option(
            "--top",
            metavar="N",
            min=0,
            max=10_000,
            help=_("How many people each list names; the others are counted. 0 names nobody."),
        ),
    ] = NAMED,
    output: Annotated[
        Output,
        typer.Option("--output", "-o", case_sensitive=False, help=_("Format of the answer.")),
    ] = Output.TEXT,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help=_("Exit with 1 if anything changed."))
    ] = False,
    directory: DirectoryOption = None,
    as_of: AsOfOption = None,
    seed: SeedOption = 0,
    quiet: QuietOption = False,
    lang: LangOption = None,
) -> None:
    """Exit code 0 whether anything changed or not, unless `--exit-code`; 2 for bad input."""
    from cs import __version__
    from cs.comparing.changes import compare
    from cs.comparing.finding import Found, compare_findings
    from cs.examination import names
    from cs.locale import suggest_language
    from cs.policy.diff.measuring import Asked, measure
    from cs.policy.diff.report import DiffReport, part_uncompared
    from cs.policy.diff.sides import (
        NoSideError,
        examine_side,
        open_side,
        read_staff_of,
        read_tables,
        settings_of,
    )
    from cs.terminal import Stop, fail, progress
    from cs.workspace import default_workspace, find_root, today

    start = directory or Path()
    workspace = find_root(start)
    try:
        before, after = open_side(old, start, workspace), open_side(new, start, workspace)
    except NoSideError as error:
        raise fail(str(error)) from None
    if before.is_file and new is None:
        raise fail(_("OLD is a file; name NEW too, the file to compare it with."))
    own = after if tables is Tables.NEW else before
    document = settings_of(own)
    settings = document.policy if document else default_workspace()
    suggest_language(settings.locale)
    day = as_of or settings.as_of or today()
    wanted = tuple(_candidates(each) for each in candidates or ())
    read = read_tables(own, document)
    staff = read_staff_of(read, document)
    with progress("", quiet=quiet or len(before.files) + len(after.files) < MANY_FILES) as tell:
        examined = []
        for side in (before, after):
            text = _("Reading and checking {side}: {count} files …")
            tell(text.format(side=side.name, count=len(side.files)))
            examined.append(examine_side(side, day, staff))
        tell(_("Comparing …"))
        sides = examined[0], examined[1]
        changes = compare(sides[0].policies, sides[1].policies)
    _know_policies(wanted, sides)
    found = [
        Found(side.findings, side.loaded.documents, each.base)
        for side, each in zip(sides, (before, after), strict=True)
    ]
    called = {(one.policy.kind, one.policy.id): other.policy.id for one, other in changes.pairs}
    shown, uncompared = part_uncompared(
        changes, (found[0], sides[0].loaded.failed), (found[1], sides[1].loaded.failed)
    )
    changes = replace(changes, documents=shown)
    asked = Asked(day, wanted, plans, months, top, seed, quiet)
    report = DiffReport(
        old=before.name,
        new=None if new is None else after.name,
        as_of=day,
        changes=shown,
        findings=compare_findings(replace(found[0], called=called), found[1]),
        measured=measure(*sides, changes, read, asked),
        uncompared=uncompared,
        line_of=_line_finder(*sides),
        top=top,
        names=names(),
        version=__version__,
        seed=seed,
        inputs=(*(each.record for each in (*before.files, *after.files)), *read.records),
    )
    _show(report, output)
    if exit_code and not report.is_empty:
        raise Stop(1)


def _line_finder(old: "Examination", new: "Examination") -> "Callable[[Place], Place]":
    def line_of(place: "Place") -> "Place":
        return replace(place, span=new.loaded.spans.find(place) or old.loaded.spans.find(place))

    return line_of


def _candidates(text: str) -> "CandidatesTable":
    """A table from `FILE` or `ID=FILE`."""
    from cs.policy.diff.measuring import CandidatesTable
    from cs.tables.reading import read_raw
    from cs.terminal import Stop, fail, reason_of, say
    from cs.workspace import read_input

    policy, equals, file = text.partition("=")
    if not equals or Path(text).exists():
        policy, file = "", text
    try:
        read = read_input(Path(file), "candidates").source
    except OSError as error:
        told = _("{file} cannot be read: {reason}")
        raise fail(told.format(file=file, reason=reason_of(error))) from None
    raw = read_raw(read.data, read.file)
    if isinstance(raw, tuple):
        from cs.checking.outputs.text import render_line

        for finding in raw:
            say(render_line(finding))
        raise Stop(2)
    return CandidatesTable(read.file, raw, policy or None)


def _know_policies(wanted: "Sequence[CandidatesTable]", sides: "Sequence[Examination]") -> None:
    """Stop where a table of candidates is for a promotion policy that neither side has."""
    from cs.promotion.policy import PromotionPolicy
    from cs.terminal import fail

    known = {each.policy.id for side in sides for each in side.policies.of(PromotionPolicy)}
    broken = {
        each.id for side in sides for each in side.loaded.failed if each.kind in (None, "promotion")
    }
    for table in wanted:
        if table.policy is None or table.policy in known | broken:
            continue
        if not known:
            raise fail(_("There is no promotion policy at all."))
        text = _("There is no promotion policy {id}; there are: {known}")
        raise fail(text.format(id=table.policy, known=_(", ").join(sorted(known))))


def _show(report: "DiffReport", output: Output) -> None:
    from cs.terminal import show, stdout, write_machine

    match output:
        case Output.JSON:
            from cs.export.text import json_bytes
            from cs.policy.diff.record import diff_record

            write_machine(json_bytes(diff_record(report)))
        case Output.MARKDOWN:
            from cs.policy.diff.markdown import render_markdown

            write_machine(render_markdown(report).encode())
        case Output.TEXT:
            from cs.policy.diff.views import diff_view

            console = stdout()
            for part in diff_view(report, console.width):
                show(console, part)
