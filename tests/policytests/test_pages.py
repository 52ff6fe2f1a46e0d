"""The pages of codes that `cs policy test` alone reports: their examples do what they say."""

import pytest

from cs.catalogue import FIXED_CODES, KINDS, RULES
from cs.checking.pages import Entry
from cs.documents import Source, load
from cs.kernel.calendars import WorkingCalendar
from cs.kernel.document import PolicySet
from cs.policytests.library import find_tests, library_of
from cs.policytests.pages import CASE_ENTRIES
from cs.policytests.reporting import failures
from cs.policytests.running import run


def codes(text: str | None) -> set[str]:
    assert text is not None
    read = load([Source("a_test.yaml", text.encode())], KINDS)
    assert not read.findings
    policies = PolicySet(read.documents, WorkingCalendar())
    library = library_of(read, policies, RULES, {}, FIXED_CODES)
    outcomes = list(run(find_tests(read), library))
    return {each.code for outcome in outcomes for each in failures(outcome, read.spans)}


@pytest.mark.parametrize("entry", CASE_ENTRIES, ids=lambda entry: entry.code)
def test_the_examples_of_a_page(entry: Entry) -> None:
    assert codes(entry.page.bad) == {entry.code}
    assert codes(entry.page.good) == set()
