"""Which figures of a period stay hidden, so that few anonymous raters stay unheard?

Fewer than three ratings of an anonymous role are never shown: neither their mean, nor an
indicator's value that rests on fewer than three ratings with one of them among these. Nor may they
follow from what is shown. So each figure that people see is written as a sum of ratings and figures
(`cs.panels.disclosure`), and shown, the most needed first, only if nothing protected follows:
scores, then points of indicators (the weightier first), what mentors are given, means of teams,
and means of roles. As a rule the other roles' means are what is withheld; where one rating alone
makes the value, points of a second indicator; the score only where it would be that rating itself.

Points are taken to follow from their value, also where a floor or a cap cuts them: rather too much
is hidden than too little.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

from cs.panels.disclosure import Combination, withheld
from cs.review.problem import (
    Hidden,
    IndicatorRule,
    IndicatorScore,
    PeriodScores,
    ReviewProblem,
    ReviewRules,
    RoleMean,
)

FEWEST_SHOWN: Final = 3
"""Fewer raters of an anonymous role could be told apart."""
_FULL = 100
_NOTHING: Final[Combination] = {}
_Key = tuple[Hashable, ...]


def hide(problem: ReviewProblem, scores: PeriodScores) -> Hidden:
    """What stays hidden of one period, the same in every output."""
    tainted = [i for i in range(len(problem.agents)) if list(_taints(problem, scores, i))]
    follows = withheld(
        _figures(problem, scores, tainted),
        (row for i in tainted for row in _protected(problem, scores, i)),
    )
    few: set[_Key] = {
        ("role", i, at, each.role)
        for i, one in enumerate(scores.agents)
        for at, part in enumerate(one.indicators)
        for each in part.roles
        if _is_few(problem.rules, each)
    }
    keys = follows | few
    scoreless = (i for i, _ in enumerate(problem.agents) if ("score", i) in keys)
    return Hidden(keys, frozenset(problem.agents[i].id for i in scoreless))


def _is_few(rules: ReviewRules, each: RoleMean) -> bool:
    return rules.roles[each.role].anonymous and 0 < each.count < FEWEST_SHOWN


def _taints(problem: ReviewProblem, scores: PeriodScores, index: int) -> Iterator[int]:
    """The agent's indicators whose values rest on few anonymous ratings."""
    for at, part in enumerate(scores.agents[index].indicators):
        if part.value is not None and any(
            each.share and _is_few(problem.rules, each) for each in part.roles
        ):
            yield at


def _protected(problem: ReviewProblem, scores: PeriodScores, index: int) -> Iterator[Combination]:
    for at in _taints(problem, scores, index):
        part = scores.agents[index].indicators[at]
        for each in part.roles:
            if each.share and _is_few(problem.rules, each):
                yield {(index, at, each.role): Fraction(1)}
        if sum(each.count for each in part.roles if each.share) < FEWEST_SHOWN:
            yield _value(index, at, part)


def _value(index: int, at: int, part: IndicatorScore) -> Combination:
    """An indicator's value as a sum of the roles' means, or of the figure measured."""
    if part.value is None:
        return _NOTHING
    if not part.roles:
        return {(index, at): Fraction(1)}
    return {(index, at, each.role): each.share for each in part.roles if each.share}


def _points(index: int, at: int, rule: IndicatorRule, part: IndicatorScore) -> Combination:
    if part.points is None or rule.floor is None or rule.floor == part.target:
        return _NOTHING
    slope = _FULL / (Fraction(part.target) - Fraction(rule.floor))
    return _sum([(slope, _value(index, at, part))])


