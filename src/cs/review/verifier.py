"""Is a result right? Recomputed agent by agent in fractions, by other paths than the engine's.

Points are found by the two-point form turned round, shares by sums of weighted parts over sums of
weights, the grade by comparing the score with the edges of the bands; a mentor's score is checked
as an equation over the scores given. Shares no arithmetic with `scoring.py` and `quotas.py`.
"""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

from cs.kernel.messages import Message, message
from cs.kernel.texts import fold
from cs.review.problem import MEASURED, AgentScore, PeriodScores, ReviewProblem, ReviewRules

_HALF = Fraction(1, 2)


def verify(problem: ReviewProblem, scores: PeriodScores) -> Iterator[Message]:
    """What is wrong with the scores; nothing if they are right."""
    rules = problem.rules
    if len(scores.agents) != len(problem.agents):
        yield message("The result does not hold every agent exactly once.")
        return
    for index, one in enumerate(scores.agents):
        own = _own(problem, index)
        is_right = own == one.own and one.exact == _mentored(problem, scores, index)
        if not (is_right and _is_quantised(rules, one)):
            yield message("The score of {agent} is wrong.", agent=problem.agents[index].id)
    yield from _wrong_grades(problem, scores)


def _own(problem: ReviewProblem, index: int) -> Fraction | None:
    rules = problem.rules
    earned, there, everything = Fraction(0), Fraction(0), Fraction(0)
    for position, rule in enumerate(rules.indicators):
        everything += rule.weight
        value = _value(problem, index, position)
        target = rule.target
        grade = problem.agents[index].grade
        if grade is not None and fold(grade) in rule.targets:
            target = rule.targets[fold(grade)]
        if value is None or rule.floor is None or rule.floor == target:
            if rules.missing_values == "refuse":
                return None
            continue
        reach = (value - Fraction(rule.floor)) * 100 / (Fraction(target) - Fraction(rule.floor))
        earned += rule.weight * sorted((Fraction(0), reach, rule.cap))[1]
        there += rule.weight
    if not there:
        return None
    whole = there if rules.missing_values == "reweight" else everything
    return rules.total * earned / (100 * whole)


def _value(problem: ReviewProblem, index: int, position: int) -> Fraction | None:
    rules, voices = problem.rules, problem.voices[index]
    roles = rules.indicators[position].roles
    if not roles:
        measured = voices.get((position, MEASURED))
        return Fraction(measured[0][1]) if measured else None
    above, below, lacking = Fraction(0), Fraction(0), False
    for role in roles:
        rule, said = rules.roles[role], voices.get((position, role), ())
        if not rule.weight:
            continue
        if not said or len(said) < rule.min_raters:
            lacking = True
            continue
        above += rule.weight * sum(Fraction(value) for _, value in said) / len(said)
        below += rule.weight
    if not below or (lacking and rules.missing_raters == "refuse"):
        return None
    return above / below


def _mentored(problem: ReviewProblem, scores: PeriodScores, index: int) -> Fraction | None:
    own, share = scores.agents[index].own, problem.rules.mentor_share / 100
    below = [
        exact
        for mentee in problem.mentees[index]
        if (exact := scores.agents[mentee].exact) is not None
    ]
    if own is None or not below or not share:
        return own
    return own + share * (sum(below, Fraction(0)) / len(below) - own)


def _is_quantised(rules: ReviewRules, one: AgentScore) -> bool:
    """Half-up: the score is less than half a unit above, and at most half a unit below."""
    if one.exact is None or one.score is None:
        return one.exact is None and one.score is None
    off = (Fraction(one.score) - one.exact) * 10**rules.places
    return bool(-_HALF < off <= _HALF if one.exact >= 0 else -_HALF <= off < _HALF)


def _wrong_grades(problem: ReviewProblem, scores: PeriodScores) -> Iterator[Message]:
    rules = problem.rules
    for agent, one in zip(problem.agents, scores.agents, strict=True):
        held = [g for g, grade in enumerate(rules.grades)
                if one.score is not None and grade.band.holds(one.score)]  # fmt: skip
        if one.by_score != (held[0] if len(held) == 1 else None):
            yield message("The grade of {agent} is wrong.", agent=agent.id)
        if not (rules.quotas and scores.quotas_met) and one.grade != one.by_score:
            yield message("The grade of {agent} is wrong.", agent=agent.id)
    if not (rules.quotas and scores.quotas_met):
        return
    graded = [one for one in scores.agents if one.score is not None]
    for quota in rules.quotas:
        count = sum(one.grade == quota.grade for one in graded)
        low = ceil(len(graded) * quota.at_least / 100)
        if not low <= count <= floor(len(graded) * quota.at_most / 100):
            yield message("The quota of {grade} is not kept.", grade=rules.grades[quota.grade].id)
    in_order = sorted(graded, key=lambda one: -Fraction(one.score or 0))
    for better, worse in pairwise(in_order):
        if (better.grade or 0) > (worse.grade or 0) or (
            better.score == worse.score and better.grade != worse.grade
        ):
            yield message("The grades are not in the order of the scores.")
            return
