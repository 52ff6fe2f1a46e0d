"""Why is a candidate not ranked, or ranked on less than everything? In short, with names."""

from collections.abc import Iterator

from cs.kernel.messages import Message, message
from cs.promotion.problem import Gap, PromotionProblem, PromotionResult, Verdict


def reasons(
    problem: PromotionProblem, result: PromotionResult, candidate: int
) -> Iterator[Message]:
    """Unmet conditions, unknown ones, then missing scores."""
    for verdict in (Verdict.UNMET, Verdict.UNKNOWN):
        names = tuple(
            rule.name
            for rule, column in zip(problem.requirements, result.verdicts, strict=True)
            if int(column[candidate]) == verdict
        )
        if names and verdict is Verdict.UNMET:
            yield message("not met: {names}", names=names)
        elif names:
            yield message("unknown: {names}", names=names)
    for gap in (Gap.NO_SCORE, Gap.TOO_FEW_RATERS, Gap.NO_BAND):
        names = tuple(
            part.name
            for part, column in zip(problem.components, result.scores.gaps, strict=True)
            if int(column[candidate]) == gap
        )
        if names:
            yield _missing(gap, names)


def _missing(gap: Gap, names: tuple[str, ...]) -> Message:
    match gap:
        case Gap.NO_SCORE:
            return message("no score: {names}", names=names)
        case Gap.TOO_FEW_RATERS:
            return message("too few raters: {names}", names=names)
        case _:
            return message("in no band: {names}", names=names)
