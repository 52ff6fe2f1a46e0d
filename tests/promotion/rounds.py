"""Builds small promotion problems from values that a test can show in full."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np

from cs.kernel.calendars import WorkingCalendar
from cs.promotion.policy import Component, PromotionPolicy, Scoring
from cs.promotion.problem import (
    UNIT,
    Candidates,
    ComponentRule,
    Context,
    Fact,
    FactEntry,
    FactValue,
    PromotionProblem,
    Ratings,
    RequirementRule,
    Round,
    ScoringRule,
    Vacancies,
)
from cs.promotion.rules import component_rule, scoring_rule

DAY = date(2026, 12, 1)
Values = Sequence[str | int | Decimal]


def component(id_: str, weight: int | str, **settings: Any) -> ComponentRule:
    """A component as a policy would state it."""
    settings = settings if {"scale", "bands"} & set(settings) else {**settings, "scale": (0, 100)}
    if "scale" in settings:
        low, high = settings["scale"]
        settings["scale"] = {"from": Decimal(low), "to": Decimal(high)}
    model = Component.model_validate(
        {"id": id_, "name": id_, "weight": Decimal(weight), **settings}
    )
    return component_rule(model)


def scoring(components: Sequence[ComponentRule], **settings: Any) -> ScoringRule:
    """Scoring as a policy would state it."""
    stated = {"missing": "refuse", "tie_breaks": (), **settings}
    return scoring_rule(Scoring.model_validate(stated), [part.id for part in components])


def fact(values: Sequence[FactValue | None]) -> Fact:
    """A fact from one value a candidate; None is unknown."""
    known = [value for value in values if value is not None]
    entries = tuple(dict.fromkeys(known))
    codes = [-1 if value is None else entries.index(value) for value in values]
    return Fact(np.array(codes, np.int32), tuple(FactEntry(entry, "staff") for entry in entries))


def problem(
    components: Sequence[ComponentRule],
    scores: Mapping[str, Sequence[Values]],
    *,
    vacancies: int | None = None,
    requirements: Sequence[RequirementRule] = (),
    facts: Mapping[str, Sequence[FactValue | None]] | None = None,
    **settings: Any,
) -> PromotionProblem:
    """A problem from each candidate's raw values, a list of raters' values a component."""
    ids = list(scores)
    in_order = np.argsort(np.array(ids, dtype=np.str_), kind="stable")
    id_order = np.empty(len(ids), np.int64)
    id_order[in_order] = np.arange(len(ids))
    columns = [[scores[id_][index] for id_ in ids] for index in range(len(components))]
    return PromotionProblem(
        components=tuple(components),
        scoring=scoring(components, **settings),
        requirements=tuple(requirements),
        candidates=Candidates(
            ids=np.array(ids, np.object_),
            names=np.array([""] * len(ids), np.object_),
            id_order=id_order,
            rows=np.arange(2, len(ids) + 2),
            ratings=tuple(_ratings(column) for column in columns),
        ),
        facts={name: fact(values) for name, values in (facts or {}).items()},
        in_staff=None,
        context=Context(DAY, WorkingCalendar()),
        vacancies=Vacancies(vacancies, "option" if vacancies is not None else "not_needed"),
        round=Round(DAY, DAY),
    )


def _ratings(column: Sequence[Values]) -> Ratings:
    values = [int(Decimal(value) * UNIT) for cell in column for value in cell]
    return Ratings(
        offsets=np.cumsum([0, *(len(cell) for cell in column)]).astype(np.int64),
        values=np.array(values, np.int64),
        raters=np.zeros(len(values), np.int32),
        rater_names=("",),
    )


def requirement(rule: Any, fact_name: str) -> RequirementRule:
    """A condition on a fact."""
    return RequirementRule("r", "requirement", rule, fact_name)


def policy(**settings: Any) -> PromotionPolicy:
    """A promotion policy of one component, with what else the test states."""
    stated = {
        "kind": "promotion",
        "id": "p",
        "name": "p",
        "components": ({"id": "a", "name": "a", "weight": 100, "scale": {"from": 0, "to": 100}},),
        "scoring": {"missing": "refuse", "tie_breaks": ()},
    }
    return PromotionPolicy.model_validate({**stated, **settings})
