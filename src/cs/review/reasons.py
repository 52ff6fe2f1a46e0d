"""Why has an agent no result, no grade, or a grade other than the score's? In words."""

from collections.abc import Iterator

from cs.kernel.messages import Message, message
from cs.review.problem import Gap, IndicatorRule, IndicatorScore, Reviewed, ReviewRules


def reasons(rules: ReviewRules, one: Reviewed) -> Iterator[Message]:
    """What stands in the way of a result, or moved the grade."""
    score = one.score
    if score.score is None:
        if all(part.gap is Gap.NO_VALUE for part in score.indicators):
            yield message("there are no ratings")
            return
        for rule, part in zip(rules.indicators, score.indicators, strict=True):
            if part.gap is not None:
                yield missing(rules, rule, part)
        return
    if score.by_score is None and rules.grades:
        yield message("no grade holds the score")
    elif score.grade != score.by_score and score.grade is not None and score.by_score is not None:
        yield message(
            "by the quotas {grade}; by the score {other}",
            grade=rules.grades[score.grade].name,
            other=rules.grades[score.by_score].name,
        )


def missing(rules: ReviewRules, rule: IndicatorRule, part: IndicatorScore) -> Message:
    """Why an indicator has no points."""
    if part.gap is Gap.NO_SCALE:
        return message("{indicator}: the policy states no floor", indicator=rule.name)
    if part.gap is Gap.TOO_FEW_RATERS:
        return message(
            "{indicator}: too few raters ({counts})",
            indicator=rule.name,
            counts=[
                message(
                    "{role} {count}, needed {needed}",
                    role=rules.roles[each.role].name,
                    count=each.count,
                    needed=rules.roles[each.role].min_raters,
                )
                for each in part.roles
                if rules.roles[each.role].weight
            ],
        )
    return message("{indicator}: no value", indicator=rule.name)
