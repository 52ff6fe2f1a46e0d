"""What is the question? A rotation problem built from the policy, the tables and the calendar.

Pure: tables come as values, and what is wrong with them comes back as findings that name their
rows. Facts before time zero count from the changeover nearest to their day; whole periods of
absence (more than half of their working days) count for nothing.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cs.kernel.agents import Absence, Agent, Pair, PastStint, Pin
from cs.kernel.calendars import CALENDAR_UNPUBLISHED, WorkingCalendar, unpublished_years
from cs.kernel.document import Document, PolicySet
from cs.kernel.findings import Finding, Severity, has_errors
from cs.kernel.messages import Message, message
from cs.rotation import codes
from cs.rotation.checks import stint_not_whole_periods, stint_unstated
from cs.rotation.history import Career, career_of
from cs.rotation.mentoring import mentor_ties
from cs.rotation.names import Names, fold, row_place
from cs.rotation.pairing import pair_ties
from cs.rotation.pinning import pins_by_agent
from cs.rotation.policy import RotationPolicy
from cs.rotation.problem import GoalWeights, LearningCurve, RotatingAgent, RotationProblem, Tie
from cs.rotation.stated_rules import (
    hard_rules,
    learning_curve,
    leave_pools,
    periods_of,
    post_groups,
    post_rule,
    times_rules,
)
from cs.rotation.timeline import (
    PeriodKind,
    Timeline,
    WorkingDays,
    absent_periods,
    changeover_after,
    changeover_in,
    periods_in,
    working_days,
)


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables that a rotation problem needs."""

    staff: tuple[Agent, ...]
    stints: tuple[PastStint, ...] = ()
    leave: tuple[Absence, ...] = ()
    pins: tuple[Pin, ...] = ()
    pairs: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """The time a plan covers: its first changeover and its horizon in periods."""

    start: date
    horizon: int


@dataclass(frozen=True)
class Building:
    """What came of building.

    Attributes:
        problem: None if the findings have an error.
        findings: what is wrong with the policy and the tables, in their order.
        notes: what a reader should know besides, for example how many agents were left out.
    """

    problem: RotationProblem | None
    findings: tuple[Finding, ...]
    notes: tuple[Message, ...] = ()


def span_of(as_of: date, start: date | None, months: int, kind: PeriodKind) -> Span:
    """The span that `--start` (first day of a month) and `--months` ask for.

    Without a start it is the first changeover after the as-of date.
    """
    first = changeover_after(as_of, kind) if start is None else changeover_in(start, kind)
    return Span(first, periods_in(first, months, kind))


def span_between(first: date, last: date, kind: PeriodKind) -> Span:
    """The span of a plan that covers the days from `first` to `last`."""
    start = first.replace(day=1)
    if kind == "week":
        start = first - timedelta(days=first.weekday())
    return Span(start, Timeline(kind, start).containing(last) + 1)


