"""`cs review report`: read, call, show."""

from typing import Annotated

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
    session_options,
)
from cs.review.commands import (
    LimitOption,
    PeriodOption,
    RatingsArgument,
    answer,
    show_parts,
    write,
    writer_for,
)

app = typer.Typer(no_args_is_help=False, rich_markup_mode=None)
ROWS_SHOWN = 20
TEAMS_NAMED = 20


@app.command("report", help=_("Report on a period, team by team: targets, trends, attention."))
def report(
    ratings: RatingsArgument = None,
    period: PeriodOption = None,
    team: Annotated[
        str | None, typer.Option("--team", metavar="NAME", help=_("Show this team alone."))
    ] = None,
    limit: LimitOption = ROWS_SHOWN,
    assume: AssumeOption = None,
    format_: FormatOption = Format.TABLE,
    out: OutOption = None,
    force: ForceOption = False,
    directory: DirectoryOption = None,
    policy: PolicyOption = None,
    as_of: AsOfOption = None,
    quiet: QuietOption = False,
) -> None:
    """A page (`--out FILE.html`) and a workbook have charts."""
    from dataclasses import replace

    from cs.kernel.suggestions import nearest
    from cs.review.report.conduct import conduct_of
    from cs.review.report.exports import WRITERS
    from cs.review.report.team import reports
    from cs.review.report.views import report_view
    from cs.terminal import fail, write_machine

    writer = writer_for(out, WRITERS)
    options = session_options(directory, policy, as_of, assume, quiet)
    result, session = answer(options, ratings, period)
    tables = session.workspace.tables
    conduct = conduct_of(
        result.problem.period,
        session.calendar.is_working_day,
        session.leave() if tables.leave else None,
        session.discipline() if tables.discipline else None,
    )
    if tables.discipline:
        result = replace(result, provenance=session.provenance(0, 1))
    found = reports(result, team, conduct)
    if team is not None and not found.teams:
        names = sorted({each.team for each in result.problem.agents if each.team})
        near = nearest(team, names)
        text = _("There is no team {team} under review.").format(team=team)
        more = (
            _("Did you mean {word}?").format(word=near)
            if near
            else _("Teams: {names}.").format(names=_(", ").join(names[:TEAMS_NAMED]) or "-")
        )
        raise fail(f"{text} {more}")
    if out is not None and writer is not None:
        write(out, writer(found), result, session.root, force=force, quiet=quiet)
    if format_ is not Format.TABLE:
        write_machine(WRITERS[f".{format_.value}"](found))
    elif out is None:
        show_parts(report_view(found, limit or None))
