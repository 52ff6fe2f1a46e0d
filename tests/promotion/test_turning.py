"""From when on time alone meets a condition, and the nearest way to eligibility."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cs.kernel.calendars import WorkingCalendar
from cs.kernel.durations import parse_duration
from cs.kernel.intervals import Interval
from cs.kernel.periods import Cycle
from cs.kernel.runs import RunRules
from cs.promotion.eligibility import judge
from cs.promotion.histories import (
    CourseHistory,
    KnownReview,
    PostHistory,
    PunishmentHistory,
    ReviewHistory,
)
from cs.promotion.nearest.routes import Route, change_text, nearest_way
from cs.promotion.policy import Requirement
from cs.promotion.problem import Context, FactValue, PromotionProblem
from cs.promotion.rules import requirement_rule
from cs.promotion.turning import NEVER, NOW, turning
from tests.promotion.rounds import component, problem

DAY = date(2026, 12, 1)
OPENINGS = (DAY, date(2027, 6, 1), date(2027, 12, 1), date(2028, 6, 1))
YEAR = {"condition": "tenure", "at_least": "1 year"}
CLEAN = {"condition": "discipline", "blocks": "same_and_following_year", "offset": "by_opening"}
COURSE = {"condition": "training", "all_of": ("领导",), "within": "1 year"}
POSTS = {"condition": "rotated_posts", "at_least": 1}
REVIEWS = {"condition": "reviews", "at_least": "A", "in_a_row": 3}
SKILL = {"condition": "skills", "all_of": ("x", "y")}
MONTHLY = KnownReview(
    "monthly", Cycle(1, date(2026, 1, 1)), ("A", "B"), ("A", "B"),
    (Interval(0, None, None, True, True), Interval(1, None, None, True, True)),
    RunRules("breaks", "skips", "continues"), parse_duration("5 days"),
)  # fmt: skip
FACTS = {
    "tenure": "grade_since", "discipline": "discipline:", "training": "training:",
    "rotated_posts": "posts:", "reviews": "reviews:", "skills": "skills",
}  # fmt: skip
PUNISHED = PunishmentHistory(((date(2026, 3, 1), "警告", None, None),))


def asking(*asked: tuple[dict[str, Any], FactValue | None]) -> PromotionProblem:
    """One candidate who is asked for these, with what is known of them."""
    requirements, facts = [], {}
    for number, (rule, value) in enumerate(asked):
        stated = {"id": f"r{number}", "name": f"r{number}", "rule": rule, "waiver": "董事长"}
        requirements.append(requirement_rule(Requirement.model_validate(stated)))
        for leaf in requirements[-1].leaves():
            facts[leaf.fact] = [value]
    found = problem([component("a", 100)], {"E": [[80]]}, requirements=requirements, facts=facts)
    context = Context(DAY, WorkingCalendar(), reviews={"": MONTHLY}, as_of=date(2026, 11, 16))
    return replace(found, context=context, openings=OPENINGS)


def turns(*asked: tuple[dict[str, Any], FactValue | None]) -> tuple[list[object], object]:
    """The day of each condition, and the window in which all hold."""
    found = asking(*asked)
    days = turning(found, judge(found))
    return [_day(int(own[0])) for own in days.days], _day(int(days.all[0]))


def _day(ordinal: int) -> object:
    return {NOW: "now", NEVER: "never"}.get(ordinal) or date.fromordinal(ordinal)


@pytest.mark.parametrize(
    ("rule", "value", "turn"),
    [
        (YEAR, date(2025, 12, 1), "now"),
        (YEAR, date(2025, 12, 2), date(2026, 12, 2)),
        (YEAR, None, "never"),
        (CLEAN, PUNISHED, date(2028, 1, 1)),
        ({**CLEAN, "blocks": "twelve_months"}, PUNISHED, date(2027, 3, 1)),
        ({**CLEAN, "blocks": "while_in_effect"}, PUNISHED, "never"),
        (POSTS, PostHistory((("一部", date(2026, 9, 1), date(2027, 2, 28)),)), date(2027, 3, 1)),
        (POSTS, PostHistory((("一部", date(2026, 9, 1), None),)), "never"),
        (COURSE, CourseHistory(()), "never"),
        (SKILL, ("x",), "never"),
        (REVIEWS, ReviewHistory(((9, 0), (8, 0))), "never"),
        ({"condition": "any", "of": (YEAR, {**YEAR, "at_least": "2 years"})}, date(2026, 6, 1),
         date(2027, 6, 1)),
        ({"condition": "all", "of": (YEAR, {**YEAR, "at_least": "2 years"})}, date(2026, 6, 1),
         date(2028, 6, 1)),
    ],
)  # fmt: skip
def test_the_day_from_which_time_alone_meets_a_condition(
    rule: dict[str, Any], value: FactValue | None, turn: object
) -> None:
    assert turns((rule, value))[0] == [turn]


def test_all_conditions_together_hold_in_a_window() -> None:
    since = date(2026, 3, 1)

    assert turns((YEAR, since)) == ([date(2027, 3, 1)], date(2027, 6, 1))
    assert turns((YEAR, since), (CLEAN, PUNISHED))[1] == date(2028, 6, 1)
    assert turns((YEAR, since), (SKILL, ("x",)))[1] == "never"


def test_what_is_met_now_may_lapse_before_the_rest_is_met() -> None:
    course = CourseHistory((("领导", date(2026, 2, 1)),))

    assert turns((COURSE, course))[0] == ["now"]
    assert turns((YEAR, date(2026, 3, 1)), (COURSE, course))[1] == "never"
    following = {**CLEAN, "blocks": "following_year"}
    assert turns((YEAR, date(2026, 3, 1)), (following, PUNISHED))[1] == date(2028, 6, 1)


@given(st.dates(date(2024, 1, 1), date(2027, 6, 1)))
def test_the_day_is_the_first_on_which_the_condition_is_met(since: date) -> None:
    (turn,), _ = turns((YEAR, since))
    if turn == "now":
        assert date(since.year + 1, since.month, min(since.day, 28)) <= DAY
    else:
        assert isinstance(turn, date)
        assert turn > DAY
        assert (turn.year, turn.month) == (since.year + 1, since.month)


def way(*asked: tuple[dict[str, Any], FactValue | None]) -> tuple[list[str], date | None]:
    """What the nearest way asks for, and by when."""
    route = nearest_way(asking(*asked), 0).route
    return _told(route), None if route is None else route.opening


def _told(route: Route | None) -> list[str]:
    return [] if route is None else [change_text(each).english() for each in route.changes]


def test_the_nearest_way_waits_where_time_does_it_and_names_what_else_is_lacking() -> None:
    texts, day = way((YEAR, date(2026, 3, 1)), (SKILL, ("x",)), (COURSE, CourseHistory(())))

    assert texts == [
        "r0: wait until 2027-03-01", "r1: learn y", "r2: complete the course 领导",
    ]  # fmt: skip
    assert day == date(2027, 6, 1)


def test_a_sooner_way_by_more_changes_stands_beside_it() -> None:
    found = nearest_way(asking((CLEAN, PUNISHED)), 0)

    assert _told(found.route) == ["r0: wait until 2028-01-01"]
    assert found.route is not None
    assert (found.route.opening, found.route.effort) == (date(2028, 6, 1), 0)
    assert _told(found.sooner) == ["r0: offset the 警告 of 2026-03-01"]
    assert found.sooner is not None
    assert (found.sooner.opening, found.sooner.effort) == (DAY, 1)


def test_a_run_is_completed_by_the_results_to_come() -> None:
    # September and October are good; November's result is due on 5 December.
    texts, day = way((REVIEWS, ReviewHistory(((9, 0), (8, 0)))))
    assert texts == ["r0: A or better in each review from 2026-11 to 2026-11, due on 2026-12-05"]
    assert day == date(2027, 6, 1)

    texts, _ = way((REVIEWS, ReviewHistory(((9, 1),))))
    assert texts == ["r0: A or better in each review from 2026-11 to 2027-01, due on 2027-02-05"]


def test_of_a_combination_only_what_is_lacking_is_taken() -> None:
    rule = {"condition": "at_least", "least": 2, "of": (
        {"condition": "skills", "all_of": ("x",)}, {"condition": "skills", "all_of": ("y", "z")},
        {"condition": "skills", "all_of": ("z",)},
    )}  # fmt: skip

    assert way((rule, ("x",)))[0] == ["r0: learn z"]


def test_levels_are_asked_for_by_number() -> None:
    rule = {"condition": "skills", "levels": ({"skill": "x", "level": 3},)}

    assert way((rule, ("x:2",)))[0] == ["r0: bring x to level 3"]
    assert way((rule, ("x:3",)))[0] == []


def test_what_nothing_meets_is_said() -> None:
    found = nearest_way(asking(({**YEAR, "at_least": "99999 years"}, date(2026, 3, 1))), 0)

    assert found.route is None
    assert [rule.id for rule in found.hopeless] == ["r0"]
