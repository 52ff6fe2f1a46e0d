"""A conflict of every sort of rule, made by hand: it is named, proven minimal, and eased."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from cs.rotation.conflicts.diagnosis import diagnose
from cs.rotation.conflicts.elements import elements_of, only, without
from cs.rotation.problem import (
    HardRules,
    LearningCurve,
    LeavePoolRule,
    PostGroupRule,
    RotationProblem,
    Tie,
    TimesRule,
)
from tests.rotation.builders import carousel, with_agent, with_post, with_rules
from tests.rotation.conflicts.judging import assert_proven

EVERYBODY = frozenset(range(4))


def office() -> RotationProblem:
    """Two posts of two periods, four agents, a plan that keeps all: no rule but these."""
    problem, _ = carousel(posts=2, stint=2, horizon=4)
    return replace(problem, rules=HardRules())


def three() -> RotationProblem:
    """Three posts of two periods, six agents, no headcounts."""
    problem, _ = carousel(posts=3, stint=2, horizon=3)
    nothing, everything = (0,) * problem.length, (None,) * problem.length
    posts = tuple(replace(post, low=nothing, high=everything) for post in problem.posts)
    return replace(problem, posts=posts, rules=HardRules())


def newcomers() -> RotationProblem:
    """Two posts, and four who join."""
    problem = no_headcounts(office())
    for agent in range(4):
        problem = with_agent(problem, agent, post=None, served=0, history=(0, 0), past=())
    return problem


def no_headcounts(problem: RotationProblem) -> RotationProblem:
    return all_high(all_high(problem, 0, 4), 1, 4)


def all_low(problem: RotationProblem, post: int, low: int) -> RotationProblem:
    return with_post(problem, post, low=(low,) * problem.length, high=(None,) * problem.length)


def all_high(problem: RotationProblem, post: int, high: int) -> RotationProblem:
    return with_post(problem, post, low=(0,) * problem.length, high=(high,) * problem.length)


def on_leave(problem: RotationProblem, agents: range) -> RotationProblem:
    for agent in agents:
        problem = with_agent(problem, agent, absent=frozenset({1, 2}))
    return problem


def shared(problem: RotationProblem, **ends: tuple[int | None, ...]) -> RotationProblem:
    length = problem.length
    group = {"low": (0,) * length, "high": (None,) * length} | ends
    rule = PostGroupRule(0, frozenset({0, 1}), **group)  # type: ignore[arg-type]
    return replace(problem, post_groups=(rule,))


CASES: dict[str, tuple[Callable[[], RotationProblem], set[str]]] = {
    "more wanted than there are": (
        lambda: all_low(all_low(office(), 0, 3), 1, 2),
        {"headcount_low"},
    ),
    "room for fewer than there are": (
        lambda: all_high(all_high(office(), 0, 2), 1, 1),
        {"headcount_high"},
    ),
    "posts together want more than there are": (
        lambda: shared(office(), low=(5,) * 6),
        {"group_low"},
    ),
    "posts together hold fewer than there are": (
        lambda: shared(office(), high=(3,) * 6),
        {"group_high"},
    ),
    "too few may leave": (
        lambda: with_rules(office(), leaving_share=(1, 10)),
        {"leaving_share", "stint_longest"},
    ),
    "nobody may be new": (
        lambda: with_rules(office(), experienced_share=(1, 1), experienced_after=3),
        {"experienced_share"},
    ),
    "a pin at a post that must be left": (
        lambda: with_agent(office(), 0, pins=frozenset({(2, 0)})),
        {"pin", "stint_longest", "stint_shortest"},
    ),
    "no post left": (
        lambda: with_agent(office(), 0, forbidden=frozenset({(2, 0), (2, 1)})),
        {"forbidden_stint"},
    ),
    "leave leaves a post empty": (
        lambda: on_leave(all_low(office(), 1, 1), range(4)),
        {"leave", "headcount_low"},
    ),
    "an agreement nobody signed": (
        lambda: with_agent(office(), 0, may_enter=(True, False)),
        {"agreement", "stint_longest"},
    ),
    "a skill nobody teaches": (
        lambda: with_post(office(), 1, requires=frozenset({"unheard of"})),
        {"required_skill", "stint_longest"},
    ),
    "the ring leads to a post not allowed": (
        lambda: with_agent(
            with_rules(three(), ring=True), 0, forbidden=frozenset((p, 1) for p in range(5))
        ),
        {"ring_order", "forbidden_stint", "stint_longest"},
    ),
    "no way back": (
        lambda: with_agent(
            with_rules(three(), no_return=2), 0, forbidden=frozenset((p, 1) for p in range(5))
        ),
        {"no_return", "forbidden_stint", "stint_longest"},
    ),
    "more stints than fit": (
        lambda: replace(office(), times=(TimesRule(0, frozenset({0}), EVERYBODY, 4, None, 4),)),
        {"times"},
    ),
    "back too soon": (
        lambda: with_post(with_post(office(), 0, return_after=9), 1, return_after=9),
        {"return_after", "stint_longest"},
    ),
    "posts before each other": (
        lambda: with_post(
            with_post(newcomers(), 1, after=frozenset({0}), after_least=1),
            0, after=frozenset({1}), after_least=1,
        ),
        {"prerequisite"},
    ),
    "must go on to a post that is closed": (
        lambda: with_agent(
            with_post(three(), 0, followed_by=frozenset({1})),
            0, forbidden=frozenset((p, 1) for p in range(5)),
        ),
        {"followed_by", "forbidden_stint", "stint_longest"},
    ),
    "together and apart": (
        lambda: replace(
            office(),
            ties=(
                Tie(0, 1, True, frozenset({1})),
                Tie(0, 1, False, frozenset({1})),
            ),
        ),
        {"tie"},
    ),
    "leave without a place": (
        lambda: replace(
            on_leave(no_headcounts(office()), range(1)),
            leave_pools=(LeavePoolRule(0, frozenset({0, 1}), 0),),
        ),
        {"leave_pool", "leave"},
    ),
    "leave from a post that releases nobody": (
        lambda: replace(
            on_leave(no_headcounts(office()), range(1)),
            leave_pools=(LeavePoolRule(0, frozenset({1}), 4),),
        ),
        {"leave_elsewhere", "leave"},
    ),
    "only odd headcounts": (
        lambda: with_post(
            with_post(office(), 0, headcounts=frozenset({1, 3})), 1, headcounts=frozenset({2})
        ),
        {"allowed_headcount"},
    ),
    "skill that nobody can have": (
        lambda: with_post(
            replace(
                office(),
                learning=LearningCurve(tuple(range(1001)), tuple(range(1001))),
                agents=tuple(replace(a, levels=(0, 0)) for a in office().agents),
            ),
            0, skill_level=500,
        ),
        {"skill_level"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_conflict_is_named_proven_and_eased(case: str) -> None:
    make, sorts = CASES[case]
    problem = make()
    diagnosis = diagnose(problem)
    assert diagnosis.conflict is not None
    named = {element.sort for element in diagnosis.conflict.elements}
    assert sorts <= named
    assert_proven(problem, diagnosis)
    assert diagnosis.relaxations


def test_offices_without_a_conflict_have_none() -> None:
    for problem in (office(), three()):
        diagnosis = diagnose(problem)
        assert diagnosis.feasible
        assert diagnosis.conflict is None


@pytest.mark.parametrize("case", CASES)
def test_elements_dropped_are_elements_no_more(case: str) -> None:
    problem = CASES[case][0]()
    every = elements_of(problem)
    for element in every:
        left = elements_of(without(problem, element))
        assert element not in left
        assert {other.sort for other in left} >= {e.sort for e in every} - {element.sort}
    assert elements_of(only(problem, ())) == ()
    assert elements_of(only(problem, every)) == every


def test_no_way_out_asks_for_all_of_another_and_more() -> None:
    problem = with_rules(office(), leaving_share=(1, 10), experienced_share=(1, 1))
    asked = [frozenset(one.changes) for one in diagnose(problem).relaxations]
    assert asked
    assert not any(one < other for one in asked for other in asked)
