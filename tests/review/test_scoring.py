"""Points, shares, mentors and grades, exactly as the policy states them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cs.kernel.agents import Agent
from cs.review.problem import AgentScore, Gap, PeriodScores, ReviewProblem
from cs.review.scoring import quantise, score
from cs.review.verifier import verify
from tests.review.reviews import POLICY, built, rating, review


def one(
    calls: object = 91, superior: object = 80, peers: tuple[int, ...] = (70, 60), **policy: str
) -> AgentScore:
    """The score of a single agent."""
    text = POLICY
    for key, value in policy.items():
        before = next(line for line in text.splitlines() if line.startswith(f"{key}:"))
        text = text.replace(before, f"{key}: {value}")
    rows = [rating("A1", "team", value, "peer", f"P{n}") for n, value in enumerate(peers)]
    rows += [rating("A1", "calls", calls)] if calls is not None else []
    rows += [rating("A1", "team", superior, "superior", "L1")] if superior is not None else []
    found, number = built(review(text), (Agent("A1", "甲"),), *rows)
    assert not found.findings
    problem = found.problems[number]
    scores = score(problem)
    assert list(verify(problem, scores)) == []
    return scores.agents[0]


def test_the_arithmetic_of_one_agent() -> None:
    found = one()

    # calls: (91 - 75) / (95 - 75) = 80 points; team: 60% of 80 and 40% of the mean 65 = 74.
    assert [part.points for part in found.indicators] == [80, 74]
    assert found.exact == Fraction(80 * 60 + 74 * 40, 100)
    assert (found.score, found.grade) == (Decimal("77.60"), 1)


def test_a_value_beyond_target_or_floor_earns_no_more_and_no_less() -> None:
    assert one(calls=100).indicators[0].points == 100
    assert one(calls=10).indicators[0].points == 0


def test_too_few_raters_are_made_up_by_the_others_or_refused() -> None:
    assert one(peers=(70,)).indicators[1].points == 80
    refused = one(peers=(70,), missing_raters="refuse")
    assert refused.score is None
    assert refused.indicators[1].gap is Gap.TOO_FEW_RATERS


@pytest.mark.parametrize(
    ("rule", "exact"), [("refuse", None), ("zero", Fraction(148, 5)), ("reweight", Fraction(74))]
)
def test_a_missing_figure_is_refused_or_zero_or_left_to_the_others(
    rule: str, exact: Fraction | None
) -> None:
    assert one(calls=None, missing_values=rule).exact == exact


def test_nobody_rated_is_no_result_even_where_missing_values_are_zero() -> None:
    assert one(calls=None, superior=None, peers=(), missing_values="zero").score is None


def test_the_edge_is_half_up_and_belongs_to_the_grade_that_includes_it() -> None:
    assert quantise(Fraction(7999_5, 1000_0) * 10, 2) == Decimal("80.00")
    assert quantise(Fraction(1, 8), 2) == Decimal("0.13")
    assert quantise(Fraction(-1, 8), 2) == Decimal("-0.13")
    assert one(calls=91, superior=80, peers=(80, 80)).grade == 0


def test_targets_of_some_grades_of_the_ladder_are_theirs() -> None:
    text = POLICY.replace(
        "measured_by: 话务系统}", "measured_by: 话务系统, targets: [{grades: 三星, target: 100}]}"
    )
    rows = [rating(id_, "calls", 95) for id_ in ("A1", "A2")]
    rows += [rating(id_, "team", 100, "superior", "L1") for id_ in ("A1", "A2")]
    staff = (Agent("A1", "甲", grade="三星"), Agent("A2", "乙", grade="二星"))
    found, number = built(review(text), staff, *rows)
    scores = score(found.problems[number])

    assert [each.exact for each in scores.agents] == [88, 100]
    assert list(verify(found.problems[number], scores)) == []


def mentored(*mentors: tuple[str, str | None]) -> tuple[ReviewProblem, PeriodScores]:
    """Agents with their mentors, each with 10 points more than the one before."""
    staff = tuple(Agent(id_, id_, mentor=mentor) for id_, mentor in mentors)
    rows = []
    for number, agent in enumerate(staff):
        rows += [rating(agent.id, "calls", 75 + 2 * number)]
        rows += [rating(agent.id, "team", 10 * number, "superior", "L1")]
    found, number = built(review(), staff, *rows)
    assert [each.code for each in found.findings] == []
    problem = found.problems[number]
    return problem, score(problem)


def test_mentees_come_before_mentors_however_the_table_is_ordered() -> None:
    problem, scores = mentored(("top", None), ("middle", "top"), ("low", "middle"), ("x", "middle"))
    exact = {a.id: s.exact for a, s in zip(problem.agents, scores.agents, strict=True)}

    assert exact["middle"] == 10 * Fraction(9, 10) + Fraction(25) / 10
    assert exact["top"] == exact["middle"] / 10
    assert list(verify(problem, scores)) == []


def test_mentors_in_a_circle_are_refused_with_their_names() -> None:
    staff = (Agent("A1", "甲", mentor="A2"), Agent("A2", "乙", mentor="A1"))
    found, _number = built(review(), staff, rating("A1", "calls", 80))

    (finding,) = found.findings
    assert finding.code == "RES007"
    assert "A1 → A2 → A1" in finding.message.english()


def test_a_circle_of_an_earlier_month_is_refused_too() -> None:
    gone = Agent("A2", "乙", mentor="A1", leaves=date(2026, 9, 15))
    staff = (Agent("A1", "甲", mentor="A2"), gone)
    found, _number = built(
        review(), staff, rating("A1", "calls", 80), rating("A1", "calls", 80, period="2026-09")
    )

    assert [each.code for each in found.findings] == ["RES007"]


def test_the_verifier_sees_a_wrong_score_and_a_wrong_grade() -> None:
    problem, scores = mentored(("a", None), ("b", "a"))
    first, second = scores.agents
    assert first.exact is not None

    more = replace(first, exact=first.exact + Fraction(1, 10**9))
    assert [each.english() for each in verify(problem, PeriodScores((more, second), True))] == [
        "The score of a is wrong."
    ]
    better = replace(second, grade=0)
    assert list(verify(problem, PeriodScores((first, better), True)))


CENTS = st.integers(0, 10_000).map(lambda cents: Decimal(cents) / 100)


@settings(max_examples=40)
@given(CENTS, CENTS, st.lists(CENTS, max_size=5), st.integers(0, 2), st.data())
def test_the_score_never_falls_when_a_value_rises(
    calls: Decimal, superior: Decimal, peers: list[Decimal], which: int, data: st.DataObject
) -> None:
    values = [calls, superior, *peers]
    raised = list(values)
    at = min(which, len(values) - 1)
    raised[at] = data.draw(CENTS.filter(lambda value: value >= values[at]) | st.just(values[at]))
    before, after = (one(v[0], v[1], tuple(v[2:])) for v in (values, raised))

    assert before.exact is not None
    assert after.exact is not None
    assert after.exact >= before.exact
    assert after.grade is not None
    assert before.grade is not None
    assert after.grade <= before.grade


@settings(max_examples=40)
@given(CENTS, CENTS, st.lists(CENTS, max_size=5))
def test_scores_are_those_of_rational_arithmetic(
    calls: Decimal, superior: Decimal, peers: list[Decimal]
) -> None:
    earned = min(max((Fraction(calls) - 75) * 5, Fraction(0)), Fraction(100))
    team = Fraction(superior)
    if len(peers) >= 2:
        team = team * Fraction(3, 5) + sum(map(Fraction, peers)) / len(peers) * Fraction(2, 5)
    expected = earned * Fraction(3, 5) + team * Fraction(2, 5)
    found = one(calls, superior, tuple(peers))

    assert found.exact == expected
    assert found.score == Decimal((expected * 100 + Fraction(1, 2)).__floor__()) / 100
