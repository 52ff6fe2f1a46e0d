"""Windows and vacancies: when, and how many."""

from datetime import date

import pytest

from cs.kernel.agents import Agent
from cs.kernel.calendars import WorkingCalendar
from cs.promotion.policy import Window
from cs.promotion.problem import Round, Vacancies
from cs.promotion.vacancies import KnownGrade, count_vacancies, day_of_effect
from cs.promotion.windows import find_round
from tests.promotion.rounds import policy

JUNE = Window(month=6, opens=1, closes=10)
DECEMBER = Window(month=12, opens=1, closes=10)
DAY = date(2026, 12, 1)
LEADER = KnownGrade("leader", "组长", most=3)


@pytest.mark.parametrize(
    ("as_of", "opening"),
    [
        (date(2026, 5, 31), date(2026, 6, 1)),
        (date(2026, 6, 10), date(2026, 6, 1)),  # still open
        (date(2026, 6, 11), date(2026, 12, 1)),
        (date(2026, 12, 11), date(2027, 6, 1)),
    ],
)
def test_the_next_window_is_the_first_that_is_not_over(as_of: date, opening: date) -> None:
    assert find_round((DECEMBER, JUNE), as_of, None).day == opening


def test_a_window_without_a_closing_day_lasts_to_the_end_of_its_month() -> None:
    window = Window(month=2)

    assert find_round((window,), date(2026, 2, 28), None).closes == date(2026, 2, 28)
    assert find_round((window,), date(2026, 3, 1), None).day == date(2027, 2, 1)


def test_a_window_may_close_in_the_month_after() -> None:
    window = Window(month=12, opens=20, closes=5)

    assert find_round((window,), date(2027, 1, 5), None) == Round(
        date(2027, 1, 5), date(2026, 12, 20), "2026-12", date(2027, 1, 5)
    )


def test_days_beyond_the_end_of_a_month_mean_its_end() -> None:
    window = Window(month=6, opens=31)

    assert find_round((window,), date(2026, 1, 1), None).day == date(2026, 6, 30)


def test_a_month_asked_for_need_not_be_named_by_the_policy() -> None:
    as_of = date(2026, 1, 1)

    assert find_round((JUNE,), as_of, date(2027, 6, 1)).day == date(2027, 6, 1)
    assert find_round((JUNE,), as_of, date(2026, 9, 1)) == Round(
        as_of, date(2026, 9, 1), "2026-09", regular=False
    )


def test_without_windows_the_round_is_on_the_day() -> None:
    assert find_round((), DAY, None) == Round(DAY, DAY)


def staff(*grades: str | None) -> tuple[Agent, ...]:
    """One agent a grade."""
    return tuple(Agent(f"E{n}", "", grade=grade) for n, grade in enumerate(grades))


def test_vacancies_are_headcount_less_holders() -> None:
    agents = (
        *staff("leader", "组长", "agent", None),
        Agent("X", "", grade="leader", leaves=date(2026, 11, 30)),
        Agent("Y", "", grade="leader", status="left"),
    )

    assert count_vacancies(policy(to="leader"), None, (LEADER,), agents, DAY) == Vacancies(
        1, "headcount", "组长", 3, 2, leaving=1, day=DAY
    )


def test_who_acts_fills_a_place_and_who_leaves_by_the_day_of_effect_frees_one() -> None:
    agents = (
        Agent("L1", "", grade="leader"),
        Agent("L2", "", grade="leader", leaves=date(2027, 1, 31)),
        Agent("A1", "", grade="agent", acting_grade="组长"),
        Agent("A2", "", grade="leader", acting_grade="组长"),
    )
    found = count_vacancies(
        policy(to="leader"), None, (KnownGrade("leader", "组长", 5),), agents, DAY,
        effect=lambda: date(2027, 3, 1),
    )  # fmt: skip

    assert (found.count, found.holders, found.acting, found.leaving) == (2, 2, 1, 1)
    assert found.day == date(2027, 3, 1)


def test_a_promotion_of_another_round_fills_a_place_unless_the_staff_table_shows_it() -> None:
    agents = (Agent("L1", "", grade="leader"), Agent("E1", "", grade="agent"))
    found = count_vacancies(
        policy(to="leader"), None, (LEADER,), agents, DAY, decided=frozenset({"L1", "E1"})
    )

    assert (found.count, found.decided) == (1, 1)


def test_the_day_of_effect_is_the_windows_own() -> None:
    stated = policy(windows=({"month": 12, "takes_effect": {"month": 3}},))
    round_ = find_round(stated.windows, DAY, None)

    assert day_of_effect(stated, round_, WorkingCalendar()) == date(2027, 3, 1)


def test_more_holders_than_places_are_no_vacancies() -> None:
    agents = staff(*["leader"] * 5)

    assert count_vacancies(policy(to="leader"), None, (LEADER,), agents, DAY).count == 0


def test_the_command_line_goes_before_the_policy_and_the_policy_before_headcount() -> None:
    stated = policy(to="leader", vacancies=7)

    assert count_vacancies(stated, 2, (LEADER,), (), DAY) == Vacancies(2, "option")
    assert count_vacancies(stated, None, (LEADER,), (), DAY) == Vacancies(7, "policy")


@pytest.mark.parametrize(
    ("grades", "agents"),
    [((), staff("leader")), ((LEADER,), None), ((LEADER,), staff(None, None)),
     ((KnownGrade("leader", "组长"),), staff("leader"))],
)  # fmt: skip
def test_vacancies_that_nothing_states_are_unknown(
    grades: tuple[KnownGrade, ...], agents: tuple[Agent, ...] | None
) -> None:
    found = count_vacancies(policy(to="leader"), None, grades, agents, DAY)

    assert (found.count, found.origin) == (None, "unknown")


def test_a_title_needs_no_vacancy() -> None:
    title = KnownGrade("leader", "组长", fills_post=False)

    assert count_vacancies(policy(to="leader"), None, (title,), (), DAY).origin == "not_needed"
    assert count_vacancies(policy(needs_vacancy=False), None, (), (), DAY).origin == "not_needed"