def build_problem(
    document: Document[RotationPolicy],
    tables: Tables,
    as_of: date,
    span: Span,
    calendar: WorkingCalendar,
) -> Building:
    """The problem of a policy for its tables.

    Args:
        document: the policy, with its file for findings.
        as_of: the day the staff table speaks of.
        calendar: tells which periods of absence count.
    """
    policy = document.policy
    alone = PolicySet((document,), calendar)
    findings = [*stint_unstated.check(alone), *stint_not_whole_periods.check(alone)]
    if findings:
        return Building(None, tuple(findings))
    timeline = Timeline(policy.period, span.start)
    nominal = [policy.periods(post) or 1 for post in policy.posts]
    longest = max(
        length + post.may_extend for length, post in zip(nominal, policy.posts, strict=True)
    )
    length = span.horizon + longest
    names = Names.of(policy)
    rotating, notes = _rotating(policy, names, tables.staff, as_of, timeline, length)
    if span.start <= as_of:
        findings.append(_starts_early(document, span.start, as_of))
    if not rotating:
        findings.append(_nobody(document))
    learning = learning_curve(policy)
    asks_skill = any(post.skill_level for post in policy.posts)
    careers, career_findings = _careers(
        rotating,
        tables,
        names,
        timeline,
        length,
        calendar,
        as_of,
        learning if asks_skill else None,
    )
    findings += career_findings
    pins, pin_findings = pins_by_agent(tables.pins, rotating, names, timeline, length)
    findings += pin_findings
    agents = []
    for agent in rotating:
        career = careers[agent.id]
        wishes, wish_findings = _interest(agent, names)
        findings += wish_findings
        must, must_not = pins.get(agent.id, (frozenset(), frozenset()))
        agreements = {fold(text) for text in agent.agreements}
        agents.append(
            RotatingAgent(
                id=agent.id,
                name=agent.name,
                team=agent.team,
                post=career.post,
                served=career.served,
                history=career.history,
                past=career.past,
                left=career.left,
                levels=career.levels if asks_skill else (),
                skills=names.skills_of(agent),
                may_enter=tuple(
                    post.agreement is None or fold(post.agreement) in agreements
                    for post in policy.posts
                ),
                interest=wishes,
                first=career.first,
                last=career.last,
                absent=career.absent,
                pins=must | career.joins_at,
                forbidden=must_not,
            )
        )
    ties, tie_findings = _ties(policy, rotating, tables, timeline, length)
    findings += tie_findings
    findings += _unpublished(tables.leave, {agent.id for agent in rotating}, timeline, calendar)
    if has_errors(findings):
        return Building(None, tuple(findings), notes)
    model_periods = tuple(timeline.period(number) for number in range(length))
    problem = RotationProblem(
        posts=tuple(
            post_rule(policy, post, periods, model_periods)
            for post, periods in zip(policy.posts, nominal, strict=True)
        ),
        agents=tuple(agents),
        periods=model_periods,
        horizon=span.horizon,
        rules=hard_rules(policy),
        goals=GoalWeights(
            fairness=float(policy.goals.fairness),
            growth=float(policy.goals.growth),
            interest=float(policy.goals.interest),
            stability=float(policy.goals.stability),
            worst_first=policy.goals.between_agents == "worst_first",
        ),
        times=times_rules(policy, rotating, span.horizon),
        post_groups=post_groups(policy, length),
        leave_pools=leave_pools(policy),
        ties=ties,
        learning=learning,
    )
    return Building(problem, tuple(findings), notes)


def _ties(
    policy: RotationPolicy,
    rotating: Sequence[Agent],
    tables: Tables,
    timeline: Timeline,
    length: int,
) -> tuple[tuple[Tie, ...], list[Finding]]:
    """Agents kept together or apart."""
    mentored: tuple[Tie, ...] = ()
    findings: list[Finding] = []
    if policy.rules.mentored_for is not None:
        periods = periods_of(policy.rules.mentored_for, policy.period)
        mentored, findings = mentor_ties(rotating, tables.staff, periods, timeline, length)
    paired, pair_findings = pair_ties(tables.pairs, rotating, mentored, timeline, length)
    return (*mentored, *paired), [*findings, *pair_findings]


def _starts_early(document: Document[RotationPolicy], start: date, as_of: date) -> Finding:
    return Finding(
        codes.STARTS_EARLY,
        Severity.WARNING,
        message("The plan starts on {start}, not after the as-of date {as_of}: who is where is "
                "taken as the staff table says it.", start=start, as_of=as_of),
        document.place,
    )  # fmt: skip


def _nobody(document: Document[RotationPolicy]) -> Finding:
    return Finding(
        codes.NOBODY_ROTATES,
        Severity.ERROR,
        message("No agent of the staff table rotates under this policy."),
        document.place / "posts",
        expected=message("agents whose post is the id or name of a post of the policy"),
    )


def _rotating(
    policy: RotationPolicy,
    names: Names,
    staff: Sequence[Agent],
    as_of: date,
    timeline: Timeline,
    length: int,
) -> tuple[tuple[Agent, ...], tuple[Message, ...]]:
    chosen: list[Agent] = []
    left_out: Counter[str] = Counter()
    for agent in staff:
        joins = agent.hired is not None and agent.hired > as_of
        if agent.post is None and not joins:
            left_out["no post"] += 1
        elif agent.post is not None and names.post(agent.post) is None:
            left_out["other post"] += 1
        elif not _is_chosen(policy, agent):
            left_out["who"] += 1
        elif _is_gone(agent, timeline, length, joins):
            left_out["gone"] += 1
        else:
            chosen.append(agent)
    said = {
        "no post": message("Agents without a post, left out: {count}",
                           count=left_out["no post"]),
        "other post": message("Agents at posts that this policy does not name, left out: {count}",
                              count=left_out["other post"]),
        "who": message("Agents whom the policy's `who` leaves out: {count}",
                       count=left_out["who"]),
        "gone": message("Agents who leave before the plan starts or join after its end, left out: "
                        "{count}", count=left_out["gone"]),
    }  # fmt: skip
    return tuple(chosen), tuple(said[why] for why in said if left_out[why])


