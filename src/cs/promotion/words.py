"""The words of outcomes, verdicts and origins, in the language of the reader."""

from decimal import Decimal

from cs.locale import _
from cs.promotion.problem import Outcome, PromotionProblem, PromotionScore, Vacancies, Verdict


def outcome_words() -> tuple[str, ...]:
    """Per `Outcome`."""
    words = {
        Outcome.PROPOSED: _("proposed"),
        Outcome.TIED: _("tied"),
        Outcome.RESERVE: _("reserve"),
        Outcome.RANKED: _("ranked"),
        Outcome.BELOW_MARK: _("below the pass mark"),
        Outcome.INELIGIBLE: _("not eligible"),
        Outcome.UNKNOWN: _("eligibility unknown"),
        Outcome.UNSCORED: _("not scored"),
        Outcome.BELOW_MINIMUM: _("below a minimum"),
        Outcome.ELSEWHERE: _("proposed in another round"),
    }
    return tuple(words[outcome] for outcome in Outcome)


def verdict_words() -> tuple[str, ...]:
    """Per `Verdict`."""
    words = {
        Verdict.UNMET: _("not met"),
        Verdict.MET: _("met"),
        Verdict.UNKNOWN: _("unknown"),
        Verdict.WAIVED: _("waived"),
    }
    return tuple(words[Verdict(number)] for number in range(len(words)))


def vacancies_words(vacancies: Vacancies) -> str:
    """How many vacancies there are, and why."""
    match vacancies.origin:
        case "option":
            return _("Vacancies: {count}, as the command line says.").format(count=vacancies.count)
        case "policy":
            return _("Vacancies: {count}, as the policy says.").format(count=vacancies.count)
        case "headcount":
            return _of_headcount(vacancies)
        case "not_needed":
            return _("No vacancy is needed: whoever is ranked and passes is proposed.")
        case _:
            return _(
                "How many vacancies there are is not known, so nobody is proposed; say it with "
                "--vacancies N."
            )


def _of_headcount(vacancies: Vacancies) -> str:
    figures = {
        "count": vacancies.count,
        "headcount": vacancies.headcount,
        "grade": vacancies.grade,
        "holders": vacancies.holders,
        "acting": vacancies.acting,
        "leaving": vacancies.leaving,
        "decided": vacancies.decided,
        "day": vacancies.day,
    }
    text = _(
        "Vacancies: {count}; the ladder has {headcount} places for {grade}, {holders} of them held."
    ).format(**figures)
    if vacancies.acting:
        text += _(" Held for the time being, acting or on trial: {acting}.").format(**figures)
    if vacancies.leaving:
        text += _(" Free by {day}, because holders leave: {leaving}.").format(**figures)
    if vacancies.decided:
        text += _(" Filled by other rounds: {decided}.").format(**figures)
    return text


def filling_words(way: str) -> str:
    """What to do with a place that nobody fills."""
    return {
        "internal": _("promotion from within"),
        "acting": _("somebody acts"),
        "external": _("hiring from outside"),
    }[way]


def conflict_words(conflict: str) -> str:
    """Why a rating does not count."""
    return {
        "self": _("the candidate"),
        "competitor": _("another candidate of the round"),
        "leader": _("the candidate's direct superior"),
        "mentor": _("the candidate's mentor"),
    }[conflict]


def post_words(score: PromotionScore) -> str | None:
    """For which post the weights hold; None where the policy has the same for all."""
    if score.asked.post is not None:
        weights = _(", ").join(
            f"{part.name} {shown_decimal(part.weight)}%" for part in score.problem.components
        )
        return _("Weights for the post {post}: {weights}").format(
            post=score.asked.post, weights=weights
        )
    if not score.posts:
        return None
    text = _("The general weights; the policy has others for {posts}, which --post asks for.")
    return text.format(posts=_(", ").join(score.posts))


def round_words(problem: PromotionProblem) -> str:
    """When the round runs and to which day tenure counts."""
    round_ = problem.round
    if round_.window is None:
        return _("The policy names no window; tenure counts to {day}.").format(day=round_.day)
    if not round_.regular:
        return _(
            "The policy names no window in {window}: it is taken as irregular, and tenure counts "
            "to {day}."
        ).format(window=round_.window, day=round_.day)
    return _(
        "Window {window}: opens on {day}, to which tenure counts, and closes on {closes}."
    ).format(window=round_.window, day=round_.day, closes=round_.closes)


def shown_decimal(number: Decimal) -> str:
    """A decimal of the policy without zeros at its end."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
