"""A case's policies: those of the workspace with the case's changes, and what is found in them."""

from dataclasses import dataclass, replace
from typing import Any

from cs.kernel.agents import Agent
from cs.kernel.document import Document, PolicySet
from cs.kernel.fields import Policy
from cs.kernel.findings import Finding, Place, Route, Severity
from cs.kernel.messages import message
from cs.policytests.codes import CASE_NOT_RUN
from cs.policytests.problem import Library, Position, Question
from cs.policytests.routes import Nowhere, changed, find_part, split_part, without


@dataclass(frozen=True)
class Changed:
    """Policies with a case's changes.

    Attributes:
        routes: what was changed in each document.
        findings: of the changed documents' shape; trouble: changes that could not be made.
        spoilt: documents that are no policies any more.
    """

    policies: PolicySet
    routes: dict[Position, tuple[Route, ...]]
    findings: tuple[Finding, ...] = ()
    trouble: tuple[Finding, ...] = ()
    spoilt: frozenset[Position] = frozenset()


def position(document: Document[Policy]) -> Position:
    """Where a document stands."""
    return document.file, document.index


def change(question: Question, library: Library) -> Changed:
    """The policies on the case's day, with its changes made in the plain data of their files."""
    case = question.case
    data: dict[Position, Any] = {}
    routes: dict[Position, tuple[Route, ...]] = {}
    trouble: list[Finding] = []
    wanted: list[tuple[str, Route, Any]] = [
        (text, ("change", text), value) for text, value in case.change.items()
    ]
    wanted += [(text, ("remove", n), None) for n, text in enumerate(case.remove)]
    for text, steps, value in wanted:
        place = question.place.at(*steps)
        document, parts = _target(text, question, library)
        if document is None:
            trouble.append(_no_policy(place, text, library))
            continue
        own = position(document)
        plain = data.get(own) or library.data_of(own)
        found = find_part(plain, parts, may_be_new=steps[0] == "change")
        if isinstance(found, Nowhere):
            trouble.append(_no_part(place, document, found))
            continue
        for route in reversed(found):
            plain = changed(plain, route, value) if steps[0] == "change" else without(plain, route)
        data[own] = plain
        routes[own] = (*routes.get(own, ()), *found)
    return _read_again(question, library, data, routes, trouble)


def examined(policies: PolicySet, library: Library, staff: tuple[Agent, ...] | None) -> tuple[
    Finding, ...
]:  # fmt: skip
    """What references and rules say of the policies, given the case's staff."""
    return library.check(replace(policies, staff=staff))


def _read_again(
    question: Question,
    library: Library,
    data: dict[Position, Any],
    routes: dict[Position, tuple[Route, ...]],
    trouble: list[Finding],
) -> Changed:
    documents: list[Document[Policy]] = []
    findings: list[Finding] = []
    spoilt: set[Position] = set()
    for document in library.policies.documents:
        own = position(document)
        if own not in data:
            documents.append(document)
            continue
        policy, found = library.reread(data[own], document)
        findings += found
        if policy is None:
            spoilt.add(own)
        else:
            documents.append(Document(document.file, policy, document.index))
    policies = replace(library.policies, documents=tuple(documents), as_of=question.day)
    return Changed(policies, routes, tuple(findings), tuple(trouble), frozenset(spoilt))


def _target(
    text: str, question: Question, library: Library
) -> tuple[Document[Policy] | None, tuple[str, ...]]:
    name, parts = split_part(text)
    if name is None or name == question.policy.policy.id:
        return question.policy, parts
    named = [
        each
        for each in library.policies.documents
        if each.policy.id == name and each.policy.in_force(question.day)
    ]
    return (named[0] if named else None), parts


def _no_policy(place: Place, text: str, library: Library) -> Finding:
    return Finding(
        CASE_NOT_RUN,
        Severity.ERROR,
        message("There is no policy {id} in force.", id=text.partition("/")[0]),
        place.key(),
        expected=message(
            "one of: {words}",
            words=tuple(sorted({each.policy.id for each in library.policies.documents})),
        ),
    )


def _no_part(place: Place, document: Document[Policy], found: Nowhere) -> Finding:
    return Finding(
        CASE_NOT_RUN,
        Severity.ERROR,
        message("{step} is no part of the policy {id}.", step=found.step, id=document.policy.id),
        place.key(),
        expected=message("one of: {words}", words=found.known[:12]) if found.known else None,
        mend=message("Did you mean {word}?", word=found.near) if found.near else None,
    )
