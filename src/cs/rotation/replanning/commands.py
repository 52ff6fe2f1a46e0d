"""`cs rotate replan`: read the published plan, plan the rest anew, show what is different."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

import typer

from cs.export.text import csv_bytes, json_bytes
from cs.kernel.document import Document
from cs.kernel.findings import Severity
from cs.kernel.records import InputRecord
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
from cs.rotation.answers import PlanOptions, Progress
from cs.rotation.building import Span, span_between
from cs.rotation.commands import INTERRUPTED, MONTHS_AT_MOST, parse_gap
from cs.rotation.conflicts.running import show_no_plan
from cs.rotation.names import Names, fold
from cs.rotation.plan_files import PlanFile, unknown_posts
from cs.rotation.planning.solving import Stop as Ask
from cs.rotation.policy import RotationPolicy
from cs.rotation.problem import PlanResult, RotationPlan, RotationProblem
from cs.rotation.publishing.published import read_any, stints_before
from cs.rotation.publishing.running import shelf_of
from cs.rotation.replanner import Replanned, replan
from cs.rotation.replanning.differences import compare
from cs.rotation.replanning.keeping import published_keeping
from cs.rotation.replanning.records import CSV_HEADER, Question, difference_row, replan_record
from cs.rotation.replanning.serving import History
from cs.rotation.replanning.views import Shown, replan_view
from cs.rotation.running import Run, run_search
from cs.rotation.shell import (
    build_after,
    history_before,
    parse_day,
    print_parts,
    refused,
    stated_at,
    targets_of,
    trust,
    write,
)
from cs.rotation.timeline import changeover_after, periods_in
from cs.session import Session, open_session
from cs.terminal import Stop, fail, say, write_machine
from cs.workspace import read_input, stored_name

app = typer.Typer(add_completion=False, rich_markup_mode=None)


def parse_keep(text: str | float) -> float:
    """A weight from 0 to 1.

    Raises:
        ValueError: not one.
    """
    try:
        keep = float(text)
    except ValueError:
        keep = -1.0
    if not 0 <= keep <= 1:
        raise ValueError(_("a number from 0 (goals alone) to 1 (fewest changes first)"))
    return keep


@dataclass(frozen=True)
class Published:
    """The plan to replan.

    Attributes:
        history: what was published of the days before it.
        number: of its publication, None if it is only a file.
        absent: absences known when it was published.
    """

    plan: PlanFile
    history: History
    source: InputRecord
    number: int | None
    absent: tuple[tuple[str, date, date], ...] = ()

    def before(self, day: date) -> History:
        """All that was published of the days before a day."""
        stints = stints_before((*self.history.stints, *self.plan.stints), day, self.plan.last)
        return History(tuple(stints), self.history.since)


@app.command(
    "replan",
    help=_("Plan anew from a date on, with as few changes of the published plan as can be."),
)
def replan_command(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="PLAN", help=_("A .json or .csv file; by default the plan in force.")
        ),
    ] = None,
    directory: DirectoryOption = None,
    policy: PolicyOption = None,
    as_of: AsOfOption = None,
    effective: Annotated[
        date | None,
        typer.Option(
            "--effective",
            metavar="YYYY-MM[-DD]",
            parser=parse_day,
            help=_("The first changeover that may differ; by default the next after the as-of "
                   "date."),
        ),
    ] = None,
    months: Annotated[
        int | None,
        typer.Option(
            "--months", metavar="N", min=1, max=MONTHS_AT_MOST,
            help=_("How many months; by default to the end of the published plan."),
        ),
    ] = None,
    keep: Annotated[
        float | None,
        typer.Option(
            "--keep", metavar="0..1", parser=parse_keep,
            help=_(
                "How far to keep what is published. 1: fewest changes first, then the goals; 0: "
                "the goals alone; between: both weighed. By default what the policy says."
            ),
        ),
    ] = None,
    gap: Annotated[
        float,
        typer.Option(
            "--gap", metavar="SHARE", parser=parse_gap,
            help=_("Stop once the plan is proven to be this near to the best."),
        ),
    ] = 0.001,
    time_limit: Annotated[
        float | None,
        typer.Option(
            "--time-limit", metavar="SECONDS", min=0.1,
            help=_("Stop after this time; the result may then differ from run to run."),
        ),
    ] = None,
    format_: FormatOption = Format.TABLE,
    out: Annotated[
        list[Path] | None,
        typer.Option(
            "--out", metavar="FILE",
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
) -> None:  # fmt: skip
    """Exit code 1 if no plan satisfies all rules, 130 if interrupted."""
    targets = targets_of(out or [], force=force)
    read = None if file is None else read_input(file, "published")
    plan = None if read is None else read_any(read.source.data, read.source.file)
    named = plan.policy if isinstance(plan, PlanFile) else None
    session = open_session(session_options(directory, policy or named, as_of, assume, quiet))
    if read is not None and isinstance(plan, tuple):
        raise refused(session, read.source, plan)
    document = session.one(RotationPolicy)
    published = (
        _in_force(session, document.policy.id)
        if read is None or not isinstance(plan, PlanFile)
        else Published(plan, history_before(session, document.policy.id, plan.first), read.record,
                       None)
    )  # fmt: skip
    session.show(unknown_posts(published.plan, Names.of(document.policy), Severity.WARNING))
    span = _span(document, published.plan, session.as_of, effective, months)
    if effective not in (None, span.start):
        text = _("{day} is no changeover; the new plan takes effect on the next one, {start}.")
        say(text.format(day=effective, start=span.start), quiet=quiet)
    if span.start <= session.as_of:
        text = _("The new plan takes effect on {day}, not after the as-of date {as_of}.")
        say(text.format(day=span.start, as_of=session.as_of), quiet=quiet)
    problem = build_after(session, document, span, published.before(span.start))
    wanted = document.policy.replanning
    keep = float(wanted.keep) if keep is None else keep
    keeping = published_keeping(published.plan, problem, wanted.notice, session.calendar)
    run, found = _run(
        replace(problem, keeping=keeping), keep, PlanOptions(gap, seed), time_limit, quiet=quiet
    )
    provenance = session.provenance(seed, 1)
    provenance = replace(provenance, inputs=(*provenance.inputs, published.source))
    result = RotationPlan(document.policy.id, provenance, problem, run.result)
    if run.result.posts is None or run.result.status == "infeasible":
        raise Stop(
            show_no_plan(
                session, document, result, run, format_, [], time_limit, force=force, quiet=quiet
            )
        )
    trust(problem, run.result.posts)
    write(targets, result, force, quiet)
    where = stated_at(session, document)
    names = {fold(agent.id): agent.name for agent in session.staff()}
    comparison = compare(problem, keeping, published.plan, names, found, keep, published.absent)
    notice = max(keeping.short, default=0)
    if format_ is Format.JSON:
        question = Question(published.source, published.number, keep, notice)
        write_machine(json_bytes(replan_record(result, question, comparison, where)))
    elif format_ is Format.CSV:
        rows = [difference_row(problem, one) for one in comparison.differences]
        write_machine(csv_bytes(CSV_HEADER, rows, bom=False))
    else:
        shown = Shown(published.source.file, keep, notice)
        print_parts(replan_view(result, shown, comparison, where))
    if run.ended_by == "time":
        say(_("The time limit was reached: this is the best plan so far."), quiet=quiet)
    if run.ended_by == "user":
        say(_("Interrupted: this is the best plan so far."))
        raise Stop(INTERRUPTED)


def _in_force(session: Session, policy: str) -> Published:
    shelf = shelf_of(session, policy)
    session.stop_on(shelf.findings)
    if shelf.plan is None:
        raise fail(
            _("No plan of {policy} is in force; cs rotate publish PLAN puts one in force.").format(
                policy=policy
            )
        )
    record = InputRecord("published", stored_name(str(shelf.path), session.root), shelf.plan.sha256)
    plan = shelf.plan
    history = History(plan.served, plan.since)
    return Published(plan.plan, history, record, plan.number, plan.absent)


def _span(
    document: Document[RotationPolicy],
    plan: PlanFile,
    as_of: date,
    effective: date | None,
    months: int | None,
) -> Span:
    """From the effective date to the end of the published plan, or so many months."""
    kind = document.policy.period
    whole = span_between(plan.first, plan.last, kind)
    start = changeover_after(as_of if effective is None else effective - timedelta(days=1), kind)
    if effective is not None and start < whole.start:
        text = _("The published plan begins on {first}; it cannot be replanned from {day} on.")
        raise fail(text.format(first=whole.start, day=effective))
    start = max(start, whole.start)
    if start > plan.last and months is None:
        raise fail(
            _("The published plan ends on {last}, before {day}; --months plans further.").format(
                last=plan.last, day=start
            )
        )
    if months is not None:
        return Span(start, periods_in(start, months, kind))
    return Span(start, span_between(start, plan.last, kind).horizon)


def _run(
    problem: RotationProblem,
    keep: float,
    options: PlanOptions,
    time_limit: float | None,
    *,
    quiet: bool,
) -> tuple[Run, Replanned]:
    found: list[Replanned] = []

    def search(report: Callable[[Progress], None], stop: Ask) -> PlanResult:
        found.append(replan(problem, keep, options, report, stop))
        return found[0].result

    run = run_search(search, time_limit, quiet=quiet)
    return run, replace(found[0], result=run.result)
