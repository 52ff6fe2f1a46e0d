"""`cs rotate plan` and `cs rotate verify`: read, call, show."""

import unicodedata
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cs.export.text import csv_bytes, json_bytes
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
    SeedOption,
    session_options,
)
from cs.rotation.building import span_between, span_of
from cs.rotation.exports import plan_csv, plan_json
from cs.rotation.plan_files import PlanFile, changed_inputs, to_posts
from cs.rotation.policy import RotationPolicy
from cs.rotation.problem import RotationPlan
from cs.rotation.publishing.published import read_any
from cs.rotation.record import BROKEN_FIELDS, broken_record, verdict_record
from cs.rotation.replanning.keeping import hint_posts
from cs.rotation.shell import (
    build,
    build_after,
    history_before,
    period_of,
    plan_in,
    print_parts,
    refused,
    select,
    stated_at,
    targets_of,
    trust,
    write,
)
from cs.rotation.stated_figures import contradictions
from cs.rotation.verdict_views import verdict_view
from cs.rotation.verifier import verify
from cs.rotation.views import moves_view, plan_view
from cs.session import open_session
from cs.terminal import Stop, fail, say, stdout, write_machine
from cs.workspace import read_input

if TYPE_CHECKING:
    pass

app = typer.Typer(add_completion=False, rich_markup_mode=None, no_args_is_help=True)

MONTHS_AT_MOST = 60
INTERRUPTED = 130


class By(StrEnum):
    """What is planned by itself."""

    SITE = "site"


def parse_month(text: str | date) -> date:
    """A month written `YYYY-MM`, as its first day.

    Raises:
        ValueError: no such month.
    """
    if isinstance(text, date):
        return text
    text = unicodedata.normalize("NFKC", text).strip()
    try:
        if len(text) == len("2026-12"):
            return date.fromisoformat(f"{text}-01")
    except ValueError:
        pass
    raise ValueError(_("a month is written YYYY-MM, for example 2026-12"))


def parse_gap(text: str | float) -> float:
    """A gap written as a share, `0.001`, or in percent, `0.1%`.

    Raises:
        ValueError: not a share from 0 to 1.
    """
    try:
        percent = isinstance(text, str) and text.strip().endswith(("%", "％"))
        share = float(text.strip()[:-1]) / 100 if percent and isinstance(text, str) else float(text)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise ValueError(_("a gap is a share from 0 to 1 or in percent, for example 0.1%"))
    return share


