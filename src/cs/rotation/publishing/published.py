"""The plan in force as a value: the whole plan, what it was verified against, what it replaces.

A plan made later begins where history ends, so the record also keeps the stints that were served
under former plans (`served`): together with the plan's own they tell who was where on any day since
the first publication.
"""

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from cs.kernel.findings import Finding, Place, Severity
from cs.kernel.messages import message
from cs.kernel.records import InputRecord, Provenance, provenance_record
from cs.rotation import codes
from cs.rotation.evaluation import evaluate
from cs.rotation.plan_files import PlanFile, PlannedStint, PlanText, read_plan, read_record
from cs.rotation.problem import Level, PlanResult, Posts, RotationPlan, RotationProblem
from cs.rotation.record import plan_record
from cs.rotation.replanning.serving import History

SCHEMA: Final = "cs/published-plan@1"


@dataclass(frozen=True, slots=True)
class Former:
    """A published plan that another one replaced: its number, file and SHA-256."""

    number: int
    file: str
    sha256: str


@dataclass(frozen=True)
class PublishedPlan:
    """A published plan as read from its file.

    Attributes:
        number: 1 for the first plan of a policy, and so on.
        published: the as-of date of its publication.
        plan: its stints, with their places in the file.
        since: the first day of the horizon that the plan is a part of (`History`).
        served: stints before the plan's first day, under former plans.
        record: the plan's JSON record (`cs/rotation-plan@1`).
        absent: who was known to be absent, from when to when, as far as it counts in periods.
        made_from: hashes of what the plan was verified against.
        sha256: of the file itself.
    """

    number: int
    published: date
    plan: PlanFile
    since: date
    served: tuple[PlannedStint, ...]
    record: dict[str, Any]
    absent: tuple[tuple[str, date, date], ...]
    made_from: tuple[InputRecord, ...]
    sha256: str

    def before(self, day: date) -> History:
        """All stints known, of this plan and of former ones, as far as they lie before a day."""
        stints = stints_before((*self.served, *self.plan.stints), day, self.plan.last)
        return History(tuple(stints), self.since if day <= self.plan.last else day)


def stints_before(stints: Iterable[PlannedStint], day: date, ends: date) -> Iterator[PlannedStint]:
    """Stints as far as they lie before a day.

    Parameters:
        ends: when a stint without an end does.
    """
    last = day - timedelta(days=1)
    for stint in stints:
        if stint.start < day:
            yield replace(stint, end=min(stint.end or ends, last))


def published_record(
    number: int,
    source: InputRecord,
    plan: RotationPlan,
    history: History,
    replaces: Former | None,
) -> dict[str, Any]:
    """A plan as the record of its publication.

    Parameters:
        source: the file that was published.
        plan: verified, with the provenance of what it was verified against.
        history: what lies before it.
    """
    return {
        "schema": SCHEMA,
        "policy": plan.policy,
        "number": number,
        "published": plan.provenance.as_of.isoformat(),
        "since": history.since.isoformat(),
        "source": {"file": source.file, "sha256": source.sha256},
        "replaces": None
        if replaces is None
        else {"number": replaces.number, "file": replaces.file, "sha256": replaces.sha256},
        "provenance": provenance_record(plan.provenance),
        "served": [
            {
                "agent": stint.agent,
                "post": stint.post,
                "from": stint.start.isoformat(),
                "to": None if stint.end is None else stint.end.isoformat(),
            }
            for stint in history.stints
        ],
        "absent": list(_absences(plan.problem)),
        "plan": plan_record(plan),
    }


def _absences(problem: RotationProblem) -> Iterator[dict[str, str]]:
    for agent in problem.agents:
        for period in sorted(agent.absent):
            if period < problem.horizon:
                days = problem.periods[period]
                yield {
                    "agent": agent.id,
                    "from": days.start.isoformat(),
                    "to": days.end.isoformat(),
                }


