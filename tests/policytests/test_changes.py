"""Cases that change their policy: the changed document is read, referred and ruled anew."""

import pytest

from cs.policytests.routes import Nowhere, changed, find_part, split_part, without
from tests.policytests.builders import GOOD, PROMOTION, said, verdicts

DATA = {"a": ({"id": "x", "n": 1}, {"id": "y", "n": 2}), "b": {"c": 3}}


@pytest.mark.parametrize(
    ("text", "routes"),
    [
        ("b.c", (("b", "c"),)),
        ("a[1].n", (("a", 1, "n"),)),
        ("a.1.n", (("a", 1, "n"),)),
        ("a.y.n", (("a", 1, "n"),)),
        ("a.*.n", (("a", 0, "n"), ("a", 1, "n"))),
        ("b.new", (("b", "new"),)),
    ],
)
def test_parts_are_named_as_in_findings_or_by_ids(
    text: str, routes: tuple[tuple[str | int, ...], ...]
) -> None:
    assert find_part(DATA, split_part(text)[1], may_be_new=True) == routes


def test_a_part_that_is_not_there_gives_the_words_that_are() -> None:
    assert find_part(DATA, ("a", "z", "n")) == Nowhere("z", None, ("x", "y"))
    assert find_part(DATA, ("b", "new")) == Nowhere("new", None, ("c",))


def test_data_is_changed_at_one_route_alone() -> None:
    assert changed(DATA, ("a", 1, "n"), 9)["a"] == ({"id": "x", "n": 1}, {"id": "y", "n": 9})
    assert without(DATA, ("a", 0))["a"] == ({"id": "y", "n": 2},)
    assert without(DATA, ("b", "c"))["b"] == {}
    assert DATA["b"] == {"c": 3}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("change: {components.talk.weight: 50%}", "PRM001"),
        ("change: {components.talk.weight: many}", "DOC015"),
        ("change: {components.talk.wieght: 50%}", "DOC013"),
        ("change: {process.notice.duration: soon}", "DOC015"),
        ("remove: scoring.missing", "PRM015"),
        ("remove: components.exam.bands.1.includes", "PRM003"),
        ("remove: [components.exam.weight]", "DOC014"),
    ],
)
def test_findings_of_the_changed_policy_are_those_of_the_check(change: str, code: str) -> None:
    assert verdicts(PROMOTION, f"- name: c\n  {change}\n  expect: {{finding: {code}}}") == [
        "passed"
    ]


def test_a_finding_is_looked_for_at_its_part() -> None:
    change = "- name: c\n  remove: components.exam.bands.1.includes\n  expect: "

    assert verdicts(PROMOTION, change + "{finding: PRM003, at: components.exam}") == ["passed"]
    assert verdicts(PROMOTION, change + "{finding: PRM003, at: components.talk}") == ["failed"]
    assert verdicts(PROMOTION, change + "{finding: PRM003, severity: info}") == ["failed"]
    assert said(PROMOTION, change + "{finding: PRM003, at: componets}") == [
        "p_test.yaml:9:35: componets is no part of the policy leader. "
        "[one of: kind, id, name, from, to, eligibility, components, scoring, windows, process]"
    ]


def test_without_change_the_policy_has_none_of_these() -> None:
    cases = "- name: c\n  expect_not: [{finding: PRM001}, {finding: PRM003}]"

    assert verdicts(PROMOTION, cases) == ["passed"]
    assert said(PROMOTION, cases.replace("expect_not", "expect"))[0].endswith(
        "[the finding PRM001]"
    )


def test_a_changed_policy_is_asked_as_any() -> None:
    cases = f"""
- name: the exam counts for less
  change: {{components.exam.weight: 30%, components.talk.weight: 70%,
            components.exam.bands.1.points: 30}}
  candidates: [{GOOD}]
  expect: {{agent: A1, score: 89.5}}
- name: and the next case has the policy as it is
  candidates: [{GOOD}]
  expect: {{agent: A1, score: 91}}
"""

    assert verdicts(PROMOTION, cases) == ["passed", "passed"]


def test_a_change_of_nothing_is_refused() -> None:
    assert said(
        PROMOTION, "- name: c\n  change: {componets.talk: 1}\n  expect: {finding: PRM001}"
    ) == [
        "p_test.yaml:8:14: componets is no part of the policy leader. "
        "[one of: kind, id, name, from, to, eligibility, components, scoring, windows, process]"
    ]
    assert said(PROMOTION, "- name: c\n  change: {other/a: 1}\n  expect: {finding: PRM001}") == [
        "p_test.yaml:8:14: There is no policy other in force. [one of: leader]"
    ]


def test_a_policy_that_is_not_there_is_said_once_for_each_case() -> None:
    assert said(PROMOTION, "- name: c\n  expect: {finding: PRM001}", of="leadr") == [
        "p_test.yaml:4:9: There is no policy leadr. [one of: leader]"
    ]
