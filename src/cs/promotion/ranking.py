"""Who is ranked where, and who is proposed?

Standard competition ranking on quantised totals: the policy's tie-breaks compare quantised
component points (a missing component stands below every points) or dates (earlier first, unknown
last) or lots (`cs.promotion.lots`); who is still equal shares the better rank. Only candidates who
meet every condition, or are let off it, and have a total are ranked. Ids never break a tie; they
only settle the order in which equals are listed.
"""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_CEILING, Decimal
from math import prod

import numpy as np

from cs.promotion import eligibility, scoring
from cs.promotion.lots import lot
from cs.promotion.problem import (
    Fact,
    Flags,
    Gap,
    Integers,
    Outcome,
    PromotionProblem,
    PromotionResult,
    Scores,
    Small,
    TieRule,
)
from cs.promotion.sorting import order_of

_NO_DAY = date.max.toordinal() + 1


def decide(problem: PromotionProblem) -> PromotionResult:
    """Scores, verdicts, ranks and outcomes of all candidates."""
    scores = scoring.score(problem)
    verdicts = eligibility.judge(problem)
    size = len(problem.candidates)
    met = eligibility.all_met(verdicts, size)
    eligible = met & scores.scored
    ordered, ranks = _ranks(problem, scores, eligible)
    outcomes = np.full(size, Outcome.UNKNOWN, np.int8)
    outcomes[eligibility.any_unmet(verdicts, size)] = Outcome.INELIGIBLE
    outcomes[met & ~scores.scored] = Outcome.UNSCORED
    proposed, tied = _propose(problem, scores, ordered, ranks, outcomes)
    return PromotionResult(
        scores=scores,
        verdicts=verdicts,
        ranks=ranks,
        outcomes=outcomes,
        order=np.concatenate([ordered, _unranked(problem, scores, eligible, outcomes)]),
        proposed=proposed,
        tied=tied,
    )


def _ranks(problem: PromotionProblem, scores: Scores, eligible: Flags) -> tuple[Integers, Integers]:
    """The eligible in rank order (equals by id), and all candidates' ranks."""
    chosen = np.flatnonzero(eligible)
    keys = [-scores.totals[chosen]]
    for rule in problem.scoring.tie_breaks:
        keys.append(
            _drawn(problem, chosen, keys) if rule.lot else _tie_key(problem, scores, rule)[chosen]
        )
    by_key = _sorted(keys, problem.candidates.id_order[chosen])
    ordered = chosen[by_key]
    starts = np.zeros(len(ordered), np.bool_)
    starts[:1] = True
    for key in keys:
        in_order = key[by_key]
        starts[1:] |= in_order[1:] != in_order[:-1]
    first = np.maximum.accumulate(np.where(starts, np.arange(len(ordered)), 0))
    ranks = np.zeros(len(eligible), np.int64)
    ranks[ordered] = first + 1
    return ordered, ranks


def _tie_key(problem: PromotionProblem, scores: Scores, rule: TieRule) -> Integers:
    """Smaller is better."""
    if rule.component is not None:
        present = scores.gaps[rule.component] == Gap.NONE
        worst = -int(scores.points[rule.component].min(initial=0)) + 1
        return np.where(present, -scores.points[rule.component], worst)
    return _days(problem.facts[rule.fact or ""])


def _drawn(problem: PromotionProblem, chosen: Integers, keys: Sequence[Integers]) -> Integers:
    """Places by lot, smaller first; lots are drawn only by those who are equal so far."""
    order = _sorted(keys)
    same = np.ones(max(0, len(order) - 1), np.bool_)
    for key in keys:
        in_order = key[order]
        same &= in_order[1:] == in_order[:-1]
    equal = np.zeros(len(order), np.bool_)
    equal[1:] |= same
    equal[:-1] |= same
    drawing = order[equal]
    lots = [lot(problem.lot_key, problem.lot_id(int(chosen[at]))) for at in drawing]
    places = {drawn: place for place, drawn in enumerate(sorted(set(lots)))}
    key = np.zeros(len(chosen), np.int64)
    key[drawing] = [places[drawn] for drawn in lots]
    return key


def _days(fact: Fact) -> Integers:
    days = [
        entry.value.toordinal() if isinstance(entry.value, date) else _NO_DAY
        for entry in fact.entries
    ]
    return np.array([*days, _NO_DAY], np.int64)[fact.codes]


def _propose(
    problem: PromotionProblem,
    scores: Scores,
    ordered: Integers,
    ranks: Integers,
    outcomes: Small,
) -> tuple[int, int]:
    """Write the ranked candidates' outcomes; how many are proposed and tied."""
    passes = _passes(problem, scores)
    outcomes[ordered] = Outcome.BELOW_MARK
    for short in scores.short.values():
        outcomes[ordered[short[ordered]]] = Outcome.BELOW_MINIMUM
    if problem.elsewhere is not None:
        outcomes[ordered[problem.elsewhere[ordered]]] = Outcome.ELSEWHERE
        passes &= ~problem.elsewhere
    passed = ordered[passes[ordered]]
    vacancies = problem.vacancies
    if vacancies.origin == "unknown":
        outcomes[passed] = Outcome.RANKED
        return 0, 0
    count = len(passed) if vacancies.count is None else min(vacancies.count, len(passed))
    outcomes[passed] = Outcome.RESERVE
    outcomes[passed[:count]] = Outcome.PROPOSED
    if not 0 < count < len(passed) or ranks[passed[count - 1]] != ranks[passed[count]]:
        return count, 0
    tied = passed[ranks[passed] == ranks[passed[count]]]
    outcomes[tied] = Outcome.TIED
    # Ranks count those too who are below a minimum or proposed elsewhere.
    return int((ranks[passed] < ranks[tied[0]]).sum()), len(tied)


def _passes(problem: PromotionProblem, scores: Scores) -> Flags:
    passes = scores.scored.copy()
    for short in scores.short.values():
        passes &= ~short
    mark = problem.scoring.pass_mark
    if mark is None:
        return passes
    least = (mark * Decimal(10) ** problem.scoring.places).to_integral_value(ROUND_CEILING)
    return passes & (scores.totals >= int(least))


def _unranked(
    problem: PromotionProblem, scores: Scores, eligible: Flags, outcomes: Small
) -> Integers:
    rest = np.flatnonzero(~eligible)
    keys = [outcomes, ~scores.scored, -scores.totals]
    by_id = problem.candidates.id_order[rest]
    return rest[_sorted([key[rest].astype(np.int64) for key in keys], by_id)]


def _sorted(keys: Sequence[Integers], by_id: Integers | None = None) -> Integers:
    """Positions in the order of the keys, the first of them weighing most; equals by id, if given.

    Keys are packed into one number where 64 bits hold them all, which sorts several times faster.
    """
    spans = [int(key.max(initial=0)) - int(key.min(initial=0)) + 1 for key in keys]
    if prod(spans) > np.iinfo(np.int64).max:
        return np.lexsort(tuple(reversed(keys if by_id is None else [*keys, by_id])))
    packed = np.zeros(len(keys[0]), np.int64)
    for key, span in zip(keys, spans, strict=True):
        packed *= span
        packed += key - int(key.min(initial=0))
    return order_of(packed, by_id)
