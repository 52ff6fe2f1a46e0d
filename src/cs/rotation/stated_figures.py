"""Do a plan file's figures follow from its stints?

A plan's JSON record states headcounts, deviations and goals beside the stints. They are counted
again from the stints, and the first difference of each is a finding. What no count can give, the
bound and the gap, must at least agree with the objective.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from cs.kernel.findings import Finding, Route, Severity, format_route
from cs.kernel.messages import message
from cs.kernel.records import Provenance
from cs.rotation import codes
from cs.rotation.evaluation import evaluate
from cs.rotation.plan_files import PlanFile, PlanText, changed_inputs
from cs.rotation.problem import Level, PlanResult, Posts, RotationPlan, RotationProblem
from cs.rotation.record import plan_record

COUNTED = ("periods", "posts", "agents", "headcount", "overdue", "deviations", "goals", "objective")
CLOSE = 1e-7
"""Figures are written with nine digits."""


def contradictions(
    plan: PlanFile, problem: RotationProblem, posts: Posts, now: Provenance
) -> tuple[Finding, ...]:
    """What a plan's record says that its stints do not.

    Parameters:
        now: of today's tables. If the plan was made from others, its counts were true of those, and
            only what no table decides is looked at.
    """
    stated = plan.stated
    if stated is None:
        return ()
    found = list(_by_itself(stated))
    record = stated.record["provenance"]
    same = (record["version"], record["as_of"]) == (now.version, now.as_of.isoformat())
    same &= all(one.role != "published" for one in plan.inputs)
    same &= record["assumptions"] == [
        {"code": one.code, "value": one.value} for one in now.assumptions
    ]
    if same and plan.inputs and not changed_inputs(plan.inputs, now.inputs):
        found += _counted(stated, problem, posts, now)
    return tuple(found)


def _by_itself(stated: PlanText) -> Iterator[Finding]:
    record = stated.record
    if record["status"] == "infeasible" or record["broken"]:
        yield _finding(stated, ("status",), record["status"], "proven, feasible, interrupted")
    for name, level in record["levels"].items():
        if level["bound"] > level["value"]:
            yield _finding(
                stated, ("levels", name, "bound"), level["bound"], f"0..{level['value']}"
            )
    objective, bound, gap = (record[name] for name in ("objective", "bound", "gap"))
    if objective is None or bound is None or gap is None:
        return
    # What is kept of a published plan may add to what is bounded, so the gap may be of more.
    if bound > objective + CLOSE and gap < CLOSE:
        return
    least = abs(objective - bound) / max(abs(objective), 1e-6)
    if gap < least - 1e-6 and bound <= objective:
        yield _finding(stated, ("gap",), gap, round(least, 9))


def _counted(
    stated: PlanText, problem: RotationProblem, posts: Posts, now: Provenance
) -> Iterator[Finding]:
    figures = evaluate(problem, posts)
    result = PlanResult(
        status="feasible",
        posts=posts,
        evaluation=figures,
        overdue=Level(figures.overdue, 0),
        deviations=Level(figures.deviations, 0),
        bound=0.0,
        gap=0.0,
        method="",
        work={},
    )
    counted = plan_record(RotationPlan(stated.record["policy"], now, problem, result))
    for name in COUNTED:
        difference = _difference(stated.record[name], counted[name], (name,))
        if difference is not None:
            yield _finding(stated, *difference)
    for name in ("overdue", "deviations"):
        said, found = (one["levels"][name]["value"] for one in (stated.record, counted))
        if said != found:
            yield _finding(stated, ("levels", name, "value"), said, found)


def _difference(said: Any, found: Any, route: Route) -> tuple[Route, object, object] | None:
    """The first part in which two records differ, and both of it."""
    if isinstance(said, dict) and isinstance(found, dict):
        for name in dict.fromkeys([*found, *said]):
            inner = _difference(said.get(name), found.get(name), (*route, name))
            if inner is not None:
                return inner
        return None
    if isinstance(said, list) and isinstance(found, list):
        for number, (one, other) in enumerate(zip(said, found, strict=False)):
            inner = _difference(one, other, (*route, number))
            if inner is not None:
                return inner
        return None if len(said) == len(found) else (route, len(said), len(found))
    numbers = isinstance(said, int | float) and isinstance(found, int | float)
    if numbers and not isinstance(said, bool) and abs(said - found) <= CLOSE:
        return None
    return None if said == found else (route, said, found)


def _finding(stated: PlanText, route: Route, said: object, found: object) -> Finding:
    return Finding(
        codes.FIGURES_CONTRADICT,
        Severity.ERROR,
        message(
            "The file says {said} for {field}, but its stints come to {found}.",
            said=_word(said),
            field=format_route(route),
            found=_word(found),
        ),
        stated.place(*route),
        mend=message("Change the stints alone, in the CSV file, or plan anew."),
    )


def _word(value: object) -> str:
    if isinstance(value, dict | Sequence) and not isinstance(value, str):
        return str(len(value))
    return "–" if value is None else str(value)
