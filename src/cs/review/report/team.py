"""How does each team stand in a period? Indicators against target, trend, and whom to look after.

A team's value is the mean of its members' values, exact; whether a member reaches the target is
asked of the own one. Members are those under review in each period, by the team of the staff table.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from cs.kernel.agents import Agent
from cs.kernel.messages import Message, message
from cs.kernel.periods import Period
from cs.review.problem import (
    AgentScore,
    Hidden,
    IndicatorRule,
    IndicatorScore,
    PeriodScores,
    Reviewed,
    ReviewProblem,
    ReviewScore,
)
from cs.review.reasons import reasons
from cs.review.report.conduct import NOTHING, Conduct

PERIODS = 12
"""So many periods at most are looked back on."""
FALL = 10
"""Who lost so many points against the period before is to be looked after."""


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """One indicator of one team.

    Attributes:
        values: the team's mean per period, oldest first; None without a value, or hidden.
        points: mean of the members' points in the newest period; None if it is hidden.
        reached, counted: members that reach their target, and members with a value.
        meets: whether the newest mean reaches the target; None without a mean.
    """

    rule: IndicatorRule
    values: tuple[Fraction | None, ...]
    points: Fraction | None
    reached: int
    counted: int
    meets: bool | None


@dataclass(frozen=True, slots=True)
class Attention:
    """A member to be looked after, with the scores of the periods, oldest first."""

    agent: Agent
    score: Decimal | None
    grade: int | None
    scores: tuple[Decimal | None, ...]
    why: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class TeamReport:
    """One team's report.

    Attributes:
        team: as the staff table names it; None for those without one.
        size: members under review in the newest period.
        scores: the mean score per period, oldest first; None without one, or hidden.
        away: working days on leave in the newest period; None without a table of leave.
        discipline: punishments in it; None without a table of them.
        hides: whether a figure is hidden, so that few anonymous raters stay unheard.
        grades: members with each grade.
    """

    team: str | None
    size: int
    scores: tuple[Fraction | None, ...]
    grades: tuple[int, ...]
    indicators: tuple[IndicatorLine, ...]
    attention: tuple[Attention, ...]
    away: int | None
    discipline: int | None
    hides: bool

    @property
    def weakest(self) -> IndicatorLine | None:
        """The indicator with the fewest points; None without any."""
        there = [
            (line.points, n) for n, line in enumerate(self.indicators) if line.points is not None
        ]
        return self.indicators[min(there)[1]] if there else None


@dataclass(frozen=True, slots=True)
class Reports:
    """The reports of all teams asked for; `periods` are oldest first."""

    result: ReviewScore
    periods: tuple[Period, ...]
    teams: tuple[TeamReport, ...]
    conduct: Conduct = NOTHING


def reports(result: ReviewScore, only: str | None = None, conduct: Conduct = NOTHING) -> Reports:
    """The reports of the teams, by name, or of the one asked for."""
    history = sorted(
        [(result.problem, result.scores), *result.earlier], key=lambda each: each[0].number
    )[-PERIODS:]
    teams = sorted({agent.team or "" for agent in result.problem.agents})
    return Reports(
        result,
        tuple(problem.period for problem, _ in history),
        tuple(
            _report(result, history, team or None, conduct)
            for team in teams
            if only is None or team == only
        ),
        conduct,
    )


def _report(
    result: ReviewScore,
    history: Sequence[tuple[ReviewProblem, PeriodScores]],
    team: str | None,
    conduct: Conduct,
) -> TeamReport:
    rules = result.problem.rules
    members = [_members(problem, scores, team) for problem, scores in history]
    now = [
        (agent, one)
        for agent, one in zip(result.problem.agents, result.agents, strict=True)
        if agent.team == team
    ]
    hidden = [result.hidden[problem.number] for problem, _ in history]
    past = [
        {a.id: None if a.id in hides.agents else score.score for a, score in each}
        for each, hides in zip(members, hidden, strict=True)
    ]
    return TeamReport(
        team,
        len(now),
        tuple(
            None if hides.holds("team score", team) else _mean(one.exact for _, one in each)
            for each, hides in zip(members, hidden, strict=True)
        ),
        tuple(
            sum(one.score.grade == grade for _, one in now) for grade in range(len(rules.grades))
        ),
        tuple(
            _line(
                rule,
                position,
                members,
                [one.score for _, one in now],
                [each.holds("team value", team, position) for each in hidden],
                result.hides.holds("team points", team, position),
            )
            for position, rule in enumerate(rules.indicators)
        ),
        tuple(
            Attention(
                agent,
                None if agent.id in result.hides.agents else one.score.score,
                one.score.grade,
                tuple(each.get(agent.id) for each in past),
                why,
            )
            for agent, one in sorted(
                now, key=lambda each: (each[1].score.score is not None, each[1].score.score or 0)
            )
            if (why := tuple(_why(result, agent, one)))
        ),
        conduct.away([agent.id for agent, _ in now]),
        conduct.discipline([agent.id for agent, _ in now]),
        _hides_any(hidden, team) or any(a.id in h.agents for h in hidden for a, _ in now),
    )


def _hides_any(hidden: Sequence[Hidden], team: str | None) -> bool:
    return any(
        key[0] in ("team score", "team value", "team points") and key[1] == team
        for each in hidden
        for key in each.keys
    )


def _members(
    problem: ReviewProblem, scores: PeriodScores, team: str | None
) -> list[tuple[Agent, AgentScore]]:
    return [
        (agent, one)
        for agent, one in zip(problem.agents, scores.agents, strict=True)
        if agent.team == team
    ]


def _line(
    rule: IndicatorRule,
    position: int,
    members: Sequence[Sequence[tuple[Agent, AgentScore]]],
    now: Sequence[AgentScore],
    hidden: Sequence[bool],
    hides_points: bool,
) -> IndicatorLine:
    parts = [one.indicators[position] for one in now]
    values = tuple(
        None if hides else _mean(one.indicators[position].value for _, one in each)
        for each, hides in zip(members, hidden, strict=True)
    )
    newest = values[-1]
    return IndicatorLine(
        rule,
        values,
        None if hides_points else _mean(part.points for part in parts),
        sum(_reaches(rule, part) for part in parts),
        sum(part.value is not None for part in parts),
        None if newest is None else _is_reached(rule, newest, rule.target),
    )


def _reaches(rule: IndicatorRule, part: IndicatorScore) -> bool:
    return part.value is not None and _is_reached(rule, part.value, part.target)


def _is_reached(rule: IndicatorRule, value: Fraction, target: Decimal) -> bool:
    goal = Fraction(target)
    return value <= goal if rule.direction == "lower" else value >= goal


def _mean(values: Iterable[Fraction | None]) -> Fraction | None:
    there = [each for each in values if each is not None]
    return sum(there, Fraction(0)) / len(there) if there else None


def _why(result: ReviewScore, agent: Agent, one: Reviewed) -> list[Message]:
    rules = result.problem.rules
    if one.score.score is None:
        return [message("no result: {reason}", reason=each) for each in reasons(rules, one)]
    found = [
        message("{name}, after {run} in a row", name=each.rule.name, run=each.run)
        for each in one.follows
        if each.is_last and each.rule in rules.consequences
    ]
    if one.before is not None and one.before - one.score.score >= FALL:
        before = result.hidden.get(result.problem.number - 1, Hidden())
        found.append(
            message("fell by {points} or more", points=FALL)
            if agent.id in result.hides.agents | before.agents
            else message("fell by {points}", points=one.before - one.score.score)
        )
    names = {each.id: each.name for each in rules.indicators}
    low = [names[each] for each in one.coached if each in names]
    if low:
        found.append(message("behind in {indicators}", indicators=low))
    return found
