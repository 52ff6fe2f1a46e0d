"""A simulation in the terminal: rounds, waiting, the pyramid, blocked grades, all assumptions."""

from collections.abc import Iterator

import numpy as np
from rich.console import RenderableType
from rich.text import Text

from cs.locale import _
from cs.promotion.simulating.model import ReviewModel
from cs.promotion.simulating.records import (
    Figure,
    Ran,
    Simulation,
    figure,
    left_waiting,
    source_grades,
    total_promoted,
)
from cs.promotion.simulating.reviews import PRIOR_ROW
from cs.terminal import Column, plain, plain_table
from cs.wrapping import hang


def simulation_view(whole: Simulation, width: int) -> Iterator[RenderableType]:
    """The whole, policies side by side."""
    names = _(" against ").join(each.name for each in whole.ran)
    yield plain(
        _("{policies}: {years} years from {day}, {runs} runs").format(
            policies=names, years=whole.world.years, day=whole.world.as_of, runs=whole.world.runs
        ),
        style="bold",
    )
    yield plain(
        hang(_("A model with the assumptions below, no forecast. Figures: mean, in brackets the "
               "5th to the 95th percentile over runs."), "", "", width)
    )  # fmt: skip
    for ran in whole.ran:
        yield Text("")
        yield _rounds(ran)
    yield Text("")
    yield _summary(whole)
    yield Text("")
    for ran in whole.ran:
        yield _pyramid(whole, ran)
        yield Text("")
    for ran in whole.ran:
        yield from _blocked(whole, ran, width)
    yield Text("")
    yield plain(_("Assumptions"), style="bold")
    for line in assumptions(whole):
        yield plain(hang(line, "  ", "    ", width))


def _rounds(ran: Ran) -> RenderableType:
    rows = []
    for each in ran.course.rounds:
        free = "" if each.vacancies is None else _shown(figure(each.vacancies))
        rows.append((each.day.isoformat(), free, _shown(figure(each.eligible)),
                     _shown(figure(each.promoted))))  # fmt: skip
    return plain_table(
        [_("Round"), Column(_("Vacancies"), right=True), Column(_("Eligible"), right=True),
         Column(_("Promoted"), right=True)],
        rows,
        ran.name,
    )  # fmt: skip


def _summary(whole: Simulation) -> RenderableType:
    def row(text: str, values: list[str]) -> tuple[str, ...]:
        return (text, *values)

    ran = whole.ran
    return plain_table(
        [_("In all"), *(Column(each.name, right=True) for each in ran)],
        [
            row(_("promoted"), [_shown(total_promoted(each)) for each in ran]),
            row(
                _("months in the grade before promotion"),
                [
                    _shown(figure(each.course.waits)) if len(each.course.waits) else "-"
                    for each in ran
                ],
            ),
            row(
                _("eligible in the last round, not promoted"),
                [_shown(left_waiting(each)) for each in ran],
            ),
            row(_("hired"), [_shown(figure(each.course.hires.sum(axis=0))) for each in ran]),
            row(_("left"), [_shown(figure(each.course.leavers.sum(axis=0))) for each in ran]),
        ],
    )


def _pyramid(whole: Simulation, ran: Ran) -> RenderableType:
    rows = []
    for column in reversed(range(len(whole.world.grades))):
        counts = ran.course.headcounts[:, :, column]
        if counts.any():
            rows.append((whole.world.grades[column][1], *(_shown(figure(own)) for own in counts)))
    years = [Column(_("Start"), right=True)] + [
        Column(_("Year {number}").format(number=number), right=True)
        for number in range(1, whole.world.years + 1)
    ]
    return plain_table([_("Grade"), *years], rows, _("People: {policy}").format(policy=ran.name))


