"""Why is a candidate not ranked, or ranked on less than everything? In short, with names."""

from collections.abc import Iterator

from cs.kernel.messages import Message, message
from cs.promotion.problem import Gap, PromotionProblem, PromotionResult, Verdict


def reasons(
    problem: PromotionProblem, result: PromotionResult, candidate: int
) -> Iterator[Message]:
    """Unmet conditions, unknown ones, missing scores, minimums missed, then what was waived."""
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
    short = tuple(
        problem.components[number].name
        for number, flags in result.scores.short.items()
        if flags[candidate] and result.ranks[candidate]
    )
    if short:
        yield message("below the minimum: {names}", names=short)
    if problem.elsewhere is not None and problem.elsewhere[candidate]:
        yield message("proposed in another round")
    waived = tuple(
        message(
            "{name} by {authority}",
            name=rule.name,
            authority=problem.waivers[rule.id, candidate].authority,
        )
        for rule, column in zip(problem.requirements, result.verdicts, strict=True)
        if int(column[candidate]) == Verdict.WAIVED
    )
    if waived:
        yield message("waived: {names}", names=waived)


def _missing(gap: Gap, names: tuple[str, ...]) -> Message:
    match gap:
        case Gap.NO_SCORE:
            return message("no score: {names}", names=names)
        case Gap.TOO_FEW_RATERS:
            return message("too few raters: {names}", names=names)
        case _:
            return message("in no band: {names}", names=names)
