"""`cs rotate plan --by site`: divide, give out, collect, show; one plan and one file a site."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cs.export.text import csv_bytes, json_bytes
from cs.kernel.agents import Agent
from cs.kernel.findings import Finding
from cs.locale import _, translate
from cs.options import Format
from cs.rotation.building import build_problem, span_of
from cs.rotation.exports import WRITERS
from cs.rotation.policy import RotationPolicy
from cs.rotation.problem import PlanResult, RotationPlan
from cs.rotation.record import CSV_HEADER, csv_rows, plan_record
from cs.rotation.running import listening, reporting
from cs.rotation.shell import listed, print_parts, tables_of, targets_of, trust, unknown, write_file
from cs.rotation.sites.dividing import deserted, independent, nowhere, tables_at
from cs.rotation.sites.executors import NoClusterError, cluster, processes
from cs.rotation.sites.solving import Pool, Task, WorkersLostError, solve_all
from cs.rotation.sites.views import sites_view
from cs.session import Session
from cs.terminal import Stop, fail, say, write_machine

SCHEMA = "cs/rotation-sites@1"
INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of every site's plan, and what becomes of it."""

    start: date | None
    months: int
    gap: float
    seed: int
    workers: int | None
    scheduler: str | None
    format_: Format
    out: Sequence[Path]
    force: bool
    quiet: bool


def plan_sites(session: Session, wanted: Wanted) -> None:
    """Exit code 1 if a site has no plan, 130 if interrupted."""
    tasks = _tasks(session, wanted)
    files = {task.name: [_of_site(path, task.name) for path in wanted.out] for task in tasks}
    for paths in files.values():
        targets_of(paths, force=wanted.force)
    pool = _pool(wanted, len(tasks))
    with listening() as asked, reporting(_("Planning …"), quiet=wanted.quiet) as report:

        def done(count: int) -> None:
            report(_("Planned: {count} of {all}").format(count=count, all=len(tasks)))

        try:
            results = solve_all(tasks, pool, done, asked.is_set)
        except NoClusterError as error:
            raise fail(_no_cluster(wanted.scheduler or "", error)) from error
        except WorkersLostError as error:
            raise fail(_("Workers were lost again and again; {policy} was not planned.").format(
                policy=error)) from error  # fmt: skip
        stopped = asked.is_set()
    provenance = session.provenance(wanted.seed, 1)
    plans = [
        (task.name, RotationPlan(task.name, provenance, task.problem, result))
        for task, result in zip(tasks, results, strict=True)
        if result is not None
    ]
    for site, plan in plans:
        if _is_plan(plan.result) and plan.result.posts is not None:
            trust(plan.problem, plan.result.posts)
            for path in files[site]:
                data = WRITERS[path.suffix.lower()](plan)
                write_file(path, data, wanted.force, wanted.quiet)
    _show(plans, wanted.format_)
    if stopped:
        lacking = [t.name for t, result in zip(tasks, results, strict=True) if result is None]
        say(
            _("Interrupted; policies without a plan: {policies}").format(
                policies=_(", ").join(lacking)
            )
        )
        raise Stop(INTERRUPTED)
    if not all(_is_plan(plan.result) for _site, plan in plans):
        raise Stop(1)


def _is_plan(result: PlanResult) -> bool:
    return result.posts is not None and result.status != "infeasible"


def _tasks(session: Session, wanted: Wanted) -> list[Task]:
    """A task for each policy in force, each with sites of its own.

    Raises:
        Stop: they are not independent, or findings stop.
    """
    in_force = session.in_force(RotationPolicy)
    against = independent([document.policy for document in in_force])
    if against is not None and against.other is None:
        raise fail(_("Policy {id} names no sites; with --by site each policy states its own as "
                     "`who: {{sites: [...]}}`.").format(id=against.policy))  # fmt: skip
    if against is not None:
        raise fail(_("The policies {id} and {other} both rotate site {site}.").format(
            id=against.policy, other=against.other, site=against.site))  # fmt: skip
    staff = session.staff()
    _refuse_deserted([document.policy for document in in_force], staff)
    documents = session.every(RotationPolicy)
    tables = tables_of(session)
    _tell_who_is_left_out([document.policy for document in documents], staff, wanted.quiet)
    tasks: list[Task] = []
    findings: list[Finding] = []
    for document in documents:
        policy = document.policy
        span = span_of(session.as_of, wanted.start, wanted.months, policy.period)
        building = build_problem(
            document, tables_at(tables, policy), session.as_of, span, session.calendar
        )
        findings += building.findings
        for note in building.notes:
            said = _("{policy}: {note}").format(policy=policy.id, note=translate(note))
            say(said, quiet=wanted.quiet)
        if building.problem is not None:
            tasks.append(Task(policy.id, building.problem, wanted.gap, wanted.seed))
    session.stop_on(findings)
    if len(tasks) < len(documents):
        raise Stop(2)
    return tasks


def _refuse_deserted(policies: Sequence[RotationPolicy], staff: Sequence[Agent]) -> None:
    """Says which policy has nobody at any of its sites."""
    known = list(dict.fromkeys(agent.site for agent in staff if agent.site))
    if staff and not known:
        raise fail(_("The staff table names no sites: --by site needs its column site."))
    for policy in policies:
        empty = deserted(policy, staff)
        if staff and len(empty) == len(policy.who.sites):
            said = _("Policy {policy}: the staff table has nobody at site {{name}}.").format(
                policy=policy.id)  # fmt: skip
            raise fail(unknown(said, empty[0], known))


def _tell_who_is_left_out(
    policies: Sequence[RotationPolicy], staff: Sequence[Agent], quiet: bool
) -> None:
    for policy in policies:
        for site in deserted(policy, staff):
            say(_("{policy}: nobody is at site {site}.").format(policy=policy.id, site=site),
                quiet=quiet)  # fmt: skip
    out = [agent.id for agent in nowhere(policies, staff)]
    if out:
        said = _("Agents at no site of these policies, left out: {count} ({agents})")
        say(said.format(count=len(out), agents=listed(out)), quiet=quiet)


def _pool(wanted: Wanted, tasks: int) -> Pool:
    if wanted.scheduler is not None:
        return cluster(wanted.scheduler)
    return processes(min(wanted.workers or os.cpu_count() or 1, tasks))


def _no_cluster(address: str, error: NoClusterError) -> str:
    if str(error) == "distributed":
        return _("--scheduler needs Dask: pip install 'cs-policy[cluster]'")
    return _("No Dask scheduler answers at {address}.").format(address=address)


def _of_site(path: Path, site: str) -> Path:
    """`plan.json` becomes `plan.北京.json`."""
    safe = "".join(c if c.isalnum() or c in "-_" else "_" for c in site)
    return path.with_name(f"{path.stem}.{safe}{path.suffix}")


def _show(plans: Sequence[tuple[str, RotationPlan]], format_: Format) -> None:
    if format_ is Format.JSON:
        sites = [{"policy": policy, "plan": plan_record(plan)} for policy, plan in plans]
        write_machine(json_bytes({"schema": SCHEMA, "sites": sites}))
    elif format_ is Format.CSV:
        rows = [
            (site, *row)
            for site, plan in plans
            if _is_plan(plan.result) and plan.result.posts is not None
            for row in csv_rows(plan.problem, plan.result.posts)
        ]
        write_machine(csv_bytes(("policy", *CSV_HEADER), rows, bom=False))
    else:
        print_parts(sites_view(plans))
