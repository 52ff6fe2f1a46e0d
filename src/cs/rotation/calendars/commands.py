"""`cs rotate calendar`: a plan's file as calendars, with what it changes of a former plan's."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

import typer

from cs.export.files import write_all
from cs.kernel.findings import Finding
from cs.locale import _
from cs.options import (
    AsOfOption,
    AssumeOption,
    DirectoryOption,
    ForceOption,
    LangOption,
    PolicyOption,
    QuietOption,
    session_options,
)
from cs.rotation.calendars.calendar import Calendar, People, calendar_of_file
from cs.rotation.calendars.events import Event, Revision, events_of, revise
from cs.rotation.calendars.ics import Method, ics_bytes
from cs.rotation.calendars.pictures import calendar_html, calendar_svg
from cs.rotation.calendars.workbook import calendar_xlsx
from cs.rotation.names import fold
from cs.rotation.plan_files import PlanFile, read_plan
from cs.rotation.policy import RotationPolicy
from cs.rotation.publishing.published import SCHEMA as PUBLISHED
from cs.rotation.publishing.published import PublishedPlan, read_published
from cs.rotation.publishing.running import shelf_of
from cs.rotation.shell import targets_of, teams_named, write_file
from cs.session import Session, open_session
from cs.terminal import Stop, fail, say
from cs.workspace import read_input

app = typer.Typer(add_completion=False, rich_markup_mode=None)
CANCELLED = ".cancelled.ics"
"""Ending of the file that takes events back, beside the one that publishes the others."""


class By(StrEnum):
    """What each calendar of a directory is of."""

    AGENT = "agent"
    POST = "post"


@app.command("calendar", help=_("Write a plan as calendars: ICS, XLSX, SVG or HTML."))
def calendar(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="PLAN",
            help=_("A plan's .json or .csv file, - is stdin; by default the plan in force."),
        ),
    ] = None,
    out: Annotated[
        list[Path] | None,
        typer.Option(
            "--out",
            metavar="FILE",
            help=_("The .ics, .xlsx, .svg or .html file; with --by, a directory."),
        ),
    ] = None,
    by: Annotated[
        By | None,
        typer.Option("--by", help=_("One .ics file for each agent or post, in a directory.")),
    ] = None,
    replaces: Annotated[
        Path | None,
        typer.Option(
            "--replaces",
            metavar="PLAN",
            help=_("The plan sent before: events that the new one has no more are cancelled."),
        ),
    ] = None,
    number: Annotated[
        int | None,
        typer.Option(
            "--number",
            metavar="N",
            min=0,
            help=_("Number of this plan, higher than that of each sent before."),
        ),
    ] = None,
    organiser: Annotated[
        str | None,
        typer.Option("--organiser", metavar="MAIL", help=_("Mail address of who answers for it.")),
    ] = None,
    teams: Annotated[
        list[str] | None,
        typer.Option("--team", metavar="TEAM", help=_("Show this team only; may be repeated.")),
    ] = None,
    directory: DirectoryOption = None,
    policy: PolicyOption = None,
    as_of: AsOfOption = None,
    force: ForceOption = False,
    quiet: QuietOption = False,
    assume: AssumeOption = None,
    lang: LangOption = None,
) -> None:
    """Exit code 2 if a plan cannot be read."""
    if not out:
        raise fail(_("Say with --out where the calendar goes, for example --out plan.ics."))
    session = open_session(session_options(directory, policy, as_of, assume, quiet))
    document = session.one(RotationPolicy)
    shown, sent = _read(session, document.policy, file)
    former, sent_before = (None, 0)
    if replaces is not None:
        former, sent_before = _read(session, document.policy, replaces)
    if teams:
        shown = _of_teams(shown, teams)
        former = None if former is None else _of_teams(former, teams)
    revision = revise(
        events_of(shown),
        () if former is None else events_of(former),
        max(sent, sent_before + (former is not None)) if number is None else number,
        shown.periods[0].start,
    )
    if by is not None:
        files = _by(by, shown, revision, organiser)
        for path in out:
            _refuse_directory(path, files, force)
        for path in out:
            _write_directory(path, files, quiet)
    else:
        targets = targets_of(out, force=force, endings=(*PICTURES, ".ics"))
        if revision.cancelled:
            events = [_beside(path) for path in targets if path.suffix.lower() == ".ics"]
            targets_of(events, force=force, endings=(".ics",))
        for path in targets:
            if path.suffix.lower() in PICTURES:
                write_file(path, PICTURES[path.suffix.lower()](shown), force, quiet)
            else:
                _write_events(path, shown, revision, organiser, force, quiet)
    if former is not None:
        say(
            _("Events: {all}; new {added}, changed {changed}, cancelled {cancelled}").format(
                all=len(revision.events),
                added=revision.added,
                changed=revision.changed,
                cancelled=len(revision.cancelled),
            ),
            quiet=quiet,
        )


PICTURES: Mapping[str, Callable[[Calendar], bytes]] = MappingProxyType(
    {".xlsx": calendar_xlsx, ".svg": calendar_svg, ".html": calendar_html}
)
"""A writer per ending, beside `.ics`."""


def _beside(path: Path) -> Path:
    """Where the events are taken back that a file publishes no more."""
    return path.with_name(path.stem + CANCELLED)


def _write_events(
    path: Path, shown: Calendar, revision: Revision, mail: str | None, force: bool, quiet: bool
) -> None:
    """The events, and beside them those that are cancelled, if any are."""
    kinds: tuple[tuple[tuple[Event, ...], Method, Path], ...] = (
        (revision.events, "PUBLISH", path),
        (revision.cancelled, "CANCEL", _beside(path)),
    )
    for events, method, target in kinds:
        if events or method == "PUBLISH":
            data = ics_bytes(
                events,
                name=shown.title,
                organiser=shown.owner,
                made=shown.made,
                number=revision.number,
                method=method,
                mail=mail,
            )
            write_file(target, data, force, quiet)


def _read(session: Session, policy: RotationPolicy, path: Path | None) -> tuple[Calendar, int]:
    """A plan's calendar and its number: of the plan in force, a published one or any plan file."""
    plan: PlanFile | PublishedPlan | tuple[Finding, ...]
    if path is None:
        shelf = shelf_of(session, policy.id)
        if shelf.plan is None and not shelf.findings:
            raise fail(_("No plan of {policy} is published; name a plan's file.").format(
                policy=policy.id))  # fmt: skip
        plan = shelf.findings if shelf.plan is None else shelf.plan
    else:
        read = read_input(path, "plan")
        source = read.source
        if PUBLISHED.encode() in source.data[:HEAD]:
            plan = read_published(source.data, source.file, read.record.sha256)
        else:
            plan = read_plan(source.data, source.file)
    number = plan.number if isinstance(plan, PublishedPlan) else 0
    file = plan.plan if isinstance(plan, PublishedPlan) else plan
    if isinstance(file, PlanFile):
        made = plan.published if isinstance(plan, PublishedPlan) else session.as_of
        people = People(session.staff(), session.leave(), session.calendar)
        found = calendar_of_file(file, policy, people, made)
        if isinstance(found, Calendar):
            return found, number
        file = found
    session.show(file)
    raise Stop(2)


