"""`cs promote timeline` and `cs promote status`: read, call, show."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cs.locale import _
from cs.options import (
    AsOfOption,
    AssumeOption,
    DirectoryOption,
    ForceOption,
    Format,
    FormatOption,
    OutOption,
    PolicyOption,
    QuietOption,
    parse_day,
    session_options,
)
from cs.promotion.options import EncodingOption, SheetOption, WindowOption

if TYPE_CHECKING:
    from cs.kernel.document import Document
    from cs.kernel.histories import CaseRow
    from cs.promotion.policy import PromotionPolicy
    from cs.promotion.process.problem import Timeline, TimelineResult
    from cs.promotion.process.rated import Rated
    from cs.promotion.process.status_problem import StatusResult
    from cs.promotion.process_policy import Transition
    from cs.session import Session

app = typer.Typer(no_args_is_help=False, rich_markup_mode=None)
TIMELINE_ENDINGS = (".json", ".csv", ".ics", ".svg", ".html")


@app.command("timeline", help=_("Put the steps of a round on the calendar, up to confirmation."))
def timeline(
    window: WindowOption = None,
    transition: Annotated[
        str | None,
        typer.Option(
            "--transition",
            metavar="ID",
            help=_("A change that is no promotion, such as a demotion; begun on --from."),
        ),
    ] = None,
    begins: Annotated[
        date | None,
        typer.Option(
            "--from",
            metavar="DATE",
            parser=parse_day,
            help=_("The day on which it begins outside of a window; by default the as-of date."),
        ),
    ] = None,
    assume: AssumeOption = None,
    format_: FormatOption = Format.TABLE,
    out: OutOption = None,
    force: ForceOption = False,
    directory: DirectoryOption = None,
    policy: PolicyOption = None,
    as_of: AsOfOption = None,
    quiet: QuietOption = False,
) -> None:
    """Exit code 2 if the policy states no process or no such window."""
    from cs.promotion.policy import PromotionPolicy
    from cs.promotion.process.problem import TimelineResult
    from cs.promotion.process.views import timeline_view
    from cs.promotion.shell import checked_ending, save
    from cs.promotion.unscored import scoring_codes
    from cs.session import open_session
    from cs.terminal import show, stdout, write_machine

    if out is not None:
        checked_ending(out, TIMELINE_ENDINGS)
    session = open_session(session_options(directory, policy, as_of, assume, quiet))
    document = session.one(PromotionPolicy, scoring_codes())
    planned = _plan(session, document, window, transition, begins)
    _say_projected(session, document, planned)
    result = TimelineResult(planned, session.provenance(0, 1))
    if out is not None:
        save(out, _timeline_bytes(session, result, out.suffix.lower()), force=force, quiet=quiet)
    if format_ is not Format.TABLE:
        write_machine(_timeline_bytes(session, result, f".{format_.value}"))
        return
    console = stdout()
    for part in timeline_view(planned):
        show(console, part)


@app.command("status", help=_("Say of running cases what is due, late, out of order or wrong."))
def status(
    cases: Annotated[
        Path | None,
        typer.Argument(
            metavar="[CASES]",
            help=_("Table of the steps done, CSV or XLSX; by default the workspace's."),
            show_default=False,
        ),
    ] = None,
    candidates: Annotated[
        Path | None,
        typer.Option(
            "--candidates",
            metavar="FILE",
            help=_("Table of candidates and scores; whoever rated there may not approve."),
        ),
    ] = None,
    sheet: SheetOption = None,
    encoding: EncodingOption = None,
    assume: AssumeOption = None,
    format_: FormatOption = Format.TABLE,
    out: OutOption = None,
    force: ForceOption = False,
    directory: DirectoryOption = None,
    policy: PolicyOption = None,
    as_of: AsOfOption = None,
    quiet: QuietOption = False,
) -> None:
    """Exit code 1 if something is late or wrong."""
    from cs.promotion.policy import PromotionPolicy
    from cs.promotion.process.following import follow
    from cs.promotion.process.status_problem import Cases, StatusResult
    from cs.promotion.process.status_views import status_view
    from cs.promotion.shell import checked_ending, save
    from cs.promotion.unscored import scoring_codes
    from cs.session import open_session
    from cs.terminal import Stop, fail, show, stdout, write_machine

    if out is not None:
        checked_ending(out, (".json", ".csv"))
    session = open_session(session_options(directory, policy, as_of, assume, quiet))
    document = session.one(PromotionPolicy, scoring_codes())
    rows = _case_rows(session, cases, sheet, encoding)
    question = Cases(
        document.policy,
        rows,
        session.staff(),
        session.policies.aliases,
        session.calendar,
        session.as_of,
        _rated(session, document.policy, candidates),
    )
    try:
        followed = follow(question)
    except ValueError:
        raise fail(_("The steps go on beyond the calendar.")) from None
    result = StatusResult(
        document.policy.id,
        document.policy.name,
        session.as_of,
        followed,
        session.provenance(0, 1),
    )
    if out is not None:
        save(out, _status_bytes(result, out.suffix.lower()), force=force, quiet=quiet)
    if format_ is not Format.TABLE:
        write_machine(_status_bytes(result, f".{format_.value}"))
    else:
        console = stdout()
        for part in status_view(result):
            show(console, part)
    if result.is_wrong:
        raise Stop(1)


def _rated(session: "Session", policy: "PromotionPolicy", path: Path | None) -> "Rated":
    """Who has rated whom, in the table named and in the ratings of a review that counts."""
    from cs.promotion.process.rated import rated_in_reviews, rated_in_table
    from cs.promotion.shell import read_candidates
    from cs.tables.histories import read_ratings

    found: dict[str, tuple[tuple[str, str], ...]] = {}
    if path is not None:
        found |= rated_in_table(read_candidates(session, path, None, None), policy)
    if session.workspace.tables.ratings and any(part.reads for part in policy.components):
        rows = session.people("ratings", read_ratings)
        for id_, own in rated_in_reviews(rows, policy).items():
            found[id_] = (*found.get(id_, ()), *own)
    return found


def _status_bytes(result: "StatusResult", ending: str) -> bytes:
    from cs.export.text import csv_bytes, json_bytes
    from cs.promotion.process.status_record import STATUS_HEADER, status_record, status_rows

    if ending == ".json":
        return json_bytes(status_record(result))
    return csv_bytes(STATUS_HEADER, status_rows(result))


def _case_rows(
    session: "Session", path: Path | None, sheet: str | None, encoding: str | None
) -> "tuple[CaseRow, ...]":
    """The rows of the file named, else of the workspace's table."""
    from cs.tables.cases import read_cases
    from cs.terminal import fail, reason_of

    if path is None:
        if not session.workspace.tables.cases:
            raise fail(_("The workspace states no table of cases; name one."))
        return session.cases()
    try:
        raw = session.table(path, "cases", sheet, encoding)
    except OSError as error:
        text = _("{file} cannot be read: {reason}")
        raise fail(text.format(file=path, reason=reason_of(error))) from None
    known = [agent.id for agent in session.staff()] if session.workspace.tables.staff else None
    rows, findings = read_cases([raw], known)
    session.stop_on(findings)
    return rows


