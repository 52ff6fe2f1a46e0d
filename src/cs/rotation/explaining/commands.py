"""`cs rotate explain`: read, call, show."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from cs.export.text import csv_bytes, json_bytes
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
from cs.rotation.names import Names
from cs.rotation.shell import period_of, print_parts, select, stated_at, unknown
from cs.terminal import fail, stdout, write_machine

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command("explain", help=_("Why an agent is where the plan says, or why a post has so many."))
def explain(
    agent: Annotated[
        str | None, typer.Argument(metavar="AGENT", help=_("The agent's id."))
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option(
            "--plan",
            metavar="PLAN",
            help=_("A plan's .json or .csv file, - is stdin; by default the plan in force, else "
                   "one made now."),
        ),
    ] = None,
    post: Annotated[
        str | None, typer.Option("--post", metavar="POST", help=_("Explain this headcount."))
    ] = None,
    month: Annotated[
        date | None,
        typer.Option(
            "--month", metavar="YYYY-MM", parser=parse_month, help=_("In this month.")
        ),
    ] = None,
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
    from cs.rotation.explaining.changeovers import explain_agent
    from cs.rotation.explaining.headcounts import explain_headcount
    from cs.rotation.explaining.prices import price_plan
    from cs.rotation.explaining.records import (
        CSV_HEADER,
        OCCUPANTS_HEADER,
        agent_record,
        agent_rows,
        headcount_record,
        occupant_rows,
    )
    from cs.rotation.explaining.running import plan_in_question
    from cs.rotation.explaining.views import agent_view, headcount_view
    from cs.rotation.planning.paths import GraphTooLargeError

    if (agent is None) == (post is None) or (post is None) != (month is None):
        raise fail(_("Name an agent, or a post and a month with --post and --month."))
    options = session_options(directory, policy, as_of, assume, quiet)
    asked = plan_in_question(file, options, start, months, gap, seed, quiet=quiet)
    problem, identity = asked.problem, asked.document.policy.id
    number = None if agent is None else select(problem, [agent], []).agents[0]
    place = None if post is None else Names.of_problem(problem).post(post)
    if post is not None and place is None:
        known = [one.id for one in problem.posts]
        raise fail(unknown(_("{name} is not a post of the policy."), post, known))
    period = None if month is None else period_of(problem, month)
    try:
        prices = price_plan(problem, asked.posts)
    except GraphTooLargeError as error:
        raise fail(_("The agents' paths are too many to price them."), 1) from error
    provenance = asked.session.provenance(seed, 1)
    stated = stated_at(asked.session, asked.document)
    if number is not None:
        reasons = explain_agent(prices, number)
        if format_ is Format.JSON:
            write_machine(json_bytes(agent_record(identity, provenance, problem, reasons)))
        elif format_ is Format.CSV:
            write_machine(csv_bytes(CSV_HEADER, agent_rows(problem, reasons), bom=False))
        else:
            print_parts(agent_view(problem, reasons, stated, stdout().width))
    if place is not None and period is not None:
        heads = explain_headcount(prices, place, period)
        if format_ is Format.JSON:
            write_machine(json_bytes(headcount_record(identity, provenance, problem, heads)))
        elif format_ is Format.CSV:
            write_machine(csv_bytes(OCCUPANTS_HEADER, occupant_rows(problem, heads), bom=False))
        else:
            print_parts(headcount_view(problem, heads, stated, stdout().width))
