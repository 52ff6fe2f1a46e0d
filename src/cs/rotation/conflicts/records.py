"""A conflict and its relaxations as plain data: the field `conflict` of `cs/rotation-plan@1`."""

from collections.abc import Callable
from typing import Any

from cs.rotation.conflicts.changes import Change, value_of
from cs.rotation.conflicts.diagnosis import Diagnosis
from cs.rotation.conflicts.elements import Element
from cs.rotation.conflicts.words import advice, rule_of, statement
from cs.rotation.problem import RotationProblem


def conflict_record(
    problem: RotationProblem, diagnosis: Diagnosis, stated: Callable[[Element], str]
) -> dict[str, Any] | None:
    """The record; None if no conflict was proven."""
    conflict = diagnosis.conflict
    if conflict is None:
        return None
    return {
        "minimal": conflict.minimal,
        "complete": diagnosis.complete,
        "questions": diagnosis.questions,
        "rules": [
            {
                **_element(problem, element),
                "value": value_of(problem, element),
                "stated_at": stated(element),
                "text": statement(problem, element).english(),
            }
            for element in conflict.elements
        ],
        "without_path": [problem.agents[number].id for number in diagnosis.stuck],
        "relaxations": [
            {
                "cost": round(relaxation.cost, 6),
                "changes": [
                    {**_change(problem, change), "stated_at": stated(change.element)}
                    for change in relaxation.changes
                ],
            }
            for relaxation in diagnosis.relaxations
        ],
    }


def _element(problem: RotationProblem, element: Element) -> dict[str, Any]:
    return {
        "rule": rule_of(element),
        "side": _SIDES.get(element.sort),
        "post": None if element.post is None else problem.posts[element.post].id,
        "item": element.item,
        "periods": [problem.periods[period].label for period in element.periods],
        "agents": [problem.agents[number].id for number in element.agents],
    }


def _change(problem: RotationProblem, change: Change) -> dict[str, Any]:
    return {
        **_element(problem, change.element),
        "from": value_of(problem, change.element),
        "to": change.to,
        "text": advice(problem, change).english(),
    }


_SIDES = {
    "headcount_low": "low",
    "headcount_high": "high",
    "group_low": "low",
    "group_high": "high",
    "stint_shortest": "low",
    "stint_longest": "high",
}
