"""Every rule has a page whose bad example gives its code and whose good example does not."""

import re
from collections.abc import Iterator
from datetime import date

import pytest

from cs.catalogue import KINDS, RULES
from cs.checking.pages import entry_of
from cs.checking.rule import Rule
from cs.documents import Source, load
from cs.kernel.agents import Agent
from cs.kernel.calendars import WorkingCalendar
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding
from cs.tables.people import read_staff
from cs.tables.raw import RawTable
from cs.tables.reading import read_raw

AS_OF = date(2026, 11, 16)


def agents_of(table: str) -> tuple[Agent, ...]:
    raw = read_raw(table.encode(), "staff.csv")
    assert isinstance(raw, RawTable)
    agents, findings = read_staff([raw])
    assert not findings
    return agents


def findings_of(rule: Rule, text: str, staff: str | None) -> list[Finding]:
    loaded = load([Source("a.yaml", text.encode())], KINDS)
    assert not loaded.findings, "an example must have no other defect of its shape"
    agents = None if staff is None else agents_of(staff)
    policies = PolicySet(loaded.documents, WorkingCalendar(), agents, AS_OF)
    found = list(rule.check(policies))
    for finding in found:
        for place in (finding.place, *(each.place for each in finding.related)):
            assert loaded.spans.find(place) is not None, f"nothing stands at {place.route}"
    return found


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.code}-{rule.name}")
def test_the_examples_of_a_page(rule: Rule) -> None:
    page = entry_of(rule).page
    assert page.bad is not None
    assert page.good is not None
    assert not page.title.endswith(".")
    assert page.prose
    found = findings_of(rule, page.bad, page.staff)
    assert found, "the bad example has no finding"
    assert not findings_of(rule, page.good, page.staff)
    for finding in found:
        assert finding.code == rule.code
        assert finding.severity == rule.severity
        assert finding.expected is not None
        for text in texts_of(finding):
            assert text.strip()
            assert "None" not in text


def texts_of(finding: Finding) -> Iterator[str]:
    messages = [finding.message, finding.expected, finding.mend]
    messages += [each.message for each in finding.related]
    return (each.english() for each in messages if each is not None)


def test_codes_and_names_are_unique_and_well_formed() -> None:
    codes = [rule.code for rule in RULES]
    names = [rule.name for rule in RULES]
    assert len(set(codes)) == len(codes)
    assert len(set(names)) == len(names)
    for rule in RULES:
        assert re.fullmatch(r"(DOC|ROT|PRM|LAD|REV|DEV|ATT|SEC|RST|XPL)\d{3}", rule.code)
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name)
        assert all(re.fullmatch(r"D\d\d", defect) for defect in rule.answers)


def test_a_rule_is_named_like_its_module() -> None:
    for rule in RULES:
        assert rule.check.__module__.rpartition(".")[2] == rule.name.replace("-", "_")


def test_what_can_be_assumed_says_how() -> None:
    for rule in RULES:
        assert (rule.settle is None) == (not rule.settles_with)
