"""How many points, which score, which grade? One period, exactly, as the policy states it.

Ratings of a role are averaged and the roles share an indicator by their weights; the value becomes
points between floor and target; points, weighted, are the score. Mentors' scores are settled after
their mentees', with the exact scores of these; each score is quantised half-up once. All values
are fractions, so that equal scores are equal.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from cs.kernel.agents import Agent
from cs.kernel.texts import fold
from cs.review.problem import (
    MEASURED,
    AgentScore,
    Gap,
    IndicatorRule,
    IndicatorScore,
    PeriodScores,
    ReviewProblem,
    ReviewRules,
    RoleMean,
    RoleRule,
    Voice,
)
from cs.review.quotas import with_quotas

_FULL = 100
_WIDE = Context(prec=60, rounding=ROUND_HALF_UP)


def score(problem: ReviewProblem) -> PeriodScores:
    """The scores of all agents under review.

    Raises:
        ValueError: mentors are, by a chain, mentees of their mentees (`building` refuses that).
    """
    rules = problem.rules
    parts, own = _parts_and_sums(problem)
    exact, means = _with_mentees(problem, own)
    scores = [None if each is None else quantise(each, rules.places) for each in exact]
    by_score = [None if each is None else grade_of(rules, each) for each in scores]
    grades, met = with_quotas(rules, scores, by_score)
    return PeriodScores(
        tuple(
            AgentScore(parts[i], own[i], means[i], exact[i], scores[i], by_score[i], grades[i])
            for i in range(len(problem.agents))
        ),
        met,
    )


def quantise(number: Fraction, places: int) -> Decimal:
    """A fraction to so many decimals, half away from zero."""
    scaled = abs(number) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(whole if number >= 0 else -whole).scaleb(-places, _WIDE)


def grade_of(rules: ReviewRules, score: Decimal) -> int | None:
    """The position of the grade whose band holds a score; None if none or several do."""
    held = [index for index, each in enumerate(rules.grades) if each.band.holds(score)]
    return held[0] if len(held) == 1 else None


def points(rule: IndicatorRule, value: Fraction, target: Decimal) -> Fraction | None:
    """The points of a value; None where the policy leaves the scale open."""
    if rule.floor is None or rule.floor == target:
        return None
    floor = Fraction(rule.floor)
    found = _FULL * (value - floor) / (Fraction(target) - floor)
    return max(Fraction(0), min(found, rule.cap))


_Said = tuple[int, Decimal, tuple[tuple[int, Decimal], ...]]
"""What decides about one agent's points in an indicator: its position, the target, and per role (or
for the system) how many values there are and their sum."""


def _parts_and_sums(
    problem: ReviewProblem,
) -> tuple[list[tuple[IndicatorScore, ...]], list[Fraction | None]]:
    """Each agent's indicators, and the score without mentees; None where there is no result.

    The same was said of many agents: it is reckoned once.
    """
    rules = problem.rules
    bare: dict[_Said, IndicatorScore] = {}
    shares: dict[tuple[bool, ...], tuple[Fraction, ...]] = {}
    weighed: dict[tuple[_Said, Fraction], tuple[IndicatorScore, Fraction]] = {}
    parts: list[tuple[IndicatorScore, ...]] = []
    sums: list[Fraction | None] = []
    for agent, voices in zip(problem.agents, problem.voices, strict=True):
        said = [_said(rules, agent, voices, at) for at in range(len(rules.indicators))]
        for each in said:
            if each not in bare:
                bare[each] = _indicator(rules, each)
        there = tuple(bare[each].points is not None for each in said)
        if there not in shares:
            shares[there] = _shares(rules, there)
        own = []
        for key in zip(said, shares[there], strict=True):
            if key not in weighed:
                weighed[key] = _weighed(bare[key[0]], key[1])
            own.append(weighed[key])
        parts.append(tuple(part for part, _ in own))
        lacks = not any(there) or (rules.missing_values == "refuse" and not all(there))
        earned = None if lacks else sum((earned for _, earned in own), Fraction(0))
        sums.append(None if earned is None else rules.total * earned / _FULL)
    return parts, sums


def _said(
    rules: ReviewRules,
    agent: Agent,
    voices: Mapping[tuple[int, int], tuple[Voice, ...]],
    position: int,
) -> _Said:
    rule = rules.indicators[position]
    target = rule.target
    if rule.targets and agent.grade:
        target = rule.targets.get(fold(agent.grade), target)
    said = []
    for role in rule.roles or (MEASURED,):
        values = voices.get((position, role), ())
        said.append((len(values), sum((value for _, value in values), Decimal(0))))
    return position, target, tuple(said)


def _indicator(rules: ReviewRules, said: _Said) -> IndicatorScore:
    """The points, without a share of the score."""
    position, target, per_role = said
    rule = rules.indicators[position]
    if not rule.roles:
        ((count, figure),) = per_role
        return _scored(rule, Fraction(figure) if count else None, target, ())
    means = tuple(
        RoleMean(role, count, Fraction(total) / count if count else None,
                 _counting(rules.roles[role], count))
        for role, (count, total) in zip(rule.roles, per_role, strict=True)
    )  # fmt: skip
    weight = sum((each.share for each in means), Fraction(0))
    lacks = any(not each.share and rules.roles[each.role].weight for each in means)
    if not weight or (lacks and rules.missing_raters == "refuse"):
        gap = Gap.TOO_FEW_RATERS if any(each.count for each in means) else Gap.NO_VALUE
        shown = tuple(RoleMean(m.role, m.count, m.mean, Fraction(0)) for m in means)
        return IndicatorScore(None, target, None, Fraction(0), gap, shown)
    shared = tuple(RoleMean(m.role, m.count, m.mean, m.share / weight) for m in means)
    mixed = sum((m.share * m.mean for m in shared if m.mean is not None), Fraction(0))
    return _scored(rule, mixed, target, shared)


def _counting(role: RoleRule, count: int) -> Fraction:
    """The weight of a role that so many rated; none if they are too few."""
    return role.weight if count and count >= role.min_raters else Fraction(0)


def _scored(
    rule: IndicatorRule, value: Fraction | None, target: Decimal, roles: tuple[RoleMean, ...]
) -> IndicatorScore:
    if value is None:
        return IndicatorScore(None, target, None, Fraction(0), Gap.NO_VALUE, roles)
    earned = points(rule, value, target)
    gap = Gap.NO_SCALE if earned is None else None
    return IndicatorScore(value, target, earned, Fraction(0), gap, roles)


def _shares(rules: ReviewRules, there: Sequence[bool]) -> tuple[Fraction, ...]:
    """Each indicator's share of the score, where these have points."""
    weights = [rule.weight if has else Fraction(0)
               for rule, has in zip(rules.indicators, there, strict=True)]  # fmt: skip
    whole = sum((rule.weight for rule in rules.indicators), Fraction(0))
    base = sum(weights, Fraction(0)) if rules.missing_values == "reweight" else whole
    return tuple(weight / base if base else Fraction(0) for weight in weights)


