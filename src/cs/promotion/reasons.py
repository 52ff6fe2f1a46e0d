"""Why is a candidate not ranked, or ranked on less than everything? In short, with names."""

from collections.abc import Callable, Iterator

from cs.kernel.messages import Message, message
from cs.promotion.problem import Gap, PromotionProblem, PromotionResult, Verdict

Wording = Callable[[object], Message]
"""From names (or a placeholder for them) to the reason."""

VERDICT_REASONS: tuple[tuple[Verdict, Wording], ...] = (
    (Verdict.UNMET, lambda names: message("not met: {names}", names=names)),
    (Verdict.UNKNOWN, lambda names: message("unknown: {names}", names=names)),
)
"""Verdicts that speak against a candidate, in the order of telling."""
GAP_REASONS: tuple[tuple[Gap, Wording], ...] = (
    (Gap.NO_SCORE, lambda names: message("no score: {names}", names=names)),
    (Gap.TOO_FEW_RATERS, lambda names: message("too few raters: {names}", names=names)),
    (Gap.NO_BAND, lambda names: message("in no band: {names}", names=names)),
)


def reasons(
    problem: PromotionProblem, result: PromotionResult, candidate: int
) -> Iterator[Message]:
    """Unmet conditions, unknown ones, then missing scores."""
    for verdict, wording in VERDICT_REASONS:
        names = tuple(
            rule.name
            for rule, column in zip(problem.requirements, result.verdicts, strict=True)
            if int(column[candidate]) == verdict
        )
        if names:
            yield wording(names)
    for gap, wording in GAP_REASONS:
        names = tuple(
            part.name
            for part, column in zip(problem.components, result.scores.gaps, strict=True)
            if int(column[candidate]) == gap
        )
        if names:
            yield wording(names)
