"""The answer as its JSON record; its shape is published as `cs/schemas/policy-diff.json`."""

from typing import TYPE_CHECKING, Any, Final

from cs.comparing.changes import Change, DocumentChange
from cs.comparing.wording import plain_value
from cs.kernel.findings import Finding, Place
from cs.kernel.records import Provenance, provenance_record
from cs.policy.diff.report import DiffReport

if TYPE_CHECKING:
    from cs.comparing.moving import RotationImpact
    from cs.comparing.standing import EligibilityImpact, Person, PromotionImpact, RankImpact

SCHEMA: Final = "cs/policy-diff@1"


def diff_record(report: DiffReport) -> dict[str, Any]:
    """All that was found; texts in English, lists of people as long as was asked for."""
    provenance = Provenance(report.version, report.as_of, report.seed, 1, report.inputs)
    return {
        "schema": SCHEMA,
        "old": report.old,
        "new": report.new,
        "provenance": provenance_record(provenance),
        "documents": [_document(report, each) for each in report.changes],
        "promotions": [_promotion(each) for each in report.measured.promotions],
        "rotations": [_rotation(each) for each in report.measured.rotations],
        "findings": {
            "appeared": [_finding(each) for each in report.findings.appeared],
            "vanished": [_finding(each) for each in report.findings.vanished],
        },
        "not_compared": [
            {"side": each.side, "file": each.file, "kind": each.kind, "id": each.id}
            for each in report.uncompared
        ],
        "notes": [each.english() for each in report.measured.notes],
    }


def _document(report: DiffReport, change: DocumentChange) -> dict[str, Any]:
    old, new = change.old, change.new
    return {
        "what": change.what,
        "kind": change.policy.kind,
        "id": change.policy.id,
        "old_id": None if old is None else old.policy.id,
        "name": change.policy.name,
        "old_file": None if old is None else old.file,
        "new_file": None if new is None else new.file,
        "text": change.text.english(),
        "changes": [_change(report, each) for each in change.changes],
    }


def _change(report: DiffReport, change: Change) -> dict[str, Any]:
    return {
        "what": change.what,
        "path": list(change.path),
        "old": plain_value(change.old),
        "new": plain_value(change.new),
        "text": change.text.english(),
        "old_place": _place(report, change.old_place),
        "new_place": _place(report, change.new_place),
    }


def _place(report: DiffReport, place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    located = report.line_of(place)
    return {"file": located.file, "line": located.span.line if located.span else None}


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message.english(),
        "file": finding.place.file,
        "line": finding.place.span.line if finding.place.span else None,
    }


def _person(person: "Person") -> dict[str, str]:
    return {"id": person.id, "name": person.name}


def _promotion(impact: "PromotionImpact") -> dict[str, Any]:
    return {
        "policy": impact.policy,
        "name": impact.name,
        "table": impact.table,
        "candidates": impact.candidates,
        "eligibility": _eligibility(impact.eligibility),
        "ranks": None if impact.ranks is None else _ranks(impact.ranks),
    }


def _eligibility(impact: "EligibilityImpact") -> dict[str, Any]:
    return {
        "before": {verdict.name.lower(): count for verdict, count in impact.before.items()},
        "after": {verdict.name.lower(): count for verdict, count in impact.after.items()},
        "moves": [
            {"before": old.name.lower(), "after": new.name.lower(), "count": count}
            for (old, new), count in sorted(impact.moves.items())
        ],
        "by_condition": [
            {"condition": name, "count": count} for name, count in impact.by_condition
        ],
        "named": [
            {
                **_person(each.person),
                "before": each.before.name.lower(),
                "after": each.after.name.lower(),
                "deciding": [
                    {"condition": name, "evidence": text.english()} for name, text in each.deciding
                ],
            }
            for each in impact.named
        ],
    }


def _ranks(ranks: "RankImpact") -> dict[str, Any]:
    return {
        "scores": ranks.scores,
        "ranked": ranks.ranked,
        "moved": ranks.ranks,
        "named": [
            {
                **_person(each.person),
                "before": each.before,
                "after": each.after,
                "total_before": each.total_before,
                "total_after": each.total_after,
                "cause": each.cause,
                "points": [
                    {"component": part.component, "change": str(part.points)}
                    for part in each.shifts
                ],
            }
            for each in ranks.named
        ],
        "outcomes": [
            {"before": old.name.lower(), "after": new.name.lower(), "count": count}
            for (old, new), count in sorted(ranks.outcomes.items())
        ],
        "proposed": {
            "count": ranks.proposed_count, "named": [_person(each) for each in ranks.proposed]
        },
        "no_longer_proposed": {
            "count": ranks.no_longer_count, "named": [_person(each) for each in ranks.no_longer]
        },
        "vacancies": [each.count for each in ranks.vacancies],
    }  # fmt: skip


def _rotation(impact: "RotationImpact") -> dict[str, Any]:
    return {
        "policy": impact.policy,
        "name": impact.name,
        "verdict": impact.verdict,
        "agents": impact.agents,
        "periods": impact.periods,
        "old_feasible": impact.old_feasible,
        "joining": {"count": impact.joining_count, "named": list(impact.joining)},
        "leaving": {"count": impact.leaving_count, "named": list(impact.leaving)},
        "broken": [
            {
                "rule": each.rule.english(),
                "breaches": each.breaches,
                "agents": each.agents,
                "worst": each.worst.english(),
            }
            for each in impact.broken
        ],
        "forced": impact.forced,
        "moved": impact.moved,
        "named": [
            {
                "id": each.id,
                "name": each.name,
                "periods": each.periods,
                "first": each.first,
                "before": [{"post": post, "from": first} for post, first in each.before],
                "after": [{"post": post, "from": first} for post, first in each.after],
            }
            for each in impact.named
        ],
        "headcounts": [
            {
                "post": each.post,
                "before": None if each.before is None else list(each.before),
                "after": None if each.after is None else list(each.after),
            }
            for each in impact.headcounts
        ],
        "goals": {
            goal: {"before": _figure(old), "after": _figure(new)}
            for goal, (old, new) in (impact.goals or {}).items()
        },
    }


def _figure(share: float | None) -> float | None:
    return None if share is None else round(share, 9) + 0.0
