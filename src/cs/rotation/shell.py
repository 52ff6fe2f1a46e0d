"""What the commands of `cs rotate` share: read the question, choose whom to show, write files."""

import os
import unicodedata
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from rich.console import RenderableType
from rich.text import Text

from cs.checking.outputs.text import format_place
from cs.documents.source import Source
from cs.export.files import write_whole
from cs.kernel.document import Document
from cs.kernel.findings import Finding, Severity
from cs.kernel.suggestions import nearest
from cs.locale import _, translate
from cs.rotation import codes
from cs.rotation.breaches import rule_route, rule_table
from cs.rotation.building import Span, Tables, build_problem
from cs.rotation.exports import WRITERS
from cs.rotation.names import Names, fold
from cs.rotation.plan_files import PlanFile, named_in
from cs.rotation.plan_findings import unknown_agent
from cs.rotation.policy import RotationPolicy
from cs.rotation.problem import BrokenRule, Posts, RotationPlan, RotationProblem
from cs.rotation.publishing.published import read_any
from cs.rotation.publishing.running import shelf_of
from cs.rotation.replanning.serving import History, serve, with_times
from cs.rotation.verifier import verify
from cs.rotation.views import Selection
from cs.session import Session
from cs.terminal import Stop, fail, say, stdout
from cs.workspace import read_input

LISTED = 6
"""Longer lists are cut, and say so."""


def build(session: Session, document: Document[RotationPolicy], span: Span) -> RotationProblem:
    """The problem of the session's tables."""
    return _build(session, document, span, tables_of(session), session.as_of)


def build_after(
    session: Session,
    document: Document[RotationPolicy],
    span: Span,
    history: History,
) -> RotationProblem:
    """As `build`, with stints of published plans before the span counted as served."""
    tables = tables_of(session)
    if not history.stints:
        return _build(session, document, span, tables, session.as_of)
    found = serve(document.policy, tables, history.stints, span.start, session.as_of)
    session.stop_on(found.findings)
    problem = _build(session, document, span, found.tables, found.as_of)
    return with_times(problem, history)


def history_before(session: Session, policy: str, day: date) -> History:
    """What the published plans of a policy say of the days before a day."""
    shelf = shelf_of(session, policy)
    session.stop_on(shelf.findings)
    return History((), day) if shelf.plan is None else shelf.plan.before(day)


def tables_of(session: Session) -> Tables:
    """All tables that a rotation looks at."""
    return Tables(
        session.staff(), session.stints(), session.leave(), session.pins(), session.pairs()
    )


def _build(
    session: Session,
    document: Document[RotationPolicy],
    span: Span,
    tables: Tables,
    as_of: date,
) -> RotationProblem:
    building = build_problem(document, tables, as_of, span, session.calendar)
    session.stop_on(building.findings)
    for note in building.notes:
        say(translate(note), quiet=session.options.quiet)
    if building.problem is None:
        raise Stop(2)
    return building.problem


def select(problem: RotationProblem, agents: list[str], teams: list[str]) -> Selection:
    """The agents that `--agent` and `--team` name; all if neither is given."""
    ids = {fold(agent.id): number for number, agent in enumerate(problem.agents)}
    members: dict[str, list[int]] = {}
    for number, agent in enumerate(problem.agents):
        members.setdefault(fold(agent.team or ""), []).append(number)
    chosen: set[int] = set()
    for text in agents:
        if fold(text) not in ids:
            known = [agent.id for agent in problem.agents]
            raise fail(unknown(_("No agent {name} rotates under this policy."), text, known))
        chosen.add(ids[fold(text)])
    for team in teams_named(teams, [agent.team for agent in problem.agents]):
        chosen.update(members[team])
    everyone = tuple(range(len(problem.agents)))
    return Selection(tuple(sorted(chosen)) if agents or teams else everyone, bool(agents or teams))


def teams_named(teams: Collection[str], known: Iterable[str | None]) -> frozenset[str]:
    """What `--team` names, folded.

    Parameters:
        known: the teams there are.

    Raises:
        Stop: one of them is not there.
    """
    there = {fold(team): team for team in known if team}
    for text in teams:
        if fold(text) not in there:
            said = _("No agent of team {name} rotates under this policy.")
            raise fail(unknown(said, text, list(there.values())))
    return frozenset(map(fold, teams))


def unknown(text: str, name: str, known: list[str]) -> str:
    said = text.format(name=name)
    near = nearest(name, known)
    return said if near is None else f"{said} {_('Did you mean {word}?').format(word=near)}"


def listed(words: Sequence[str]) -> str:
    """Some words in a row; a longer list is cut, and says so."""
    shown = _(", ").join(words[:LISTED])
    if len(words) <= LISTED:
        return shown
    return _("{shown} and {count} more").format(shown=shown, count=len(words) - LISTED)