def _timeline_bytes(session: "Session", result: "TimelineResult", ending: str) -> bytes:
    from cs.export.text import csv_bytes, json_bytes
    from cs.promotion.process.calendars import timeline_ics
    from cs.promotion.process.pictures import timeline_html, timeline_svg
    from cs.promotion.process.record import HEADER, rows, timeline_record

    match ending:
        case ".json":
            return json_bytes(timeline_record(result))
        case ".csv":
            return csv_bytes(HEADER, rows(result.timeline))
        case ".ics":
            return timeline_ics(result.timeline, session.as_of)
        case ".svg":
            return timeline_svg(result.timeline, session.calendar)
        case _other:
            return timeline_html(result.timeline, session.calendar)


def _plan(
    session: "Session",
    document: "Document[PromotionPolicy]",
    window: date | None,
    transition: str | None,
    begins: date | None,
) -> "Timeline":
    """The timeline asked for: a window's round, one from a day, or another transition."""
    from cs.promotion.process.planning import plan_from, plan_round, plan_transition
    from cs.promotion.windows import find_round
    from cs.terminal import fail

    policy = document.policy
    if window is not None and (transition is not None or begins is not None):
        raise fail(_("--window goes with neither --transition nor --from."))
    if transition is None and not policy.process:
        raise fail(_("The policy {id} states no steps under `process`.").format(id=policy.id))
    chosen = None if transition is None else _transition(policy, transition)
    try:
        if chosen is not None:
            return plan_transition(policy, chosen, begins or session.as_of, session.calendar)
        if begins is not None or (not policy.windows and window is None):
            return plan_from(policy, begins or session.as_of, session.calendar)
        round_ = find_round(policy.windows, session.as_of, window)
        numbers = [n for n, each in enumerate(policy.windows) if each.month == round_.day.month]
        if not numbers:
            return plan_from(policy, round_.day, session.calendar)
        year = int((round_.window or "")[:4])
        return plan_round(policy, numbers[0], year, session.calendar)
    except ValueError:
        raise fail(_("The steps go on beyond the calendar.")) from None


def _transition(policy: "PromotionPolicy", wanted: str) -> "Transition":
    from cs.kernel.suggestions import nearest
    from cs.promotion.process.transitions import transitions_of
    from cs.terminal import fail

    known = transitions_of(policy)
    found = next((each for each in known if wanted in (each.id, each.name)), None)
    if found is not None:
        return found
    names = [each.id for each in known]
    text = _("The policy {id} states no transition {name}.").format(id=policy.id, name=wanted)
    near = nearest(wanted, [*names, *(each.name for each in known)])
    if near is not None:
        text += " " + _("Did you mean {word}?").format(word=near)
    raise fail(text)


def _say_projected(
    session: "Session", document: "Document[PromotionPolicy]", planned: "Timeline"
) -> None:
    """An info for each run whose days rest on a calendar that is not known."""
    from cs.kernel.calendars import CALENDAR_UNPUBLISHED
    from cs.kernel.findings import Finding, Severity
    from cs.promotion.projections import projection_texts

    session.show(
        [
            Finding(CALENDAR_UNPUBLISHED, Severity.INFO, text, document.place / "process")
            for text in projection_texts(planned.projected)
        ]
    )
