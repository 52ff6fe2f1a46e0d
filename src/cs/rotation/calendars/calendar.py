"""What is where in a calendar: agents as rows, periods as columns, posts in the cells."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from cs.kernel.agents import Absence, Agent
from cs.kernel.calendars import WorkingCalendar
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.kernel.records import InputRecord
from cs.rotation import codes
from cs.rotation.names import Names, fold
from cs.rotation.plan_files import PlanFile, PlannedStint
from cs.rotation.policy import RotationPolicy
from cs.rotation.problem import NOWHERE, Period, RotationPlan
from cs.rotation.stated_rules import headcount_in
from cs.rotation.timeline import Timeline, absent_periods, working_days


@dataclass(frozen=True, slots=True)
class Column:
    """A post, with its headcount's ends per period; `high` None means no upper end."""

    id: str
    name: str
    low: tuple[int, ...]
    high: tuple[int | None, ...]

    def allowed(self, period: int) -> str:
        """The headcount's range in a period."""
        high = self.high[period]
        if high is None:
            return f"{self.low[period]}.."
        return f"{self.low[period]}..{high}" if high > self.low[period] else str(high)


@dataclass(frozen=True, slots=True)
class Row:
    """An agent: the post in every period (`NOWHERE` for none), and the periods absent."""

    id: str
    name: str
    team: str | None
    posts: tuple[int, ...]
    absent: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Stay:
    """A run of one post in a row, first and last period."""

    row: int
    post: int
    first: int
    last: int


@dataclass(frozen=True)
class Calendar:
    """A plan to be shown.

    Attributes:
        policy, title: its id and name.
        owner: the role that plans the whole.
        made: the as-of date of the plan.
        inputs: hashes of what it was made from.
        facts: figures of the plan, by name, where they are known.
    """

    policy: str
    title: str
    owner: str | None
    made: date
    posts: tuple[Column, ...]
    periods: tuple[Period, ...]
    rows: tuple[Row, ...]
    inputs: tuple[InputRecord, ...] = ()
    facts: tuple[tuple[str, object], ...] = ()

    def stays(self) -> tuple[Stay, ...]:
        """Every stint, by row and time."""
        found: list[Stay] = []
        for number, row in enumerate(self.rows):
            start = 0
            for period in range(1, len(row.posts) + 1):
                if period == len(row.posts) or row.posts[period] != row.posts[start]:
                    if row.posts[start] != NOWHERE:
                        found.append(Stay(number, row.posts[start], start, period - 1))
                    start = period
        return tuple(found)

    def present(self, post: int, period: int) -> int:
        """Agents at a post in a period who are not absent."""
        return sum(row.posts[period] == post and period not in row.absent for row in self.rows)

    def only(self, rows: Sequence[int]) -> "Calendar":
        """The calendar of some rows."""
        return replace(self, rows=tuple(self.rows[row] for row in rows))


def calendar_of_plan(plan: RotationPlan, title: str, owner: str | None = None) -> Calendar:
    """The calendar of a plan just made.

    Raises:
        ValueError: there is no plan.
    """
    problem, posts = plan.problem, plan.result.posts
    if posts is None:
        raise ValueError("there is no plan to show")
    horizon = problem.horizon
    return Calendar(
        policy=plan.policy,
        title=title,
        owner=owner,
        made=plan.provenance.as_of,
        posts=tuple(
            Column(post.id, post.name, post.low[:horizon], post.high[:horizon])
            for post in problem.posts
        ),
        periods=problem.periods[:horizon],
        rows=tuple(
            Row(agent.id, agent.name, agent.team, tuple(row), agent.absent)
            for agent, row in zip(problem.agents, posts.tolist(), strict=True)
        ),
        inputs=plan.provenance.inputs,
    )


@dataclass(frozen=True, slots=True)
class People:
    """What the tables say of the plan's agents: names, teams and absences."""

    staff: Sequence[Agent]
    leave: Sequence[Absence]
    calendar: WorkingCalendar


def calendar_of_file(
    file: PlanFile, policy: RotationPolicy, people: People, made: date
) -> Calendar | tuple[Finding, ...]:
    """The calendar of a plan in a file; agents who left the staff since keep their rows.

    Args:
        made: the as-of date.
    """
    names = Names.of(policy)
    timeline = Timeline(policy.period, file.first)
    horizon = timeline.containing(file.last) + 1
    periods = tuple(timeline.period(number) for number in range(horizon))
    known = {fold(agent.id): agent for agent in people.staff}
    absent = _absences(people, timeline, horizon)
    cells: dict[str, list[int]] = {}
    written: dict[str, str] = {}
    findings: list[Finding] = []
    for stint in file.stints:
        key, post = fold(stint.agent), names.post(stint.post)
        written.setdefault(key, stint.agent)
        row = cells.setdefault(key, [NOWHERE] * horizon)
        if post is None:
            findings.append(
                names.unknown_post(codes.PLAN_UNKNOWN_POST, Severity.ERROR, stint.post, stint.place)
            )
            continue
        first, last = _span(stint, timeline, file.last)
        if first is None or last is None or last < first:
            findings.append(_off_grid(stint))
            continue
        row[first : last + 1] = [post] * (last + 1 - first)
    if findings:
        return tuple(findings)
    rows = []
    for key, row in cells.items():
        agent = known.get(key)
        name = written[key] if agent is None else agent.name
        rows.append(
            Row(
                written[key] if agent is None else agent.id,
                name,
                None if agent is None else agent.team,
                tuple(row),
                absent.get(key, frozenset()),
            )
        )
    return Calendar(
        policy=policy.id,
        title=policy.name,
        owner=policy.owner,
        made=made,
        posts=tuple(_column(policy, number, periods) for number in range(len(policy.posts))),
        periods=periods,
        rows=tuple(rows),
        inputs=file.inputs,
    )


def _absences(people: People, timeline: Timeline, horizon: int) -> dict[str, frozenset[int]]:
    """By agent the periods of absence, as a plan counts them."""
    if not people.leave:
        return {}
    leave: defaultdict[str, list[tuple[date, date]]] = defaultdict(list)
    for row in people.leave:
        leave[fold(row.agent)].append((row.start, row.end))
    counted = working_days(people.calendar, timeline.start, timeline.last_day(horizon - 1))
    return {
        agent: absent_periods(spans, timeline, 0, horizon - 1, counted)
        for agent, spans in leave.items()
    }


def _span(stint: PlannedStint, timeline: Timeline, last: date) -> tuple[int | None, int | None]:
    """First and last period of a stint; None for an end that is no changeover."""
    first = timeline.containing(stint.start)
    end = last if stint.end is None else stint.end
    until = timeline.containing(end)
    starts = timeline.first_day(first) == stint.start
    ends = timeline.last_day(until) == end
    return (first if starts else None), (until if ends else None)


def _off_grid(stint: PlannedStint) -> Finding:
    return Finding(
        codes.NOT_A_CHANGEOVER,
        Severity.ERROR,
        message("The stint does not begin and end at changeovers of the plan."),
        stint.place,
    )


def _column(policy: RotationPolicy, number: int, periods: Sequence[Period]) -> Column:
    post = policy.posts[number]
    ranges = [headcount_in(post, period) for period in periods]
    return Column(
        post.id,
        post.name,
        tuple(each.low for each in ranges),
        tuple(each.high for each in ranges),
    )


def day_after(period: Period) -> date:
    """The first day that is no more of the period."""
    return period.end + timedelta(days=1)
