"""What is different in the new plan, for whom, from when, and why?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from cs.rotation.changes import changed_stints
from cs.rotation.evaluation import evaluate
from cs.rotation.keeping import Keeping
from cs.rotation.names import Names, fold
from cs.rotation.plan_files import PlanFile
from cs.rotation.problem import NOWHERE, BrokenRule, Evaluation, Posts, RotationProblem
from cs.rotation.replanner import Replanned
from cs.rotation.replanning.reasons import Gone, Kind, Reason, World, breaches_of, reasons_of

EventKind = Literal["leaver", "newcomer", "absence"]


@dataclass(frozen=True, slots=True)
class Event:
    """What happened since the publication, as far as the tables tell.

    Attributes:
        agent: id. period: the first without the agent, or with the newcomer; of absence.
        last: last period of absence.
        post: where the newcomer begins in the new plan.
    """

    kind: EventKind
    agent: str
    name: str
    period: int
    last: int | None = None
    post: int | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """A stint of the new plan that the published plan does not have.

    Attributes:
        agent: index. first, last: periods in which the published plan says otherwise.
        published: posts there, in order; a number beyond the posts for one that is gone.
        post: where the agent is instead. short: periods short of notice.
    """

    agent: int
    first: int
    last: int
    published: tuple[int, ...]
    post: int
    short: int
    reason: Reason


@dataclass(frozen=True)
class Comparison:
    """Both plans.

    Attributes:
        broken: what the published plan would break now.
        before: figures of the published plan in the new problem; None where it does not say it all.
    """

    problem: RotationProblem
    replanned: Replanned
    events: tuple[Event, ...]
    differences: tuple[Difference, ...]
    broken: tuple[BrokenRule, ...]
    before: Evaluation | None


def compare(
    problem: RotationProblem,
    keeping: Keeping,
    plan: PlanFile,
    names: dict[str, str],
    replanned: Replanned,
    keep: float,
    absent: Sequence[tuple[str, date, date]] = (),
) -> Comparison:
    """What a replan changed.

    Parameters:
        names: of agents by folded id, those who left included.
        absent: absences that were known when the plan was published: agent, first and last day.

    Raises:
        ValueError: there is no new plan.
    """
    posts = replanned.result.posts
    if posts is None:
        raise ValueError("no plan to compare with")
    gone = tuple(_gone(problem, plan, keeping.posts, names))
    broken = breaches_of(problem, keeping)
    known = frozenset(_known(problem, absent))
    world = World(problem, keeping.posts, posts, gone, broken, known)
    changes = tuple(changed_stints(problem, keeping, posts))
    before = _before(problem, world)
    reasons = reasons_of(world, changes, _otherwise(replanned, before, keep))
    differences = tuple(
        Difference(
            agent=change.agent,
            first=change.first,
            last=change.last,
            published=tuple(
                dict.fromkeys(keeping.posts[change.agent, change.first : change.last + 1].tolist())
            ),
            post=change.stint.post,
            short=change.short,
            reason=reason,
        )
        for change, reason in zip(changes, reasons, strict=True)
    )
    events = (
        *(Event("leaver", one.id, one.name, one.last + 1) for one in gone),
        *_others(world, plan, differences),
    )
    return Comparison(problem, replanned, events, differences, broken, before)


def _otherwise(replanned: Replanned, before: Evaluation | None, keep: float) -> Kind:
    """What a change is there for that no event and no rule by itself explains."""
    result = replanned.result
    if result.status == "proven" or result.evaluation is None or before is None:
        return "goals" if keep < 1 else "together"
    now = result.evaluation
    then = (before.overdue, before.deviations, before.objective)
    if (now.overdue, now.deviations, now.objective) >= then:
        return "stopped"
    return "goals" if keep < 1 else "together"


def _gone(
    problem: RotationProblem, plan: PlanFile, published: Posts, names: dict[str, str]
) -> Iterator[Gone]:
    """Those whom the published plan has after their last period."""
    for number, agent in enumerate(problem.agents):
        row = published[number]
        if agent.last < problem.length - 1 and (row[agent.last + 1 :] != NOWHERE).any():
            yield Gone(agent.id, agent.name, number, tuple(row.tolist()), agent.last)
    known = {fold(agent.id) for agent in problem.agents}
    posts = Names.of_problem(problem)
    starts = [period.start for period in problem.periods]
    rows: dict[str, list[int]] = {}
    ids: dict[str, str] = {}
    for stint in plan.stints:
        end = plan.last if stint.end is None else stint.end
        if fold(stint.agent) in known or end < starts[0]:
            continue
        post = posts.post(stint.post)
        row = rows.setdefault(fold(stint.agent), [NOWHERE] * len(starts))
        ids.setdefault(fold(stint.agent), stint.agent)
        for period, start in enumerate(starts):
            if stint.start <= start <= end:
                row[period] = len(problem.posts) if post is None else post
    for key, cells in rows.items():
        yield Gone(ids[key], names.get(key, ""), None, tuple(cells), -1)


def _known(
    problem: RotationProblem, absent: Sequence[tuple[str, date, date]]
) -> Iterator[tuple[int, int]]:
    agents = {fold(agent.id): number for number, agent in enumerate(problem.agents)}
    for name, first, last in absent:
        for period, days in enumerate(problem.periods):
            if fold(name) in agents and first <= days.start <= last:
                yield agents[fold(name)], period


def _others(world: World, plan: PlanFile, differences: tuple[Difference, ...]) -> Iterator[Event]:
    """Newcomers, and absences that had a part in a change or a breach."""
    problem = world.problem
    known = {fold(stint.agent) for stint in plan.stints}
    named = {agent for one in differences for agent in one.reason.agents}
    named |= {problem.agents[one.agent].id for one in world.broken if one.agent is not None}
    for number, agent in enumerate(problem.agents):
        away = world.away(number)
        if fold(agent.id) not in known and agent.first < problem.horizon:
            post = int(world.posts[number, agent.first])
            yield Event("newcomer", agent.id, agent.name, agent.first, post=post)
        elif away and agent.id in named:
            yield Event("absence", agent.id, agent.name, min(away), max(away))


def _before(problem: RotationProblem, world: World) -> Evaluation | None:
    """The published plan's figures, if it has a post for everybody employed."""
    published = np.ascontiguousarray(world.published[:, : problem.horizon]).copy()
    for number, agent in enumerate(problem.agents):
        published[number, agent.last + 1 :] = NOWHERE
        row = published[number, agent.first : agent.last + 1]
        if (row == NOWHERE).any() or (row >= len(problem.posts)).any():
            return None
    return evaluate(problem, published)
