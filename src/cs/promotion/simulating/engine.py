"""Run a policy over the coming months, all runs at once.

Each month, in this order: newcomers take up, people leave, long leaves begin and end, acting ends,
results of ended review periods arrive, and rounds whose window opens in the month are held. A round
judges the policy's own conditions by `cs.promotion.eligibility`, on facts that are encoded once per
distinct value; vacancies are as many as the policy or the option says, or the headcount less
holders and those who act. Whoever acts and is eligible takes the place held; for the others the
highest drawn scores decide. A promotion fills its place at once; its day of effect starts the clock
of the new grade. Where the policy fills places by acting, the best of those who are not eligible
act for what a round leaves open, up to the limit.

Random numbers are drawn per month and purpose from the seed, the same for every policy (common
random numbers), so that two policies differ by what they say and not by luck.
"""

from collections.abc import Iterator
from datetime import date

import numpy as np
from dateutil.relativedelta import relativedelta

from cs.promotion.problem import (
    Flags,
    Integers,
    Round,
    Small,
)
from cs.promotion.simulating.draws import Purpose, generator
from cs.promotion.simulating.judging import all_met
from cs.promotion.simulating.model import (
    Course,
    Floats,
    ReviewModel,
    RoundFigures,
    Simulated,
    World,
)
from cs.promotion.simulating.people import NONE, People, first_period, originals
from cs.promotion.timetable import window_days
from cs.promotion.vacancies import day_of_effect

_MONTHS = 12


def simulate(world: World, plan: Simulated) -> Course:
    """What the policy does in the world."""
    arrivals = _arrivals(world)
    people = _first(world, plan, int(arrivals.sum(axis=0).max(initial=0)))
    shape = people.active.shape
    ability = generator(world, Purpose.ABILITY).standard_normal(shape)
    others = generator(world, Purpose.OTHERS).random(shape) < world.rates.others_met
    target = [grade for grade, _name in world.grades].index(plan.policy.target_grade or "")
    first_periods = [first_period(world, each) for each in world.reviews]
    leave_of = _monthly(world)
    next_slot = np.full(world.runs, len(world.start.ids))
    vacated = np.zeros(shape, np.bool_)
    rounds, waits = [], []
    headcounts = [_headcounts(world, people)]
    staff = [people.active.sum(axis=1)]
    hires, leavers = [], []
    most = _holders(people, target)
    openings = list(_openings(world, plan))
    for month, first_day in enumerate(months_of(world)):
        hired = _hire(world, people, first_day, vacated, arrivals[month], next_slot)
        vacated = _leave(world, people, month, first_day, leave_of)
        _go_away(world, people, month, first_day)
        people.acting[people.acting_until <= first_day.toordinal()] = NONE
        for number, each in enumerate(world.reviews):
            _review(world, people, number, each, first_periods[number], first_day)
        for round_ in openings:
            if (round_.day.year, round_.day.month) == (first_day.year, first_day.month):
                draws = generator(world, Purpose.SCORE, month).standard_normal(shape)
                keep = world.rates.persistence
                scores = np.sqrt(keep) * ability + np.sqrt(1 - keep) * draws
                figures, waited = _hold(world, plan, people, round_, others, scores, target)
                rounds.append(figures)
                waits.append(waited)
        hires.append(hired)
        leavers.append(vacated.sum(axis=1))
        staff.append(people.active.sum(axis=1))
        most = np.maximum(most, _holders(people, target))
        if (month + 1) % _MONTHS == 0:
            headcounts.append(_headcounts(world, people))
    return Course(
        tuple(rounds),
        np.array(headcounts),
        np.array(staff),
        np.array(hires),
        np.array(leavers),
        np.concatenate(waits) if waits else np.zeros(0, np.int64),
        most,
    )


