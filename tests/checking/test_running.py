"""Rules run over policies; the workspace decides how much a code matters."""

from collections.abc import Iterator

from cs.checking.pages import entry_of, parse_page
from cs.checking.rule import Rule
from cs.checking.running import run, with_severities
from cs.kernel.calendars import WorkingCalendar
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Place, Severity
from cs.kernel.messages import message

NOTHING = PolicySet((), WorkingCalendar())


def always(policies: PolicySet) -> Iterator[Finding]:
    yield Finding("TST001", Severity.WARNING, message("Always."), Place("a.yaml"))


def broken(policies: PolicySet) -> Iterator[Finding]:
    raise AssertionError("a rule that is off must not run")
    yield


ALWAYS = Rule("TST001", "always", Severity.WARNING, always)
BROKEN = Rule("TST002", "broken", Severity.ERROR, broken)


def test_a_rule_finds_with_its_own_severity() -> None:
    assert [finding.severity for finding in run(NOTHING, [ALWAYS], {})] == [Severity.WARNING]


def test_the_workspace_makes_a_warning_an_error() -> None:
    found = run(NOTHING, [ALWAYS], {"TST001": "error"})
    assert [finding.severity for finding in found] == [Severity.ERROR]


def test_a_rule_that_is_off_does_not_run() -> None:
    assert run(NOTHING, [BROKEN], {"TST002": "off"}) == ()


def test_what_makes_a_document_unusable_cannot_be_switched_off() -> None:
    finding = Finding("DOC002", Severity.ERROR, message("Broken."), Place("a.yaml"))
    fixed = frozenset({"DOC002"})
    assert list(with_severities([finding], {"DOC002": "off"}, fixed)) == [finding]
    assert list(with_severities([finding], {"DOC002": "off"})) == []


PAGE = """Weights do not sum to 100.

They are shares of one whole.

- A list stays.

Bad:

    ```yaml
    a: 1
    ---
    b:
      - 2
    ```

Staff:

    ```csv
    id,name
    ```

Good:

    ```yaml
    a: 2
    ```

More to say.
"""


def test_a_page_is_read_into_its_parts() -> None:
    page = parse_page(PAGE)
    assert page.title == "Weights do not sum to 100."
    assert page.prose == "They are shares of one whole.\n\n- A list stays.\n\nMore to say."
    assert page.bad == "a: 1\n---\nb:\n  - 2\n"
    assert page.good == "a: 2\n"
    assert page.staff == "id,name\n"


def test_a_rule_s_page_is_the_docstring_of_its_module() -> None:
    entry = entry_of(ALWAYS)
    assert (entry.code, entry.page.title) == (
        "TST001",
        "Rules run over policies; the workspace decides how much a code matters.",
    )
