"""`cs rotate plan` and `cs rotate verify`: read, call, show."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import RenderableType
from rich.text import Text

from cs.checking.outputs.text import format_place
from cs.export.files import write_whole
from cs.export.text import csv_bytes, json_bytes
from cs.kernel.document import Document
from cs.kernel.suggestions import nearest
from cs.locale import _, translate
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
from cs.rotation.breaches import rule_route, rule_table
from cs.rotation.building import Span, Tables, build_problem, span_between, span_of
from cs.rotation.exports import WRITERS, plan_csv, plan_json
from cs.rotation.names import fold
from cs.rotation.plan_files import PlanFile, changed_inputs, read_plan, to_posts
from cs.rotation.policy import RotationPolicy
from cs.rotation.problem import BrokenRule, Posts, RotationPlan, RotationProblem
from cs.rotation.record import BROKEN_FIELDS, broken_record, verdict_record
from cs.rotation.verdict_views import conflict_view, verdict_view
from cs.rotation.verifier import verify
from cs.rotation.views import Selection, moves_view, plan_view
from cs.session import Session, open_session
from cs.terminal import Stop, fail, say, stdout, write_machine
from cs.workspace import read_input

if TYPE_CHECKING:
    from cs.rotation.running import Run

app = typer.Typer(add_completion=False, rich_markup_mode=None, no_args_is_help=True)

MONTHS_AT_MOST = 60
INTERRUPTED = 130


def parse_month(text: str | date) -> date:
    """A month written `YYYY-MM`, as its first day.

    Raises:
        ValueError: no such month.
    """
    if isinstance(text, date):
        return text
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
    format_: FormatOption = Format.TABLE,
    out: Annotated[
        list[Path] | None,
        typer.Option(
            "--out",
            metavar="FILE",
            help=_("Write the plan to a .csv, .json, .xlsx or .ics file; may be repeated."),
        ),
    ] = None,
    force: ForceOption = False,
    quiet: QuietOption = False,
    seed: SeedOption = 0,
    assume: AssumeOption = None,
    lang: LangOption = None,
) -> None:
    """Exit code 1 if no plan satisfies all rules, 130 if interrupted."""
    from cs.rotation.running import run_planner

    targets = _targets(out or [], force=force)
    session = open_session(session_options(directory, policy, as_of, assume, quiet))
    document = session.one(RotationPolicy)
    span = span_of(session.as_of, start, months, document.policy.period)
    problem = _build(session, document, span)
    selection = _select(problem, agents or [], teams or [])
    period = None if moves is None else _period(problem, moves)
    run = run_planner(problem, gap, seed, time_limit, quiet=quiet)
    result = RotationPlan(document.policy.id, session.provenance(seed, 1), problem, run.result)
    if run.result.posts is None or run.result.status == "infeasible":
        _show_no_plan(session, document, result, run, format_)
        _write([target for target in targets if target.suffix == ".json"], result, force, quiet)
        raise Stop(INTERRUPTED if run.ended_by == "user" else 1)
    _trust(problem, run.result.posts)
    _write(targets, result, force, quiet)
    if format_ is Format.JSON:
        write_machine(plan_json(result))
    elif format_ is Format.CSV:
        write_machine(plan_csv(result, bom=False))
    else:
        width = stdout().width
        _print(
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
    read = read_plan(source.data, source.file)
    wanted = policy or (read.policy if isinstance(read, PlanFile) else None)
    session = open_session(session_options(directory, wanted, as_of, assume, quiet))
    if not isinstance(read, PlanFile):
        session.show(read)
        raise Stop(2)
    document = session.one(RotationPolicy)
    problem = _build(session, document, span_between(read.first, read.last, document.policy.period))
    posts = to_posts(read, problem)
    if isinstance(posts, tuple):
        session.show(posts)
        raise Stop(2)
    provenance = session.provenance(0, 1)
    for changed in changed_inputs(read.inputs, provenance.inputs):
        say(_("Changed since the plan was made: {file}").format(file=changed), quiet=quiet)
    broken = verify(problem, posts)
    if format_ is Format.JSON:
        write_machine(json_bytes(verdict_record(document.policy.id, problem, provenance, broken)))
    elif format_ is Format.CSV:
        rows = [tuple(broken_record(problem, breach).values()) for breach in broken]
        write_machine(csv_bytes(BROKEN_FIELDS, rows, bom=False))
    else:
        _print(verdict_view(problem, broken, _stated_at(session, document)))
    if broken:
        raise Stop(1)


def _build(session: Session, document: Document[RotationPolicy], span: Span) -> RotationProblem:
    tables = Tables(session.staff(), session.stints(), session.leave(), session.pins())
    building = build_problem(document, tables, session.as_of, span, session.calendar)
    session.stop_on(building.findings)
    for note in building.notes:
        say(translate(note), quiet=session.options.quiet)
    if building.problem is None:
        raise Stop(2)
    return building.problem


def _select(problem: RotationProblem, agents: list[str], teams: list[str]) -> Selection:
    """The agents that `--agent` and `--team` name; all if neither is given."""
    ids = {fold(agent.id): number for number, agent in enumerate(problem.agents)}
    members: dict[str, list[int]] = {}
    for number, agent in enumerate(problem.agents):
        members.setdefault(fold(agent.team or ""), []).append(number)
    chosen: set[int] = set()
    for text in agents:
        if fold(text) not in ids:
            known = [agent.id for agent in problem.agents]
            raise fail(_unknown(_("No agent {name} rotates under this policy."), text, known))
        chosen.add(ids[fold(text)])
    for text in teams:
        if not fold(text) or fold(text) not in members:
            known = [agent.team for agent in problem.agents if agent.team]
            raise fail(
                _unknown(_("No agent of team {name} rotates under this policy."), text, known)
            )
        chosen.update(members[fold(text)])
    everyone = tuple(range(len(problem.agents)))
    return Selection(tuple(sorted(chosen)) if agents or teams else everyone, bool(agents or teams))


def _unknown(text: str, name: str, known: list[str]) -> str:
    said = text.format(name=name)
    near = nearest(name, known)
    return said if near is None else f"{said} {_('Did you mean {word}?').format(word=near)}"


def _period(problem: RotationProblem, month: date) -> int:
    """The first period that begins in a month."""
    for number, period in enumerate(problem.periods[: problem.horizon]):
        if (period.start.year, period.start.month) == (month.year, month.month):
            return number
    raise fail(
        _("The plan has no changeover in {month}; it goes from {first} to {last}.").format(
            month=f"{month:%Y-%m}",
            first=problem.periods[0].label,
            last=problem.periods[problem.horizon - 1].label,
        )
    )


def _targets(paths: list[Path], *, force: bool) -> list[Path]:
    """The files to write, refused before any work is done if they cannot be."""
    for path in paths:
        if path.suffix.lower() not in WRITERS:
            raise fail(_("{file} cannot be written: its ending must be one of {endings}.").format(
                file=path, endings=_(", ").join(WRITERS)))  # fmt: skip
        if path.exists() and not force:
            raise fail(_("{file} exists; --force replaces it.").format(file=path))
        if not path.absolute().parent.is_dir():
            raise fail(_("{file} cannot be written: there is no such directory.").format(file=path))
    return paths


def _write(targets: list[Path], plan: RotationPlan, force: bool, quiet: bool) -> None:
    for path in targets:
        try:
            write_whole(path, WRITERS[path.suffix.lower()](plan), force=force)
        except FileExistsError as error:
            raise fail(_("{file} exists; --force replaces it.").format(file=path)) from error
        say(_("Written: {file}").format(file=path), quiet=quiet)


def _show_no_plan(
    session: Session,
    document: Document[RotationPolicy],
    plan: RotationPlan,
    run: "Run",
    format_: Format,
) -> None:
    if format_ is Format.JSON:
        write_machine(plan_json(plan))
    if run.ended_by == "user":
        say(_("Interrupted before a plan was found."))
    elif run.ended_by == "time":
        say(_("No plan was found within the time limit."))
    elif format_ is Format.TABLE:
        _print(conflict_view(plan.problem, plan.result.broken, _stated_at(session, document)))
    else:
        say(_("No plan satisfies all rules."))


def _stated_at(session: Session, document: Document[RotationPolicy]) -> Callable[[BrokenRule], str]:
    """Where the rule that is broken is stated: file and line of the policy, or the table."""

    def stated_at(breach: BrokenRule) -> str:
        route = rule_route(breach)
        if route is None:
            files: tuple[str, ...] = getattr(session.workspace.tables, rule_table(breach.rule))
            return _(", ").join(files)
        place = document.place.at(*route)
        return format_place(replace(place, span=session.place(place)))

    return stated_at


def _trust(problem: RotationProblem, posts: Posts) -> None:
    broken = verify(problem, posts)
    if broken:
        raise RuntimeError(f"the planner's plan breaks {broken[0]}")


def _print(parts: Iterable[RenderableType]) -> None:
    console = stdout()
    for part in parts:
        console.print(part, soft_wrap=isinstance(part, Text))