@app.command("plan", help=_("Plan who works at which post in the coming months."))
def plan(
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
    agents: Annotated[
        list[str] | None,
        typer.Option("--agent", metavar="ID", help=_("Show this agent only; may be repeated.")),
    ] = None,
    teams: Annotated[
        list[str] | None,
        typer.Option("--team", metavar="TEAM", help=_("Show this team only; may be repeated.")),
    ] = None,
    moves: Annotated[
        date | None,
        typer.Option(
            "--moves",
            metavar="YYYY-MM",
            parser=parse_month,
            help=_("Show who moves in this month, from where to where."),
        ),
    ] = None,
    gap: Annotated[
        float,
        typer.Option(
            "--gap",
            metavar="SHARE",
            parser=parse_gap,
            help=_("Stop once the plan is proven to be this near to the best."),
        ),
    ] = 0.001,
    time_limit: Annotated[
        float | None,
        typer.Option(
            "--time-limit",
            metavar="SECONDS",
            min=0.1,
            help=_("Stop after this time; the result may then differ from run to run."),
        ),
    ] = None,
    hint: Annotated[
        Path | None,
        typer.Option(
            "--hint",
            metavar="PLAN",
            help=_("Begin the search from this plan, a .json or .csv file; no optimum changes."),
        ),
    ] = None,
    by: Annotated[
        By | None,
        typer.Option(
            "--by",
            help=_("Plan all sites side by side; each policy names its own sites."),
        ),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(
            "--workers",
            metavar="N",
            min=1,
            max=256,
            help=_("How many processes plan sites; by default one for each processor."),
        ),
    ] = None,
    scheduler: Annotated[
        str | None,
        typer.Option(
            "--scheduler",
            metavar="ADDRESS",
            help=_("Plan the sites on a Dask cluster, for example tcp://host:8786."),
        ),
    ] = None,
    format_: FormatOption = Format.TABLE,
    out: Annotated[
        list[Path] | None,
        typer.Option(
            "--out",
            metavar="FILE",
            help=_(
                "Write the plan to a .csv, .json, .xlsx, .ics, .svg or .html file; may be repeated."
            ),
        ),
    ] = None,
    force: ForceOption = False,
    quiet: QuietOption = False,
    seed: SeedOption = 0,
    assume: AssumeOption = None,
    lang: LangOption = None,
) -> None:
    """Exit code 1 if no plan satisfies all rules, 130 if interrupted."""
    from cs.rotation.conflicts.running import show_no_plan
    from cs.rotation.planning.paths import GraphTooLargeError
    from cs.rotation.running import run_planner

    targets = targets_of(out or [], force=force)
    session = open_session(session_options(directory, policy, as_of, assume, quiet))
    if by is not None:
        from cs.rotation.sites.commands import Wanted, plan_sites

        if agents or teams or moves or hint or time_limit:
            raise fail(_("--by site shows and writes whole sites: leave out --agent, --team, "
                         "--moves, --hint and --time-limit."))  # fmt: skip
        how = Wanted(start, months, gap, seed, workers, scheduler, format_, targets, force, quiet)
        plan_sites(session, how)
        return
    document = session.one(RotationPolicy)
    span = span_of(session.as_of, start, months, document.policy.period)
    problem = build(session, document, span)
    selection = select(problem, agents or [], teams or [])
    period = None if moves is None else period_of(problem, moves)
    begin = None if hint is None else hint_posts(plan_in(hint, session), problem)
    try:
        run = run_planner(problem, gap, seed, time_limit, quiet=quiet, hint=begin)
    except GraphTooLargeError as error:
        raise fail(_("The agents' paths are too many to plan: rules that look far back, over many "
                     "posts."), 1) from error  # fmt: skip
    result = RotationPlan(document.policy.id, session.provenance(seed, 1), problem, run.result)
    if run.result.posts is None or run.result.status == "infeasible":
        raise Stop(
            show_no_plan(
                session, document, result, run, format_, targets, time_limit,
                force=force, quiet=quiet,
            )
        )  # fmt: skip
    trust(problem, run.result.posts)
    write(targets, result, force, quiet)
    if format_ is Format.JSON:
        write_machine(plan_json(result))
    elif format_ is Format.CSV:
        write_machine(plan_csv(result, bom=False))
    else:
        width = stdout().width
        print_parts(
            plan_view(result, selection, width)
            if period is None
            else moves_view(problem, run.result.posts, period, selection.agents)
        )
    if run.ended_by == "time":
        say(_("The time limit was reached: this is the best plan so far."), quiet=quiet)
    if run.ended_by == "user":
        say(_("Interrupted: this is the best plan so far."))
        raise Stop(INTERRUPTED)


@app.command("verify", help=_("Check a plan, also one edited by hand, against today's rules."))
def verify_plan(
    file: Annotated[
        Path, typer.Argument(metavar="PLAN", help=_("A .json or .csv file; - is stdin."))
    ],
    directory: DirectoryOption = None,
    policy: PolicyOption = None,
    as_of: AsOfOption = None,
    format_: FormatOption = Format.TABLE,
    quiet: QuietOption = False,
    assume: AssumeOption = None,
    lang: LangOption = None,
) -> None:
    """Exit code 1 if the plan breaks a rule, 2 if it cannot be read."""
    source = read_input(file, "plan").source
    read = read_any(source.data, source.file)
    wanted = policy or (read.policy if isinstance(read, PlanFile) else None)
    session = open_session(session_options(directory, wanted, as_of, assume, quiet))
    if not isinstance(read, PlanFile):
        raise refused(session, source, read)
    document = session.one(RotationPolicy)
    span = span_between(read.first, read.last, document.policy.period)
    history = history_before(session, document.policy.id, span.start)
    problem = build_after(session, document, span, history)
    posts = to_posts(read, problem)
    if isinstance(posts, tuple):
        session.show(posts)
        raise Stop(2)
    provenance = session.provenance(0, 1)
    for changed in changed_inputs(read.inputs, provenance.inputs):
        say(_("Changed since the plan was made: {file}").format(file=changed), quiet=quiet)
    wrong = contradictions(read, problem, posts, provenance)
    session.show(wrong)
    broken = verify(problem, posts)
    if format_ is Format.JSON:
        write_machine(json_bytes(verdict_record(document.policy.id, problem, provenance, broken)))
    elif format_ is Format.CSV:
        rows = [tuple(broken_record(problem, breach).values()) for breach in broken]
        write_machine(csv_bytes(BROKEN_FIELDS, rows, bom=False))
    else:
        print_parts(verdict_view(problem, broken, stated_at(session, document)))
    if broken or wrong:
        raise Stop(1)
