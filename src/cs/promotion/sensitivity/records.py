"""Sensitivity as plain data: the JSON record and the rows of CSV.

The record's shape is published as `cs/schemas/promotion-sensitivity.json`. Exact figures are texts
(whole numbers or fractions in lowest terms); shares of replications are decimals.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from cs.promotion.explaining import quantise
from cs.promotion.problem import Outcome, PromotionScore
from cs.promotion.record import head
from cs.promotion.sensitivity.contenders import Contenders
from cs.promotion.sensitivity.deciding import Change, Deciding
from cs.promotion.sensitivity.resampling import Stability
from cs.promotion.sensitivity.selection import GroupRate
from cs.promotion.sensitivity.weights import Bound, WeightRange

SCHEMA: Final = "cs/promotion-sensitivity@1"
_PLACES = 6


@dataclass(frozen=True, slots=True)
class Drawing:
    """How replications were drawn.

    Attributes:
        resamples: of raters; `draws`: of weights.
        concentration: of the Dirichlet distribution: the larger, the nearer to the policy.
    """

    seed: int
    resamples: int
    draws: int
    concentration: float


@dataclass(frozen=True)
class Sensitivity:
    """Everything that is told of how firmly the winners stand."""

    score: PromotionScore
    field: Contenders
    weights: tuple[WeightRange, ...]
    noise: Stability
    uncertain: Stability
    deciding: Deciding
    drawing: Drawing
    by: str | None = None
    groups: tuple[GroupRate, ...] = ()


def sensitivity_record(whole: Sensitivity) -> dict[str, Any]:
    """The JSON record."""
    problem, field = whole.score.problem, whole.field
    ids = [rule.id for rule in problem.components]
    return {
        **head(whole.score, SCHEMA),
        "drawing": {
            "seed": whole.drawing.seed,
            "resamples": whole.drawing.resamples,
            "draws": whole.drawing.draws,
            "concentration": whole.drawing.concentration,
        },
        "vacancies": field.proposed_at_most,
        "vacancies_assumed": field.assumed_one,
        "weights": [
            {
                "component": ids[each.component],
                "weight": str(each.weight),
                "movable": each.movable,
                "decided_by_rounding": each.rounded,
                "low": _bound(field, each.low),
                "high": _bound(field, each.high),
            }
            for each in whole.weights
        ],
        "contenders": [
            {
                "id": field.id_of(each),
                "rank": field.ranks[each],
                "outcome": field.outcomes[each].name.lower(),
                "rater_noise": _stability(whole.noise, each),
                "uncertain_weights": {
                    **_stability(whole.uncertain, each),
                    "central_weights": _central(whole.uncertain, each, ids),
                },
            }
            for each in range(len(field))
        ],
        "drawn_anew": [ids[each] for each in whole.noise.components],
        "raters": _raters(whole),
        "selection": {
            "by": whole.by,
            "groups": [_group(each) for each in whole.groups],
        },
    }


def csv_header() -> tuple[str, ...]:
    """The columns of `csv_rows`."""
    return (
        "part", "name", "of", "value", "low", "high", "change at low", "change at high",
    )  # fmt: skip


def csv_rows(whole: Sensitivity) -> Iterator[tuple[object, ...]]:
    """Weights with their ranges, then contenders with ranks, then groups with their rates."""
    field, rules = whole.field, whole.score.problem.components
    for each in whole.weights:
        yield (
            "weight",
            rules[each.component].name,
            None,
            shown(each.weight),
            shown(each.low.at if each.low else each.weight if not each.movable else Fraction(0)),
            shown(
                each.high.at
                if each.high
                else each.weight
                if not each.movable
                else sum(field.weights, Fraction(0))
            ),
            _pair(field, each.low),
            _pair(field, each.high),
        )
    for name, stability in (("rater noise", whole.noise), ("uncertain weights", whole.uncertain)):
        for one in range(len(field)):
            low, high = stability.between(one)
            share = f"{float(stability.proposed[one]):.4f}"
            yield (name, field.id_of(one), field.ranks[one], share, low, high, None, None)
    for rater in whole.deciding.raters:
        if rater.change is not None:
            yield ("rater", rater.name, rater.ratings, _names(whole, rater.change), *[None] * 4)
    for group in whole.groups:
        rate = f"{float(group.rate):.4f}"
        yield ("group", group.name, group.candidates, rate, None, None, None, None)


def shown(number: Fraction) -> Decimal:
    """A weight with six decimals at most."""
    return quantise(number, _PLACES).normalize() + 0


def _names(whole: Sensitivity, change: Change) -> str:
    ids = whole.score.problem.candidates.ids
    gone = " ".join(f"-{ids[each]}" for each in change.leaves)
    return " ".join(filter(None, [gone, " ".join(f"+{ids[each]}" for each in change.enters)]))


def _pair(field: Contenders, bound: Bound | None) -> str | None:
    if bound is None:
        return None
    ahead, behind = (
        "pass mark" if each is None else field.id_of(each) for each in (bound.ahead, bound.behind)
    )
    return f"{ahead} = {behind}"


def _bound(field: Contenders, bound: Bound | None) -> dict[str, Any] | None:
    if bound is None:
        return None
    return {
        "at": str(bound.at),
        "exact": bound.exact,
        "ahead": None if bound.ahead is None else field.id_of(bound.ahead),
        "behind": None if bound.behind is None else field.id_of(bound.behind),
    }


def _stability(stability: Stability, each: int) -> dict[str, Any]:
    low, high = stability.between(each)
    counts = stability.counts[each]
    return {
        "proposed": _share(stability.proposed[each]),
        "mean_rank": _share(stability.mean(each)),
        "low": low,
        "high": high,
        "ranks": {
            str(rank + 1): _share(count / stability.replications)
            for rank, count in enumerate(counts)
            if count
        },
    }


def _central(stability: Stability, each: int, ids: list[str]) -> dict[str, float] | None:
    if stability.central is None or not stability.counts[each, 0]:
        return None
    return {id_: _share(own) for id_, own in zip(ids, stability.central[each], strict=True)}


def _raters(whole: Sensitivity) -> dict[str, Any]:
    problem, deciding = whole.score.problem, whole.deciding
    ids, parts = problem.candidates.ids, [rule.id for rule in problem.components]

    def change(one: Change | None) -> dict[str, Any] | None:
        if one is None:
            return None
        return {
            "leaves": [str(ids[each]) for each in one.leaves],
            "enters": [str(ids[each]) for each in one.enters],
        }

    return {
        "tried": deciding.tried,
        "single_ratings_tried": deciding.singles_tried,
        "without_name": [parts[each] for each in deciding.unnamed],
        "anonymous": [parts[each] for each in deciding.anonymous],
        "each": [
            {
                "name": rater.name,
                "ratings": rater.ratings,
                "without_all": change(rater.change),
                "single_ratings": [
                    {
                        "component": parts[one.component],
                        "candidate": str(ids[one.candidate]),
                        "without": change(one.change),
                    }
                    for one in rater.singles
                ],
                "only_rater_of": [
                    {"component": parts[component], "candidate": str(ids[candidate])}
                    for component, candidate in rater.alone
                ],
            }
            for rater in deciding.raters
        ],
    }


def _group(group: GroupRate) -> dict[str, Any]:
    return {
        "name": group.name,
        "candidates": group.candidates,
        "eligible": group.eligible,
        "proposed": group.proposed,
        "rate": str(group.rate),
        "ratio": None if group.ratio is None else str(group.ratio),
        "probability": None if group.probability is None else _share(group.probability),
        "below_four_fifths": group.below,
        "one_more_would_do": group.one_more,
        "small": group.small,
    }


def _share(number: Any) -> float:
    return round(float(number), _PLACES) + 0.0


def is_proposed(whole: Sensitivity, each: int) -> bool:
    """Whether a contender is proposed under the policy."""
    return whole.field.outcomes[each] is Outcome.PROPOSED
