"""`cs rotate handover`: read a plan, deal out the handovers of a changeover, write the sheets."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from cs.export.text import csv_bytes, json_bytes
from cs.kernel.findings import Severity
from cs.locale import _
from cs.options import (
    AsOfOption,
    AssumeOption,
    DirectoryOption,
    ForceOption,
    Format,
    FormatOption,
    LangOption,
    PolicyOption,
    QuietOption,
    session_options,
)
from cs.rotation.handover.dealing import Pair, WorkItem, deal
from cs.rotation.handover.exports import WRITERS, Bundle, handover_record, unsigned_record
from cs.rotation.handover.sheets import (
    Sheet,
    Signed,
    of_changeover,
    unknown_sheets,
    unsigned,
    write_sheets,
)
from cs.rotation.handover.situation import Known, changeovers, movers
from cs.rotation.handover.views import handovers_view, unsigned_view
from cs.rotation.names import Names, fold
from cs.rotation.plan_files import PlanFile, unknown_posts
from cs.rotation.policy import RotationPolicy
from cs.rotation.publishing.published import read_any
from cs.rotation.shell import (
    listed,
    parse_day,
    plan_in_force,
    print_parts,
    refused,
    targets_of,
    teams_named,
    write_file,
)
from cs.session import Session, open_session
from cs.terminal import Stop, fail, say, write_machine
from cs.workspace import read_input

app = typer.Typer(add_completion=False, rich_markup_mode=None)
CSV_HEADER = ("number", "post", "leaver", "successor", "receives", "share", "shares", "overlap")
UNSIGNED_HEADER = ("number", "post", "signer", "id")


@app.command("handover", help=_("Write a handover sheet for each who leaves a post."))
def handover(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="PLAN",
            help=_("A plan's .json or .csv file, - is stdin; by default the plan in force."),
        ),
    ] = None,
    changeover: Annotated[
        date | None,
        typer.Option(
            "--changeover",
            metavar="YYYY-MM[-DD]",
            parser=parse_day,
            help=_("The changeover; by default the next one after the as-of date."),
        ),
    ] = None,
    work: Annotated[
        Path | None,
        typer.Option(
            "--work",
            metavar="FILE",
            help=_("A table of open work, with the columns agent, item and detail."),
        ),
    ] = None,
    signed: Annotated[
        Path | None,
        typer.Option(
            "--signed",
            metavar="FILE",
            help=_("A table of signatures (agent, sheet, date): show what is not signed yet."),
        ),
    ] = None,
    teams: Annotated[
        list[str] | None,
        typer.Option("--team", metavar="TEAM", help=_("Show this team only; may be repeated.")),
    ] = None,
    directory: DirectoryOption = None,
    policy: PolicyOption = None,
    as_of: AsOfOption = None,
    format_: FormatOption = Format.TABLE,
    out: Annotated[
        list[Path] | None,
        typer.Option(
            "--out",
            metavar="FILE",
            help=_("Write the sheets to a .md, .html or .xlsx file; may be repeated."),
        ),
    ] = None,
    force: ForceOption = False,
    quiet: QuietOption = False,
    assume: AssumeOption = None,
    lang: LangOption = None,
) -> None:
    """Exit code 1 if `--signed` finds sheets that are not signed by all."""
    targets = targets_of(out or [], force=force, endings=tuple(WRITERS))
    source = None if file is None else read_input(file, "plan").source
    plan = None if source is None else read_any(source.data, source.file)
    named = plan.policy if isinstance(plan, PlanFile) else None
    session = open_session(session_options(directory, policy or named, as_of, assume, quiet))
    if source is not None and isinstance(plan, tuple):
        raise refused(session, source, plan)
    document = session.one(RotationPolicy)
    read = plan if isinstance(plan, PlanFile) else plan_in_force(session, document.policy.id)
    known = Known(Names.of(document.policy), session.staff(), session.stints(), session.leave())
    session.stop_on(unknown_posts(read, known.names, Severity.ERROR))
    day = _changeover(read, known, changeover, session.as_of)
    open_work = _open_work(session, known, work)
    pairs = deal(movers(read.stints, known, day), day, open_work)
    _tell_what_stays(open_work, pairs, quiet)
    every = write_sheets(document.policy, pairs, day, session.calendar)
    sheets = _of_teams(every, known, teams) if teams else every
    bundle = Bundle(document.policy.id, document.policy.name, day, session.as_of, sheets)
    for path in targets:
        write_file(path, WRITERS[path.suffix.lower()](bundle), force, quiet)
    if signed is not None:
        _show_unsigned(session, bundle, every, signed, format_)
    elif format_ is Format.JSON:
        write_machine(json_bytes(handover_record(bundle)))
    elif format_ is Format.CSV:
        write_machine(csv_bytes(CSV_HEADER, _rows(bundle), bom=False))
    else:
        print_parts(handovers_view(bundle))


def _rows(bundle: Bundle) -> list[tuple[object, ...]]:
    return [
        (
            sheet.number,
            sheet.post,
            sheet.pair.leaver.id,
            "" if sheet.pair.successor is None else sheet.pair.successor.id,
            sheet.pair.receives,
            sheet.pair.share,
            sheet.pair.shares,
            " ".join(day.isoformat() for day in sheet.overlap),
        )
        for sheet in bundle.sheets
    ]


def _changeover(read: PlanFile, known: Known, asked: date | None, as_of: date) -> date:
    """The changeover asked for, or the first after the as-of date; it must be one of the plan."""
    days = changeovers(read.stints, known)
    if asked is None:
        later = [day for day in days if day > as_of]
        if later:
            return later[0]
        raise fail(_("The plan has no changeover after {day}.").format(day=as_of))
    if asked in days:
        return asked
    raise fail(
        _("Nobody moves on {day}; the plan's changeovers are {days}.").format(
            day=asked, days=_(", ").join(str(day) for day in days)
        )
    )


def _open_work(session: Session, known: Known, path: Path | None) -> tuple[WorkItem, ...]:
    if path is None:
        return ()
    from cs.tables.handover import read_open_work

    rows, findings = read_open_work(
        session.table(path, "open_work"), [agent.id for agent in known.staff]
    )
    session.stop_on(findings)
    return tuple(WorkItem(row.agent, row.item, row.detail) for row in rows)


def _tell_what_stays(work: Sequence[WorkItem], pairs: Sequence[Pair], quiet: bool) -> None:
    """Counts the open work of agents who stay where they are."""
    leavers = {pair.leaver.id for pair in pairs}
    stays = [each.agent for each in work if each.agent not in leavers]
    if stays:
        agents = list(dict.fromkeys(stays))
        said = _("Open work of agents who leave no post at this changeover, left out: {count} "
                 "({agents})")  # fmt: skip
        say(said.format(count=len(stays), agents=listed(agents)), quiet=quiet)


def _of_teams(sheets: tuple[Sheet, ...], known: Known, teams: list[str]) -> tuple[Sheet, ...]:
    """The sheets on which an agent of these teams stands."""
    wanted = teams_named(teams, [agent.team for agent in known.staff])
    return tuple(
        sheet
        for sheet in sheets
        if any(
            mover is not None and fold(mover.team or "") in wanted
            for mover in (sheet.pair.leaver, sheet.pair.successor)
        )
    )


def _show_unsigned(
    session: Session, bundle: Bundle, every: Sequence[Sheet], path: Path, format_: Format
) -> None:
    from cs.tables.handover import read_signatures

    rows, findings = read_signatures(session.table(path, "signatures"))
    session.stop_on(findings)
    signed = [Signed(row.sheet, row.agent, row.day) for row in rows]
    others = 0
    for row in unknown_sheets(every, signed):
        if not of_changeover(row, bundle.policy, bundle.changeover):
            others += 1
            continue
        say(
            _("Signature of {signer} on {sheet}: no such line on the sheets of this changeover.")
            .format(signer=row.signer, sheet=row.sheet)
        )  # fmt: skip
    if others:
        said = _("Signatures of other changeovers, left out: {count}").format(count=others)
        say(said, quiet=session.options.quiet)
    lacking = unsigned(bundle.sheets, signed)
    if format_ is Format.JSON:
        write_machine(json_bytes(unsigned_record(bundle, lacking)))
    elif format_ is Format.CSV:
        unsigned_lines = [
            (each.sheet.number, each.sheet.post, line.signer, line.id or "")
            for each in lacking
            for line in each.lacking
        ]
        write_machine(csv_bytes(UNSIGNED_HEADER, unsigned_lines, bom=False))
    else:
        print_parts(unsigned_view(len(bundle.sheets), lacking))
    if lacking:
        raise Stop(1)
