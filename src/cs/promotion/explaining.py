"""How does one candidate's total come about? The same arithmetic, in fractions, step by step."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from cs.promotion.problem import (
    UNIT,
    BandRule,
    ComponentDetail,
    ComponentRule,
    Gap,
    PromotionProblem,
    Ratings,
    ScoreDetail,
)

SHOWN_PLACES = 6


def explain(problem: PromotionProblem, candidate: int) -> ScoreDetail:
    """Every step from raw values to the quantised total of one candidate (its index)."""
    scoring = problem.scoring
    parts = [
        replace(
            _component(rule, ratings, candidate, Fraction(scoring.total)),
            dropped=tuple(
                (each.rater, Fraction(each.value, UNIT), each.conflict)
                for each in ratings.dropped.get(candidate, ())
            ),
        )
        for rule, ratings in zip(problem.components, problem.candidates.ratings, strict=True)
    ]
    factor = Fraction(1)
    held = [
        Fraction(rule.weight)
        for rule, part in zip(problem.components, parts, strict=True)
        if part.gap is Gap.NONE
    ]
    scored = len(held) == len(parts) or scoring.missing == "zero"
    if scoring.missing == "reweight":
        scored = sum(held) > 0
        if scored:
            every = sum((Fraction(rule.weight) for rule in problem.components), Fraction(0))
            factor = every / sum(held, Fraction(0))
    parts = [
        replace(part, points=part.points * factor, short=_is_short(rule, part))
        for rule, part in zip(problem.components, parts, strict=True)
    ]
    exact = sum((part.points for part in parts), Fraction(0)) if scored else None
    return ScoreDetail(
        tuple(parts), factor, exact, None if exact is None else quantise(exact, scoring.places)
    )


def _is_short(rule: ComponentRule, part: ComponentDetail) -> bool:
    """Whether the component has a minimum and the candidate does not reach it."""
    if rule.minimum is None:
        return False
    if part.value is None or part.gap is Gap.NO_BAND:
        return True
    minimum = Fraction(rule.minimum)
    return part.value > minimum if rule.lower_is_better else part.value < minimum


def quantise(number: Fraction, places: int) -> Decimal:
    """The nearest multiple of 10^-places, a half away from zero."""
    scaled = abs(number) * 10**places + Fraction(1, 2)
    whole = scaled.numerator // scaled.denominator
    return Decimal(-whole if number < 0 else whole).scaleb(-places)


def holds(band: BandRule, value: Fraction) -> bool:
    """Whether a raw value lies in the band."""
    if band.low is not None and (value < band.low or (value == band.low and not band.low_included)):
        return False
    return band.high is None or value < band.high or (value == band.high and band.high_included)


def show_exact(number: Fraction) -> str:
    """A number with as many decimals as it has, at most six and `…` where more would follow."""
    scaled = abs(number) * 10**SHOWN_PLACES
    whole = scaled.numerator // scaled.denominator
    digits = f"{whole:0{SHOWN_PLACES + 1}d}"
    text = f"{digits[:-SHOWN_PLACES]}.{digits[-SHOWN_PLACES:]}"
    cut = scaled.denominator != 1
    text = f"{text}…" if cut else text.rstrip("0").rstrip(".")
    return f"-{text}" if number < 0 else text


def _component(
    rule: ComponentRule, ratings: Ratings, candidate: int, total: Fraction
) -> ComponentDetail:
    raw = [(rater, Fraction(value, UNIT)) for rater, value in ratings.of(candidate)]
    counted = _counted(rule, [value for _, value in raw])
    shown = tuple((rater, value, index in counted) for index, (rater, value) in enumerate(raw))
    trim = rule.trim if rule.aggregate == "trimmed_mean" else 0
    if not raw:
        return ComponentDetail((), Gap.NO_SCORE, None, None, Fraction(0))
    if len(raw) < max(rule.min_raters, 2 * trim + 1):
        return ComponentDetail(shown, Gap.TOO_FEW_RATERS, None, None, Fraction(0))
    value = sum((raw[index][1] for index in counted), Fraction(0)) / len(counted)
    if rule.scale is not None:
        low, high = (Fraction(edge) for edge in rule.scale)
        points = Fraction(rule.weight) / 100 * total * (value - low) / (high - low)
        return ComponentDetail(shown, Gap.NONE, value, None, points)
    for index, band in enumerate(rule.bands):
        if holds(band, value):
            return ComponentDetail(shown, Gap.NONE, value, index, Fraction(band.points))
    return ComponentDetail(shown, Gap.NO_BAND, value, None, Fraction(0))


def _counted(rule: ComponentRule, values: list[Fraction]) -> frozenset[int]:
    """Positions of the values that the aggregate is the mean of."""
    if rule.aggregate == "mean":
        return frozenset(range(len(values)))
    by_size = sorted(range(len(values)), key=lambda index: (values[index], index))
    drop = rule.trim if rule.aggregate == "trimmed_mean" else (len(values) - 1) // 2
    return frozenset(by_size[drop : len(values) - drop])
