"""Whom a rotation policy's change touches: can the plan stay, and if not, who moves?"""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from cs.comparing.moving import GAP, RotationImpact, carry_over, with_plans, without_plans
from cs.comparing.nearing import nearer
from cs.kernel.agents import Agent
from cs.kernel.calendars import WorkingCalendar
from cs.rotation.building import Span, Tables, build_problem
from cs.rotation.evaluation import evaluate
from cs.rotation.planner import plan
from cs.rotation.policy import RotationPolicy
from cs.rotation.problem import Evaluation, Posts, RotationProblem
from cs.rotation.verifier import verify
from tests.comparing.versions import ROTATION, policies

AS_OF = date(2026, 1, 15)
POSTS = ("一部", "二部", "三部")
STAFF = tuple(
    Agent(f"K{number}", f"员{number}", post=POSTS[number % 3], post_since=date(2026, 1, 1),
          team="晚" if number == 8 else "早")
    for number in range(9)
)  # fmt: skip


def problem(text: str) -> RotationProblem:
    (document,) = policies(text).of(RotationPolicy)
    span = Span(date(2026, 2, 1), 6)
    built = build_problem(document, Tables(STAFF), AS_OF, span, WorkingCalendar())
    assert built.problem is not None
    return built.problem


def impact(old: str, new: str) -> RotationImpact:
    sides = [problem(text) for text in (old, new)]
    plans = [(each, plan(each)) for each in sides]
    return with_plans("posts", "轮岗", plans[0], plans[1], 3)


def test_a_change_of_words_does_not_reach_the_plan() -> None:
    renamed = ROTATION.replace("fairness: 1", "fairness: 2")

    assert without_plans("p", "n", problem(ROTATION), problem(ROTATION), 3).verdict == (
        "same_question"
    )
    assert without_plans("p", "n", problem(ROTATION), problem(renamed), 3).verdict == "not_asked"


def test_a_plan_that_keeps_the_new_rules_can_stay() -> None:
    third = "三部, stint: 2 months, headcount: 2.."
    wider = impact(ROTATION, ROTATION.replace(f"{third}4", f"{third}5"))

    assert wider.verdict == "stays"
    assert (wider.forced, wider.moved, wider.touches) == (0, 0, False)


def test_longer_stints_break_the_plan_and_those_touched_are_counted() -> None:
    wide = ROTATION.replace("2..4", "1..7")
    longer = impact(wide, wide.replace("三部, stint: 2", "三部, stint: 3"))

    assert longer.verdict == "must_change"
    assert longer.touches
    (broken,) = [each for each in longer.broken if each.agents]
    assert broken.rule.english() == "length of a stint"
    assert longer.forced == broken.agents > 0
    assert longer.moved >= len(longer.named) > 0
    for move in longer.named:
        assert move.before != move.after


def test_a_policy_that_nobody_can_keep_says_which_rules_stand_against_each_other() -> None:
    none = impact(ROTATION, ROTATION.replace("headcount: 2..4", "headcount: 4..4"))

    assert none.verdict == "no_plan"
    assert [each.rule.english() for each in none.broken] == ["headcount"]
    back = impact(ROTATION.replace("headcount: 2..4", "headcount: 4..4"), ROTATION)
    assert (back.verdict, back.old_feasible) == ("better_exists", False)


def test_who_no_longer_rotates_is_named_and_the_plan_must_change() -> None:
    fewer = impact(ROTATION, f"{ROTATION}who: {{teams: [早]}}\n")

    assert (fewer.leaving, fewer.leaving_count, fewer.joining_count) == (("K8",), 1, 0)
    assert fewer.verdict == "must_change"
    more = impact(f"{ROTATION}who: {{teams: [早]}}\n", ROTATION)
    assert (more.joining, more.verdict) == (("K8",), "must_change")


def test_a_plan_is_carried_over_by_the_names_of_posts_and_agents() -> None:
    lines = ROTATION.splitlines(keepends=True)
    turned = "".join([*lines[:4], lines[6], lines[4], lines[5], *lines[7:]])
    old, new = problem(ROTATION), problem(turned)
    posts = plan(old).posts
    assert posts is not None

    carried = carry_over(old, posts, new)

    assert carried is not None
    assert verify(new, carried[0]) == ()
    assert carried[1] == frozenset()


def test_plans_of_other_periods_cannot_be_carried_over() -> None:
    weeks = ROTATION.replace("posts:\n", "period: week\nposts:\n", 1).replace("months", "weeks")
    old = problem(ROTATION)
    posts = plan(old).posts
    assert posts is not None

    assert carry_over(old, posts, problem(weeks)) is None


def in_each_others_places() -> tuple[RotationProblem, Posts, Posts, Evaluation]:
    """Two equally good plans: of K0 and K3, who begin alike, another one goes another way."""
    question = problem(ROTATION.replace("2..4", "1..7"))
    found = plan(question).posts
    assert found is not None
    other = np.select([found[0] == 1, found[0] == 2], [2, 1], found[0])
    one, turned = found.copy(), found.copy()
    one[0], one[3], turned[0], turned[3] = found[0], other, other, found[0]
    for each in (one, turned):
        assert verify(question, each) == ()
    worth = evaluate(question, one)
    assert worth == evaluate(question, turned)
    assert (one != turned).any()
    return question, one, turned, worth


def test_an_equally_good_plan_with_agents_in_each_others_places_takes_the_old_stints_back() -> None:
    question, before, now, worth = in_each_others_places()

    assert (nearer(question, now, before, worth, GAP) == before).all()


def test_a_plan_as_good_as_the_one_found_can_stay_though_the_bound_is_far_below() -> None:
    question, before, now, worth = in_each_others_places()
    old = problem(ROTATION.replace("2..4", "1..8"))
    found = replace(plan(question), posts=now, evaluation=worth, bound=-1.0, status="feasible")

    impact = with_plans("p", "n", (old, replace(found, posts=before)), (question, found), 3)

    assert (impact.verdict, impact.moved) == ("stays", 0)


def test_taking_back_keeps_all_rules_and_the_plan_s_worth() -> None:
    wide = ROTATION.replace("2..4", "1..7")
    old, new = problem(wide), problem(wide.replace("三部, stint: 2", "三部, stint: 3"))
    before, after = plan(old).posts, plan(new)
    assert before is not None
    assert after.posts is not None
    assert after.evaluation is not None

    near = nearer(new, after.posts, before, after.evaluation, GAP)

    assert verify(new, near) == ()
    assert evaluate(new, near).deviations <= after.evaluation.deviations
    worth = evaluate(new, near).objective
    assert worth <= after.evaluation.objective + GAP * max(abs(worth), 1e-6)
    assert (near != before).sum() <= (after.posts != before).sum()


def test_only_so_much_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    question, before, now, worth = in_each_others_places()
    monkeypatch.setattr("cs.comparing.nearing.MOST_TRIALS", 0)

    assert (nearer(question, now, before, worth, GAP) == now).all()
