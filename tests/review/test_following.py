"""Runs in a row, what they lead to, and who is coached: the policy's words, to the letter."""

from datetime import date
from decimal import Decimal

import pytest

from cs.kernel.agents import Absence, Agent
from cs.kernel.calendars import WorkingCalendar
from cs.kernel.histories import ReviewResult
from cs.kernel.periods import parse_period
from cs.review.deciding import decide
from cs.review.following import Past, recorded
from cs.review.problem import Reviewed
from tests.review.reviews import PLACE, POLICY, built, rating, review

AGENT = Agent("A1", "甲")
GRADES = {"g": 100, "f": 70, "p": 0}
MONTHS = [f"2026-{month:02}" for month in range(5, 11)]


def after(
    results: str,
    runs: str = "gap: breaks, leave: skips, new_post: continues",
    agent: Agent = AGENT,
    leave: tuple[Absence, ...] = (),
    records: tuple[ReviewResult, ...] = (),
    policy: str = POLICY,
) -> Reviewed:
    """The result after six months: good, fair, poor, or a dash for none."""
    stated = next(line for line in policy.splitlines() if line.startswith("runs:"))
    text = policy.replace(stated, f"runs: {{{runs}}}")
    rows = []
    for month, letter in zip(MONTHS[-len(results) :], results, strict=True):
        if letter != "-":
            value = GRADES[letter]
            rows.append(rating("A1", "team", value, "superior", "L1", month))
            rows.append(rating("A1", "calls", 75 + value / 5, period=month))
    found, number = built(review(text), (agent,), *rows)
    cycle = review(text).periods()
    assert cycle is not None
    past = Past(
        cycle, WorkingCalendar(), recorded(found.rules, cycle, records), leave, date(2026, 1, 1)
    )
    _scores, (one,), _earlier, _findings = decide(found, number, past, PLACE)
    return one


def reached(one: Reviewed) -> list[str]:
    """Ids of what follows; a star for what is reached anew, brackets where more was reached."""
    return [f"{each.rule.id}{'*' if each.is_new else ''}" for each in one.follows if each.is_last]


def test_rewards_and_consequences_wait_for_their_runs() -> None:
    assert reached(after("g")) == ["bonus*"]
    assert reached(after("ggg")) == ["bonus", "star*"]
    assert reached(after("gggg")) == ["bonus", "star"]
    assert reached(after("p")) == ["coach*"]
    assert reached(after("pp")) == ["move*"]
    assert reached(after("ppp")) == ["move"]
    assert reached(after("pppp")) == ["end*"]
    assert reached(after("fpfgp")) == ["coach*"]


@pytest.mark.parametrize(
    ("runs", "length"),
    [
        ("gap: breaks", 1),
        ("gap: skips", 3),
        ("gap: skips, most_skipped: 0", 1),
        ("gap: skips, most_skipped: 1", 3),
    ],
)
def test_a_month_without_a_result_breaks_a_run_or_is_skipped(runs: str, length: int) -> None:
    run = after("gg-g", runs + ", leave: breaks, new_post: continues").run

    assert run is not None
    assert run.length == length


def test_a_month_on_leave_has_a_rule_of_its_own() -> None:
    september = Absence("A1", date(2026, 9, 1), date(2026, 9, 20))
    short = Absence("A1", date(2026, 9, 1), date(2026, 9, 10))
    runs = "gap: breaks, leave: skips, new_post: continues"

    assert after("gg-g", runs, leave=(september,)).runs[0].length == 3
    assert after("gg-g", runs, leave=(short,)).runs[0].length == 1


def test_a_new_post_begins_a_new_run_where_the_policy_says_so() -> None:
    moved = Agent("A1", "甲", post_since=date(2026, 9, 1))
    runs = "gap: breaks, leave: skips, new_post: {}"

    assert after("pppp", runs.format("continues"), moved).runs[-1].length == 4
    assert after("pppp", runs.format("restarts"), moved).runs[-1].length == 2


def test_what_the_policy_leaves_open_leaves_the_run_unknown() -> None:
    run = after("g-g", "leave: skips, new_post: continues").run

    assert run is not None
    assert (run.length, run.known) == (1, False)


def test_recorded_results_go_before_ratings_and_before_their_time() -> None:
    april = ReviewResult("A1", parse_period("2026-09"), "poor")
    assert after("gg", records=(april,)).runs[0].length == 1
    assert after("gg").runs[0].length == 2
    august = ReviewResult("A1", parse_period("2026-08"), None, Decimal(95))
    assert after("gg", records=(august,)).runs[0].length == 3


def test_change_is_against_the_month_before() -> None:
    one = after("fg")

    assert one.before == Decimal("70.00")
    assert after("f-g").before is None


def test_who_is_coached_and_why() -> None:
    assert after("p").coached == ("grade", "calls", "team")
    assert after("g").coached == ()


def test_a_score_in_no_grade_is_said_and_leads_to_nothing() -> None:
    gap = POLICY.replace("from: 60, to: 80", "from: 75, to: 80")
    found, number = built(
        review(gap), (Agent("A1", "甲"),),
        rating("A1", "calls", 89), rating("A1", "team", 70, "superior", "L1"),
    )  # fmt: skip
    cycle = review(gap).periods()
    assert cycle is not None
    past = Past(cycle, WorkingCalendar(), {}, (), None)
    _scores, (one,), _earlier, findings = decide(found, number, past, PLACE)

    assert [each.code for each in findings] == ["RES009"]
    assert one.follows == ()
