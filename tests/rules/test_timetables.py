"""Rounds on the real calendar: when they are decided, and what that collides with."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cs.kernel.calendars import WorkingCalendar
from cs.kernel.durations import Duration, Unit
from cs.promotion.policy import PromotionPolicy
from cs.promotion.timetable import surely_after, timetable
from tests.rules.builders import findings, only_policy, said

CALENDAR = WorkingCalendar()
ROUND = """kind: promotion
id: leader
name: 组长竞聘
{head}
components:
  - {{id: c, name: 评议, weight: 100%, scale: {{from: 0, to: 100}}}}
windows: [{windows}]
process:
  - {{id: apply, name: 申请, act: apply, actor: 候选人, duration: 3 working days}}
  - {{id: review, name: 评审, act: review, actor: 评审小组, duration: {review}}}
  - {{id: notice, name: 公示, act: notice, actor: 人事专员, duration: 5 working days}}
  - {{id: train, name: 培训, act: train, actor: 培训专员, duration: 2 months}}
"""
DECEMBER = "{month: 12, opens: 1, closes: 10}"
TO_JANUARY = "{month: 12, opens: 1, closes: 10, takes_effect: {month: 1, day: 4}}"


def rounds(windows: str = DECEMBER, review: str = "10 working days", head: str = "") -> str:
    return ROUND.format(windows=windows, review=review, head=head)


def test_steps_follow_the_close_and_training_follows_the_decision() -> None:
    policy = only_policy(rounds())
    assert isinstance(policy, PromotionPolicy)
    found = timetable(policy, 0, 2025, CALENDAR)
    assert (found.name, found.opens, found.closes) == (
        "2025-12",
        date(2025, 12, 1),
        date(2025, 12, 10),
    )
    # 1 and 2 January 2026 are off, Sunday the 4th is worked for the latter
    assert [(step.position, step.ends) for step in found.steps] == [
        (1, date(2025, 12, 24)),
        (2, date(2025, 12, 31)),
        (3, date(2026, 2, 28)),
    ]
    assert found.decided == found.effect == date(2025, 12, 31)
    assert found.projected == ()


def test_a_december_round_whose_notice_ends_after_the_day_of_effect() -> None:
    (finding,) = findings("PRM040", rounds(TO_JANUARY, "15 working days"))
    route, text = said(finding)
    assert route == "windows[0].takes_effect"
    assert text.startswith(
        "The promotions of the round 2026-12 hold from 2027-01-04, but are decided on 2027-01-08"
    )
    assert "5 days too late" in text
    assert [each.message.english() for each in finding.related] == [
        "«公示» is the first step that is not over by then: it ends on 2027-01-08.",
        "The official calendar of 2027 is not announced yet; the dates are a projection.",
    ]
    assert not findings("PRM040", rounds(TO_JANUARY, "5 working days"))


def test_a_round_that_runs_over_the_spring_festival_into_the_next_window() -> None:
    windows = f"{DECEMBER}, {{month: 3, opens: 1, closes: 10}}"
    assert not findings("PRM039", rounds(windows, "40 working days"))
    (finding,) = findings("PRM039", rounds(windows, "50 working days"))
    assert said(finding)[0] == "windows[0]"
    assert "the next window opens on 2027-03-01" in said(finding)[1]
    assert "(such rounds in the next three years: 2026-12, 2027-12, 2028-12)" in said(finding)[1]


def test_the_last_round_ends_within_its_policy() -> None:
    (finding,) = findings("PRM041", rounds(head="until: 2026-12-20"))
    assert said(finding)[0] == "until"
    assert not findings("PRM041", rounds(head="until: 2027-02-28"))


def test_a_window_in_the_golden_week() -> None:
    (finding,) = findings("PRM038", rounds("{month: 10, opens: 1, closes: 3}"))
    assert said(finding)[0] == "windows[0].closes"
    assert not findings("PRM038", rounds("{month: 10, opens: 1, closes: 15}"))


@pytest.mark.parametrize(("closes", "is_enough"), [(3, False), (4, True)])
def test_applications_fit_into_the_window(closes: int, is_enough: bool) -> None:
    window = f"{{month: 12, opens: 1, closes: {closes}}}"  # 2026-12-01 is a Tuesday
    found = findings("PRM042", rounds(window, head="until: 2026-12-31"))
    assert (not found) == is_enough


@pytest.mark.parametrize(("month", "is_thin"), [(2, True), (3, False)])
def test_a_trial_in_the_spring_festival(month: int, is_thin: bool) -> None:
    window = f"{{month: 12, opens: 1, closes: 10, takes_effect: {{month: {month}}}}}"
    text = rounds(window) + "probation: {lasts: 1 month}\n"
    found = findings("PRM043", text)
    assert bool(found) == is_thin
    assert not findings("PRM043", text.replace("1 month}", "20 working days}"))


@given(
    st.dates(date(2007, 1, 1), date(2060, 12, 31)),
    st.integers(0, 100),
    st.sampled_from([(), (5,), (5, 6)]),
)
def test_the_quick_day_is_never_before_the_real_one(
    start: date, count: int, weekend: tuple[int, ...]
) -> None:
    calendar = WorkingCalendar("CN", frozenset(weekend), free=frozenset({start + timedelta(1)}))
    duration = Duration(count, Unit.WORKING_DAY)
    quick = surely_after(duration, start, calendar)
    assert quick is not None
    assert quick >= duration.after(start, calendar)


def test_a_window_that_closes_before_it_opens_is_said_once_and_not_counted_with() -> None:
    swapped = TO_JANUARY.replace("opens: 1, closes: 10", "opens: 10, closes: 1")
    assert findings("PRM040", rounds(TO_JANUARY, "20 working days"))
    assert findings("PRM025", rounds(swapped, "20 working days"))
    assert not findings("PRM040", rounds(swapped, "20 working days"))
