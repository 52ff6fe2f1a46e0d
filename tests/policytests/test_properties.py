"""A case written down from the engine's own answer passes; with any figure changed it fails."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from cs.policytests.policy import Expectation
from tests.policytests.builders import PROMOTION, outcomes, verdicts

GRADES = st.decimals(0, 100, places=2)
PEOPLE = st.lists(
    st.tuples(GRADES, GRADES, GRADES, st.sampled_from(["2023-05-01", "2025-05-01"])),
    min_size=1,
    max_size=4,
)


def rows(people: list[tuple[Decimal, Decimal, Decimal, str]]) -> str:
    return "\n".join(
        f"    - {{id: A{number}, status: regular, grade_since: {since}, exam: {exam},"
        f" talk: [{one}, {two}]}}"
        for number, (exam, one, two, since) in enumerate(people)
    )


def reckoned(exam: Decimal, one: Decimal, two: Decimal) -> Decimal:
    """The total by hand: 40 points from 60 on, and six tenths of the mean."""
    points = 40 if exam >= 60 else 0
    return (points + (one + two) / 2 * Decimal("0.6")).quantize(Decimal("0.01"), "ROUND_HALF_UP")


@settings(max_examples=15, deadline=None)
@given(PEOPLE)
def test_what_is_reckoned_by_hand_passes_and_a_cent_more_fails(
    people: list[tuple[Decimal, Decimal, Decimal, str]],
) -> None:
    def cases(more: Decimal) -> str:
        expected = "\n".join(
            f"    - {{agent: A{number}, score: {reckoned(*each[:3]) + more}}}"
            for number, each in enumerate(people)
        )
        return f"- name: c\n  candidates:\n{rows(people)}\n  expect:\n{expected}"

    assert verdicts(PROMOTION, cases(Decimal(0))) == ["passed"]
    (wrong,), _ = outcomes(PROMOTION, cases(Decimal("0.01")))
    assert [check.passes for check in wrong.checks] == [False] * len(people)


@settings(max_examples=15, deadline=None)
@given(PEOPLE, st.integers(1, 5))
def test_expect_and_expect_not_are_opposites(
    people: list[tuple[Decimal, Decimal, Decimal, str]], rank: int
) -> None:
    case = f"- name: c\n  candidates:\n{rows(people)}\n  KEY: {{agent: A0, rank: {rank}}}"

    wanted = verdicts(PROMOTION, case.replace("KEY", "expect"))
    unwanted = verdicts(PROMOTION, case.replace("KEY", "expect_not"))

    assert {*wanted, *unwanted} == {"passed", "failed"}


def test_every_key_of_an_expectation_belongs_to_a_form() -> None:
    from cs.policytests.forms import FORMS

    used = {key for form in FORMS for key in form.needs | form.says | form.narrows}

    assert used == set(Expectation.model_fields)