def _is_chosen(policy: RotationPolicy, agent: Agent) -> bool:
    wanted = (
        (policy.who.status, agent.status),
        (policy.who.sites, agent.site),
        (policy.who.teams, agent.team),
        (policy.who.grades, agent.grade),
    )
    return all(
        not allowed or (value is not None and fold(value) in {fold(text) for text in allowed})
        for allowed, value in wanted
    )


def _is_gone(agent: Agent, timeline: Timeline, length: int, joins: bool) -> bool:
    if agent.status is not None and fold(agent.status) == "left":
        return True
    if agent.leaves is not None and agent.leaves < timeline.start:
        return True
    first = timeline.nearest(agent.hired) if joins and agent.hired else 0
    last = length if agent.leaves is None else timeline.containing(agent.leaves)
    return first >= length or last < max(first, 0)


def _careers(
    agents: Sequence[Agent],
    tables: Tables,
    names: Names,
    timeline: Timeline,
    length: int,
    calendar: WorkingCalendar,
    as_of: date,
    learning: LearningCurve | None,
) -> tuple[dict[str, Career], list[Finding]]:
    stints: dict[str, list[PastStint]] = {agent.id: [] for agent in agents}
    for stint in tables.stints:
        if stint.agent in stints:
            stints[stint.agent].append(stint)
    leave: dict[str, list[tuple[date, date]]] = {agent.id: [] for agent in agents}
    for absence in tables.leave:
        if absence.agent in leave:
            leave[absence.agent].append((absence.start, absence.end))
    earliest = _earliest(agents, stints, timeline)
    counted = _leave_days(leave.values(), timeline, earliest, length, calendar)
    findings: list[Finding] = []
    careers: dict[str, Career] = {}
    for agent in agents:
        absent: frozenset[int] = frozenset()
        if counted and leave[agent.id]:
            absent = absent_periods(leave[agent.id], timeline, earliest, length - 1, counted)
        careers[agent.id], found = career_of(
            agent, stints[agent.id], absent, names, timeline, length, as_of, learning
        )
        findings += found
    return careers, findings


def _earliest(
    agents: Iterable[Agent], stints: dict[str, list[PastStint]], timeline: Timeline
) -> int:
    days = [agent.post_since for agent in agents if agent.post_since is not None]
    days += [stint.start for rows in stints.values() for stint in rows]
    return min(timeline.containing(min(days)), 0) if days else 0


def _leave_days(
    leave: Iterable[Sequence[tuple[date, date]]],
    timeline: Timeline,
    earliest: int,
    length: int,
    calendar: WorkingCalendar,
) -> WorkingDays | None:
    spans = [span for rows in leave for span in rows]
    if not spans:
        return None
    first = timeline.containing(min(start for start, _ in spans))
    first = min(max(first, earliest), length - 1)
    return working_days(calendar, timeline.first_day(first), timeline.last_day(length - 1))


def _interest(agent: Agent, names: Names) -> tuple[tuple[float, ...], list[Finding]]:
    wishes = [0.0] * names.count
    findings: list[Finding] = []
    ranked: list[int] = []
    for text in agent.interests:
        post = names.post(text)
        if post is None:
            findings.append(
                names.unknown_post(
                    codes.UNKNOWN_WISH,
                    Severity.WARNING,
                    text,
                    row_place(agent.place, "staff", "interests"),
                )
            )
        elif post not in ranked:
            ranked.append(post)
    for rank, post in enumerate(ranked):
        wishes[post] = (len(ranked) - rank) / len(ranked)
    return tuple(wishes), findings


def _unpublished(
    leave: Iterable[Absence], rotating: set[str], timeline: Timeline, calendar: WorkingCalendar
) -> Iterator[Finding]:
    for absence in leave:
        if absence.agent not in rotating or absence.end < timeline.start:
            continue
        years = unpublished_years(calendar, range(absence.start.year, absence.end.year + 1))
        if years:
            yield Finding(
                CALENDAR_UNPUBLISHED,
                Severity.WARNING,
                message("The working days of {year} are not announced yet; which months of this "
                        "absence count rests on a projection.", year=years[0]),
                row_place(absence.place, "leave"),
                mend=message("State the year's days in the workspace once they are known."),
            )  # fmt: skip
            return
