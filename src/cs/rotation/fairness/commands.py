"""`cs rotate fairness`: read, call, show."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cs.export.text import csv_bytes, json_bytes
from cs.kernel.agents import Agent
from cs.locale import _
from cs.options import (
    AsOfOption,
    AssumeOption,
    DirectoryOption,
    Format,
    FormatOption,
    LangOption,
    PolicyOption,
    QuietOption,
    SeedOption,
    session_options,
)
from cs.rotation.commands import MONTHS_AT_MOST, parse_gap, parse_month
from cs.rotation.shell import print_parts
from cs.terminal import fail, stdout, write_machine

app = typer.Typer(add_completion=False, rich_markup_mode=None)


class By(StrEnum):
    """A column of the staff table by which means are told."""

    TEAM = "team"
    SITE = "site"
    GRADE = "grade"
    TRACK = "track"
    STATUS = "status"


GROUP: dict[By, Callable[[Agent], str | None]] = {
    By.TEAM: lambda agent: agent.team,
    By.SITE: lambda agent: agent.site,
    By.GRADE: lambda agent: agent.grade,
    By.TRACK: lambda agent: agent.track,
    By.STATUS: lambda agent: agent.status,
}


@app.command(
    "fairness",
    help=_("How evenly a plan treats agents, and what it would cost to lift the worst off."),
)
def fairness(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="PLAN",
            help=_("A plan's .json or .csv file, - is stdin; by default the plan in force, else "
                   "one made now."),
        ),
    ] = None,
    by: Annotated[
        By | None,
        typer.Option("--by", help=_("Means by this column of the staff table too.")),
    ] = None,
    lifting: Annotated[
        bool,
        typer.Option(
            "--lift/--no-lift", help=_("Make plans anew in which the worst off lose less.")
        ),
    ] = True,
    directory: DirectoryOption = None,
    policy: PolicyOption = None,
    as_of: AsOfOption = None,
    start: Annotated[
        date | None,
        typer.Option(
            "--start",
            metavar="YYYY-MM",
            parser=parse_month,
            help=_("The first month; by default the one after the as-of date."),
        ),
    ] = None,
    months: Annotated[
        int,
        typer.Option(
            "--months", metavar="N", min=1, max=MONTHS_AT_MOST, help=_("How many months.")
        ),
    ] = 12,
    gap: Annotated[
        float,
        typer.Option(
            "--gap",
            metavar="SHARE",
            parser=parse_gap,
            help=_("Stop once the plan is proven to be this near to the best."),
        ),
    ] = 0.001,
    format_: FormatOption = Format.TABLE,
    quiet: QuietOption = False,
    seed: SeedOption = 0,
    assume: AssumeOption = None,
    lang: LangOption = None,
) -> None:  # fmt: skip
    """Exit code 1 if there is no plan, or it breaks rules."""
    from cs.rotation.explaining.running import plan_in_question
    from cs.rotation.fairness.lifting import lift, worst_off
    from cs.rotation.fairness.measures import (
        GroupFigures,
        by_group,
        granted_by_rank,
        measure,
        spreads,
    )
    from cs.rotation.fairness.records import Fairness, csv_header, csv_rows, fairness_record
    from cs.rotation.fairness.views import fairness_view
    from cs.rotation.planning.paths import GraphTooLargeError

    options = session_options(directory, policy, as_of, assume, quiet)
    asked = plan_in_question(file, options, start, months, gap, seed, quiet=quiet)
    problem = asked.problem
    figures = measure(problem, asked.posts)
    if format_ is Format.CSV:
        rows = csv_rows(problem, figures)
        write_machine(csv_bytes(csv_header(problem), rows, bom=False))
        return
    groups: tuple[GroupFigures, ...] = ()
    if by is not None:
        column = GROUP[by]
        named = {agent.id: column(agent) or "" for agent in asked.session.staff()}
        groups = by_group([named.get(agent.id, "") for agent in problem.agents], figures)
    worst = worst_off(figures) if lifting else ()
    try:
        lifts = lift(problem, asked.posts, figures, worst, gap, seed)
    except GraphTooLargeError as error:
        raise fail(_("The agents' paths are too many to plan anew; use --no-lift."), 1) from error
    whole = Fairness(
        agents=figures,
        spreads=spreads(problem, figures),
        ranks=granted_by_rank(figures),
        lifts=lifts,
        groups=groups,
        grouped_by=None if by is None else by.value,
    )
    if format_ is Format.JSON:
        provenance = asked.session.provenance(seed, 1)
        record = fairness_record(asked.document.policy.id, provenance, problem, whole)
        write_machine(json_bytes(record))
    else:
        print_parts(fairness_view(problem, whole, stdout().width))
