"""Which raters decide alone? Each is left out in turn, and each of their single ratings.

The round is decided anew without a rater's ratings wherever others remain; how few then remain is
not held against the candidate (the policy's least number of raters is not applied to what is left
by leaving one out), because the question is what the rater's opinion does, not what an empty chair
does. Where nobody else rated, nothing can be left out, and the rater is told to be the only one.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from cs.promotion.problem import (
    Flags,
    Outcome,
    PromotionProblem,
    PromotionResult,
    Ratings,
)
from cs.promotion.ranking import decide

MOST_RATERS_TRIED = 300
MOST_RATINGS_TRIED = 600
"""So many raters and single ratings are left out in turn; of more, none."""


@dataclass(frozen=True, slots=True)
class Change:
    """Who is no longer proposed, and who is instead; positions among the candidates."""

    leaves: tuple[int, ...]
    enters: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SingleRating:
    """One rating without which others are proposed."""

    component: int
    candidate: int
    change: Change


@dataclass(frozen=True, slots=True)
class DecidingRater:
    """A rater, by the name in the table.

    The same name under two components is one person, but for a number (a column `interview 1`),
    which counts within its component only.

    Attributes:
        ratings: how many this rater gave.
        change: what leaving all of them out does; None if nothing.
        singles: which single ones change who is proposed.
        alone: component and candidate of ratings that nobody else gave.
    """

    name: str
    ratings: int
    change: Change | None
    singles: tuple[SingleRating, ...]
    alone: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Deciding:
    """All named raters, by name.

    Attributes:
        tried: whether there were few enough to try; `singles_tried` likewise for single ratings.
        unnamed: components some of whose ratings name no rater.
        anonymous: components of which nobody may see who gave what; their raters are left out.
    """

    raters: tuple[DecidingRater, ...]
    tried: bool
    singles_tried: bool
    unnamed: tuple[int, ...]
    anonymous: tuple[int, ...]


def deciding_raters(problem: PromotionProblem, result: PromotionResult) -> Deciding:
    """Every named rater with what leaving out does."""
    parts = problem.candidates.ratings
    masks = _masks(problem)
    total = sum(int(mask.sum()) for each in masks.values() for mask in each)
    tried = len(masks) <= MOST_RATERS_TRIED
    singles_tried = tried and total <= MOST_RATINGS_TRIED
    before = proposed(result)
    contending = {int(each) for each in np.flatnonzero(result.ranks)} if singles_tried else set()
    raters = tuple(
        DecidingRater(
            name,
            sum(int(mask.sum()) for mask in own),
            _change(problem, own, before),
            tuple(_singles(problem, own, before, contending)),
            _alone(parts, own),
        )
        for name, own in (masks.items() if tried else ())
    )
    return Deciding(
        raters,
        tried,
        singles_tried,
        tuple(index for index, part in enumerate(parts) if _of(part, "").any()),
        tuple(index for index, rule in enumerate(problem.components) if rule.anonymous),
    )


def _masks(problem: PromotionProblem) -> dict[str, tuple[Flags, ...]]:
    """Each rater's ratings, a mask a component, by name."""
    parts = problem.candidates.ratings
    found: dict[str, list[Flags]] = {}
    for index, (rule, part) in enumerate(zip(problem.components, parts, strict=True)):
        for code in () if rule.anonymous else np.unique(part.raters):
            name = part.rater_names[code]
            if not name:
                continue
            shown = f"{rule.name} {name}" if name.isdigit() else name
            own = found.setdefault(shown, [np.zeros(len(each.values), np.bool_) for each in parts])
            own[index] |= part.raters == code
    return {name: tuple(found[name]) for name in sorted(found)}


def _singles(
    problem: PromotionProblem,
    own: Sequence[Flags],
    before: frozenset[int],
    contending: Collection[int],
) -> Iterator[SingleRating]:
    for component, mask in enumerate(own):
        owners = _owners(problem.candidates.ratings[component])
        for position in np.flatnonzero(mask):
            candidate = int(owners[position])
            if candidate not in contending:
                continue
            one = tuple(np.zeros_like(each) for each in own)
            one[component][position] = True
            change = _change(problem, one, before)
            if change is not None:
                yield SingleRating(component, candidate, change)


def proposed(result: PromotionResult) -> frozenset[int]:
    """Positions of those who are proposed."""
    return frozenset(int(each) for each in np.flatnonzero(result.outcomes == Outcome.PROPOSED))


def without(problem: PromotionProblem, left_out: Sequence[Flags]) -> PromotionProblem:
    """The problem without some ratings (a mask a component), where others remain."""
    ratings, rules = [], []
    for rule, part, mask in zip(
        problem.components, problem.candidates.ratings, left_out, strict=True
    ):
        if not mask.any():
            ratings.append(part)
            rules.append(rule)
            continue
        least = 2 * rule.trim + 1 if rule.aggregate == "trimmed_mean" else 1
        counts = np.diff(part.offsets)
        remaining = counts - np.bincount(_owners(part)[mask], minlength=len(counts))
        enough = counts >= rule.min_raters
        keep = ~(mask & (remaining[_owners(part)] >= least)) & enough[_owners(part)]
        offsets = np.concatenate([[0], np.cumsum(keep)])[part.offsets].astype(np.int64)
        ratings.append(replace(part, offsets=offsets, values=part.values[keep],
                               raters=part.raters[keep]))  # fmt: skip
        # Who had too few raters before keeps none, so that the lower minimum lets nobody in.
        fewest = int(np.diff(offsets)[enough].min(initial=rule.min_raters))
        rules.append(replace(rule, min_raters=max(1, min(rule.min_raters, fewest))))
    return replace(
        problem,
        components=tuple(rules),
        candidates=replace(problem.candidates, ratings=tuple(ratings)),
    )


def _change(
    problem: PromotionProblem, left_out: Sequence[Flags], before: frozenset[int]
) -> Change | None:
    after = proposed(decide(without(problem, left_out)))
    if after == before:
        return None
    return Change(tuple(sorted(before - after)), tuple(sorted(after - before)))


def _of(part: Ratings, name: str) -> Flags:
    codes = [code for code, own in enumerate(part.rater_names) if own == name]
    return np.isin(part.raters, codes)


def _owners(part: Ratings) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.repeat(np.arange(len(part.offsets) - 1), np.diff(part.offsets))


def _alone(parts: Sequence[Ratings], own: Sequence[Flags]) -> tuple[tuple[int, int], ...]:
    return tuple(
        (component, int(candidate))
        for component, (part, mask) in enumerate(zip(parts, own, strict=True))
        for candidate in _owners(part)[mask]
        if part.offsets[candidate + 1] - part.offsets[candidate] == 1
    )
