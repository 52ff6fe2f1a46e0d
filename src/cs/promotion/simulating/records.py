"""A simulation as plain data: figures with their spread over runs, the JSON record, CSV rows.

Intervals are the 5th and 95th percentile over runs.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from cs.kernel.records import Provenance, provenance_record
from cs.promotion.simulating.model import Course, Simulated, World
from cs.promotion.simulating.reviews import PRIOR_ALL, PRIOR_ROW
from cs.promotion.simulating.wishes import Assumed, Wishes

SCHEMA: Final = "cs/promotion-simulation@1"
_DIGITS = 6
BLOCKED_FROM = 0.5
"""A grade is blocked if so large a share of rounds had eligible people of it and promoted none."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean with the 5th and 95th percentile over runs."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class SourceGrade:
    """One grade that people are promoted from.

    Attributes:
        eligible, promoted: per round, means over rounds and runs.
        empty: share of rounds in which somebody was eligible and nobody of the grade promoted.
    """

    id: str
    name: str
    eligible: float
    promoted: float
    empty: float

    @property
    def blocked(self) -> bool:
        """Whether hardly anybody gets on from it."""
        return self.empty >= BLOCKED_FROM


@dataclass(frozen=True)
class Ran:
    """A policy with what it did.

    Attributes:
        label: its id, told from the other's.
        name: what it is called where it is told from the other.
    """

    plan: Simulated
    course: Course
    label: str
    name: str


@dataclass(frozen=True)
class Simulation:
    """One policy or two, in one world.

    Attributes:
        wishes: what was asked.
        assumed: where the assumptions come from.
    """

    world: World
    provenance: Provenance
    ran: tuple[Ran, ...]
    wishes: Wishes
    assumed: Assumed


def figure(values: Any) -> Figure:
    """Of one value a run."""
    if not len(values):
        return Figure(0.0, 0.0, 0.0)
    low, high = np.percentile(values, (5, 95))
    return Figure(float(np.mean(values)), float(low), float(high))


def source_grades(world: World, ran: Ran) -> tuple[SourceGrade, ...]:
    """The grades that people are promoted from, from the lowest."""
    ids = [grade for grade in world.grades if grade[0] in ran.plan.policy.source_grades]
    found = []
    for column, (grade, name) in enumerate(ids):
        if not ran.course.rounds:
            continue
        eligible = np.array([each.eligible_of[:, column] for each in ran.course.rounds])
        promoted = np.array([each.promoted_of[:, column] for each in ran.course.rounds])
        empty = (eligible > 0) & (promoted == 0)
        found.append(
            SourceGrade(grade, name, float(eligible.mean()), float(promoted.mean()),
                        float(empty.mean()))
        )  # fmt: skip
    return tuple(found)


def left_waiting(ran: Ran) -> Figure:
    """People who were eligible in the last round and not promoted."""
    if not ran.course.rounds:
        return Figure(0.0, 0.0, 0.0)
    last = ran.course.rounds[-1]
    return figure(last.eligible - last.promoted)


def total_promoted(ran: Ran) -> Figure:
    """Promotions in all, per run."""
    if not ran.course.rounds:
        return Figure(0.0, 0.0, 0.0)
    return figure(sum(each.promoted for each in ran.course.rounds))


def simulation_record(whole: Simulation) -> dict[str, Any]:
    """The JSON record."""
    world, rates = whole.world, whole.world.rates
    return {
        "schema": SCHEMA,
        "policy": whole.ran[0].plan.policy.id,
        "asked": whole.wishes.stated(),
        "provenance": provenance_record(whole.provenance),
        "assumptions": {
            "years": world.years,
            "runs": world.runs,
            "seed": world.seed,
            "leave": rates.leave,
            "leave_of": dict(rates.leave_of),
            "hires": rates.hires,
            "entry": rates.entry,
            "probation_months": rates.probation,
            "others_met": rates.others_met,
            "persistence": rates.persistence,
            "away": rates.away,
            "away_months": rates.away_months,
            "waived": rates.waived,
            "stated": {
                "policy": list(whole.assumed.by_policy),
                "options": list(whole.assumed.by_option),
            },
            "reviews": [
                {
                    "id": each.review.id,
                    "observed": each.observed,
                    "stated": list(each.stated),
                    "grades": list(each.review.grades),
                    "first": [_n(share) for share in each.first],
                    "next": [[_n(share) for share in row] for row in each.next],
                    "shrinkage": {"row": PRIOR_ROW, "all": PRIOR_ALL},
                }
                for each in world.reviews
            ],
        },
        "policies": [_ran(world, each) for each in whole.ran],
    }


def csv_header() -> tuple[str, ...]:
    """The columns of `csv_rows`."""
    return ("policy", "figure", "of", "mean", "p5", "p95")


def csv_rows(whole: Simulation) -> Iterator[tuple[object, ...]]:
    """Rounds, then people per grade and year, then waiting times."""
    for ran in whole.ran:
        id_ = ran.label
        for each in ran.course.rounds:
            for name, values in (("eligible", each.eligible), ("vacancies", each.vacancies),
                                 ("promoted", each.promoted), ("acting", each.acting),
                                 ("on leave", each.away)):  # fmt: skip
                if values is not None:
                    yield (id_, name, each.day, *_three(figure(values)))
        for year, counts in enumerate(ran.course.headcounts):
            for column, (_grade, name) in enumerate(whole.world.grades):
                yield (id_, f"people after {year} years", name, *_three(figure(counts[:, column])))
        yield (id_, "months in grade before promotion", None, *_three(figure(ran.course.waits)))
        yield (id_, "eligible and not promoted at the end", None, *_three(left_waiting(ran)))


def _ran(world: World, ran: Ran) -> dict[str, Any]:
    course = ran.course
    return {
        "policy": ran.plan.policy.id,
        "label": ran.label,
        "name": ran.plan.policy.name,
        "vacancies_from": ran.plan.origin,
        "taken_as_met": list(ran.plan.unfollowed()),
        "rounds": [
            {
                "day": each.day,
                "vacancies": None if each.vacancies is None else _figure(figure(each.vacancies)),
                "eligible": _figure(figure(each.eligible)),
                "promoted": _figure(figure(each.promoted)),
                "acting": _figure(figure(each.acting)),
                "on_leave": _figure(figure(each.away)),
            }
            for each in course.rounds
        ],
        "promoted": _figure(total_promoted(ran)),
        "months_before_promotion": _figure(figure(course.waits)) if len(course.waits) else None,
        "left_waiting": _figure(left_waiting(ran)),
        "grades": [
            {
                "id": grade,
                "name": name,
                "people": [_figure(figure(counts[:, column])) for counts in course.headcounts],
            }
            for column, (grade, name) in enumerate(world.grades)
        ],
        "sources": [
            {
                "id": each.id,
                "eligible_per_round": _n(each.eligible),
                "promoted_per_round": _n(each.promoted),
                "rounds_without": _n(each.empty),
                "blocked": each.blocked,
            }
            for each in source_grades(world, ran)
        ],
        "staff": [_figure(figure(row)) for row in course.staff],
        "hires": _figure(figure(course.hires.sum(axis=0))),
        "leavers": _figure(figure(course.leavers.sum(axis=0))),
    }


def _figure(one: Figure) -> dict[str, float]:
    return {"mean": _n(one.mean), "p5": _n(one.low), "p95": _n(one.high)}


def _three(one: Figure) -> tuple[float, float, float]:
    return _n(one.mean), _n(one.low), _n(one.high)


def _n(number: Any) -> float:
    return round(float(number), _DIGITS) + 0.0
