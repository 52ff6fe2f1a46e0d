"""Which findings appear and which vanish, whatever line they stand on?

A finding is the same where code, severity, message and place are; a place is the same where its
document is and the parts on its route are, by their ids. One that only moved within its document,
or that only has other figures, is the same too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from cs.comparing.matching import pair_by
from cs.kernel.document import Document
from cs.kernel.fields import Policy
from cs.kernel.findings import Finding, Place

Documents = Mapping[tuple[str, int], Policy]
_Key = tuple[Any, ...]
"""Code, severity, message, document, route."""


@dataclass(frozen=True)
class FindingChanges:
    """Findings of one side alone, in that side's order."""

    appeared: tuple[Finding, ...]
    vanished: tuple[Finding, ...]


@dataclass(frozen=True)
class Found:
    """One side's findings.

    Attributes:
        documents: the good documents, to know parts by their ids.
        base: what file names of this side begin with and those of the other do not.
        called: documents by kind and id as the other side calls them, where they were renamed.
    """

    findings: tuple[Finding, ...]
    documents: tuple[Document[Policy], ...]
    base: str = ""
    called: Mapping[tuple[str, str], str] | None = None


def compare_findings(old: Found, new: Found) -> FindingChanges:
    """What appears and what vanishes."""
    before, after = _keyed(old), _keyed(new)
    pairs = pair_by(before, after, (_all, _without_route, _without_figures))
    return FindingChanges(
        tuple(new.findings[right] for left, right in pairs if left is None and right is not None),
        tuple(old.findings[left] for left, right in pairs if right is None and left is not None),
    )


def _all(key: _Key) -> _Key:
    return key


def _without_route(key: _Key) -> _Key:
    return key[:4]


def _without_figures(key: _Key) -> _Key:
    return (*key[:2], *key[3:])


def _keyed(side: Found) -> list[_Key]:
    documents = {(each.file, each.index): each.policy for each in side.documents}
    keys = []
    for finding in side.findings:
        whose, route = _where(finding.place, documents, side)
        said = finding.message.english()
        keys.append((finding.code, finding.severity, said, whose, route))
    return keys


def _where(place: Place, documents: Documents, side: Found) -> tuple[object, object]:
    policy = documents.get((place.file, place.document))
    if policy is None:
        file = place.file.removeprefix(side.base)
        return (file, place.document), place.route
    key = policy.kind, policy.id
    return (policy.kind, (side.called or {}).get(key, policy.id)), tuple(
        _by_ids(policy, place.route)
    )


def _by_ids(policy: Policy, route: Sequence[str | int]) -> list[str | int]:
    """The route with ids in place of positions, as far as the policy has them."""
    steps: list[str | int] = []
    value: object = policy
    for step in route:
        value = _below(value, step)
        name = getattr(value, "id", None) if isinstance(step, int) else None
        steps.append(step if name is None else str(name))
    return steps


def _below(value: object, step: str | int) -> object:
    if isinstance(value, BaseModel) and isinstance(step, str):
        for name, field in type(value).model_fields.items():
            if step in (name, field.alias):
                return getattr(value, name)
    if isinstance(value, tuple) and isinstance(step, int) and step < len(value):
        return value[step]
    return None
