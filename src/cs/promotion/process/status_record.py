"""Running cases as data: the record for machines, and the rows of its table."""

from collections.abc import Iterator
from typing import Any

from cs.kernel.records import provenance_record
from cs.locale import translate
from cs.promotion.process.status_problem import CaseStatus, StatusResult

STATUS_SCHEMA = "cs/promotion-status@1"
STATUS_HEADER = ("case", "candidate", "name", "kind", "state", "step", "step_name", "actor",
                 "since", "due", "late", "trouble", "message", "row")  # fmt: skip


def status_record(result: StatusResult) -> dict[str, Any]:
    """The JSON of the cases; messages in English."""
    return {
        "schema": STATUS_SCHEMA,
        "policy": result.policy,
        "name": result.name,
        "as_of": result.as_of,
        "wrong": result.is_wrong,
        "cases": [_case(case) for case in result.cases],
        "provenance": provenance_record(result.provenance),
    }


def _case(case: CaseStatus) -> dict[str, Any]:
    id_, name, day = case.last
    return {
        "case": case.case,
        "candidate": case.agent,
        "name": case.name,
        "kind": case.kind,
        "state": case.state,
        "last": {"step": id_, "name": name, "date": day},
        "next": [
            {"step": each.step, "name": each.name, "actor": each.actor, "since": each.since,
             "due": each.due, "late": each.late}
            for each in case.pending
        ],
        "issues": [
            {"trouble": issue.trouble.value, "wrong": issue.is_wrong,
             "message": issue.message.english(),
             "file": issue.place[0] if issue.place else None,
             "row": issue.place[1] if issue.place else None}
            for issue in case.issues
        ],
    }  # fmt: skip


def status_rows(result: StatusResult) -> Iterator[tuple[object, ...]]:
    """A row for each next step and one for each issue; one for a case with neither."""
    for case in result.cases:
        head = (case.case, case.agent, case.name, case.kind, case.state)
        for each in case.pending:
            yield (*head, each.step, each.name, each.actor, each.since, each.due, each.late,
                   None, None, None)  # fmt: skip
        for issue in case.issues:
            row = f"{issue.place[0]}:{issue.place[1]}" if issue.place else None
            yield (*head, None, None, None, None, None, None, issue.trouble.value,
                   translate(issue.message), row)  # fmt: skip
        if not case.pending and not case.issues:
            yield (*head, *(None,) * 9)
