"""One candidate's score in the terminal: the arithmetic and the conditions, line by line."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import numpy as np
from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from cs.kernel.messages import Message, message
from cs.locale import _, translate
from cs.promotion.eligibility import evidence, marked
from cs.promotion.explaining import explain, show_exact
from cs.promotion.lots import lot
from cs.promotion.nearest.views import nearest_view
from cs.promotion.problem import (
    BandRule,
    ComponentDetail,
    ComponentRule,
    Evidence,
    Gap,
    Outcome,
    PromotionProblem,
    PromotionScore,
    RequirementRule,
    ScoreDetail,
    TieRule,
    Verdict,
)
from cs.promotion.reasons import reasons
from cs.promotion.record import decimal_of, overall
from cs.promotion.words import (
    conflict_words,
    outcome_words,
    post_words,
    round_words,
    shown_decimal,
    verdict_words,
)
from cs.terminal import Column, plain, plain_table

EQUALS_AT_MOST = 10
"""Of those with the same total so many are compared."""
_VERDICT_STYLES = {
    Verdict.MET: "green",
    Verdict.UNMET: "red",
    Verdict.UNKNOWN: "yellow",
    Verdict.WAIVED: "cyan",
}
FEWEST_SHOWN = 3
"""With fewer raters, an anonymous component shows no single value."""


def explain_view(score: PromotionScore, candidate: int) -> Iterator[RenderableType]:
    """Everything that decides about one candidate (its index)."""
    problem = score.problem
    detail = explain(problem, candidate)
    yield plain(_title(score, candidate), style="bold")
    yield Text("")
    yield plain(_("Score"), style="bold")
    if (weights := post_words(score)) is not None:
        yield plain(weights)
    for rule, part in zip(problem.components, detail.components, strict=True):
        yield plain(
            _("{component}, weight {weight}%").format(
                component=rule.name, weight=shown_decimal(rule.weight)
            )
        )
        for line in _component(rule, part, detail.factor, problem.scoring.total):
            yield _indented(translate(line))
        for rater, value, conflict in part.dropped:
            yield _indented(
                _("does not count: {value} of {rater}, {conflict}").format(
                    value=_exact(value), rater=rater, conflict=conflict_words(conflict)
                ),
            )
        if rule.minimum is not None:
            text = (
                _("below the minimum {minimum}: not proposed")
                if part.short
                else _("reaches the minimum {minimum}")
            )
            yield _indented(text.format(minimum=shown_decimal(rule.minimum)))
    yield from _sum(problem, detail)
    yield Text("")
    yield from _standing(score, candidate)
    if problem.requirements:
        yield Text("")
        yield plain(_("Conditions"), style="bold")
        for requirement in problem.requirements:
            yield from _condition(problem, requirement, candidate)
        yield plain(round_words(problem))
        if overall(score.result, candidate) in (Verdict.UNMET, Verdict.UNKNOWN):
            yield Text("")
            yield from nearest_view(problem, candidate)


def conditions_view(score: PromotionScore, candidate: int) -> Iterator[RenderableType]:
    """The conditions of one of the staff, without any score."""
    problem = score.problem
    yield plain(_title(score, candidate), style="bold")
    yield Text("")
    yield plain(_("Conditions"), style="bold")
    for requirement in problem.requirements:
        yield from _condition(problem, requirement, candidate)
    yield plain(round_words(problem))
    yield Text("")
    yield from nearest_view(problem, candidate)


def _title(score: PromotionScore, candidate: int) -> str:
    candidates = score.problem.candidates
    who = f"{candidates.ids[candidate]} {candidates.names[candidate]}".rstrip()
    return _("{candidate}: {policy}").format(candidate=who, policy=score.name)


def _component(
    rule: ComponentRule, part: ComponentDetail, factor: Fraction, total: Decimal
) -> Iterator[Message]:
    counted = [value for _rater, value, used in part.ratings if used]
    yield from _raw_values(rule, part, counted)
    if part.gap is not Gap.NONE:
        yield _missing(rule, part)
        return
    plain_points = part.points / factor
    if rule.scale is not None:
        low, high = rule.scale
        yield message(
            "scale {low} to {high}: ({value} - {low}) / ({high} - {low}) × {most} = {points}",
            low=shown_decimal(low),
            high=shown_decimal(high),
            value=_exact(part.value),
            most=_exact(Fraction(rule.weight) * Fraction(total) / 100),
            points=_exact(plain_points),
        )
    elif part.band is not None:
        yield message(
            "band {band}: points {points}",
            band=_band(rule.bands[part.band]),
            points=_exact(plain_points),
        )
    if factor != 1:
        yield message(
            "reweighted: {points} × {factor} = {result}",
            points=_exact(plain_points),
            factor=_exact(factor),
            result=_exact(part.points),
        )


def _missing(rule: ComponentRule, part: ComponentDetail) -> Message:
    match part.gap:
        case Gap.TOO_FEW_RATERS:
            return message(
                "raters {count}, needed {needed}: counts as missing",
                count=len(part.ratings),
                needed=max(rule.min_raters, 2 * rule.trim + 1),
            )
        case Gap.NO_BAND:
            return message("{value} is in no band: counts as missing", value=_exact(part.value))
        case _:
            return message("there is no score")


def _raw_values(
    rule: ComponentRule, part: ComponentDetail, counted: list[Fraction]
) -> Iterator[Message]:
    if not part.ratings:
        return
    if rule.anonymous and len(part.ratings) < FEWEST_SHOWN:
        yield message("values are not shown: raters {count}, fewer than {least}",
                      count=len(part.ratings), least=FEWEST_SHOWN)  # fmt: skip
        return
    ratings = part.ratings
    if rule.anonymous:
        # in the order of their size, so that no place tells who gave which
        ratings = tuple(sorted((("", value, used) for _rater, value, used in ratings),
                               key=lambda rating: rating[1]))  # fmt: skip
    if len(ratings) == 1:
        yield message("value: {value}", value=_exact(ratings[0][1]))
        return
    yield message(
        "values: {values}",
        values=tuple(
            f"{rater}: {_exact(value)}" if rater else _exact(value)
            for rater, value, _used in ratings
        ),
    )
    if part.value is None:
        return
    figures = {"count": len(counted), "value": _exact(part.value)}
    if rule.aggregate == "median":
        yield message("median: {value}", **figures)
    elif rule.aggregate == "trimmed_mean":
        dropped = tuple(_exact(value) for _rater, value, used in part.ratings if not used)
        yield message("left out: {dropped}", dropped=dropped)
        yield message("mean of the other {count}: {value}", **figures)
    else:
        yield message("mean of {count}: {value}", **figures)


def _band(band: BandRule) -> Message:
    figures = {
        "low": "" if band.low is None else shown_decimal(band.low),
        "high": "" if band.high is None else shown_decimal(band.high),
    }
    match band.low is not None, band.low_included, band.high is not None, band.high_included:
        case False, _, False, _:
            return message("all values")
        case False, _, True, True:
            return message("{high} or less", **figures)
        case False, _, True, False:
            return message("below {high}", **figures)
        case True, True, False, _:
            return message("{low} or more", **figures)
        case True, False, False, _:
            return message("above {low}", **figures)
        case True, True, True, True:
            return message("{low} to {high}", **figures)
        case True, True, True, False:
            return message("{low} or more and below {high}", **figures)
        case True, False, True, True:
            return message("above {low} and up to {high}", **figures)
        case _:
            return message("above {low} and below {high}", **figures)


def _sum(problem: PromotionProblem, detail: ScoreDetail) -> Iterator[RenderableType]:
    if detail.exact is None or detail.total is None:
        yield plain(_("No total: a score is missing, and the policy refuses to go on without it."))
        return
    terms = " + ".join(_exact(part.points) for part in detail.components)
    yield plain(
        _("Sum: {terms} = {sum}").format(terms=terms.replace("+ -", "- "), sum=_exact(detail.exact))
    )
    yield plain(
        _("Total, rounded half up to {places} decimals: {total}").format(
            places=problem.scoring.places, total=format(detail.total, "f")
        ),
        style="bold",
    )


def _standing(score: PromotionScore, candidate: int) -> Iterator[RenderableType]:
    problem, result = score.problem, score.result
    rank = int(result.ranks[candidate])
    if not rank:
        why = _("; ").join(translate(reason) for reason in reasons(problem, result, candidate))
        yield plain(_("Not ranked because: {why}").format(why=why), style="bold")
        return
    ranked = int((result.ranks > 0).sum())
    word = outcome_words()[result.outcomes[candidate]]
    yield plain(
        _("Rank {rank} of {count}: {outcome}").format(rank=rank, count=ranked, outcome=word),
        style="bold",
    )
    equals = np.flatnonzero(
        (result.ranks > 0) & (result.scores.totals == result.scores.totals[candidate])
    )
    if len(equals) > 1 and problem.scoring.tie_breaks:
        yield plain(_("Others have the same total; the tie-breaks, in their order:"))
        chosen = [int(index) for index in result.order if index in set(equals.tolist())]
        yield _ties(score, candidate, chosen)
    elif len(equals) > 1:
        yield plain(
            _("Others with the same total: {count}; the policy has no tie-breaks.").format(
                count=len(equals) - 1
            )
        )
    if Outcome(int(result.outcomes[candidate])) is Outcome.TIED:
        yield plain(_("The tie reaches across the last vacancy: a decision is needed."))


def _ties(score: PromotionScore, candidate: int, equals: list[int]) -> RenderableType:
    problem, result = score.problem, score.result
    at = equals.index(candidate)
    first = max(0, min(at - EQUALS_AT_MOST // 2, len(equals) - EQUALS_AT_MOST))
    shown = equals[first : first + EQUALS_AT_MOST]
    return plain_table(
        [
            Column(_("Id"), keep=True),
            *(_tie_name(problem, rule) for rule in problem.scoring.tie_breaks),
            Column(_("Rank"), right=True, keep=True),
        ],
        [
            (
                Text(
                    str(problem.candidates.ids[index]), style="bold" if index == candidate else ""
                ),
                *(_tie_value(score, rule, index) for rule in problem.scoring.tie_breaks),
                str(int(result.ranks[index])),
            )
            for index in shown
        ],
    )


def _tie_name(problem: PromotionProblem, rule: TieRule) -> str:
    if rule.component is not None:
        return problem.components[rule.component].name
    if rule.lot:
        return _("lot")
    return {
        "grade_since": _("in the grade since"),
        "post_since": _("in the post since"),
        "hired": _("in the firm since"),
    }[rule.fact or ""]


def _tie_value(score: PromotionScore, rule: TieRule, candidate: int) -> str:
    problem, scores = score.problem, score.result.scores
    if rule.component is not None:
        if scores.gaps[rule.component][candidate] != Gap.NONE:
            return "-"
        points = decimal_of(int(scores.points[rule.component][candidate]), problem.scoring.places)
        return format(points, "f")
    if rule.lot:
        return lot(problem.lot_key, problem.lot_id(candidate))
    entry = problem.facts[rule.fact or ""].of(candidate)
    return "-" if entry is None else str(entry.value)


def _condition(
    problem: PromotionProblem, requirement: RequirementRule, candidate: int
) -> Iterator[RenderableType]:
    answer = evidence(problem, requirement, candidate)
    yield plain(
        _("{verdict}: {requirement}").format(
            verdict=verdict_words()[answer.verdict], requirement=requirement.name
        ),
        style=_VERDICT_STYLES[answer.verdict],
    )
    waived = problem.waivers.get((requirement.id, candidate))
    if waived is not None and answer.verdict is Verdict.WAIVED:
        text = _("waived by {authority} on {day}: {reason}")
        yield _indented(
            text.format(authority=waived.authority, day=waived.day, reason=waived.reason)
        )
    if answer.parts:
        yield from (_indented(translate(line)) for line in _parts(answer))
    else:
        yield _indented(translate(answer.text))
    if answer.source == "staff":
        yield _indented(_("from the staff table"))
    elif answer.source == "candidates":
        yield _indented(_("from the candidates' table"))
    elif answer.source == "reviews":
        yield _indented(_("from the table of reviews"))
    elif answer.source == "discipline":
        yield _indented(_("from the table of discipline"))
    elif answer.source == "training":
        yield _indented(_("from the table of training"))
    elif answer.source == "stints":
        yield _indented(_("from the table of stints"))
    if not answer.verdict.holds and requirement.waiver is not None:
        yield _indented(_("may be waived by: {who}").format(who=requirement.waiver))
    if requirement.source is not None:
        yield _indented(_("rule: {source}").format(source=requirement.source))


def _parts(answer: Evidence) -> Iterator[Message]:
    """The conditions of a combination, one a line."""
    for part in answer.parts:
        yield (
            marked(part)
            if not part.parts
            else message("{answer}", answer=marked(replace(part, text=message("together"))))
        )
        for inner in part.parts:
            yield message("- {answer}", answer=marked(inner))


def _indented(text: str) -> RenderableType:
    return Padding(plain(text), (0, 0, 0, 2), expand=False)


def _exact(number: Fraction | None) -> str:
    return "-" if number is None else show_exact(number)