def _weighed(part: IndicatorScore, share: Fraction) -> tuple[IndicatorScore, Fraction]:
    """The part with its share, and what it adds to the sum of points."""
    return replace(part, share=share), share * (part.points or Fraction(0))


def _with_mentees(
    problem: ReviewProblem, own: Sequence[Fraction | None]
) -> tuple[list[Fraction | None], list[Fraction | None]]:
    """Exact scores with the mentees' share, and the mentees' means; mentees come first."""
    share = problem.rules.mentor_share / _FULL
    exact: list[Fraction | None] = list(own)
    means: list[Fraction | None] = [None] * len(own)
    if not share:
        return exact, means
    for index in _mentees_first(problem.mentees):
        mine = own[index]
        found = [each for m in problem.mentees[index] if (each := exact[m]) is not None]
        if mine is not None and found:
            mean = sum(found, Fraction(0)) / len(found)
            means[index] = mean
            exact[index] = (1 - share) * mine + share * mean
    return exact, means


def _mentees_first(mentees: Sequence[Sequence[int]]) -> list[int]:
    """All positions, each after those of its mentees."""
    waiting = [len(each) for each in mentees]
    mentors: dict[int, list[int]] = {}
    for mentor, below in enumerate(mentees):
        for each in below:
            mentors.setdefault(each, []).append(mentor)
    ready = [index for index, count in enumerate(waiting) if not count]
    for index in ready:
        for mentor in mentors.get(index, ()):
            waiting[mentor] -= 1
            if not waiting[mentor]:
                ready.append(mentor)
    if len(ready) < len(mentees):
        raise ValueError("mentors are mentees of their mentees")
    return ready
