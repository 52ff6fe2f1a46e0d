"""When does a condition that is not met become met by time alone, and in which window do all hold?

Time alone serves tenure, lets punishments lapse and courses grow old, and ends stints whose last
day is known. Nothing else changes: skills, status and grades stay, and results of reviews are taken
to go on as they are. A condition is judged on the days on which its answer may change
(`Condition.changes`), once for each combination of facts that occurs.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt

from cs.promotion.combinations import Combination, InnerCombination, needed_of
from cs.promotion.conditions import condition_of
from cs.promotion.eligibility import kth, verdicts_of
from cs.promotion.problem import (
    Codes,
    FactEntry,
    Integers,
    PromotionProblem,
    RequirementRule,
    Small,
    Verdict,
)

NOW = 0
NEVER = date.max.toordinal() + 1
"""Ordinals of days: already met, and never by time alone."""
_LIMIT = 2**62
Entries = tuple[FactEntry | None, ...]
"""What is known of a candidate for each single condition of a requirement, in order."""


@dataclass(frozen=True)
class Turning:
    """Days as ordinals, a candidate each.

    Attributes:
        days: per requirement, from which day on it is met: `NOW`, `NEVER` or the first such day.
        all: the opening of the first window in which every condition is met, likewise; without
            windows, the first such day.
    """

    days: tuple[Integers, ...]
    all: Integers


def turning(problem: PromotionProblem, verdicts: Sequence[Small]) -> Turning:
    """From when on each condition is met, and all of them."""
    size = len(problem.candidates)
    days = []
    whole = np.full(size, NOW, np.int64)
    for requirement, column in zip(problem.requirements, verdicts, strict=True):
        own = _days(problem, requirement, column)
        days.append(own)
        whole = np.maximum(whole, own)
    return Turning(tuple(days), _in_windows(problem, whole))


def entries_of(problem: PromotionProblem, requirement: RequirementRule, candidate: int) -> Entries:
    """What is known of one candidate for a requirement."""
    return tuple(problem.facts[leaf.fact].of(candidate) for leaf in requirement.leaves())


def verdict_on(
    problem: PromotionProblem, requirement: RequirementRule, entries: Entries, day: date
) -> Verdict:
    """The verdict on a later day, if nothing but time changes."""
    known = iter(entries)

    def judged(rule: RequirementRule) -> Verdict:
        if isinstance(rule.rule, Combination | InnerCombination):
            return kth([judged(part) for part in rule.parts], needed_of(rule.rule))
        entry, condition = next(known), condition_of(rule.rule)
        if entry is None:
            return Verdict.UNKNOWN
        context = problem.context
        if condition.changes is not None:
            context = replace(context, day=day)
        return condition.judge(rule.rule, entry.value, context)[0]

    return judged(requirement)


def first_met(
    problem: PromotionProblem, requirement: RequirementRule, entries: Entries, start: date
) -> date | None:
    """The first day from `start` on that meets the requirement by time alone."""
    days = {start}
    for leaf, entry in zip(requirement.leaves(), entries, strict=True):
        changes = condition_of(leaf.rule).changes
        if entry is not None and changes is not None:
            days.update(changes(leaf.rule, entry.value, problem.context))
    for day in sorted(day for day in days if day >= start):
        if verdict_on(problem, requirement, entries, day) is Verdict.MET:
            return day
    return None


def lapses(requirement: RequirementRule) -> bool:
    """Whether time alone may end that the requirement is met."""
    return any(condition_of(leaf.rule).lapses(leaf.rule) for leaf in requirement.leaves())


def opening_from(
    problem: PromotionProblem, day: date, holds: Callable[[date], bool]
) -> date | None:
    """The first opening from a day on for which something holds; without windows, the day."""
    if not problem.openings:
        return day if holds(day) else None
    return next((each for each in problem.openings if each >= day and holds(each)), None)


def _days(problem: PromotionProblem, requirement: RequirementRule, verdicts: Small) -> Integers:
    """Judged once for each combination of facts of those who do not meet it."""
    days = np.full(len(verdicts), NOW, np.int64)
    rows = np.flatnonzero((verdicts == Verdict.UNMET) | (verdicts == Verdict.UNKNOWN))
    if not len(rows):
        return days
    first, inverse = _patterns([_told(problem, leaf)[rows] for leaf in requirement.leaves()])
    start = problem.context.day
    found = [
        first_met(problem, requirement, entries_of(problem, requirement, int(row)), start)
        for row in rows[first]
    ]
    ordinals = np.array([NEVER if day is None else day.toordinal() for day in found], np.int64)
    days[rows] = ordinals[inverse]
    return days


def _told(problem: PromotionProblem, leaf: RequirementRule) -> Codes | Small:
    """What tells candidates apart: the fact, or only the verdict where time alone never turns it.

    Histories of reviews are nearly all different, verdicts are few.
    """
    if condition_of(leaf.rule).changes is None:
        return verdicts_of(problem, leaf)
    return problem.facts[leaf.fact].codes


def _in_windows(problem: PromotionProblem, whole: Integers) -> Integers:
    """The openings from those days on in which every condition still holds."""
    result = whole.copy()
    waiting = np.flatnonzero((whole != NOW) & (whole != NEVER))
    if not len(waiting):
        return result
    lapsing = [rule for rule in problem.requirements if lapses(rule)]
    if not lapsing:
        openings = np.array([*(day.toordinal() for day in problem.openings), NEVER], np.int64)
        if problem.openings:
            result[waiting] = openings[np.searchsorted(openings, whole[waiting])]
        return result
    columns: list[npt.NDArray[Any]] = [whole[waiting]]
    for rule in lapsing:
        columns += [problem.facts[leaf.fact].codes[waiting] for leaf in rule.leaves()]
        waived = np.zeros(len(whole), np.int64)
        waived[[row for id_, row in problem.waivers if id_ == rule.id]] = 1
        columns.append(waived[waiting])
    first, inverse = _patterns(columns)
    found = []
    for row in waiting[first].tolist():
        lasting = [
            (rule, entries_of(problem, rule, row))
            for rule in lapsing
            if (rule.id, row) not in problem.waivers
        ]
        day = date.fromordinal(int(whole[row]))
        opening = opening_from(problem, day, partial(_hold, problem, lasting))
        found.append(NEVER if opening is None else opening.toordinal())
    result[waiting] = np.array(found, np.int64)[inverse]
    return result


def _hold(
    problem: PromotionProblem, asked: Sequence[tuple[RequirementRule, Entries]], day: date
) -> bool:
    return all(verdict_on(problem, rule, known, day) is Verdict.MET for rule, known in asked)


def _patterns(columns: Sequence[npt.NDArray[Any]]) -> tuple[Integers, Integers]:
    """Of rows that are the same in all columns: the first one, and per row which of these it is."""
    packed, spans = np.zeros(len(columns[0]), np.int64), 1
    for column in columns:
        low = int(column.min(initial=0))
        span = int(column.max(initial=0)) - low + 1
        if spans * span > _LIMIT:
            packed = np.unique(packed, return_inverse=True)[1]
            spans = len(packed)
        packed = packed * span + (column - low)
        spans *= span
    _values, first, inverse = np.unique(packed, return_index=True, return_inverse=True)
    return first, inverse
