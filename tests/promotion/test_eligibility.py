"""Conditions: met, unmet or unknown, with the figures."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import TypeAdapter

from cs.kernel.calendars import WorkingCalendar
from cs.promotion.conditions import CONDITIONS, condition_of
from cs.promotion.policy import AnyCondition
from cs.promotion.problem import Context, FactValue, Verdict

GRADES = {"三星客服": "star3", "star3": "star3", "组长": "leader", "leader": "leader"}
CONTEXT = Context(
    day=date(2025, 12, 1),
    calendar=WorkingCalendar(),
    source_grades=("star3",),
    grades=GRADES,
    grade_names={"star3": "三星客服", "leader": "组长"},
    statuses={"转正": "regular", "regular": "regular", "试用": "probation"},
)
TENURE = {"condition": "tenure", "at_least": "12 months"}
REGULAR = {"condition": "status", "any_of": ("regular",)}
SCORE = {"condition": "column", "column": "满意度", "at_least": Decimal(90)}


def judged(rule: dict[str, Any], value: FactValue) -> tuple[Verdict, str]:
    """Verdict and English evidence."""
    model: AnyCondition = TypeAdapter(AnyCondition).validate_python(rule)
    verdict, text = condition_of(model).judge(model, value, CONTEXT)
    return verdict, text.english()


@pytest.mark.parametrize(
    ("rule", "value", "verdict", "evidence"),
    [
        (TENURE, date(2024, 3, 1), Verdict.MET,
         "in the grade since 2024-03-01, 21 months at 2025-12-01; needs 12 months"),
        (TENURE, date(2024, 12, 1), Verdict.MET,
         "in the grade since 2024-12-01, 12 months at 2025-12-01; needs 12 months"),
        (TENURE, date(2024, 12, 2), Verdict.UNMET,
         "in the grade since 2024-12-02, 11 months at 2025-12-01; needs 12 months"),
        (TENURE, date(2026, 1, 1), Verdict.UNMET,
         "in the grade since 2026-01-01, 0 months at 2025-12-01; needs 12 months"),
        ({**TENURE, "clock": "post", "at_least": "2 weeks"}, date(2025, 11, 18), Verdict.UNMET,
         "in the post since 2025-11-18, 1 week at 2025-12-01; needs 2 weeks"),
        ({**TENURE, "clock": "firm", "at_least": "5 working days"}, date(2025, 11, 24),
         Verdict.MET,
         "in the firm since 2025-11-24, 5 working days at 2025-12-01; needs 5 working days"),
        (REGULAR, "转正", Verdict.MET, "status is 转正; needed: regular"),
        (REGULAR, "试用", Verdict.UNMET, "status is 试用; needed: regular"),
        ({"condition": "grade"}, "三星客服", Verdict.MET, "grade is 三星客服; needed: 三星客服"),
        ({"condition": "grade"}, "leader", Verdict.UNMET, "grade is 组长; needed: 三星客服"),
        ({"condition": "grade"}, "三星", Verdict.UNKNOWN, "the ladder has no grade 三星"),
        ({"condition": "skills", "all_of": ("a", "b")}, ("B", "a"), Verdict.MET, "holds a, b"),
        ({"condition": "skills", "all_of": ("a", "b")}, ("a",), Verdict.UNMET,
         "lacks b; needed: a, b"),
        ({"condition": "agreements", "all_of": ("nda",)}, (), Verdict.UNMET,
         "lacks nda; needed: nda"),
        (SCORE, Decimal("90"), Verdict.MET, "满意度 is 90; needed: 90 or more"),
        (SCORE, Decimal("89.9"), Verdict.UNMET, "满意度 is 89.9; needed: 90 or more"),
        ({**SCORE, "at_most": Decimal(95)}, Decimal(96), Verdict.UNMET,
         "满意度 is 96; needed: 90 to 95"),
        ({"condition": "column", "column": "级", "any_of": ("A", "B")}, "b", Verdict.MET,
         "级 is b; needed: A, B"),
        ({"condition": "judgement", "column": "意愿"}, True, Verdict.MET, "意愿: yes"),
        ({"condition": "judgement", "column": "意愿", "judge": "主管"}, False, Verdict.UNMET,
         "意愿: no, as 主管 judges"),
    ],
)  # fmt: skip
def test_a_condition_is_judged_with_its_figures(
    rule: dict[str, Any], value: FactValue, verdict: Verdict, evidence: str
) -> None:
    assert judged(rule, value) == (verdict, evidence)


def test_a_year_that_never_ends_is_not_served() -> None:
    verdict, _text = judged({**TENURE, "at_least": "99999 years"}, date(2000, 1, 1))

    assert verdict is Verdict.UNMET


def test_every_condition_of_the_policy_has_one_module() -> None:
    models = [condition.model for condition in CONDITIONS]

    assert len(set(models)) == len(models) == 12