def months_of(world: World) -> list[date]:
    """The first days of the months simulated."""
    start = world.as_of.year * _MONTHS + world.as_of.month
    return [
        date((start + each) // _MONTHS, (start + each) % _MONTHS + 1, 1)
        for each in range(_MONTHS * world.years)
    ]


def _arrivals(world: World) -> Integers:
    """Hires beyond replacement, per month and run."""
    months = _MONTHS * world.years
    if world.rates.hires is None:
        return np.zeros((months, world.runs), np.int64)
    mean = world.rates.hires / _MONTHS
    return generator(world, Purpose.HIRES).poisson(mean, (months, world.runs)).astype(np.int64)


def _first(world: World, plan: Simulated, further: int) -> People:
    start = world.start

    def spread(values: Integers, empty: int) -> Integers:
        row = np.concatenate([values, np.full(further, empty, np.int64)])
        return np.tile(row, (world.runs, 1))

    size = len(start.ids)
    active = np.tile(np.arange(size + further) < size, (world.runs, 1))
    on_leave = start.status == world.statuses.index("leave")
    back = world.as_of + relativedelta(months=world.rates.away_months)
    return People(
        active,
        spread(start.grade, NONE),
        spread(start.grade_since, 0),
        spread(start.post_since, 0),
        spread(start.hired, 0),
        spread(start.status, NONE),
        spread(start.acting, NONE),
        spread(np.full(size, _acts_until(plan, world.as_of), np.int64), 0),
        spread(np.where(on_leave, back.toordinal(), 0), 0),
        [_known(world, number, each, further) for number, each in enumerate(world.reviews)],
    )


def _acts_until(plan: Simulated, since: date) -> int:
    limit = None if plan.policy.acting is None else plan.policy.acting.limit
    if limit is None:
        return date.max.toordinal()
    return limit.after(since, plan.problem.context.calendar).toordinal()


def _known(world: World, number: int, model: ReviewModel, further: int) -> Small:
    first = first_period(world, model)
    end = months_of(world)[-1]
    periods = model.review.cycle.number_at(end) - first + 1
    size = len(world.start.ids)
    known = np.full((size + further, periods), NONE, np.int8)
    for agent, history in enumerate(world.start.ranks[number]):
        for period, rank in history:
            if 0 <= period - first < periods:
                known[agent, period - first] = rank
    return np.tile(known, (world.runs, 1, 1))


def _monthly(world: World) -> Floats:
    """The share that leaves in a month, per grade; the last is for those without one."""
    rates = [world.rates.leave_rate(grade) for grade, _name in world.grades]
    return 1 - (1 - np.array([*rates, world.rates.leave])) ** (1 / _MONTHS)


def _hire(
    world: World,
    people: People,
    day: date,
    vacated: Flags,
    arrivals: Integers,
    next_slot: Integers,
) -> Integers:
    """Newcomers on a month's first day; how many, per run."""
    if world.rates.hires is None:
        new = vacated
    else:
        slots = np.arange(people.active.shape[1])
        new = (slots >= next_slot[:, None]) & (slots < (next_slot + arrivals)[:, None])
        next_slot += arrivals
    ordinal = day.toordinal()
    people.active |= new
    people.grade[new] = [grade for grade, _name in world.grades].index(world.rates.entry)
    for days in (people.grade_since, people.post_since, people.hired):
        days[new] = ordinal
    fresh = "probation" if world.rates.probation else "regular"
    people.status[new] = world.statuses.index(fresh)
    people.acting[new] = NONE
    people.away_until[new] = 0
    for results in people.results:
        results[new] = NONE
    served = ordinal - people.hired >= world.rates.probation * 30.4
    on_trial = people.status == world.statuses.index("probation")
    people.status[on_trial & served] = world.statuses.index("regular")
    return np.asarray(new.sum(axis=1), np.int64)


def _leave(world: World, people: People, month: int, day: date, leave_of: Floats) -> Flags:
    """Take out who leaves; who they are."""
    draws = generator(world, Purpose.LEAVE, month).random(people.active.shape)
    gone = people.active & (draws < leave_of[people.grade])
    stated = world.start.leaves
    ends = np.zeros(people.active.shape[1], np.int64)
    ends[: len(stated)] = stated
    # Only the agent of the staff table has that last day, not who came into the slot after.
    gone |= people.active & originals(world, people) & (ends > 0) & (ends < day.toordinal())
    people.active &= ~gone
    return gone


def _go_away(world: World, people: People, month: int, day: date) -> None:
    """Who goes on a long leave; whoever is back from one is regular."""
    ordinal = day.toordinal()
    back = (people.away_until > 0) & (people.away_until <= ordinal)
    people.away_until[back] = 0
    people.status[back & (people.status == world.statuses.index("leave"))] = world.statuses.index(
        "regular"
    )
    rate = 1 - (1 - world.rates.away) ** (1 / _MONTHS)
    draws = generator(world, Purpose.AWAY, month).random(people.active.shape)
    leaving = people.active & (people.away_until == 0) & (draws < rate)
    until = day + relativedelta(months=world.rates.away_months)
    people.away_until[leaving] = until.toordinal()


def _review(
    world: World, people: People, number: int, model: ReviewModel, first: int, day: date
) -> None:
    """Draw the results of periods that ended by the day and have begun after the start."""
    cycle, results = model.review.cycle, people.results[number]
    ended = cycle.number_at(day) - 1
    begun = cycle.number_at(world.as_of)
    for period in range(max(begun, ended), ended + 1):
        column = period - first
        if column >= results.shape[2]:
            return
        since = cycle.period(period).start.toordinal()
        missing = people.active & (people.hired <= since) & (results[:, :, column] == NONE)
        draws = generator(world, Purpose.REVIEW, number * 100_000 + column).random(missing.shape)
        before = results[:, :, column - 1]
        shares = np.where((before >= 0)[..., None], model.next[before], model.first)
        ranks = (draws[..., None] > np.cumsum(shares, axis=2)).sum(axis=2)
        ranks = np.minimum(ranks, len(model.first) - 1)
        results[:, :, column] = np.where(missing, ranks, results[:, :, column])


def _openings(world: World, plan: Simulated) -> Iterator[Round]:
    """The rounds of the months simulated: those of the windows, else one a month."""
    months = months_of(world)
    if not plan.policy.windows:
        for day in months:
            yield Round(day, day)
        return
    found = []
    for year in sorted({day.year for day in months}):
        for window in plan.policy.windows:
            opens, closes = window_days(window, year)
            if opens >= months[0] and (opens.year, opens.month) <= (
                months[-1].year, months[-1].month,
            ):  # fmt: skip
                found.append(Round(opens, opens, f"{year:04}-{window.month:02}", closes))
    yield from sorted(found, key=lambda each: each.day)


def _hold(
    world: World,
    plan: Simulated,
    people: People,
    round_: Round,
    others: Flags,
    scores: Floats,
    target: int,
) -> tuple[RoundFigures, Integers]:
    """Hold a round: who is eligible, who is promoted, and how long those waited."""
    candidates = people.active & (people.grade != target)
    sources = [
        number
        for number, (grade, _name) in enumerate(world.grades)
        if grade in plan.policy.source_grades
    ]
    if sources:
        candidates &= np.isin(people.grade, sources)
    away = candidates & (people.away_until > round_.day.toordinal())
    candidates &= ~away
    eligible = np.zeros_like(candidates)
    eligible[candidates] = all_met(world, plan, people, round_, candidates)
    eligible &= others
    free = None
    if plan.count is not None:
        free = np.full(world.runs, plan.count)
        if plan.origin == "headcount":
            free = np.maximum(0, plan.count - _holders(people, target))
    acting = people.active & (people.acting == target) & (people.grade != target)
    takes = eligible & acting if plan.origin == "headcount" else np.zeros_like(acting)
    promoted = takes | _best(eligible & ~takes, scores, free)
    effect = day_of_effect(plan.policy, round_, plan.problem.context.calendar).toordinal()
    by_grade = [people.grade == number for number in sources]
    eligible_of = np.array([(eligible & own).sum(axis=1) for own in by_grade]).T
    promoted_of = np.array([(promoted & own).sum(axis=1) for own in by_grade]).T
    known = promoted & (people.grade_since > 0)
    waited = ((round_.day.toordinal() - people.grade_since[known]) / 30.436875).astype(np.int64)
    people.grade[promoted] = target
    people.acting[promoted] = NONE
    people.grade_since[promoted] = effect
    if free is not None:
        people.post_since[promoted] = effect
    if free is not None and plan.acts:
        left = free - (promoted & ~takes).sum(axis=1)
        act = _best(candidates & ~eligible & (people.acting == NONE), scores, left)
        people.acting[act] = target
        people.acting_until[act] = _acts_until(plan, date.fromordinal(effect))
    figures = RoundFigures(
        round_.day,
        free,
        eligible.sum(axis=1),
        promoted.sum(axis=1),
        eligible_of.reshape(world.runs, len(sources)),
        promoted_of.reshape(world.runs, len(sources)),
        acting.sum(axis=1),
        away.sum(axis=1),
    )
    return figures, waited


def _best(eligible: Flags, scores: Floats, free: Integers | None) -> Flags:
    if free is None:
        return eligible.copy()
    order = np.argsort(np.where(eligible, -scores, np.inf), axis=1, kind="stable")
    places = np.empty_like(order)
    np.put_along_axis(places, order, np.arange(order.shape[1])[None, :], axis=1)
    return eligible & (places < free[:, None])


def _holders(people: People, target: int) -> Integers:
    """Who fills a place of the target, those who act among them."""
    there = (people.grade == target) | (people.acting == target)
    return np.asarray((people.active & there).sum(axis=1), np.int64)


def _headcounts(world: World, people: People) -> Integers:
    """People per grade (runs, grades + 1)."""
    columns = [*range(len(world.grades)), NONE]
    return np.array([(people.active & (people.grade == own)).sum(axis=1) for own in columns]).T
