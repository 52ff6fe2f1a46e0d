"""One agent's result in the terminal: each indicator's arithmetic, the sum, runs, what follows."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from cs.kernel.messages import Message, message
from cs.kernel.texts import plain as digits
from cs.locale import _, translate
from cs.review.exports import coached_words
from cs.review.hiding import FEWEST_SHOWN
from cs.review.outcomes import Consequence, Reward
from cs.review.problem import (
    ReviewScore,
)
from cs.review.reasons import missing, reasons
from cs.review.views import change_words
from cs.stacking import fitting_table
from cs.terminal import plain

PLACES = 4


def explain_view(result: ReviewScore, index: int) -> Iterator[RenderableType]:
    """Everything that decides about one agent (its position)."""
    problem = result.problem
    agent, rules = problem.agents[index], problem.rules
    title = _("{agent}: {policy}, {period}")
    who = f"{agent.id} {agent.name}" if agent.name != agent.id else agent.id
    yield plain(title.format(agent=who, policy=rules.name, period=problem.period), style="bold")
    yield Text("")
    for at, rule in enumerate(rules.indicators):
        yield plain(
            _("{indicator}, weight {weight}%").format(
                indicator=rule.name, weight=shown(rule.weight)
            )
        )
        for line in _lines(result, index, at):
            yield Padding(plain(translate(line)), (0, 0, 0, 2))
    yield Text("")
    for line in _sum(result, index):
        yield plain(translate(line))
    yield Text("")
    yield from _standing(result, index)


def shown(number: Fraction | Decimal) -> str:
    """A number as it is if it ends within four decimals, else rounded with a sign before it."""
    exact = Fraction(number)
    scaled = exact * 10**PLACES
    if scaled.denominator == 1:
        return digits(Decimal(scaled.numerator).scaleb(-PLACES))
    return "≈" + digits(Decimal(round(scaled)).scaleb(-PLACES))


def _lines(result: ReviewScore, index: int, at: int) -> Iterator[Message]:
    rules, hides = result.problem.rules, result.hides
    rule, part = rules.indicators[at], result.agents[index].score.indicators[at]
    for each in part.roles:
        role = rules.roles[each.role]
        if each.mean is None:
            yield message("{role}: no ratings", role=role.name)
        elif hides.holds("role", index, at, each.role):
            yield message("{role}: hidden, ratings {count}", role=role.name, count=each.count)
        elif not each.share:
            yield message(
                "{role}: mean {mean} of {count}; does not count (weight {weight}%, needed "
                "{needed})",
                role=role.name,
                mean=shown(each.mean),
                count=each.count,
                weight=shown(role.weight),
                needed=role.min_raters,
            )
        else:
            yield message(
                "{role}: mean {mean} of {count}, share {share}%",
                role=role.name,
                mean=shown(each.mean),
                count=each.count,
                share=shown(each.share * 100),
            )
    if any(hides.holds("role", index, at, each.role) for each in part.roles):
        yield message(
            "An anonymous role has fewer than {count} raters; what would tell its mean is hidden.",
            count=FEWEST_SHOWN,
        )
    if part.gap is not None or part.value is None or part.points is None or rule.floor is None:
        yield missing(rules, rule, part)
        return
    if hides.holds("points", index, at):
        yield message(
            "Value and points are hidden: with the score they would tell what few anonymous "
            "raters said."
        )
        return
    yield message(
        "value {value}: 100 × ({value} - {floor}) / ({target} - {floor}), from 0 to {cap}: "
        "points {points}",
        value=shown(part.value),
        floor=digits(rule.floor),
        target=digits(part.target),
        cap=shown(rule.cap),
        points=shown(part.points),
    )
    yield message(
        "{points} × {share}% = {part}",
        points=shown(part.points),
        share=shown(part.share * 100),
        part=shown(part.points * part.share * rules.total / 100),
    )


def _sum(result: ReviewScore, index: int) -> Iterator[Message]:
    rules, hides, one = result.problem.rules, result.hides, result.agents[index]
    score = one.score
    if score.own is None or score.exact is None:
        for reason in reasons(rules, one):
            yield message("No result: {reason}", reason=reason)
        return
    if any(part.gap is not None for part in score.indicators):
        yield {
            "zero": message("Indicators without a value earn no points, as the policy says."),
            "reweight": message("The others share the weight of what is missing."),
        }.get(rules.missing_values, message("Indicators without a value are left out."))
    if hides.holds("score", index):
        yield message("The score is hidden: it would tell what few anonymous raters said.")
        return
    if score.mentees is not None and hides.holds("mentor", index):
        yield message("The part of the mentees is hidden: it would tell what few raters said.")
    else:
        yield message("Sum: {own}", own=shown(score.own))
    if score.mentees is not None and not hides.holds("mentor", index):
        yield message(
            "As a mentor: {own} × {rest}% + {mean} × {share}% = {exact}, where {mean} is the mean "
            "of the mentees",
            own=shown(score.own),
            rest=shown(100 - rules.mentor_share),
            mean=shown(score.mentees),
            share=shown(rules.mentor_share),
            exact=shown(score.exact),
        )
    yield message("Score, half-up to {places} decimals: {score}",
                  places=rules.places, score=score.score)  # fmt: skip


def _standing(result: ReviewScore, index: int) -> Iterator[RenderableType]:
    rules, one = result.problem.rules, result.agents[index]
    if one.score.grade is not None:
        yield plain(_("Grade: {grade}").format(grade=rules.grades[one.score.grade].name))
    if one.score.score is not None:
        for reason in reasons(rules, one):
            yield plain(translate(reason))
        yield plain(
            _("Change against the period before: {change}").format(
                change=change_words(result.score_shown(index), result.before_shown(index))
            )
        )
        if one.coached:
            why = _(", ").join(coached_words(result, one))
            yield plain(_("Coaching, because of: {why}").format(why=why))
        yield Text("")
    both: tuple[Reward | Consequence, ...] = (*rules.rewards, *rules.consequences)
    reached = {each.rule.id: each for each in one.follows}
    rows = []
    for rule, run in zip(both, one.runs, strict=True):
        is_reward = isinstance(rule, Reward)
        grade = rule.at_least if isinstance(rule, Reward) else rule.at_most
        name = next((each.name for each in rules.grades if each.id == grade), grade)
        limit = _("{grade} or better") if is_reward else _("{grade} or worse")
        hit = reached.get(rule.id)
        said = _("reached now") if hit and hit.is_new else _("reached") if hit else "-"
        length = f"{run.length}{'' if run.known else '?'}"
        rows.append((rule.name, limit.format(grade=name), f"{length} / {rule.in_a_row}", said))
    if rows:
        yield fitting_table([_("What follows"), _("Graded"), _("In a row"), _("Answer")], rows)
