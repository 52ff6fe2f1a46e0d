"""Ranks, ties and who is proposed."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cs.promotion.policy import JudgementCondition
from cs.promotion.problem import Outcome, PromotionResult
from cs.promotion.ranking import decide
from cs.promotion.verifier import verify
from tests.promotion.rounds import component, problem, requirement

ONE = [component("a", 100)]
TWO = [component("a", 50), component("b", 50)]


def outcomes(result: PromotionResult) -> list[str]:
    """Outcome of each candidate, in the table's order."""
    return [Outcome(code).name.lower() for code in result.outcomes.tolist()]


def test_equals_share_the_better_rank_and_the_next_rank_is_left_out() -> None:
    result = decide(problem(ONE, {"A": [[80]], "B": [[90]], "C": [[80]], "D": [[70]]}))

    assert result.ranks.tolist() == [2, 1, 2, 4]
    assert result.order.tolist() == [1, 0, 2, 3]


def test_a_tie_goes_to_the_higher_points_of_the_named_component() -> None:
    ties = ({"by": "component", "component": "b"},)
    result = decide(problem(TWO, {"A": [[80], [60]], "B": [[60], [80]]}, tie_breaks=ties))

    assert result.ranks.tolist() == [2, 1]


def test_a_tie_goes_to_the_earlier_date_and_no_date_is_last() -> None:
    days = {"grade_since": [None, date(2024, 5, 1), date(2023, 5, 1)]}
    question = problem(
        ONE,
        {"A": [[80]], "B": [[80]], "C": [[80]]},
        facts=days,
        tie_breaks=({"by": "grade_since"},),
    )

    assert decide(question).ranks.tolist() == [3, 2, 1]


def test_points_that_differ_only_below_the_places_do_not_break_a_tie() -> None:
    ties = ({"by": "component", "component": "a"},)
    scores = {"A": [["50.001"], ["50.003"]], "B": [["50.003"], ["50.001"]]}

    assert decide(problem(TWO, scores, tie_breaks=ties)).ranks.tolist() == [1, 1]
    assert decide(problem(TWO, scores, tie_breaks=ties, places=4)).ranks.tolist() == [2, 1]


def test_a_missing_component_loses_the_tie_against_zero_points() -> None:
    ties = ({"by": "component", "component": "b"},)
    scores = {"A": [[80], []], "B": [[80], [0]]}

    assert decide(problem(TWO, scores, missing="zero", tie_breaks=ties)).ranks.tolist() == [2, 1]


def test_as_many_are_proposed_as_there_are_vacancies_and_the_rest_is_the_reserve() -> None:
    result = decide(problem(ONE, {"A": [[70]], "B": [[90]], "C": [[80]]}, vacancies=2))

    assert outcomes(result) == ["reserve", "proposed", "proposed"]
    assert result.proposed == 2


def test_a_tie_across_the_last_vacancy_proposes_none_of_the_tied() -> None:
    scores = {"A": [[95]], "B": [[90]], "C": [[90]], "D": [[80]]}
    result = decide(problem(ONE, scores, vacancies=2))

    assert outcomes(result) == ["proposed", "tied", "tied", "reserve"]
    assert (result.proposed, result.tied) == (1, 2)


def test_a_tie_within_the_vacancies_needs_no_decision() -> None:
    result = decide(problem(ONE, {"A": [[90]], "B": [[90]], "C": [[80]]}, vacancies=2))

    assert outcomes(result) == ["proposed", "proposed", "reserve"]


def test_no_vacancies_propose_nobody() -> None:
    assert outcomes(decide(problem(ONE, {"A": [[90]]}, vacancies=0))) == ["reserve"]


def test_below_the_pass_mark_nobody_is_proposed() -> None:
    result = decide(
        problem(ONE, {"A": [[80]], "B": [["79.994"]]}, vacancies=2, pass_mark=Decimal(80))
    )

    assert outcomes(result) == ["proposed", "below_mark"]
    assert result.ranks.tolist() == [1, 2]


def test_whoever_is_not_eligible_is_scored_but_neither_ranked_nor_proposed() -> None:
    rule = JudgementCondition(condition="judgement", column="wants")
    question = problem(
        ONE,
        {"A": [[90]], "B": [[95]], "C": [[99]], "D": [[]]},
        requirements=[requirement(rule, "answer:wants")],
        facts={"answer:wants": [True, False, None, True]},
        vacancies=3,
    )
    result = decide(question)

    assert outcomes(result) == ["proposed", "ineligible", "unknown", "unscored"]
    assert result.ranks.tolist() == [1, 0, 0, 0]
    assert result.scores.totals.tolist() == [9000, 9500, 9900, 0]


@given(
    st.lists(st.integers(0, 4), min_size=1, max_size=12),
    st.integers(0, 5),
    st.randoms(use_true_random=False),
)
def test_the_order_of_rows_changes_nothing(values: list[int], vacancies: int, random) -> None:  # type: ignore[no-untyped-def]
    scores = {f"E{number:02}": [[value]] for number, value in enumerate(values)}
    shuffled = list(scores)
    random.shuffle(shuffled)

    def answers(ids: list[str]) -> tuple[list[str], dict[str, tuple[int, int, int]]]:
        result = decide(problem(ONE, {id_: scores[id_] for id_ in ids}, vacancies=vacancies))
        per_id = {
            id_: (
                int(result.ranks[index]),
                int(result.outcomes[index]),
                int(result.scores.totals[index]),
            )
            for index, id_ in enumerate(ids)
        }
        return [ids[index] for index in result.order.tolist()], per_id

    assert answers(list(scores)) == answers(shuffled)


@pytest.mark.parametrize("field", ["totals", "ranks", "outcomes", "order"])
def test_the_verifier_sees_a_changed_result(field: str) -> None:
    question = problem(ONE, {"A": [[90]], "B": [[80]], "C": [[70]]}, vacancies=1)
    result = decide(question)
    assert list(verify(question, result)) == []

    changed = result.scores.totals if field == "totals" else getattr(result, field)
    changed[0] = changed[1]

    assert list(verify(question, result)) != []


def test_keys_too_wide_for_one_number_sort_all_the_same() -> None:
    parts = [component("a", 40), component("b", 30), component("c", 30)]
    ties = tuple({"by": "component", "component": part.id} for part in parts)
    scores = {f"E{n:02}": [[n * 37 % 101], [n * 53 % 101], [n * 71 % 101]] for n in range(60)} | {
        "low": [[0], [0], [0]],
        "high": [[100], [100], [100]],
        "same": [[100], [100], [100]],
    }
    question = problem(parts, scores, places=6, tie_breaks=ties, vacancies=1)
    result = decide(question)

    assert list(verify(question, result)) == []
    assert [str(question.candidates.ids[index]) for index in result.order[:2]] == ["high", "same"]