def verified_plan(
    policy: str,
    provenance: Provenance,
    problem: RotationProblem,
    posts: Posts,
    stated: dict[str, Any] | None,
) -> RotationPlan:
    """A plan that keeps all rules, with its figures of today.

    Parameters:
        stated: the JSON record that was read, if any: its bounds hold on if its levels and its
            objective are still the same.
    """
    figures = evaluate(problem, posts)
    result = PlanResult(
        status="feasible",
        posts=posts,
        evaluation=figures,
        overdue=Level(figures.overdue, 0),
        deviations=Level(figures.deviations, 0),
        bound=-math.inf,
        gap=math.inf,
        method="published",
        work={},
    )
    if stated is not None:
        result = _with_bounds(result, stated)
    return RotationPlan(policy, provenance, problem, result)


def _with_bounds(result: PlanResult, stated: dict[str, Any]) -> PlanResult:
    try:
        overdue, deviations = (
            Level(int(stated["levels"][name]["value"]), int(stated["levels"][name]["bound"]))
            for name in ("overdue", "deviations")
        )
        objective, bound = float(stated["objective"]), float(stated["bound"])
        gap, status = float(stated["gap"]), stated["status"]
        method = str(stated["method"])
    except (KeyError, TypeError, ValueError):
        return result
    figures = result.evaluation
    if (
        figures is None
        or status not in ("proven", "feasible", "interrupted")
        or (overdue.value, deviations.value) != (figures.overdue, figures.deviations)
        or abs(objective - figures.objective) > 1e-8
    ):
        return result
    return replace(
        result,
        status=status,
        overdue=overdue,
        deviations=deviations,
        bound=bound,
        gap=gap,
        method=method,
    )


def read_published(data: bytes, file: str, sha256: str) -> PublishedPlan | tuple[Finding, ...]:
    """A published plan from its file's bytes."""
    place = Place(file)
    try:
        text = data.decode("utf-8-sig")
        record = json.loads(text)
        if record["schema"] != SCHEMA or not isinstance(record["plan"], dict):
            return (_no_plan(place),)
        plan = read_record(PlanText(file, text, ("plan",), record["plan"]))
        if not isinstance(plan, PlanFile):
            return plan
        return PublishedPlan(
            number=int(record["number"]),
            published=date.fromisoformat(record["published"]),
            plan=plan,
            since=date.fromisoformat(record["since"]),
            served=tuple(_served(record["served"], place)),
            record=record["plan"],
            absent=tuple(
                (str(one["agent"]), date.fromisoformat(one["from"]), date.fromisoformat(one["to"]))
                for one in record["absent"]
            ),
            made_from=tuple(
                InputRecord(str(one["role"]), str(one["file"]), str(one["sha256"]))
                for one in record["provenance"]["inputs"]
            ),
            sha256=sha256,
        )
    except (KeyError, IndexError, TypeError, ValueError, AttributeError, RecursionError):
        return (_no_plan(place),)


def read_any(data: bytes, file: str) -> PlanFile | tuple[Finding, ...]:
    """The plan in a file's bytes, be it a plan or the record of a publication."""
    if f'"{SCHEMA}"'.encode() not in data:
        return read_plan(data, file)
    found = read_published(data, file, "")
    return found.plan if isinstance(found, PublishedPlan) else found


def _served(rows: Sequence[dict[str, Any]], place: Place) -> Iterator[PlannedStint]:
    for number, row in enumerate(rows):
        end = row["to"]
        yield PlannedStint(
            str(row["agent"]),
            str(row["post"]),
            date.fromisoformat(row["from"]),
            None if end is None else date.fromisoformat(end),
            place.at("served", number),
        )


def _no_plan(place: Place) -> Finding:
    return Finding(
        codes.NOT_A_PLAN,
        Severity.ERROR,
        message("This is not the record of a published plan, or a part of it is damaged."),
        place,
        expected=message("the file that `cs rotate publish` writes"),
    )


def stated_record(data: bytes) -> dict[str, Any] | None:
    """The JSON record of a plan in a file's bytes, if it is one."""
    try:
        record = json.loads(data.decode("utf-8-sig"))
        found = record["plan"] if record["schema"] == SCHEMA else record
    except (KeyError, TypeError, ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
