"""The verifier on rules that tie agents to one another, each broken in one plain way."""

from dataclasses import replace

import numpy as np

from cs.rotation.breaches import describe
from cs.rotation.problem import (
    NOWHERE,
    BrokenRule,
    LeavePoolRule,
    PostGroupRule,
    Posts,
    RotationProblem,
    Tie,
)
from cs.rotation.verifier import verify
from tests.rotation.builders import carousel, with_agent, with_post

RULES = {
    "headcount", "allowed_headcount", "group_headcount", "leave_pool", "together", "apart",
    "mentored",
}  # fmt: skip


def loose() -> tuple[RotationProblem, Posts]:
    """Six agents who go round three posts two months each, two at each post, without headcounts."""
    problem, posts = carousel()
    for post in range(3):
        problem = with_post(problem, post, low=(0,) * 8, high=(None,) * 8)
    return problem, posts


def broken(problem: RotationProblem, posts: Posts) -> list[BrokenRule]:
    return [breach for breach in verify(problem, posts) if breach.rule in RULES]


def test_a_headcount_of_no_allowed_number() -> None:
    problem, posts = loose()
    assert not broken(with_post(problem, 1, headcounts=frozenset({2, 6})), posts)
    found = broken(with_post(problem, 1, headcounts=frozenset({0, 3, 6})), posts)
    assert found[0] == BrokenRule("allowed_headcount", 1, 0, None, 2, 3)
    assert len(found) == problem.horizon


def test_a_headcount_outside_of_its_range_breaks_that_alone() -> None:
    problem, posts = loose()
    narrow = with_post(problem, 1, headcounts=frozenset({1}), high=(1,) * 8)
    assert {breach.rule for breach in broken(narrow, posts)} == {"headcount"}


def test_a_season_asks_for_more_in_its_months_alone() -> None:
    problem, posts = loose()
    seasonal = with_post(problem, 0, low=(0, 0, 3, 3, 0, 0, 0, 0))
    assert [(breach.rule, breach.period) for breach in broken(seasonal, posts)] == [
        ("headcount", 2),
        ("headcount", 3),
    ]


def test_posts_counted_together() -> None:
    problem, posts = loose()
    group = PostGroupRule(0, frozenset({0, 2}), (0,) * 8, (4, 3, 4, 4, 4, 4, 4, 4))
    (breach,) = broken(replace(problem, post_groups=(group,)), posts)
    assert breach == BrokenRule("group_headcount", None, 1, None, 4, 3, 0)
    assert describe(replace(problem, post_groups=(group,)), breach).english() == (
        "岗位0 + 岗位2 together have headcount 4 in 2027-01, allowed 0..3."
    )


def test_leave_only_where_a_pool_has_a_place() -> None:
    problem, posts = loose()
    one, two = int(posts[0, 1]), int(posts[3, 1])
    problem = with_agent(problem, 0, absent=frozenset({1}))
    problem = with_agent(problem, 3, absent=frozenset({1}))
    assert one != two
    both = LeavePoolRule(0, frozenset({one, two}), 2)
    assert not broken(replace(problem, leave_pools=(both,)), posts)
    full = replace(both, places=1)
    assert broken(replace(problem, leave_pools=(full,)), posts) == [
        BrokenRule("leave_pool", None, 1, None, 2, 1, 0)
    ]
    elsewhere = replace(both, posts=frozenset({one}))
    assert broken(replace(problem, leave_pools=(elsewhere,)), posts) == [
        BrokenRule("leave_pool", two, 1, None, 1, 0)
    ]


def test_leave_that_runs_at_time_zero_is_no_choice_of_the_plan() -> None:
    problem, posts = loose()
    problem = with_agent(problem, 0, absent=frozenset({0, 1}))
    posts = posts.copy()
    posts[0, :2] = 0
    pools = (LeavePoolRule(0, frozenset({1, 2}), 1),)
    assert not broken(replace(problem, leave_pools=pools), posts)
    again = with_agent(problem, 0, absent=frozenset({0, 2}))
    posts[0, :3] = 0
    assert broken(replace(again, leave_pools=pools), posts) == [
        BrokenRule("leave_pool", 0, 2, None, 1, 0)
    ]


def test_two_agents_together() -> None:
    problem, posts = loose()
    posts = posts.copy()
    posts[1] = posts[0]
    posts[1, 3] = (posts[0, 3] + 1) % 3
    tie = Tie(0, 1, together=True, periods=frozenset({2, 3, 5}))
    tied = replace(problem, ties=(tie,))
    (breach,) = broken(tied, posts)
    assert (breach.rule, breach.period, breach.agent, breach.item) == ("together", 3, 0, 0)
    assert describe(tied, breach).english() == "E000 and E001 are at different posts in 2027-03."
    mentored = replace(problem, ties=(replace(tie, by="mentored_for"),))
    (breach,) = broken(mentored, posts)
    assert breach.rule == "mentored"


def test_two_agents_apart() -> None:
    problem, posts = loose()
    posts = posts.copy()
    posts[1] = posts[0]
    tied = replace(problem, ties=(Tie(1, 0, together=False, periods=frozenset({1, 4})),))
    assert [(breach.rule, breach.period) for breach in broken(tied, posts)] == [
        ("apart", 1),
        ("apart", 4),
    ]


def test_ties_hold_while_both_are_employed() -> None:
    problem, posts = loose()
    posts = np.array(posts)
    posts[1, :3] = NOWHERE
    posts[1, 3:] = posts[0, 3:]
    tied = replace(
        with_agent(problem, 1, first=3, post=None),
        ties=(Tie(0, 1, together=True, periods=frozenset(range(6))),),
    )
    assert not broken(tied, posts)
