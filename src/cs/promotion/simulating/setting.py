"""From tables and policies to the question: who is there at the start, what is followed."""

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np

from cs.kernel.agents import Agent
from cs.promotion.conditions.condition import REVIEWS_FACT, folded
from cs.promotion.histories import KnownReview, ReviewHistory
from cs.promotion.history_facts import known_review
from cs.promotion.policy import PromotionPolicy
from cs.promotion.problem import PromotionProblem
from cs.promotion.simulating.model import Rates, ReviewModel, Simulated, Start, World
from cs.promotion.simulating.reviews import review_model
from cs.promotion.vacancies import is_employed

FOLLOWED = frozenset({"grade", "grade_since", "post_since", "hired", "status"})
"""Facts beside results of reviews that the model moves on."""
STATUSES = ("regular", "probation", "leave")
"""Words of statuses that the model itself gives, or takes away."""


def review_facts(problem: PromotionProblem, reviews: Sequence[KnownReview]) -> frozenset[str]:
    """Facts about reviews that are known well enough to be followed."""
    leaves = [leaf for rule in problem.requirements for leaf in rule.leaves()]
    names = {leaf.fact for leaf in leaves if leaf.fact.startswith(REVIEWS_FACT)}
    return frozenset(
        name for name in names if known_review(reviews, name.removeprefix(REVIEWS_FACT))
    )


def simulated(
    policy: PromotionPolicy, problem: PromotionProblem, reviews: Sequence[KnownReview]
) -> Simulated:
    """The policy as the engine runs it."""
    vacancies = problem.vacancies
    count = vacancies.headcount if vacancies.origin == "headcount" else vacancies.count
    followed = FOLLOWED | review_facts(problem, reviews)
    waived: dict[str, dict[str, date]] = {}
    for (requirement, index), each in problem.waivers.items():
        id_ = str(problem.candidates.ids[index])
        waived.setdefault(requirement, {})[id_] = each.until or date.max
    return Simulated(policy, problem, vacancies.origin, count, followed, waived)


def world(
    staff: Sequence[Agent],
    problems: Sequence[PromotionProblem],
    reviews: Sequence[KnownReview],
    grades: Sequence[tuple[str, str]],
    rates: Rates,
    shares: Mapping[str, float],
    transitions: Mapping[str, Mapping[str, float]],
    *,
    as_of: date,
    years: int,
    runs: int,
    seed: int,
) -> World:
    """What the policies share.

    Args:
        problems: of all policies compared, built from the staff table.
        grades: ids and names, from the lowest level.
        shares: stated shares of review grades, by id; empty: estimated.
        transitions: stated shares of the grades that follow one, by its id.
    """
    names = sorted({name for each in problems for name in review_facts(each, reviews)})
    followed: dict[str, tuple[KnownReview, str]] = {}
    for name in names:
        review = known_review(reviews, name.removeprefix(REVIEWS_FACT))
        if review is not None:
            followed.setdefault(review.id, (review, name))
    employed = [agent for agent in staff if is_employed(agent, as_of)]
    models: list[ReviewModel] = []
    ranks = []
    for review, name in followed.values():
        known = _known_ranks(problems, name)
        histories = tuple(known.get(agent.id, ()) for agent in employed)
        own = {grade: share for grade, share in shares.items() if grade in review.grades}
        models.append(review_model(review, known.values(), own, transitions))
        ranks.append(histories)
    words = dict.fromkeys([*STATUSES, *(agent.status for agent in employed if agent.status)])
    return World(
        as_of,
        years,
        runs,
        seed,
        tuple(grades),
        tuple(words),
        _start(employed, grades, tuple(words), tuple(ranks)),
        rates,
        tuple(models),
    )


def entry_grade(staff: Sequence[Agent], grades: Sequence[tuple[str, str]]) -> str:
    """The lowest grade that somebody holds; the lowest of all where nobody holds any."""
    held = {folded(agent.grade) for agent in staff if agent.grade}
    for grade, name in grades:
        if {folded(grade), folded(name)} & held:
            return grade
    return grades[0][0]


def _start(
    employed: Sequence[Agent],
    grades: Sequence[tuple[str, str]],
    statuses: tuple[str, ...],
    ranks: tuple[tuple[tuple[tuple[int, int], ...], ...], ...],
) -> Start:
    positions = {folded(name): number for number, (_grade, name) in enumerate(grades)}
    positions |= {folded(grade): number for number, (grade, _name) in enumerate(grades)}

    def days(values: Sequence[date | None]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        return np.array([0 if day is None else day.toordinal() for day in values], np.int64)

    return Start(
        tuple(agent.id for agent in employed),
        np.array([positions.get(folded(agent.grade or ""), -1) for agent in employed], np.int64),
        days([agent.grade_since for agent in employed]),
        days([agent.post_since for agent in employed]),
        days([agent.hired for agent in employed]),
        days([agent.leaves for agent in employed]),
        np.array(
            [statuses.index(agent.status) if agent.status else -1 for agent in employed], np.int64
        ),
        ranks,
        np.array(
            [positions.get(folded(agent.acting_grade or ""), -1) for agent in employed], np.int64
        ),
    )


def _known_ranks(
    problems: Sequence[PromotionProblem], fact: str
) -> dict[str, tuple[tuple[int, int], ...]]:
    """Per agent, what the reviews table says."""
    for problem in problems:
        own = problem.facts.get(fact)
        if own is None:
            continue
        found = {}
        for index, id_ in enumerate(problem.candidates.ids):
            entry = own.of(index)
            if entry is not None and isinstance(entry.value, ReviewHistory):
                found[str(id_)] = entry.value.ranks
        return found
    return {}