def _blocked(whole: Simulation, ran: Ran, width: int) -> Iterator[RenderableType]:
    blocked = [each for each in source_grades(whole.world, ran) if each.blocked]
    if not blocked:
        text = _("{policy}: no grade is blocked.")
        yield plain(hang(text.format(policy=ran.name), "", "", width))
    for each in blocked:
        text = _(
            "{policy}: {grade} is blocked: in {share} of rounds somebody was eligible and nobody "
            "of the grade was promoted; eligible per round {eligible}, promoted {promoted}."
        )
        yield plain(
            hang(
                text.format(
                    policy=ran.name,
                    grade=each.name,
                    share=f"{each.empty:.0%}",
                    eligible=f"{each.eligible:.1f}",
                    promoted=f"{each.promoted:.1f}",
                ),
                "",
                "",
                width,
            )
        )


def assumptions(whole: Simulation) -> Iterator[str]:
    """Everything that the figures rest on, a sentence each."""
    world, rates = whole.world, whole.world.rates
    yield _("Leaving: {rate} a year (--leave), drawn each month; known last days are kept.").format(
        rate=f"{rates.leave:.1%}"
    )
    names = dict(world.grades)
    for grade, rate in rates.leave_of:
        yield _("Leaving from {grade}: {rate} a year.").format(
            grade=names.get(grade, grade), rate=f"{rate:.1%}"
        )
    if rates.hires is None:
        yield _("Hiring: each leaver is replaced on the first of the next month (--hire).")
    else:
        yield _("Hiring: {number} people a year on average (--hire).").format(
            number=f"{rates.hires:g}"
        )
    yield _(
        "Newcomers start in {grade} (--entry), on probation for {months} months (--probation)."
    ).format(grade=names.get(rates.entry, rates.entry), months=rates.probation)
    for model in world.reviews:
        yield _review(model)
    yield _(
        "Scores: normally distributed; {share} of their variance stays with the person "
        "(--persistence). Pass marks, minimums and weights are not modelled."
    ).format(share=f"{rates.persistence:.0%}")
    for ran in whole.ran:
        unfollowed = ran.plan.unfollowed()
        if unfollowed:
            yield _(
                "{policy}: taken as met by {share} of people (--others-met), because time does not "
                "decide them: {conditions}"
            ).format(
                policy=ran.name,
                share=f"{rates.others_met:.0%}",
                conditions=_(", ").join(unfollowed),
            )
        yield _vacancies(ran)
        if not ran.plan.policy.windows:
            yield _("{policy}: the policy states no windows; a round is held each month.").format(
                policy=ran.name
            )
    yield _(
        "A promotion fills its place on the day of the round; the clock of the new grade starts "
        "with the day of effect. Promotions by other policies, transfers and leave are left out."
    )
    yield _("Seed {seed}; the same random numbers for every policy.").format(seed=world.seed)


def _vacancies(ran: Ran) -> str:
    figures = {"policy": ran.name, "count": ran.plan.count}
    match ran.plan.origin:
        case "headcount":
            text = _("{policy}: vacancies are the headcount of {count} less holders.")
        case "not_needed":
            text = _("{policy}: no vacancy is needed; whoever is eligible is promoted.")
        case _:
            text = _("{policy}: vacancies in each round: {count}.")
    return text.format(**figures)


def _review(model: ReviewModel) -> str:
    shares = _(", ").join(
        f"{name} {share:.0%}" for name, share in zip(model.review.names, model.first, strict=True)
    )
    if model.observed:
        stay = float(np.mean(np.diag(model.next)))
        text = _(
            "Review {review}: grades follow one another as in {count} pairs of results, shrunk "
            "towards all results by {prior} pairs a grade; first results: {shares}; the same grade "
            "again: {stay} on average."
        )
        return text.format(review=model.review.id, count=model.observed, prior=f"{PRIOR_ROW:g}",
                           shares=shares, stay=f"{stay:.0%}")  # fmt: skip
    text = _("Review {review}: no pairs of results are known; each is drawn anew: {shares} "
             "(--review).")  # fmt: skip
    return text.format(review=model.review.id, shares=shares)


def _shown(one: Figure) -> str:
    mean = f"{one.mean:.1f}"
    if one.low == one.high == one.mean:
        return mean
    return f"{mean} ({one.low:.0f}-{one.high:.0f})"
