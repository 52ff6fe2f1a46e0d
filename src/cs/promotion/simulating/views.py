"""A simulation in the terminal: rounds, waiting, the pyramid, blocked grades, all assumptions."""

from collections.abc import Iterator

import numpy as np
from rich.console import RenderableType
from rich.text import Text

from cs.locale import _
from cs.promotion.problem import Integers
from cs.promotion.process.words import time_text
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
from cs.promotion.simulating.wishes import Assumed
from cs.terminal import Column, plain, plain_table
from cs.wrapping import hang


def simulation_view(whole: Simulation, width: int) -> Iterator[RenderableType]:
    """The whole, policies side by side."""
    names = _(" against ").join(each.name for each in whole.ran)
    yield plain(
        _("{policies}, from {day}: years {years}, runs {runs}").format(
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
    columns: list[tuple[str, list[Integers | None]]] = [
        (_("Vacancies"), [each.vacancies for each in ran.course.rounds]),
        (_("Acting"), [each.acting if each.acting.any() else None for each in ran.course.rounds]),
        (_("On leave"), [each.away if each.away.any() else None for each in ran.course.rounds]),
        (_("Eligible"), [each.eligible for each in ran.course.rounds]),
        (_("Promoted"), [each.promoted for each in ran.course.rounds]),
    ]
    # vacancies are shown without a limit too, so that rounds of two policies stand alike
    held = [each for number, each in enumerate(columns)
            if number not in (1, 2) or any(one is not None for one in each[1])]  # fmt: skip
    rows = [
        (
            each.day.isoformat(),
            *("" if own[at] is None else _shown(figure(own[at])) for _name, own in held),
        )
        for at, each in enumerate(ran.course.rounds)
    ]
    return plain_table(
        [Column(_("Round"), keep=True), *(Column(name, right=True) for name, _own in held)],
        rows,
        ran.name,
    )


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
    yield _origins(whole.assumed)
    yield _(
        "Leaving: {rate} a year (--leavers), drawn each month; known last days are kept."
    ).format(rate=f"{rates.leave:.1%}")
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
    yield from _leave_and_waivers(whole)
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
        yield from _acting(ran)
        if not ran.plan.policy.windows:
            yield _("{policy}: the policy states no windows; a round is held each month.").format(
                policy=ran.name
            )
    yield _(
        "A promotion fills its place on the day of the round; the clock of the new grade starts "
        "with the day of effect. Promotions by other policies and transfers are left out."
    )
    yield _("Seed {seed}; the same random numbers for every policy.").format(seed=world.seed)


def _origins(assumed: Assumed) -> str:
    """Where the assumptions come from."""
    text = _(
        "Stated by the policy under `simulate`: {keys}; by options: {options}; the rest are "
        "defaults."
    )
    if not assumed.by_policy and not assumed.by_option:
        text = _("Neither the policy (`simulate`) nor an option states any of these: defaults.")
    keys = _(", ").join(assumed.by_policy) or "-"
    options = _(", ").join(f"--{each.replace('_', '-')}" for each in assumed.by_option) or "-"
    return text.format(keys=keys, options=options)


def _leave_and_waivers(whole: Simulation) -> Iterator[str]:
    rates = whole.world.rates
    if rates.away:
        yield _(
            "Long leave: {share} of people begin one in a year (`leave`), for {months} months; "
            "whoever is on leave keeps grade and place, and stands in no round."
        ).format(share=f"{rates.away:.1%}", months=rates.away_months)
    else:
        yield _("Long leave: nobody begins one (`leave` of `simulate`).")
    for ran in whole.ran:
        names = [rule.name for rule in ran.plan.problem.requirements if rule.waiver is not None]
        if not names:
            continue
        yield _(
            "{policy}: waived in {share} of cases where it is not met (--waived), and where the "
            "table of waivers says so, until it lapses: {conditions}"
        ).format(policy=ran.name, share=f"{rates.waived:.0%}", conditions=_(", ").join(names))


def _acting(ran: Ran) -> Iterator[str]:
    if ran.plan.origin != "headcount":
        return
    acting = ran.plan.policy.acting
    if acting is not None and acting.limit is not None:
        text = _(
            "{policy}: whoever acts fills a place for {limit} at most, those of today from the "
            "first day on, and takes it for good in a round in which the conditions are met."
        )
        yield text.format(policy=ran.name, limit=time_text(acting.limit))
    elif acting is not None or any(each.acting.any() for each in ran.course.rounds):
        text = _(
            "{policy}: whoever acts fills a place without limit, since the policy states none, and "
            "takes it for good in a round in which the conditions are met."
        )
        yield text.format(policy=ran.name)
    if ran.plan.acts:
        text = _(
            "{policy}: what a round leaves open is held acting by the best of those who are not "
            "eligible."
        )
        yield text.format(policy=ran.name)


def _vacancies(ran: Ran) -> str:
    figures = {"policy": ran.name, "count": ran.plan.count}
    match ran.plan.origin:
        case "headcount":
            text = _("{policy}: vacancies are the headcount of {count} less holders and those "
                     "acting.")  # fmt: skip
        case "not_needed":
            text = _("{policy}: no vacancy is needed; whoever is eligible is promoted.")
        case _:
            text = _("{policy}: vacancies in each round: {count}.")
    return text.format(**figures)


def _review(model: ReviewModel) -> str:
    shares = _(", ").join(
        f"{name} {share:.0%}" for name, share in zip(model.review.names, model.first, strict=True)
    )
    if model.observed or model.stated:
        stay = float(np.mean(np.diag(model.next)))
        text = _(
            "Review {review}: grades follow one another as in {count} pairs of results, shrunk "
            "towards all results by {prior} pairs a grade; first results: {shares}; the same grade "
            "again: {stay} on average."
        )
        if model.stated:
            text = _(
                "Review {review}: what follows {grades} is stated by the policy; otherwise grades "
                "follow one another as in {count} pairs of results, shrunk towards all results by "
                "{prior} pairs a grade; first results: {shares}; the same grade again: {stay} on "
                "average."
            )
        names = dict(zip(model.review.grades, model.review.names, strict=True))
        return text.format(review=model.review.id, count=model.observed, prior=f"{PRIOR_ROW:g}",
                           shares=shares, stay=f"{stay:.0%}",
                           grades=_(", ").join(names[each] for each in model.stated))  # fmt: skip
    text = _("Review {review}: no pairs of results are known; each is drawn anew: {shares} "
             "(--review).")  # fmt: skip
    return text.format(review=model.review.id, shares=shares)


def _shown(one: Figure) -> str:
    mean = f"{one.mean:.1f}"
    if one.low == one.high == one.mean:
        return mean
    return f"{mean} ({one.low:.0f}-{one.high:.0f})"