def parse_day(text: str | date) -> date:
    """A changeover written `YYYY-MM` or `YYYY-MM-DD`.

    Raises:
        ValueError: no such day.
    """
    if isinstance(text, date):
        return text
    text = unicodedata.normalize("NFKC", text).strip()
    try:
        return date.fromisoformat(f"{text}-01" if len(text) == len("2026-12") else text)
    except ValueError:
        raise ValueError(
            _("a changeover is written YYYY-MM or YYYY-MM-DD, for example 2026-12")
        ) from None


def period_of(problem: RotationProblem, month: date) -> int:
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


def refused(session: Session, source: Source, findings: Sequence[Finding]) -> Stop:
    """The ending for a plan's file that cannot be read.

    Agents and posts that nobody knows are shown with the rest, so that one run shows all.
    """
    found = list(findings)
    agents = [agent.id for agent in session.staff()]
    ids = {fold(agent) for agent in agents}
    policies = session.in_force(RotationPolicy)
    names = Names.of(policies[0].policy) if len(policies) == 1 else None
    seen: set[str] = set()
    for agent, post, place in named_in(source.data, source.file):
        if agent and ids and fold(agent) not in ids | seen:
            found.append(unknown_agent(agent, place, agents))
        if post and names is not None and names.post(post) is None and fold(post) not in seen:
            code = codes.PLAN_UNKNOWN_POST
            found.append(names.unknown_post(code, Severity.ERROR, post, place))
        seen |= {fold(agent), fold(post)}
    session.show(sorted(found, key=lambda each: each.place.span.line if each.place.span else 0))
    return Stop(2)


def plan_in(path: Path, session: Session) -> PlanFile:
    """The plan in a file, also in the record of a publication."""
    source = read_input(path, "plan", session.root).source
    found = read_any(source.data, source.file)
    if not isinstance(found, PlanFile):
        raise refused(session, source, found)
    return found


def plan_in_force(session: Session, policy: str) -> PlanFile:
    """The policy's published plan.

    Raises:
        Stop: there is none, or its file is damaged.
    """
    shelf = shelf_of(session, policy)
    session.stop_on(shelf.findings)
    if shelf.plan is None:
        raise fail(_("No plan of {policy} is published; name a plan's file.").format(policy=policy))
    return shelf.plan.plan


def targets_of(
    paths: list[Path], *, force: bool, endings: Collection[str] = tuple(WRITERS)
) -> list[Path]:
    """The files to write, refused before any work is done if they cannot be."""
    for number, path in enumerate(paths):
        if path.suffix.lower() not in endings:
            raise fail(_("{file} cannot be written: its ending must be one of {endings}.").format(
                file=path, endings=_(", ").join(endings)))  # fmt: skip
        if path.exists() and not force:
            raise fail(_("{file} exists; --force replaces it.").format(file=path))
        if not path.absolute().parent.is_dir():
            raise fail(_("{file} cannot be written: there is no such directory.").format(file=path))
        if not os.access(path.absolute().parent, os.W_OK):
            raise fail(_("{file} cannot be written: its directory may not be written to.").format(
                file=path))  # fmt: skip
        if path.is_dir():
            raise fail(_("{file} is a directory.").format(file=path))
        if any(path.absolute() == other.absolute() for other in paths[:number]):
            raise fail(_("{file} is named twice.").format(file=path))
    return paths


def write(targets: list[Path], plan: RotationPlan, force: bool, quiet: bool) -> None:
    """The plan into each of the files."""
    for path in targets:
        write_file(path, WRITERS[path.suffix.lower()](plan), force, quiet)


def write_file(path: Path, data: bytes, force: bool, quiet: bool) -> None:
    """One file, whole or not at all, and said so."""
    try:
        write_whole(path, data, force=force)
    except FileExistsError as error:
        raise fail(_("{file} exists; --force replaces it.").format(file=path)) from error
    say(_("Written: {file}").format(file=path), quiet=quiet)


def stated_at(session: Session, document: Document[RotationPolicy]) -> Callable[[BrokenRule], str]:
    """Where the rule that is broken is stated: file and line of the policy, or the table."""

    def stated_at(breach: BrokenRule) -> str:
        route = rule_route(breach)
        if route is None:
            files: tuple[str, ...] = getattr(session.workspace.tables, rule_table(breach.rule))
            return _(", ").join(files)
        place = document.place.at(*route)
        return format_place(replace(place, span=session.place(place)))

    return stated_at


def trust(problem: RotationProblem, posts: Posts) -> None:
    broken = verify(problem, posts)
    if broken:
        raise RuntimeError(f"the planner's plan breaks {broken[0]}")


def print_parts(parts: Iterable[RenderableType]) -> None:
    console = stdout()
    for part in parts:
        console.print(part, soft_wrap=isinstance(part, Text))
