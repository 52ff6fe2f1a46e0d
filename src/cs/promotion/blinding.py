"""A result without names: pseudonyms that stay the same for a round and its seed.

A pseudonym is cut from SHA-256 of the policy, the window, the seed and the id. It hides who is who
from readers, not from somebody who knows the ids and the seed and draws all of them again.
"""

from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256

import numpy as np

from cs.promotion.problem import Dropped, PromotionScore, Ratings

_SHORTEST = 6


def blinded(score: PromotionScore) -> PromotionScore:
    """The result with pseudonyms for candidates and raters, and without names."""
    problem = score.problem
    candidates = problem.candidates
    key = problem.lot_key
    ids = np.array(_pseudonyms("C", key, [str(each) for each in candidates.ids]), np.object_)
    hidden = replace(
        candidates,
        ids=ids,
        names=np.full(len(ids), "", np.object_),
        ratings=tuple(_ratings(key, ratings) for ratings in candidates.ratings),
    )
    return replace(score, problem=replace(problem, candidates=hidden, lot_ids=candidates.ids))


def _ratings(key: str, ratings: Ratings) -> Ratings:
    names = [name for name in ratings.rater_names if name]
    by_name = dict(zip(names, _pseudonyms("R", key, names), strict=True))
    return replace(
        ratings,
        rater_names=tuple(by_name.get(name, "") for name in ratings.rater_names),
        dropped={
            candidate: tuple(
                Dropped(by_name.get(each.rater, ""), each.value, each.conflict) for each in dropped
            )
            for candidate, dropped in ratings.dropped.items()
        },
    )


def _pseudonyms(letter: str, key: str, ids: Iterable[str]) -> list[str]:
    """As short as tells all of them apart."""
    hashes = [sha256(f"{letter}|{key}|{each}".encode()).hexdigest() for each in ids]
    length = _SHORTEST
    while len({each[:length] for each in hashes}) < len(set(hashes)):
        length += 1
    return [f"{letter}-{each[:length]}" for each in hashes]
