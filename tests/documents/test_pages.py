"""Every code of a document's findings has a page, whose examples do what they say."""

import pytest

from cs.catalogue import KINDS
from cs.checking.pages import Entry
from cs.documents import Source, codes, load
from cs.documents.pages import DOCUMENT_ENTRIES, FORMAT_ENTRIES
from cs.documents.workspace_checks import (
    calendar_findings,
    country_findings,
    workspace_findings,
)
from cs.documents.workspace_model import WorkspacePolicy
from cs.kernel.document import Document
from cs.kernel.findings import Place, Severity

NEEDS_FILES = {codes.NO_SUCH_TABLE}
"""Codes whose examples need a workspace on disk; tests/policy_commands has their case."""


def codes_found(text: str) -> set[str]:
    loaded = load([Source("a.yaml", text.encode())], KINDS)
    settings = [
        Document(each.file, each.policy, each.index)
        for each in loaded.documents
        if isinstance(each.policy, WorkspacePolicy)
    ]
    found = [
        *loaded.findings,
        *workspace_findings(settings, {entry.code for entry in DOCUMENT_ENTRIES}),
        *country_findings(settings),
    ]
    for each in settings:
        if each.policy.as_of:
            calendar = each.policy.calendar.build()
            found += calendar_findings(calendar, [each.policy.as_of.year], Place("a.yaml"))
    return {finding.code for finding in found}


@pytest.mark.parametrize("entry", DOCUMENT_ENTRIES, ids=lambda entry: entry.code)
def test_the_examples_of_a_page(entry: Entry) -> None:
    assert entry.page.title
    assert entry.page.prose
    assert entry.page.bad
    assert entry.page.good
    assert codes_found(entry.page.good) == set()
    if entry.code not in NEEDS_FILES:
        assert codes_found(entry.page.bad) == {entry.code}


def test_every_code_has_one_page() -> None:
    constants = {value for name, value in vars(codes).items() if name.isupper()}
    assert sorted(entry.code for entry in (*DOCUMENT_ENTRIES, *FORMAT_ENTRIES)) == sorted(constants)
    names = [entry.name for entry in DOCUMENT_ENTRIES]
    assert len(set(names)) == len(names)


def test_errors_of_shape_are_errors() -> None:
    warnings = {each.code for each in DOCUMENT_ENTRIES if each.severity is Severity.WARNING}
    assert warnings == {codes.UNKNOWN_CODE, codes.CALENDAR_UNPUBLISHED}
