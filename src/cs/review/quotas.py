"""Which grades do people have under quotas? The nearest to those of their scores, exactly.

People are in the order of their scores, so that grades are cuts in that order: so many in the best
grade, so many in the two best, and so on. Of all cuts that keep each quota, and that part nobody
with equal scores, those are taken that move the fewest people by the fewest grades; of equally near
ones those with fewer people in the better grades. Found by going through the grades from the best,
remembering for each possible cut the least moved so far (dynamic programming with a sliding
minimum, O(grades × people)).
"""

from collections import deque
from collections.abc import Sequence
from decimal import Decimal
from math import ceil, floor

from cs.review.problem import ReviewRules

_FULL = 100


def with_quotas(
    rules: ReviewRules,
    scores: Sequence[Decimal | None],
    grades: Sequence[int | None],
) -> tuple[list[int | None], bool]:
    """The grades after the quotas, and whether they meet them.

    Quotas count those with a result. They cannot be met where equal scores would be parted, or
    where a score has no grade; the grades then stay.
    """
    given = list(grades)
    if not rules.quotas:
        return given, True
    people = [index for index, score in enumerate(scores) if score is not None]
    if any(given[index] is None for index in people):
        return given, False
    people.sort(key=lambda index: (-_number(scores[index]), given[index] or 0, index))
    ranked = [scores[index] for index in people]
    low, high = limits(rules, len(people))
    natural = [sum((given[i] or 0) <= g for i in people) for g in range(len(rules.grades))]
    allowed = [0, *(n for n in range(1, len(people)) if ranked[n] != ranked[n - 1]), len(people)]
    cuts = _nearest_cuts(sorted(set(allowed)), natural, low, high)
    if cuts is None:
        return given, False
    grade = 0
    for position, index in enumerate(people):
        while position >= cuts[grade]:
            grade += 1
        given[index] = grade
    return given, True


def limits(rules: ReviewRules, count: int) -> tuple[list[int], list[int]]:
    """How many people each grade must and may have: the least rounded up, the most down."""
    low, high = [0] * len(rules.grades), [count] * len(rules.grades)
    for quota in rules.quotas:
        low[quota.grade] = max(low[quota.grade], ceil(count * quota.at_least / _FULL))
        high[quota.grade] = min(high[quota.grade], floor(count * quota.at_most / _FULL))
    return low, high


def _number(score: Decimal | None) -> Decimal:
    return Decimal(0) if score is None else score


def _nearest_cuts(
    allowed: Sequence[int], natural: Sequence[int], low: Sequence[int], high: Sequence[int]
) -> list[int] | None:
    """The number of people in each grade or a better one; None if no cuts keep the quotas."""
    last = len(allowed) - 1
    best: dict[int, int] = {0: 0}
    chosen: list[dict[int, int]] = []
    for grade in range(len(natural)):
        ends = range(len(allowed)) if grade < len(natural) - 1 else (last,)
        costs: dict[int, int] = {}
        came: dict[int, int] = {}
        window: deque[int] = deque()
        entering = 0
        for end in ends:
            while entering <= end and allowed[end] - allowed[entering] >= low[grade]:
                if entering in best:
                    while window and best[window[-1]] > best[entering]:
                        window.pop()
                    window.append(entering)
                entering += 1
            while window and allowed[end] - allowed[window[0]] > high[grade]:
                window.popleft()
            if window:
                costs[end] = best[window[0]] + abs(allowed[end] - natural[grade])
                came[end] = window[0]
        chosen.append(came)
        best = costs
    if last not in best:
        return None
    cuts, end = [], last
    for came in reversed(chosen):
        cuts.append(allowed[end])
        end = came[end]
    return cuts[::-1]
