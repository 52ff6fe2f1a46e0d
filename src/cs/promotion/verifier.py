"""Is a result right? Recomputed candidate by candidate in fractions, and ranked by plain sorting.

Shares no arithmetic with the engine (`scoring.py`, `ranking.py`): a total is a sum of fractions, a
rank is one more than the number of better candidates. Whose ratings and which waivers count is
asked anew from the tables where they are at hand (`table_verifier.py`).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from hashlib import sha256

from cs.kernel.messages import Message, message
from cs.promotion.eligibility import evidence
from cs.promotion.explaining import explain, quantise
from cs.promotion.problem import (
    Gap,
    Outcome,
    PromotionProblem,
    PromotionResult,
    ScoreDetail,
    Verdict,
)
from cs.promotion.table_verifier import TablesRead, verify_tables


def verify(
    problem: PromotionProblem, result: PromotionResult, read: TablesRead | None = None
) -> Iterator[Message]:
    """What is wrong with the result; nothing if it is right. Takes some 50 µs a candidate.

    Args:
        read: the tables that the question was built from; without them it is taken as it is.
    """
    size = len(problem.candidates)
    if sorted(result.order.tolist()) != list(range(size)):
        yield message("The list does not hold every candidate exactly once.")
        return
    details = [explain(problem, index) for index in range(size)]
    verdicts = [
        [evidence(problem, rule, index).verdict for rule in problem.requirements]
        for index in range(size)
    ]
    if read is not None:
        yield from verify_tables(problem, read)
    yield from _wrong_conflicts(problem)
    yield from _wrong_waivers(problem)
    yield from _wrong_vacancies(problem)
    yield from _wrong_scores(problem, result, details)
    yield from _wrong_verdicts(problem, result, verdicts)
    eligible = [
        index
        for index in range(size)
        if details[index].total is not None and all(verdict.holds for verdict in verdicts[index])
    ]
    yield from _wrong_ranks(problem, result, details, eligible)
    yield from _wrong_outcomes(problem, result, details, eligible)


def _wrong_scores(
    problem: PromotionProblem, result: PromotionResult, details: list[ScoreDetail]
) -> Iterator[Message]:
    places = problem.scoring.places
    scores = result.scores
    for index, detail in enumerate(details):
        total = _decimal(int(scores.totals[index]), places) if scores.scored[index] else None
        points = [_decimal(int(column[index]), places) for column in scores.points]
        gaps = [Gap(int(column[index])) for column in scores.gaps]
        if (
            total != detail.total
            or points != [quantise(part.points, places) for part in detail.components]
            or gaps != [part.gap for part in detail.components]
            or any(
                bool(flags[index]) != detail.components[n].short
                for n, flags in scores.short.items()
            )
        ):
            yield message(
                "{candidate}: the total is {total}, recomputed {exact}.",
                candidate=problem.candidates.ids[index],
                total=total,
                exact=detail.total,
            )


def _wrong_verdicts(
    problem: PromotionProblem, result: PromotionResult, verdicts: list[list[Verdict]]
) -> Iterator[Message]:
    for position, requirement in enumerate(problem.requirements):
        for index, own in enumerate(verdicts):
            if int(result.verdicts[position][index]) != own[position]:
                yield message(
                    "{candidate}: the condition {requirement} is judged wrongly.",
                    candidate=problem.candidates.ids[index],
                    requirement=requirement.name,
                )


def _wrong_ranks(
    problem: PromotionProblem,
    result: PromotionResult,
    details: list[ScoreDetail],
    eligible: list[int],
) -> Iterator[Message]:
    keys = {index: _key(problem, details[index], index) for index in eligible}
    in_order = sorted(keys.values())
    for index in range(len(problem.candidates)):
        rank = bisect_left(in_order, keys[index]) + 1 if index in keys else 0
        if int(result.ranks[index]) != rank:
            yield message(
                "{candidate}: the rank is {rank}, recomputed {own}.",
                candidate=problem.candidates.ids[index],
                rank=int(result.ranks[index]),
                own=rank,
            )


def _wrong_outcomes(
    problem: PromotionProblem,
    result: PromotionResult,
    details: list[ScoreDetail],
    eligible: list[int],
) -> Iterator[Message]:
    """Proposed is who is ranked, passes, and whose equals all fit the vacancies with the better."""
    mark = problem.scoring.pass_mark
    vacancies = problem.vacancies
    ranks = [int(rank) for rank in result.ranks]
    short = {index for index in eligible if any(part.short for part in details[index].components)}
    passing = {
        index
        for index in eligible
        if index not in short
        and not (problem.elsewhere is not None and problem.elsewhere[index])
        and (mark is None or (details[index].total or Decimal(0)) >= mark)
    }
    in_order = sorted(ranks[index] for index in passing)
    ineligible = set(range(len(ranks))) - set(eligible)
    for index, code in enumerate(result.outcomes):
        if index in ineligible:
            own = {Outcome.INELIGIBLE, Outcome.UNKNOWN, Outcome.UNSCORED}
        elif problem.elsewhere is not None and problem.elsewhere[index]:
            own = {Outcome.ELSEWHERE}
        elif index not in passing:
            own = {Outcome.BELOW_MINIMUM if index in short else Outcome.BELOW_MARK}
        elif vacancies.origin == "unknown":
            own = {Outcome.RANKED}
        elif vacancies.count is None or bisect_right(in_order, ranks[index]) <= vacancies.count:
            own = {Outcome.PROPOSED}
        elif bisect_left(in_order, ranks[index]) < vacancies.count:
            own = {Outcome.TIED}
        else:
            own = {Outcome.RESERVE}
        if Outcome(int(code)) not in own:
            yield message(
                "{candidate}: proposed wrongly or left out wrongly.",
                candidate=problem.candidates.ids[index],
            )
    told = [Outcome(int(code)) for code in result.outcomes]
    if (result.proposed, result.tied) != (told.count(Outcome.PROPOSED), told.count(Outcome.TIED)):
        yield message("How many are proposed or tied is counted wrongly.")


def _wrong_conflicts(problem: PromotionProblem) -> Iterator[Message]:
    """Whoever rates for a component that excludes it is neither the candidate nor a competitor."""
    ids = {str(id_) for id_ in problem.candidates.ids}
    for rule, ratings in zip(problem.components, problem.candidates.ratings, strict=True):
        barred = set(rule.excludes) & {"self", "competitor"}
        if not barred:
            continue
        for index in range(len(problem.candidates)):
            own = str(problem.candidates.ids[index])
            for rater, _value in ratings.of(index):
                what = "self" if rater == own else "competitor" if rater in ids else None
                if what in barred:
                    yield message(
                        "{candidate}: the rating of {rater} counts, against the policy.",
                        candidate=own,
                        rater=rater,
                    )


def _wrong_waivers(problem: PromotionProblem) -> Iterator[Message]:
    """A waiver counts where somebody may give it, from its day on, with a reason, until it lapses.

    Whether the authority is the one that the policy names is asked by `verify_tables`.
    """
    rules = {rule.id: rule for rule in problem.requirements}
    for (requirement, index), waived in problem.waivers.items():
        rule, lapses = rules.get(requirement), waived.until or date.max
        if (
            rule is None
            or rule.waiver is None
            or not waived.authority
            or not waived.reason
            or waived.day > problem.round.as_of
            or lapses < problem.round.day
        ):
            yield message(
                "{candidate}: the waiver of {requirement} counts, against the policy.",
                candidate=problem.candidates.ids[index],
                requirement=requirement,
            )


def _wrong_vacancies(problem: PromotionProblem) -> Iterator[Message]:
    """Vacancies by headcount are what the figures shown beside them leave."""
    stated = problem.vacancies
    if stated.origin != "headcount" or stated.headcount is None:
        return
    taken = (stated.holders or 0) + stated.acting + stated.decided
    if stated.count != max(0, stated.headcount - taken):
        yield message("The vacancies are {count}, recomputed {own}.",
                      count=stated.count, own=max(0, stated.headcount - taken))  # fmt: skip


def _key(problem: PromotionProblem, detail: ScoreDetail, candidate: int) -> tuple[Decimal, ...]:
    """Smaller is better."""
    key = [-(detail.total or Decimal(0))]
    for rule in problem.scoring.tie_breaks:
        if rule.component is not None:
            part = detail.components[rule.component]
            points = quantise(part.points, problem.scoring.places)
            key.append(Decimal("inf") if part.gap else -points)
        elif rule.lot:
            drawn = f"{problem.lot_key}|{problem.candidates.ids[candidate]}"
            key.append(Decimal(int(sha256(drawn.encode()).hexdigest()[:16], 16)))
        else:
            entry = problem.facts[rule.fact or ""].of(candidate)
            day = entry.value if entry else None
            key.append(Decimal(day.toordinal()) if isinstance(day, date) else Decimal("inf"))
    return tuple(key)


def _decimal(multiple: int, places: int) -> Decimal:
    return Decimal(multiple).scaleb(-places)