def _figures(
    problem: ReviewProblem, scores: PeriodScores, tainted: Sequence[int]
) -> Iterator[tuple[_Key, Combination]]:
    """Everything that anybody sees and that rests on tainted agents, the most needed first."""
    rules = problem.rules
    own = {i: _own(rules, scores, i) for i in tainted}
    mentees = _of_mentees(problem, scores, own)
    exact = _exact(problem, scores, own, mentees)
    for i, row in exact.items():
        yield ("score", i), row
    for i in tainted:
        parts = scores.agents[i].indicators
        for at in sorted(range(len(parts)), key=lambda n: (-parts[n].share, n)):
            yield ("points", i, at), _value(i, at, parts[at])
    for i, row in mentees.items():
        yield ("mentor", i), row
        yield ("mentor", i), own.get(i, _NOTHING)
    yield from _of_teams(problem, scores, set(tainted), exact)
    for i in tainted:
        for at, part in enumerate(scores.agents[i].indicators):
            for each in part.roles:
                yield ("role", i, at, each.role), {(i, at, each.role): Fraction(1)}


def _own(rules: ReviewRules, scores: PeriodScores, index: int) -> Combination:
    one = scores.agents[index]
    if one.own is None:
        return _NOTHING
    return _sum(
        (rules.total * part.share / _FULL, _points(index, at, rule, part))
        for at, (rule, part) in enumerate(zip(rules.indicators, one.indicators, strict=True))
    )


def _of_mentees(
    problem: ReviewProblem, scores: PeriodScores, own: Mapping[int, Combination]
) -> dict[int, Combination]:
    """The means of mentees that rest on tainted ones, by mentor; from below, level by level."""
    found: dict[int, Combination] = {}
    waiting = set(own)
    mentors = {m: i for i, below in enumerate(problem.mentees) for m in below}
    while problem.rules.mentor_share and waiting:
        above = {mentors[i] for i in waiting if i in mentors}
        for mentor in above:
            if scores.agents[mentor].mentees is None:
                continue
            there = [m for m in problem.mentees[mentor] if scores.agents[m].exact is not None]
            each = Fraction(1, len(there))
            found[mentor] = _sum((each, _mixed(problem, scores, m, own, found)) for m in there)
        waiting = above
    return found


def _mixed(
    problem: ReviewProblem,
    scores: PeriodScores,
    index: int,
    own: Mapping[int, Combination],
    mentees: Mapping[int, Combination],
) -> Combination:
    """An agent's exact score, with the mentees' share where they have one."""
    counts = scores.agents[index].mentees is not None
    share = problem.rules.mentor_share / _FULL if counts else Fraction(0)
    return _sum([(1 - share, own.get(index, _NOTHING)), (share, mentees.get(index, _NOTHING))])


def _exact(
    problem: ReviewProblem,
    scores: PeriodScores,
    own: Mapping[int, Combination],
    mentees: Mapping[int, Combination],
) -> dict[int, Combination]:
    return {i: _mixed(problem, scores, i, own, mentees) for i in sorted({*own, *mentees})}


def _of_teams(
    problem: ReviewProblem,
    scores: PeriodScores,
    tainted: set[int],
    exact: Mapping[int, Combination],
) -> Iterator[tuple[_Key, Combination]]:
    rules = problem.rules
    teams: dict[str | None, list[int]] = {}
    for i, agent in enumerate(problem.agents):
        teams.setdefault(agent.team, []).append(i)
    for team, members in teams.items():
        if not any(i in exact or i in tainted for i in members):
            continue
        graded = [i for i in members if scores.agents[i].exact is not None]
        yield ("team score", team), _mean(exact.get(i, _NOTHING) for i in graded)
        for at, rule in enumerate(rules.indicators):
            parts = [(i, scores.agents[i].indicators[at]) for i in members]
            yield ("team value", team, at), _mean(
                _value(i, at, part) if i in tainted else _NOTHING
                for i, part in parts if part.value is not None
            )  # fmt: skip
            yield ("team points", team, at), _mean(
                _points(i, at, rule, part) if i in tainted else _NOTHING
                for i, part in parts if part.points is not None
            )  # fmt: skip


def _mean(rows: Iterable[Combination]) -> Combination:
    there = list(rows)
    return _sum((Fraction(1, len(there)), each) for each in there)


def _sum(parts: Iterable[tuple[Fraction, Combination]]) -> Combination:
    found: dict[Hashable, Fraction] = {}
    for times, row in parts:
        for atom, weight in row.items():
            found[atom] = found.get(atom, Fraction(0)) + times * weight
    return found
