"""Says why there is no plan, under a person's eyes: progress, Ctrl-C, the limit of time.

Part of the shell; the commands that plan call it where their planner found nothing.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from cs.checking.outputs.text import format_place
from cs.export.text import json_bytes
from cs.kernel.document import Document
from cs.locale import _, translate
from cs.options import Format
from cs.rotation.conflicts.diagnosis import Diagnosis, diagnose
from cs.rotation.conflicts.elements import Element
from cs.rotation.conflicts.records import conflict_record
from cs.rotation.conflicts.views import diagnosis_view
from cs.rotation.conflicts.words import route_of, table_of
from cs.rotation.names import row_place
from cs.rotation.policy import RotationPolicy
from cs.rotation.problem import PlanResult, RotationPlan, RotationProblem
from cs.rotation.record import plan_record
from cs.rotation.running import Run, listening, reporting
from cs.rotation.shell import print_parts, stated_at, write_file
from cs.rotation.verdict_views import conflict_view
from cs.session import Session
from cs.terminal import say, write_machine

INTERRUPTED = 130
NO_PLAN = 1


def show_no_plan(
    session: Session,
    document: Document[RotationPolicy],
    plan: RotationPlan,
    run: Run,
    format_: Format,
    targets: list[Path],
    time_limit: float | None,
    *,
    force: bool,
    quiet: bool,
) -> int:
    """Says why a planner found no plan, writes the records asked for; the exit code.

    Args:
        targets: files to write; only .json files are records of a search without a plan.
        time_limit: of the search for the conflict, as of the planner's.
    """
    problem = plan.problem
    diagnosis, stopped = None, False
    if run.ended_by is None:
        diagnosis, stopped = _diagnose(problem, time_limit, quiet=quiet)
    stated = stated_element(session, document, problem)
    record = plan_record(plan)
    record["conflict"] = None if diagnosis is None else conflict_record(problem, diagnosis, stated)
    if format_ is Format.JSON:
        write_machine(json_bytes(record))
    _say(session, document, plan, run, diagnosis, stated, format_)
    if stopped:
        say(_("Interrupted: this is what was found so far."))
    elif diagnosis is not None and not diagnosis.complete:
        # A conflict that is shown says itself that its search was stopped.
        said_there = quiet and diagnosis.conflict is not None
        say(_("The time limit was reached: this is what was found so far."), quiet=said_there)
    for path in targets:
        if path.suffix == ".json":
            write_file(path, json_bytes(record), force, quiet)
    return INTERRUPTED if stopped or run.ended_by == "user" else NO_PLAN


def _say(
    session: Session,
    document: Document[RotationPolicy],
    plan: RotationPlan,
    run: Run,
    diagnosis: Diagnosis | None,
    stated: Callable[[Element], str],
    format_: Format,
) -> None:
    if run.ended_by is not None:
        say(
            _("Interrupted before a plan was found.")
            if run.ended_by == "user"
            else _("No plan was found within the time limit.")
        )
        for words in known_so_far(plan.result):
            say(words)
    elif format_ is not Format.TABLE:
        say(_("No plan satisfies all rules."))
    elif diagnosis is not None and diagnosis.conflict is not None:
        print_parts(diagnosis_view(plan.problem, diagnosis, stated))
    else:
        print_parts(conflict_view(plan.problem, plan.result.broken, stated_at(session, document)))
        say(_("That no plan exists is not proven."))


def known_so_far(result: PlanResult) -> Iterator[str]:
    """What a search that was stopped before it had a plan can say of every plan."""
    if result.bound > 0:
        yield _(
            "Proven so far of every plan: overdue periods at least {overdue}, deviations at least "
            "{deviations}; with so few of both, the objective is at least {bound}."
        ).format(
            overdue=result.overdue.bound,
            deviations=result.deviations.bound,
            bound=f"{result.bound:.6f}",
        )
    else:
        yield _("Nothing is proven yet, neither that there is a plan nor that there is none.")


def _diagnose(
    problem: RotationProblem, time_limit: float | None, *, quiet: bool
) -> tuple[Diagnosis, bool]:
    """The diagnosis, and whether Ctrl-C ended it."""
    began = time.monotonic()
    with listening() as asked, reporting(_("Looking for the conflict …"), quiet=quiet) as report:

        def stop() -> bool:
            late = time_limit is not None and time.monotonic() - began > time_limit
            return asked.is_set() or late

        found = diagnose(problem, lambda said: report(translate(said)), stop)
        return found, asked.is_set() and not found.complete


def stated_element(
    session: Session, document: Document[RotationPolicy], problem: RotationProblem
) -> Callable[[Element], str]:
    """Where a rule is stated: file and line of the policy, or a table and its row."""
    policy = document.policy

    def of_table(element: Element) -> str:
        table = table_of(element)
        rows = [
            place
            for agent, start, end, place in _rows(session, table)
            if place is not None
            and agent in {problem.agents[number].id for number in element.agents}
            and any(
                start <= problem.periods[period].end and end >= problem.periods[period].start
                for period in element.periods
            )
        ]
        if rows and len(element.agents) == 1:
            return format_place(row_place(rows[0], table))
        files: tuple[str, ...] = getattr(session.workspace.tables, table)
        return _(", ").join(files)

    @cache
    def stated(element: Element) -> str:
        route = route_of(policy, problem, element)
        if route is None:
            return of_table(element)
        place = document.place.at(*route)
        return format_place(replace(place, span=session.place(place)))

    return stated


def _rows(session: Session, table: str) -> list[tuple[str, date, date, tuple[str, int] | None]]:
    if table == "pins":
        return [(row.agent, row.start, row.end, row.place) for row in session.pins()]
    if table == "leave":
        return [(row.agent, row.start, row.end, row.place) for row in session.leave()]
    return []
