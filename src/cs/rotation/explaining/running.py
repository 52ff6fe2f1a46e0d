"""Which plan is asked about? A file's, the one in force, or one that is made now.

Part of the shell: it reads files, plans under a person's eyes, and stops the command with what went
wrong.
"""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from cs.kernel.document import Document
from cs.locale import _
from cs.options import SessionOptions
from cs.rotation.building import span_between, span_of
from cs.rotation.plan_files import PlanFile, changed_inputs, to_posts
from cs.rotation.policy import RotationPolicy
from cs.rotation.problem import PlanResult, Posts, RotationProblem
from cs.rotation.publishing.published import read_any
from cs.rotation.publishing.running import shelf_of
from cs.rotation.shell import build, build_after, history_before, refused
from cs.rotation.timeline import changeover_after
from cs.rotation.verifier import verify
from cs.session import Session, open_session
from cs.terminal import Stop, fail, say
from cs.workspace import read_input


@dataclass(frozen=True)
class AskedPlan:
    """A plan with its question.

    Attributes:
        result: the planner's, None for a plan from a file.
    """

    session: Session
    document: Document[RotationPolicy]
    problem: RotationProblem
    posts: Posts
    result: PlanResult | None


def plan_in_question(
    file: Path | None,
    options: SessionOptions,
    start: date | None,
    months: int,
    gap: float,
    seed: int,
    *,
    quiet: bool,
) -> AskedPlan:
    """The plan of a file; without one the plan in force; without that, or with `start`, one made
    now.

    Raises:
        Stop: it cannot be read, breaks a rule, or there is none.
    """
    if file is None:
        session = open_session(options)
        found = None if start is not None else _in_force(session, quiet=quiet)
        return found or _planned(session, start, months, gap, seed, quiet=quiet)
    source = read_input(file, "plan").source
    read = read_any(source.data, source.file)
    wanted = options.policy or (read.policy if isinstance(read, PlanFile) else None)
    session = open_session(
        SessionOptions(options.directory, wanted, options.as_of, options.assume, options.quiet)
    )
    if not isinstance(read, PlanFile):
        raise refused(session, source, read)
    return _read(session, read, quiet=quiet)


def _in_force(session: Session, *, quiet: bool) -> AskedPlan | None:
    """The published plan from the as-of date on; None if there is none, or it is over."""
    document = session.one(RotationPolicy)
    shelf = shelf_of(session, document.policy.id)
    if shelf.findings:
        session.show(shelf.findings)
        raise Stop(2)
    if shelf.plan is None:
        return None
    plan = shelf.plan.plan
    first = max(plan.first, changeover_after(session.as_of, document.policy.period))
    if first > plan.last:
        return None
    ahead = tuple(
        replace(stint, start=max(stint.start, first))
        for stint in plan.stints
        if stint.end is None or stint.end >= first
    )
    say(_("The plan in force: {file}").format(file=plan.file), quiet=quiet)
    return _read(session, replace(plan, stints=ahead, first=first), quiet=quiet)


def _read(session: Session, read: PlanFile, *, quiet: bool) -> AskedPlan:
    document = session.one(RotationPolicy)
    span = span_between(read.first, read.last, document.policy.period)
    history = history_before(session, document.policy.id, span.start)
    problem = build_after(session, document, span, history)
    posts = to_posts(read, problem)
    if isinstance(posts, tuple):
        session.show(posts)
        raise Stop(2)
    for changed in changed_inputs(read.inputs, session.provenance(0, 1).inputs):
        say(_("Changed since the plan was made: {file}").format(file=changed), quiet=quiet)
    if verify(problem, posts):
        raise fail(
            _("The plan breaks rules, so its costs mean nothing; cs rotate verify lists them, "
              "cs rotate replan mends a published plan."), 1
        )  # fmt: skip
    return AskedPlan(session, document, problem, posts, None)


def _planned(
    session: Session, start: date | None, months: int, gap: float, seed: int, *, quiet: bool
) -> AskedPlan:
    from cs.rotation.running import run_planner

    document = session.one(RotationPolicy)
    span = span_of(session.as_of, start, months, document.policy.period)
    problem = build(session, document, span)
    run = run_planner(problem, gap, seed, None, quiet=quiet)
    if run.result.posts is None or run.result.status == "infeasible":
        if run.ended_by == "user":
            say(_("Interrupted before a plan was found."))
            raise Stop(130)
        raise fail(_("No plan satisfies all rules; cs rotate plan says which stand against it."), 1)
    return AskedPlan(session, document, problem, run.result.posts, run.result)
