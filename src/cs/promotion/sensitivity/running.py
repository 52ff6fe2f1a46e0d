"""All of a round's sensitivity, from its score."""

from collections.abc import Sequence

from cs.promotion.problem import Outcome, PromotionScore, Verdict
from cs.promotion.record import overall
from cs.promotion.sensitivity.contenders import contenders
from cs.promotion.sensitivity.deciding import deciding_raters
from cs.promotion.sensitivity.records import Drawing, Sensitivity
from cs.promotion.sensitivity.resampling import under_rater_noise, under_uncertain_weights
from cs.promotion.sensitivity.selection import selection_rates
from cs.promotion.sensitivity.weights import weight_ranges


def analyse(
    score: PromotionScore,
    drawing: Drawing,
    by: str | None = None,
    groups: Sequence[str] = (),
) -> Sensitivity:
    """How firmly the winners stand.

    Args:
        by: the column by which candidates are grouped.
        groups: what it says of each candidate.
    """
    field = contenders(score.problem, score.result)
    result = score.result
    holds = (Verdict.MET, Verdict.WAIVED)
    return Sensitivity(
        score=score,
        field=field,
        weights=weight_ranges(field),
        noise=under_rater_noise(field, drawing.resamples, drawing.seed),
        uncertain=under_uncertain_weights(
            field, drawing.draws, drawing.concentration, drawing.seed
        ),
        deciding=deciding_raters(score.problem, result),
        drawing=drawing,
        by=by,
        groups=()
        if by is None
        else selection_rates(
            groups,
            [overall(result, each) in holds for each in range(len(groups))],
            [int(code) == Outcome.PROPOSED for code in result.outcomes],
        ),
    )
