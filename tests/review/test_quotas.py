"""Forced distribution: the nearest grades that keep every quota and part no equal scores."""

from decimal import Decimal
from itertools import combinations_with_replacement

from hypothesis import given, settings
from hypothesis import strategies as st

from cs.review.problem import ReviewRules
from cs.review.quotas import limits, with_quotas
from cs.review.rules import rules_of
from tests.review.reviews import POLICY, review


def rules(*quotas: str) -> ReviewRules:
    """The review with quotas."""
    return rules_of(review(POLICY + "quotas:\n" + "".join(f"- {{{each}}}\n" for each in quotas)))


def graded(given: ReviewRules, *scores: int) -> tuple[list[int | None], bool]:
    """The grades of scores: 80 and more good, 60 and more fair."""
    own = [0 if score >= 80 else 1 if score >= 60 else 2 for score in scores]
    return with_quotas(given, [Decimal(score) for score in scores], own)


def test_too_many_at_the_top_move_the_lowest_of_them_down() -> None:
    grades, met = graded(rules("grade: good, at_most: 25%"), 95, 90, 85, 70)

    assert (grades, met) == ([0, 1, 1, 1], True)


def test_too_few_at_the_bottom_move_the_lowest_above_down() -> None:
    grades, _met = graded(rules("grade: poor, at_least: 25%"), 95, 90, 85, 70)

    assert grades == [0, 0, 0, 2]


def test_shares_of_people_are_rounded_against_the_quota() -> None:
    low, high = limits(rules("grade: good, at_least: 10%, at_most: 20%"), 9)

    assert (low[0], high[0]) == (1, 1)


def test_equal_scores_stay_together_even_if_that_moves_more() -> None:
    grades, met = graded(rules("grade: good, at_most: 50%"), 95, 85, 85, 70)

    assert (grades, met) == ([0, 1, 1, 1], True)


def test_where_only_parting_equals_would_do_the_grades_stay() -> None:
    grades, met = graded(rules("grade: good, at_least: 50%, at_most: 50%"), 85, 85, 85, 85)

    assert (grades, met) == ([0, 0, 0, 0], False)


def test_those_without_a_result_do_not_count() -> None:
    found, met = with_quotas(
        rules("grade: good, at_most: 50%"), [Decimal(90), None, Decimal(85)], [0, None, 0]
    )

    assert (found, met) == ([0, None, 1], True)


@settings(max_examples=50)
@given(
    st.lists(st.integers(50, 99), min_size=1, max_size=7),
    st.sampled_from([(0, 40), (20, 60), (40, 40), (0, 100)]),
    st.sampled_from([(0, 40), (20, 60), (40, 40), (0, 100)]),
)
def test_no_other_cuts_move_fewer(
    scores: list[int], top: tuple[int, int], bottom: tuple[int, int]
) -> None:
    given_rules = rules(
        f"grade: good, at_least: {top[0]}%, at_most: {top[1]}%",
        f"grade: poor, at_least: {bottom[0]}%, at_most: {bottom[1]}%",
    )
    scores.sort(reverse=True)
    low, high = limits(given_rules, len(scores))
    own = [0 if score >= 80 else 1 if score >= 60 else 2 for score in scores]

    def moves(first: int, second: int) -> int | None:
        grades = [0] * first + [1] * (second - first) + [2] * (len(scores) - second)
        counts = [grades.count(grade) for grade in range(3)]
        if any(not low[g] <= counts[g] <= high[g] for g in range(3)):
            return None
        if any(scores[cut - 1] == scores[cut] for cut in (first, second) if 0 < cut < len(scores)):
            return None
        return sum(abs(a - b) for a, b in zip(grades, own, strict=True))

    best = [m for cut in combinations_with_replacement(range(len(scores) + 1), 2)
            if (m := moves(*cut)) is not None]  # fmt: skip
    found, met = graded(given_rules, *scores)

    assert met is bool(best)
    if best:
        assert sum(abs((g or 0) - o) for g, o in zip(found, own, strict=True)) == min(best)
    else:
        assert found == own


def test_a_score_without_a_grade_leaves_all_as_they_are() -> None:
    found, met = with_quotas(rules("grade: good, at_most: 50%"), [Decimal(90)], [None])

    assert (found, met) == ([None], False)
