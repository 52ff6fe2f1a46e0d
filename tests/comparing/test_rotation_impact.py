"""Whom a rotation policy's change touches: can the plan stay, and if not, who moves?"""

from datetime import date

from cs.comparing.moving import RotationImpact, carry_over, with_plans, without_plans
from cs.kernel.agents import Agent
from cs.kernel.calendars import WorkingCalendar
from cs.rotation.building import Span, Tables, build_problem
from cs.rotation.planner import plan
from cs.rotation.policy import RotationPolicy
from cs.rotation.problem import RotationProblem
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
