"""Does each candidate meet each condition? Met, unmet, unknown or waived, with the evidence.

Conditions are judged once per distinct value of their fact and spread over the candidates, so that
cost follows the number of different values; evidence is worded only for those who are shown.
Combinations follow the strong three-valued logic of Kleene: an answer is unknown exactly where what
is unknown could still turn it.
"""

from dataclasses import replace

import numpy as np

from cs.kernel.messages import Message, message
from cs.promotion.combinations import Combination, InnerCombination, needed_of
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

_TRUTH = {Verdict.UNMET: 0, Verdict.UNKNOWN: 1, Verdict.MET: 2}


def judge(problem: PromotionProblem) -> tuple[Small, ...]:
    """Per requirement, a `Verdict` code per candidate."""
    found = tuple(verdicts_of(problem, requirement) for requirement in problem.requirements)
    positions = {rule.id: number for number, rule in enumerate(problem.requirements)}
    for requirement, candidate in problem.waivers:
        verdicts = found[positions[requirement]]
        if verdicts[candidate] != Verdict.MET:
            verdicts[candidate] = Verdict.WAIVED
    return found


def evidence(problem: PromotionProblem, requirement: RequirementRule, candidate: int) -> Evidence:
    """Why the condition holds for one candidate or not, or why that is not known."""
    found = _evidence(problem, requirement, candidate)
    waived = problem.waivers.get((requirement.id, candidate))
    if waived is None or found.verdict is Verdict.MET:
        return found
    figures = {"authority": waived.authority, "day": waived.day, "evidence": found.text}
    if waived.until is None:
        text = message(
            "waived by {authority} on {day}: {reason}; without it: {evidence}",
            reason=waived.reason,
            **figures,
        )
    else:
        text = message(
            "waived by {authority} on {day} until {until}: {reason}; without it: {evidence}",
            reason=waived.reason,
            until=waived.until,
            **figures,
        )
    return replace(found, verdict=Verdict.WAIVED, text=text)


def all_met(verdicts: tuple[Small, ...], size: int) -> Flags:
    """Whether every condition is met or waived, per candidate."""
    met = np.ones(size, np.bool_)
    for verdict in verdicts:
        met &= (verdict == Verdict.MET) | (verdict == Verdict.WAIVED)
    return met


def any_unmet(verdicts: tuple[Small, ...], size: int) -> Flags:
    """Whether some condition is known to be unmet, per candidate."""
    unmet = np.zeros(size, np.bool_)
    for verdict in verdicts:
        unmet |= verdict == Verdict.UNMET
    return unmet


def verdicts_of(problem: PromotionProblem, requirement: RequirementRule) -> Small:
    """The verdict of each candidate on one condition, waivers left out."""
    if isinstance(requirement.rule, Combination | InnerCombination):
        parts = [verdicts_of(problem, part) for part in requirement.parts]
        return combined(parts, needed_of(requirement.rule))
    condition = condition_of(requirement.rule)
    fact = problem.facts[requirement.fact]
    by_code = condition.judge_all and condition.judge_all(
        requirement.rule, fact.entries, problem.context
    )
    if by_code is None:
        judged = [
            condition.judge(requirement.rule, entry.value, problem.context)[0]
            for entry in fact.entries
        ]
        by_code = np.array(judged, np.int8)
    # Code -1, unknown, picks the last.
    return np.append(by_code, np.int8(Verdict.UNKNOWN))[fact.codes]


def combined(parts: list[Small], needed: int) -> Small:
    """So many of the parts: met if enough are, unmet if what is unknown could not make up."""
    met = np.zeros(len(parts[0]), np.int8)
    open_ = np.zeros(len(parts[0]), np.int8)
    for part in parts:
        met += part == Verdict.MET
        open_ += part == Verdict.UNKNOWN
    verdicts = np.full(len(met), Verdict.UNKNOWN, np.int8)
    verdicts[met + open_ < needed] = Verdict.UNMET
    verdicts[met >= needed] = Verdict.MET
    return verdicts


def kth(verdicts: list[Verdict], needed: int) -> Verdict:
    """The same for one candidate, found otherwise: the needed-th truest of them."""
    return sorted(verdicts, key=lambda verdict: _TRUTH[verdict], reverse=True)[needed - 1]


def _evidence(problem: PromotionProblem, requirement: RequirementRule, candidate: int) -> Evidence:
    if isinstance(requirement.rule, Combination | InnerCombination):
        parts = tuple(_evidence(problem, part, candidate) for part in requirement.parts)
        needed = needed_of(requirement.rule)
        verdict = kth([part.verdict for part in parts], needed)
        return Evidence(verdict, _of_parts(parts, needed), None, parts)
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


def _of_parts(parts: tuple[Evidence, ...], needed: int) -> Message:
    figures = {
        "met": sum(part.verdict is Verdict.MET for part in parts),
        "count": len(parts),
        "needed": needed,
        "parts": tuple(marked(part) for part in parts),
    }
    if needed == len(parts):
        return message("of {count} conditions all are needed, {met} are met: {parts}", **figures)
    return message("of {count} conditions {needed} needed, {met} met: {parts}", **figures)


def marked(part: Evidence) -> Message:
    """A part of a combination with its verdict before it."""
    match part.verdict:
        case Verdict.MET:
            return message("[met] {text}", text=part.text)
        case Verdict.UNMET:
            return message("[not met] {text}", text=part.text)
        case _:
            return message("[unknown] {text}", text=part.text)
