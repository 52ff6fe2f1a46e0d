"""Combined conditions: three-valued logic, in arrays and one by one, and the evidence."""

from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cs.crosschecks.role_names import role_names
from cs.kernel.calendars import WorkingCalendar
from cs.kernel.document import Document, PolicySet
from cs.kernel.findings import Finding
from cs.promotion.checks import judge_undefined, punishment_scope
from cs.promotion.eligibility import combined, evidence, judge, kth
from cs.promotion.history_facts import tables_needed
from cs.promotion.policy import Requirement
from cs.promotion.problem import FactValue, PromotionProblem, Verdict
from cs.promotion.ranking import decide
from cs.promotion.rules import requirement_rule
from cs.promotion.verifier import verify
from tests.promotion.rounds import component, policy, problem

ANSWERS = (Verdict.UNMET, Verdict.UNKNOWN, Verdict.MET)
YES: dict[Verdict, FactValue | None] = {
    Verdict.MET: True, Verdict.UNMET: False, Verdict.UNKNOWN: None,
}  # fmt: skip


def judgement(column: str) -> dict[str, Any]:
    """A person's judgement."""
    return {"condition": "judgement", "column": column}


def asking(rule: dict[str, Any], answers: dict[str, list[Verdict]]) -> PromotionProblem:
    """A round in which columns say yes, no or nothing, a candidate each."""
    size = len(next(iter(answers.values())))
    requirement = Requirement.model_validate({"id": "r", "name": "R", "rule": rule})
    return problem(
        [component("a", 100)],
        {f"E{number}": [[80]] for number in range(size)},
        requirements=[requirement_rule(requirement)],
        facts={
            f"answer:{name}": [YES[verdict] for verdict in column]
            for name, column in answers.items()
        },
    )


@pytest.mark.parametrize(
    ("condition", "least", "met", "unmet"),
    [("all", None, 1, 19), ("any", None, 19, 1), ("at_least", 2, 7, 7)],
)
def test_what_is_unknown_counts_where_it_could_turn_the_answer(
    condition: str, least: int | None, met: int, unmet: int
) -> None:
    cases = list(product(ANSWERS, repeat=3))
    columns = dict(zip("abc", map(list, zip(*cases, strict=True)), strict=True))
    rule = {"condition": condition, "of": tuple(map(judgement, "abc"))}
    asked = asking({**rule, "least": least} if least else rule, columns)
    verdicts = [Verdict(code) for code in judge(asked)[0].tolist()]

    assert (verdicts.count(Verdict.MET), verdicts.count(Verdict.UNMET)) == (met, unmet)
    for case, verdict in zip(cases, verdicts, strict=True):
        completed = {
            _true(condition, least, [value is Verdict.MET for value in filled])
            for filled in product(*([v] if v in (Verdict.MET, Verdict.UNMET)
                                    else [Verdict.MET, Verdict.UNMET] for v in case))
        }  # fmt: skip
        expected = Verdict.UNKNOWN if len(completed) == 2 else (
            Verdict.MET if completed == {True} else Verdict.UNMET
        )  # fmt: skip
        assert verdict is expected, case
    assert list(verify(asked, decide(asked))) == []


def _true(condition: str, least: int | None, values: list[bool]) -> bool:
    needed = {"all": len(values), "any": 1}.get(condition, least or 0)
    return sum(values) >= needed


@given(st.lists(st.sampled_from(ANSWERS), min_size=1, max_size=8), st.data())
def test_counting_and_ordering_give_the_same(answers: list[Verdict], data: st.DataObject) -> None:
    needed = data.draw(st.integers(1, len(answers)))
    parts = [np.array([answer], np.int8) for answer in answers]

    assert int(combined(parts, needed)[0]) == kth(answers, needed)


def test_combinations_nest_and_the_evidence_shows_the_parts() -> None:
    rule = {
        "condition": "any",
        "of": (judgement("a"), {"condition": "all", "of": (judgement("b"), judgement("c"))}),
    }
    asked = asking(rule, {"a": [Verdict.UNMET], "b": [Verdict.MET], "c": [Verdict.UNKNOWN]})
    found = evidence(asked, asked.requirements[0], 0)

    assert found.verdict is Verdict.UNKNOWN
    assert [part.verdict for part in found.parts] == [Verdict.UNMET, Verdict.UNKNOWN]
    assert [part.verdict for part in found.parts[1].parts] == [Verdict.MET, Verdict.UNKNOWN]
    assert found.text.english() == (
        "of 2 conditions 1 needed, 0 met: [not met] a: no, [unknown] of 2 conditions all are "
        "needed, 1 are met: [met] b: yes, [unknown] the column c says neither yes nor no"
    )


@pytest.mark.parametrize("rule", [{"least": None}, {"least": 3}])
def test_a_number_left_open_or_out_of_reach_is_refused(rule: dict[str, Any]) -> None:
    stated = {"condition": "at_least", "of": (judgement("a"), judgement("b")), **rule}
    requirement = Requirement.model_validate({"id": "r", "name": "R", "rule": stated})

    with pytest.raises(ValueError, match=r"eligibility\.r"):
        requirement_rule(requirement)


@given(st.lists(st.lists(st.sampled_from(ANSWERS), min_size=3, max_size=3), min_size=1, max_size=9))
def test_the_verifier_agrees_on_any_answers(cases: list[list[Verdict]]) -> None:
    rule = {
        "condition": "at_least", "least": 1,
        "of": (judgement("a"), {"condition": "all", "of": (judgement("b"), judgement("c"))}),
    }  # fmt: skip
    columns = dict(zip("abc", map(list, zip(*cases, strict=True)), strict=True))
    asked = asking(rule, columns)

    assert list(verify(asked, decide(asked))) == []


def test_rules_see_the_conditions_inside_combinations() -> None:
    rule = {
        "condition": "any",
        "of": (
            {"condition": "judgement", "column": "a", "judge": "主管"},
            {"condition": "all", "of": ({"condition": "discipline"}, judgement("b"))},
        ),
    }
    stated = policy(eligibility=({"id": "r", "name": "R", "rule": rule},))
    policies = PolicySet((Document("p.yaml", stated),), WorkingCalendar())

    assert [place_of(each) for each in judge_undefined.RULE.check(policies)] == [
        ("eligibility", 0, "rule", "of", 1, "of", 1)
    ]
    assert {place_of(each) for each in punishment_scope.RULE.check(policies)} == {
        ("eligibility", 0, "rule", "of", 1, "of", 0)
    }
    assert tables_needed(stated) == ("discipline",)
    assert {word for word, _place in role_names(policies)} == {"主管"}


def place_of(finding: Finding) -> tuple[str | int, ...]:
    """Where in the policy the finding points."""
    return tuple(finding.place.route)
