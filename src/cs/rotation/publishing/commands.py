"""`cs rotate publish`: read a plan, verify it, put it in force."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from cs.export.text import json_bytes
from cs.kernel.document import Document
from cs.locale import _
from cs.options import (
    AsOfOption,
    AssumeOption,
    DirectoryOption,
    ForceOption,
    LangOption,
    PolicyOption,
    QuietOption,
    session_options,
)
from cs.rotation.building import span_between
from cs.rotation.plan_files import PlanFile, to_posts
from cs.rotation.policy import RotationPolicy
from cs.rotation.publishing.published import (
    published_record,
    read_any,
    stated_record,
    verified_plan,
)
from cs.rotation.publishing.running import Shelf, former_of, put, shelf_of
from cs.rotation.replanning.serving import History
from cs.rotation.shell import build_after, print_parts, refused, stated_at
from cs.rotation.stated_figures import contradictions
from cs.rotation.verdict_views import verdict_view
from cs.rotation.verifier import verify
from cs.session import Session, open_session
from cs.terminal import Stop, fail, say, stdout
from cs.workspace import read_input, shown, stored_name

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command("publish", help=_("Verify a plan and put it in force."))
def publish(
    file: Annotated[
        Path, typer.Argument(metavar="PLAN", help=_("A .json or .csv file; - is stdin."))
    ],
    directory: DirectoryOption = None,
    policy: PolicyOption = None,
    as_of: AsOfOption = None,
    force: ForceOption = False,
    quiet: QuietOption = False,
    assume: AssumeOption = None,
    lang: LangOption = None,
) -> None:
    """Exit code 1 if the plan breaks a rule, 2 if it cannot be read or another one is in force."""
    read = read_input(file, "plan")
    plan = read_any(read.source.data, read.source.file)
    wanted = policy or (plan.policy if isinstance(plan, PlanFile) else None)
    session = open_session(session_options(directory, wanted, as_of, assume, quiet))
    if not isinstance(plan, PlanFile):
        raise refused(session, read.source, plan)
    document = session.one(RotationPolicy)
    shelf = shelf_of(session, document.policy.id)
    _refuse(session, shelf, force)
    span = span_between(plan.first, plan.last, document.policy.period)
    history = History((), span.start)
    if shelf.plan is not None:
        history = shelf.plan.before(span.start)
    problem = build_after(session, document, span, history)
    posts = to_posts(plan, problem)
    if isinstance(posts, tuple):
        session.show(posts)
        raise Stop(2)
    provenance = session.provenance(0, 1)
    wrong = contradictions(plan, problem, posts, provenance)
    session.show(wrong)
    broken = verify(problem, posts)
    if wrong and not broken:
        say(_("Not published: {file}").format(file=shown(file)))
        raise Stop(1)
    if broken:
        print_parts(verdict_view(problem, broken, stated_at(session, document)))
        say(_("Not published: {file}").format(file=shown(file)))
        raise Stop(1)
    source = replace(read.record, file=stored_name(read.record.file, session.root))
    former = former_of(session, shelf)
    number = 1 if former is None else former.number + 1
    verified = verified_plan(
        document.policy.id,
        provenance,
        problem,
        posts,
        stated_record(read.source.data),
    )
    put(shelf, json_bytes(published_record(number, source, verified, history, former)))
    _tell(session, document, shelf, plan, number, quiet=quiet)


def _refuse(session: Session, shelf: Shelf, force: bool) -> None:
    if force or not shelf.path.exists():
        return
    session.show(shelf.findings)
    if shelf.plan is None:
        raise fail(_("{file} exists; --force replaces it.").format(file=shown(shelf.path)))
    text = _(
        "Plan {number} of {day} is in force ({file}); --force puts this one in its place and keeps "
        "the former."
    )
    raise fail(
        text.format(number=shelf.plan.number, day=shelf.plan.published, file=shown(shelf.path))
    )


def _tell(
    session: Session,
    document: Document[RotationPolicy],
    shelf: Shelf,
    plan: PlanFile,
    number: int,
    *,
    quiet: bool,
) -> None:
    text = _("In force as plan {number} of {policy}: {first} to {last}.")
    stdout().print(
        text.format(number=number, policy=document.policy.id, first=plan.first, last=plan.last),
        soft_wrap=True,
    )
    say(_("Written: {file}").format(file=shown(shelf.path)), quiet=quiet)
    former = former_of(session, shelf)
    if former is not None:
        text = _("Kept: plan {number} of {day}, {file}")
        day = "" if shelf.plan is None else shelf.plan.published
        say(text.format(number=former.number, day=day, file=former.file), quiet=quiet)