HEAD = 4096
"""A record says in its first bytes what it is."""


def _of_teams(calendar: Calendar, teams: list[str]) -> Calendar:
    wanted = teams_named(teams, [row.team for row in calendar.rows])
    rows = [n for n, row in enumerate(calendar.rows) if row.team and fold(row.team) in wanted]
    return calendar.only(rows)


def _by(by: By, calendar: Calendar, revision: Revision, mail: str | None) -> dict[str, bytes]:
    """One calendar for each agent or post, and one for what of it is cancelled."""
    names = {
        By.AGENT: {row.id: f"{row.name}: {calendar.title}" for row in calendar.rows},
        By.POST: {post.id: f"{post.name}: {calendar.title}" for post in calendar.posts},
    }[by]
    files: dict[str, bytes] = {}
    kinds: tuple[tuple[tuple[Event, ...], Method, str], ...] = (
        (revision.events, "PUBLISH", ".ics"),
        (revision.cancelled, "CANCEL", CANCELLED),
    )
    for events, method, ending in kinds:
        groups: defaultdict[str, list[Event]] = defaultdict(list)
        for event in events:
            groups[event.agent if by is By.AGENT else event.post].append(event)
        for key, mine in groups.items():
            files[_file_name(key) + ending] = ics_bytes(
                mine,
                name=names.get(key, key),
                organiser=calendar.owner,
                made=calendar.made,
                number=revision.number,
                method=method,
                mail=mail,
            )
    return files


def _file_name(key: str) -> str:
    """An id as a file's name; two ids that would be one file's keep apart by their bytes."""
    safe = "".join(c if c.isalnum() or c in "-_." else f"%{ord(c):X}" for c in key)
    return safe.lstrip(".") or "%2E"


def _refuse_directory(path: Path, files: dict[str, bytes], force: bool) -> None:
    if path.exists() and not path.is_dir():
        raise fail(_("{file} is no directory; --by writes one file each.").format(file=path))
    there = [name for name in files if (path / name).exists()]
    if there and not force:
        raise fail(_("{file} exists; --force replaces it.").format(file=path / there[0]))


def _write_directory(path: Path, files: dict[str, bytes], quiet: bool) -> None:
    write_all(path, files)
    say(
        _("Written to {directory}: {count} files").format(directory=path, count=len(files)),
        quiet=quiet,
    )
