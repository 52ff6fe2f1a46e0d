"""Reasons of single rules: what forbids, and what lies further on."""

from dataclasses import replace

import numpy as np

from cs.rotation.answers import PlanOptions
from cs.rotation.explaining.changeovers import explain_agent
from cs.rotation.explaining.prices import price_plan
from cs.rotation.explaining.reasons import Alternative
from cs.rotation.planner import plan
from cs.rotation.problem import HardRules, RotationProblem
from cs.rotation.verifier import verify
from tests.rotation.builders import carousel
from tests.rotation.engine.departments import department, with_agent

EXACT = PlanOptions(gap=0.0)


def alternatives(problem: RotationProblem, agent: int) -> dict[tuple[int, int], Alternative]:
    """Alternatives of the best plan by period and post."""
    result = plan(problem, EXACT)
    assert result.posts is not None
    assert verify(problem, result.posts) == ()
    reasons = explain_agent(price_plan(problem, result.posts), agent)
    return {
        (change.period, one.post): one
        for change in reasons.changeovers
        for one in change.alternatives
    }


def test_in_a_ring_another_post_breaks_the_order_and_waiting_is_overdue() -> None:
    problem, posts = carousel()
    # Agent 1 has served both periods at post 0 and is due at post 1.
    reasons = explain_agent(price_plan(problem, posts), 1)
    due = reasons.changeovers[0]
    assert (due.period, due.before, due.post) == (0, 0, 1)
    told = {one.post: one for one in due.alternatives}
    assert told[0].stays
    assert (told[0].verdict, told[0].overdue, told[0].deviations) == ("levels", 1, 0)
    assert told[2].verdict == "forbidden"
    assert [breach.rule for breach in told[2].broken] == ["ring_order"]


def test_a_pin_further_on_forbids_what_leads_past_it() -> None:
    # The stint of two months at post 0 cannot be over by the pin at post 2 one month later.
    problem = with_agent(department(2), 2, pins=frozenset({(1, 2)}), post=1, past=(1,), served=1)
    told = alternatives(problem, 2)
    barred = told[(0, 0)]
    assert barred.verdict == "forbidden"
    assert barred.later
    assert [breach.rule for breach in barred.broken] == ["pin"]
    assert barred.broken[0].agent == 2


def test_an_agreement_not_signed_is_the_reason_at_once() -> None:
    problem = with_agent(department(2), 0, may_enter=(True, True, False))
    barred = [one for (_t, post), one in alternatives(problem, 0).items() if post == 2]
    assert barred
    for one in barred:
        assert one.verdict == "forbidden"
        assert not one.later
        assert "agreement" in {breach.rule for breach in one.broken}


def test_staying_longer_is_open_to_the_policy_but_comes_before_the_goals() -> None:
    told = alternatives(department(2), 0)
    longer = [one for one in told.values() if one.stays and one.verdict == "levels"]
    assert longer
    assert all(one.deviations > 0 and one.overdue == 0 for one in longer)


def test_without_rules_over_posts_the_others_lose_nothing() -> None:
    problem = department(2, HardRules())
    free = replace(
        problem,
        posts=tuple(
            replace(post, low=(0,) * problem.length, high=(None,) * problem.length)
            for post in problem.posts
        ),
    )
    found = [one for one in alternatives(free, 0).values() if one.verdict == "open"]
    assert found
    for one in found:
        assert one.others == 0
        assert one.shares == ()
        assert np.isclose(one.at_least, max(0.0, one.own_loss), atol=1e-6)
