"""Does each candidate meet each condition? Met, unmet or unknown, with the evidence.

Conditions are judged once per distinct value of their fact and spread over the candidates, so that
cost follows the number of different values; evidence is worded only for those who are shown.
"""

import numpy as np

from cs.kernel.messages import message
from cs.promotion.conditions import condition_of
from cs.promotion.conditions.condition import column_of, is_history
from cs.promotion.problem import (
    Evidence,
    Flags,
    PromotionProblem,
    RequirementRule,
    Small,
    Verdict,
)


def judge(problem: PromotionProblem) -> tuple[Small, ...]:
    """Per requirement, a `Verdict` code per candidate."""
    return tuple(_verdicts(problem, requirement) for requirement in problem.requirements)


def evidence(problem: PromotionProblem, requirement: RequirementRule, candidate: int) -> Evidence:
    """Why the condition holds for one candidate or not, or why that is not known."""
    condition = condition_of(requirement.rule)
    entry = problem.facts[requirement.fact].of(candidate)
    if entry is not None:
        verdict, text = condition.judge(requirement.rule, entry.value, problem.context)
        return Evidence(verdict, text, entry.source)
    text = condition.unknown(requirement.rule)
    if column_of(requirement.fact) is None and not is_history(requirement.fact):
        if problem.in_staff is None:
            text = message("{what}: there is no staff table", what=text)
        elif not problem.in_staff[candidate]:
            text = message("{what}: the staff table has no such id", what=text)
    return Evidence(Verdict.UNKNOWN, text, None)


def all_met(verdicts: tuple[Small, ...], size: int) -> Flags:
    """Whether every condition is met, per candidate."""
    met = np.ones(size, np.bool_)
    for verdict in verdicts:
        met &= verdict == Verdict.MET
    return met


def any_unmet(verdicts: tuple[Small, ...], size: int) -> Flags:
    """Whether some condition is known to be unmet, per candidate."""
    unmet = np.zeros(size, np.bool_)
    for verdict in verdicts:
        unmet |= verdict == Verdict.UNMET
    return unmet


def _verdicts(problem: PromotionProblem, requirement: RequirementRule) -> Small:
    condition = condition_of(requirement.rule)
    fact = problem.facts[requirement.fact]
    by_code = [
        condition.judge(requirement.rule, entry.value, problem.context)[0] for entry in fact.entries
    ]
    # Code -1, unknown, picks the last.
    return np.array([*by_code, Verdict.UNKNOWN], np.int8)[fact.codes]
