"""The review document: its cycle, its periods, and the scores that its indicators allow."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from cs.documents import Source, load
from cs.kernel.findings import format_route
from cs.review.policy import ReviewPolicy
from cs.review.scale import points_of, score_range

REVIEW = """kind: review
id: r
name: 考核
cycle: {cycle}
{more}
indicators:
  - {{id: a, name: 满意度, weight: 60%, direction: higher, target: 95, floor: 75}}
  - {{id: b, name: 时长, weight: 40%, direction: lower, target: 4, bounds: {{from: 2, to: 12}}}}
"""


def review(cycle: str = "monthly", more: str = "") -> ReviewPolicy:
    text = REVIEW.format(cycle=cycle, more=more)
    loaded = load([Source("a.yaml", text.encode())], {"review": ReviewPolicy})
    assert not loaded.findings, [each.message.english() for each in loaded.findings]
    (document,) = loaded.documents
    assert isinstance(document.policy, ReviewPolicy)
    return document.policy


@pytest.mark.parametrize(
    ("cycle", "months"),
    [
        ("monthly", 1), ("quarterly", 3), ("half-yearly", 6), ("yearly", 12), ("每月", 1),
        ("每季度", 3), ("2 months", 2), ("P1Y", 12), ("4 weeks", None),
    ],
)  # fmt: skip
def test_a_cycle_is_said_in_words_or_as_a_duration(cycle: str, months: int | None) -> None:
    periods = review(cycle).periods()
    assert (periods.months if periods else None) == months


def test_periods_are_the_calendars_unless_a_first_one_is_stated() -> None:
    quarterly = review("quarterly", "effective: 2026-02-01").periods()
    assert quarterly is not None
    assert str(quarterly.period(quarterly.number_at(date(2026, 2, 1)))) == "2026Q1"
    shifted = review("quarterly", "first_period: 2026-02-01").periods()
    assert shifted is not None
    assert str(shifted.period(shifted.number_at(date(2026, 2, 1)))) == "2026-02..2026-04"


def test_points_run_straight_from_floor_to_target() -> None:
    higher, lower = review().indicators
    assert points_of(higher, Decimal(85), higher.target) == 50
    assert points_of(higher, Decimal(100), higher.target) == 100
    assert points_of(higher, Decimal(10), higher.target) == 0
    # The worst of the bounds earns nothing: twelve minutes.
    assert points_of(lower, Decimal(6), lower.target) == 75
    assert score_range(review()) == (Fraction(0), Fraction(100))


@pytest.mark.parametrize(
    ("more", "route"),
    [
        ("rewards: [{id: x, name: 奖, act: bonus, at_least: 优}]", "rewards[0].at_least"),
        ("quotas: [{grade: 优, at_most: 20%}]", "quotas[0].grade"),
        ("raters: [{role: peer, rates: c}]", "raters[0].rates[0]"),
    ],
)
def test_what_a_document_does_not_define_it_cannot_name(more: str, route: str) -> None:
    text = REVIEW.format(cycle="monthly", more=f"grades: [{{id: 优秀}}]\n{more}")
    loaded = load([Source("a.yaml", text.encode())], {"review": ReviewPolicy})
    (finding,) = loaded.findings
    assert (finding.code, format_route(finding.place.route)) == ("DOC018", route)
    assert "policy" not in finding.message.english()


def test_a_placeholder_for_the_cycle_is_found() -> None:
    text = REVIEW.format(cycle="[X] months", more="")
    loaded = load([Source("a.yaml", text.encode())], {"review": ReviewPolicy})
    assert {finding.code for finding in loaded.findings} == {"DOC003"}
