"""What is known of simulated people, as conditions look at it: facts, a code per distinct value."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from cs.kernel.periods import newest_due
from cs.promotion.conditions.condition import REVIEWS_FACT
from cs.promotion.histories import ReviewHistory
from cs.promotion.past_conditions import ReviewCondition
from cs.promotion.problem import Context, Fact, FactEntry, FactValue, Flags, Integers, Small
from cs.promotion.simulating.model import ReviewModel, World

NONE = -1
"""Stands for no grade, no status, no result."""


@dataclass
class People:
    """All runs' people, moved on month by month: (runs, slots), see `model.Start`.

    Attributes:
        acting, acting_until: the grade held for the time being, and the ordinal of the day from
            which it is not any more.
        away_until: ordinal of the day from which a leave is over; 0: none.
        results: per review, positions of grades by period (runs, slots, periods), -1 for none.
    """

    active: Flags
    grade: Integers
    grade_since: Integers
    post_since: Integers
    hired: Integers
    status: Integers
    acting: Integers
    acting_until: Integers
    away_until: Integers
    results: list[Small]


def originals(world: World, people: People) -> Flags:
    """Whose slot still has the agent of the staff table."""
    further = people.active.shape[1] - len(world.start.ids)
    return np.asarray(
        people.hired == np.concatenate([world.start.hired, np.full(further, -1)]), np.bool_
    )


_PERIODS_BACK = 36


def first_period(world: World, model: ReviewModel) -> int:
    """So many periods before the start are known, which is what runs are counted over."""
    return model.review.cycle.number_at(world.as_of) - _PERIODS_BACK


@dataclass(frozen=True, slots=True)
class Asked:
    """On which day, and by which conditions on reviews, a fact is looked at."""

    context: Context
    reviews: tuple[ReviewCondition, ...]


def fact_of(world: World, people: People, chosen: Flags, name: str, asked: Asked) -> Fact:
    """What the model knows of the chosen, a code per distinct value."""
    days = {
        "grade_since": people.grade_since,
        "post_since": people.post_since,
        "hired": people.hired,
    }
    if name in days:
        own = days[name][chosen]
        return _coded(own[:, None], lambda row: date.fromordinal(int(row[0])) if row[0] else None)
    if name == "grade":
        ids = [grade for grade, _name in world.grades]
        return _coded(people.grade[chosen][:, None], lambda row: _at(ids, int(row[0])))
    if name == "status":
        return _coded(people.status[chosen][:, None], lambda row: _at(world.statuses, int(row[0])))
    number = next(
        number
        for number, each in enumerate(world.reviews)
        if name.removeprefix(REVIEWS_FACT) in ("", each.review.id)
    )
    model = world.reviews[number]
    return _histories(people, chosen, model, number, first_period(world, model), asked)


def _histories(
    people: People, chosen: Flags, model: ReviewModel, number: int, first: int, asked: Asked
) -> Fact:
    """Histories of results up to the newest that is due, cut down to what decides the condition."""
    review = model.review
    calendar = asked.context.calendar
    due = newest_due(review.cycle, asked.context.day, review.wait, calendar) - first + 1
    results = people.results[number][chosen][:, : max(due, 0)].astype(np.int64)
    days = np.column_stack([people.post_since[chosen], people.hired[chosen]])
    runs = {(leaf.at_least, leaf.in_a_row) for leaf in asked.reviews}
    if len(runs) == 1 and results.shape[1]:
        ((grade, enough),) = runs
        results, decided = decisive(results, review.grades.index(grade), enough)
        days[decided, 1] = 0
        if review.rules.new_post != "restarts":
            days[:, 0] = 0
    rows = np.column_stack([results, days])

    def history(row: Integers) -> ReviewHistory:
        ranks = [(first + at, int(rank)) for at, rank in enumerate(row[:-2]) if rank >= 0]
        post_since, hired = (date.fromordinal(int(day)) if day else None for day in row[-2:])
        return ReviewHistory(tuple(reversed(ranks)), (), post_since, hired)

    return _coded(rows, history)


def decisive(results: Integers, worst: int, enough: int) -> tuple[Integers, Flags]:
    """Results that say the same about a run, as few different ones as can be.

    A grade that is good enough stands for all such grades, the one below it for all worse ones, and
    what is older than the first worse one, or than the end of a run that is long enough, is left
    out. Also whether the run is decided before any period without a result.
    """
    same = np.where(results < 0, NONE, np.where(results <= worst, 0, worst + 1))
    length = np.zeros(len(same), np.int64)
    over = np.zeros(len(same), np.bool_)
    gap = np.zeros(len(same), np.bool_)
    for column in reversed(range(same.shape[1])):
        own = same[:, column]
        own[over] = NONE
        length += own == 0
        gap |= ~over & (own == NONE)
        over |= (own > 0) | (length >= enough)
    return same, over & ~gap


def _coded(rows: Integers, value: Callable[[Integers], FactValue | None]) -> Fact:
    """Distinct rows as entries; None stands for unknown."""
    if not len(rows):
        return Fact(np.zeros(0, np.int32), ())
    distinct, inverse = np.unique(rows, axis=0, return_inverse=True)
    values = [value(row) for row in distinct]
    positions = np.cumsum([each is not None for each in values]) - 1
    codes = np.where([each is not None for each in values], positions, NONE)
    entries = tuple(FactEntry(each, "staff") for each in values if each is not None)
    return Fact(codes[inverse.reshape(-1)].astype(np.int32), entries)


def _at(words: Sequence[str], position: int) -> str | None:
    return words[position] if position >= 0 else None
