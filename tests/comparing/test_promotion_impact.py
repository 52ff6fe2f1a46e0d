"""Whom a promotion policy's change touches: given these people and scores, these moves."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from cs.comparing.rounds import Decided, Undecided, on_conditions, on_scores
from cs.comparing.standing import PromotionImpact, compare_rounds
from cs.kernel.agents import Agent
from cs.promotion.policy import PromotionPolicy
from cs.promotion.problem import Verdict
from cs.tables.raw import RawTable
from cs.tables.reading import read_raw
from tests.comparing.versions import PROMOTION, policies

AS_OF = date(2026, 11, 16)
STAFF = (
    Agent("A", "甲", grade_since=date(2023, 1, 1), hired=date(2020, 1, 1)),
    Agent("B", "乙", grade_since=date(2025, 6, 1), hired=date(2021, 1, 1)),
    Agent("C", "丙", grade_since=date(2026, 6, 1), hired=date(2022, 1, 1)),
    Agent("D", "丁", hired=date(2022, 1, 1)),
)
SCORES = "id,面试考评,PM成绩\nA,70,65\nB,80,60\nC,90,75\nD,50,75\n"


def table(text: str) -> RawTable:
    raw = read_raw(text.encode(), "candidates.csv")
    assert isinstance(raw, RawTable)
    return raw


def decided(text: str, scores: str | None, staff: Sequence[Agent]) -> Decided | Undecided:
    known = policies(text)
    (document,) = known.of(PromotionPolicy)
    if scores is None:
        return on_conditions(document.policy, known, staff, AS_OF)
    return on_scores(document.policy, known, staff, AS_OF, table(scores))


def impact(old: str, new: str, scores: str | None = None, top: int = 10) -> PromotionImpact:
    sides = [decided(text, scores, STAFF) for text in (old, new)]
    both = [side for side in sides if isinstance(side, Decided)]
    return compare_rounds("leader", "组长竞聘", None, *both, top)


TWO_YEARS = PROMOTION.replace("at_least: 1 year", "at_least: 2 years")


def test_longer_tenure_costs_eligibility_and_the_condition_is_named() -> None:
    found = impact(PROMOTION, TWO_YEARS).eligibility

    assert found.moves == {(Verdict.MET, Verdict.UNMET): 1}
    assert found.by_condition == (("任职满一年", 1),)
    (move,) = found.named
    assert move.person.id == "B"
    ((condition, evidence),) = move.deciding
    assert condition == "任职满一年"
    assert "needs 2 years" in evidence.english()


def test_the_other_way_round_it_is_gained_with_the_same_condition() -> None:
    found = impact(TWO_YEARS, PROMOTION).eligibility

    assert found.moves == {(Verdict.UNMET, Verdict.MET): 1}
    assert [each.person.id for each in found.named] == ["B"]
    assert found.named[0].deciding[0][0] == "任职满一年"


def test_a_condition_that_nothing_answers_opens_what_was_closed() -> None:
    line = "- {id: year, name: 任职满一年, rule: {condition: tenure, at_least: 1 year}}\n"
    asked = "- {id: good, name: 优秀, rule: {condition: judgement, column: 优秀}}\n"
    found = impact(PROMOTION, PROMOTION.replace(line, asked)).eligibility

    assert found.before == {Verdict.UNMET: 1, Verdict.UNKNOWN: 1, Verdict.MET: 2}
    assert found.after == {Verdict.UNMET: 0, Verdict.UNKNOWN: 4, Verdict.MET: 0}
    assert found.moves == {
        (Verdict.MET, Verdict.UNKNOWN): 2,
        (Verdict.UNMET, Verdict.UNKNOWN): 1,
    }


def test_eligibility_is_judged_although_scores_cannot_be() -> None:
    open_scale = TWO_YEARS.replace(", scale: {from: 0, to: 100}", "")

    assert impact(PROMOTION, open_scale).eligibility.touched == 1


def test_a_weight_moves_ranks_and_the_component_is_named() -> None:
    new = PROMOTION.replace("weight: 60%", "weight: 20%").replace(
        "{from: 60, to: 70, includes: from, points: 30}",
        "{from: 60, to: 65, includes: from, points: 30}\n"
        "  - {from: 65, to: 70, includes: from, points: 60}",
    )
    ranks = impact(PROMOTION, new, SCORES).ranks

    assert ranks is not None
    assert (ranks.ranked, ranks.ranks, ranks.scores) == (2, 2, 4)
    moves = {each.person.id: each for each in ranks.named}
    assert (moves["A"].before, moves["A"].after) == (2, 1)
    assert (str(moves["A"].total_before), str(moves["A"].total_after)) == ("72.00", "74.00")
    assert moves["A"].cause == "PM成绩"
    assert [(each.component, each.points) for each in moves["A"].shifts] == [
        ("PM成绩", Fraction(30)),
        ("面试考评", Fraction(-28)),
    ]


def test_shifts_sum_exactly_to_the_change_of_the_total() -> None:
    new = PROMOTION.replace("weight: 60%", "weight: 40.7%").replace("points: 30", "points: 33.3")
    ranks = impact(PROMOTION, new, SCORES.replace("70,65", "70.123,65")).ranks

    assert ranks is not None
    for move in ranks.named:
        assert move.total_before is not None
        assert move.total_after is not None
        change = Fraction(move.total_after) - Fraction(move.total_before)
        assert abs(sum(each.points for each in move.shifts) - change) <= Fraction(1, 100)


def test_who_moves_up_because_another_left_has_no_component_as_cause() -> None:
    ranks = impact(PROMOTION, TWO_YEARS, SCORES).ranks

    assert ranks is not None
    assert (ranks.ranked, ranks.scores) == (1, 0)
    (move,) = ranks.named
    assert (move.person.id, move.before, move.after, move.cause) == ("A", 2, 1, None)


def test_proposals_follow() -> None:
    one = PROMOTION.replace("eligibility:", "vacancies: 1\neligibility:")
    ranks = impact(one, one.replace("at_least: 1 year", "at_least: 2 years"), SCORES).ranks

    assert ranks is not None
    assert [each.id for each in ranks.proposed] == ["A"]
    assert [each.id for each in ranks.no_longer] == ["B"]


def test_lists_are_as_long_as_asked_and_counts_hold_all() -> None:
    found = impact(PROMOTION, TWO_YEARS, top=0).eligibility

    assert (found.named, found.touched) == ((), 1)


def test_a_band_edge_moves_the_points_of_those_beside_it_alone() -> None:
    edge = PROMOTION.replace("to: 70, includes: from", "to: 75, includes: from").replace(
        "{from: 70, includes", "{from: 75, includes"
    )
    ranks = impact(PROMOTION, edge, SCORES.replace("A,70,65", "A,70,72")).ranks

    assert ranks is not None
    assert ranks.scores == 1


def test_a_table_without_the_column_of_a_component_is_not_decided() -> None:
    new = PROMOTION.replace("id: pm\n  name: PM成绩", "id: exam\n  name: 笔试")
    side = decided(new, SCORES, STAFF)

    assert isinstance(side, Undecided)
    assert "笔试" in side.findings[0].message.english()
