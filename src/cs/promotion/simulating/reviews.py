"""How do review grades follow one another? Transition shares, estimated with stated shrinkage.

From the results of consecutive periods n(a, b) pairs are counted. The share of b among all results
is drawn towards equal shares by `PRIOR_ALL` results, the shares after a towards those of all by
`PRIOR_ROW` results, so that a grade seen twice does not become certain for ever:
(n(a, b) + PRIOR_ROW * share(b)) / (n(a) + PRIOR_ROW).
"""

from collections.abc import Iterable, Mapping

import numpy as np

from cs.promotion.histories import KnownReview
from cs.promotion.simulating.model import ReviewModel

PRIOR_ALL = 1.0
PRIOR_ROW = 10.0


def review_model(
    review: KnownReview,
    histories: Iterable[tuple[tuple[int, int], ...]],
    stated: Mapping[str, float] | None = None,
    after: Mapping[str, Mapping[str, float]] | None = None,
) -> ReviewModel:
    """The model of one review.

    Args:
        histories: per agent, number of the period and position of its grade.
        stated: shares by grade's id, which go before what was observed; each result is then drawn
            from them anew.
        after: by a former grade's id, stated shares of the following one, which go before what was
            observed; one that names grades of another review is passed over.
    """
    size = len(review.grades)
    if stated:
        shares = np.array([stated.get(grade, 0.0) for grade in review.grades])
        shares = shares / shares.sum()
        return ReviewModel(review, shares, np.tile(shares, (size, 1)), 0)
    seen, pairs = np.zeros(size), np.zeros((size, size))
    for history in histories:
        ranks = dict(history)
        for period, rank in ranks.items():
            seen[rank] += 1
            if period + 1 in ranks:
                pairs[rank, ranks[period + 1]] += 1
    first = (seen + PRIOR_ALL / size) / (seen.sum() + PRIOR_ALL)
    rows = pairs + PRIOR_ROW * first
    following = rows / rows.sum(axis=1, keepdims=True)
    known = [
        grade
        for grade in review.grades
        if grade in (after or {}) and (after or {})[grade].keys() <= set(review.grades)
    ]
    for grade in known:
        row = (after or {})[grade]
        following[review.grades.index(grade)] = [row.get(each, 0.0) for each in review.grades]
    return ReviewModel(review, first, following, int(pairs.sum()), tuple(known))
