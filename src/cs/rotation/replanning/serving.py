"""What lies before the effective date is history: its rows count as stints served.

The tables speak of their as-of date, a published plan of what comes after. Before a problem is
built that begins at the effective date, the plan's stints up to there are put into the tables: the
post held the day before and since when, finished stints, the skills that these teach. A staff table
that says otherwise for a day that both speak of is found, and the plan counts.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from cs.kernel.agents import Agent, PastStint
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.rotation import codes
from cs.rotation.building import Tables
from cs.rotation.names import Names, fold, row_place
from cs.rotation.plan_files import PlannedStint
from cs.rotation.policy import RotationPolicy
from cs.rotation.problem import RotationProblem

DAY = timedelta(days=1)


@dataclass(frozen=True)
class History:
    """What was published of the days before a plan.

    Attributes:
        stints: as far as they lie before it.
        since: the first day of the horizon that the plan is a part of: stints from there on count
            in how often posts come to an agent.
    """

    stints: tuple[PlannedStint, ...]
    since: date


@dataclass(frozen=True)
class Served:
    """The tables as of the day before the effective date.

    Attributes:
        as_of: that day, or the tables' own where nothing was served.
        findings: where the staff table says otherwise.
    """

    tables: Tables
    as_of: date
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Run:
    """Days from `start` to `end` at one post, in stints that follow one another."""

    post: int
    start: date
    end: date
    stint: PlannedStint


def serve(
    policy: RotationPolicy,
    tables: Tables,
    stints: Iterable[PlannedStint],
    effective: date,
    as_of: date,
) -> Served:
    """The tables with stints before the effective date counted as served.

    Parameters:
        stints: of published plans, as far as they lie before the effective date.
        as_of: the day that the tables speak of.
    """
    names = Names.of(policy)
    rows: defaultdict[str, list[PlannedStint]] = defaultdict(list)
    for stint in stints:
        rows[fold(stint.agent)].append(stint)
    if not rows and as_of < effective:
        return Served(tables, as_of, ())
    own: defaultdict[str, list[PastStint]] = defaultdict(list)
    for row in tables.stints:
        own[row.agent].append(row)
    staff: list[Agent] = []
    past: list[PastStint] = []
    findings: list[Finding] = []
    for agent in tables.staff:
        runs = _runs(names, rows.get(fold(agent.id), ()), effective)
        if not _rotates(agent, names, as_of) or not runs or runs[-1].end != effective - DAY:
            staff.append(_joining(agent, as_of, effective))
            past += own[agent.id]
            continue
        findings += _contradiction(agent, runs, names, min(as_of, effective - DAY))
        begun = _begun(agent, own[agent.id], runs[0], names)
        past += _before(agent, own[agent.id], runs, names, begun, as_of)
        runs = [replace(runs[0], start=begun), *runs[1:]]
        past += [
            PastStint(agent.id, policy.posts[run.post].id, run.start, run.end) for run in runs[:-1]
        ]
        left = {run.post for run in runs[:-1]}
        held = None if agent.post is None else names.post(agent.post)
        if held is not None and as_of < runs[0].start and held != runs[0].post:
            left.add(held)
        taught = [skill for post in sorted(left) for skill in policy.posts[post].teaches]
        staff.append(
            replace(
                agent,
                post=policy.posts[runs[-1].post].id,
                post_since=runs[-1].start,
                skills=tuple(dict.fromkeys([*agent.skills, *taught])),
            )
        )
    served = replace(tables, staff=tuple(staff), stints=tuple(past))
    return Served(served, effective - DAY, tuple(findings))


def _runs(names: Names, stints: Sequence[PlannedStint], effective: date) -> list[_Run]:
    """The agent's stints before the effective date that follow one another up to it."""
    runs: list[_Run] = []
    for stint in sorted(stints, key=lambda one: one.start):
        post = names.post(stint.post)
        end = min(effective - DAY, stint.end or effective - DAY)
        if post is None:
            runs = []
        elif runs and runs[-1].post == post and runs[-1].end + DAY == stint.start:
            runs[-1] = replace(runs[-1], end=end)
        else:
            runs.append(_Run(post, stint.start, end, stint))
    return runs


def _rotates(agent: Agent, names: Names, as_of: date) -> bool:
    if agent.post is None:
        return agent.hired is not None and agent.hired > as_of
    return names.post(agent.post) is not None


def _joining(agent: Agent, as_of: date, effective: date) -> Agent:
    """One who joined since the tables' day, and whom no plan has, joins now."""
    if agent.post is None and agent.hired is not None and as_of < agent.hired < effective:
        return replace(agent, hired=effective)
    return agent


def _begun(agent: Agent, own: Sequence[PastStint], first: _Run, names: Names) -> date:
    """When the first run began: before the first plan, if the agent was there already."""
    began = [first.start]
    if agent.post is not None and names.post(agent.post) == first.post and agent.post_since:
        began.append(agent.post_since)
    began += [
        row.start
        for row in own
        if names.post(row.post) == first.post and (row.end is None or row.end >= first.start - DAY)
    ]
    return min(began)


def _before(
    agent: Agent,
    own: Sequence[PastStint],
    runs: Sequence[_Run],
    names: Names,
    begun: date,
    as_of: date,
) -> Iterator[PastStint]:
    """The agent's stints before the plans, in tables that may have gone on since."""
    start = runs[0].start
    known = False
    for row in own:
        if row.start >= begun:
            continue
        known |= row.end is None or row.end >= start - DAY
        yield row if row.end is not None and row.end < begun else replace(row, end=begun - DAY)
    held = None if agent.post is None else names.post(agent.post)
    if known or begun < start or held is None or agent.post is None or agent.post_since is None:
        return
    if as_of < start and agent.post_since < start and held != runs[0].post:
        yield PastStint(agent.id, agent.post, agent.post_since, start - DAY, agent.place)


def _contradiction(
    agent: Agent, runs: Sequence[_Run], names: Names, day: date
) -> Iterator[Finding]:
    run = next((one for one in runs if one.start <= day <= one.end), None)
    since = agent.post_since
    if run is None or agent.post is None or (since is not None and since > day):
        return
    if names.post(agent.post) == run.post:
        return
    yield Finding(
        codes.NOT_AS_PUBLISHED,
        Severity.WARNING,
        message("The staff table has agent {agent} at {post} on {day}, the published plan at "
                "{planned}; the published plan counts.",
                agent=agent.id, post=agent.post, day=day, planned=run.stint.post),
        row_place(agent.place, "staff", "post"),
        expected=message("the post that the published plan says"),
        related=(
            Related(
                run.stint.place,
                message("{post} from {day}", post=run.stint.post, day=run.stint.start),
            ),
        ),
    )  # fmt: skip


def with_times(problem: RotationProblem, history: History) -> RotationProblem:
    """The problem with the stints of its horizon that were served counted by `rules.times`."""
    start = problem.periods[0].start
    if not problem.times or history.since >= start:
        return problem
    names = Names.of_problem(problem)
    rows: defaultdict[str, list[PlannedStint]] = defaultdict(list)
    for stint in history.stints:
        if stint.end is None or stint.end >= history.since:
            rows[fold(stint.agent)].append(stint)
    runs = {
        number: _runs(names, rows[fold(agent.id)], start)
        for number, agent in enumerate(problem.agents)
        if fold(agent.id) in rows
    }
    times = tuple(
        replace(
            rule,
            had=tuple(
                (number, sum(run.post in rule.posts for run in found))
                for number, found in runs.items()
                if number in rule.agents
            ),
        )
        for rule in problem.times
    )
    return replace(problem, times=times)
