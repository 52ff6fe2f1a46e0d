"""Every rule that has a price is named, whether an alternative strains or eases it."""

from dataclasses import replace

import numpy as np
import pytest

from cs.rotation.answers import PlanOptions
from cs.rotation.explaining.changeovers import explain_agent
from cs.rotation.explaining.prices import price_plan
from cs.rotation.explaining.reasons import Share
from cs.rotation.explaining.records import LIMITS
from cs.rotation.explaining.wording import share_words
from cs.rotation.planner import plan
from cs.rotation.planning.couplings import DEVIATION, OVERDUE
from cs.rotation.planning.shared_rows import APART, TOGETHER
from cs.rotation.problem import Tie
from tests.rotation.builders import carousel
from tests.rotation.engine.departments import department


@pytest.mark.parametrize("sort", sorted(LIMITS))
@pytest.mark.parametrize("loss", [0.1, -0.1])
def test_no_price_is_of_a_rule_without_a_name(sort: int, loss: float) -> None:
    problem, _ = carousel()
    post = -1 if sort in (DEVIATION, OVERDUE, TOGETHER, APART) else 0
    said = share_words(problem, Share(sort, post, (0,), loss > 0, loss)).english()
    assert "10.0" in said
    assert "a rule that they share" not in said
    assert not said.startswith("Others would have to change")
    eased = share_words(problem, Share(sort, post, (0,), loss > 0, -loss)).english()
    assert eased != said


def test_a_tie_is_told_once_and_parts_still_add_up() -> None:
    problem = department(2)
    problem = replace(problem, ties=(Tie(0, 1, True, frozenset(range(problem.length))),))
    result = plan(problem, PlanOptions(gap=0.0))
    assert result.posts is not None
    reasons = explain_agent(price_plan(problem, result.posts), 0)
    alternatives = [each for change in reasons.changeovers for each in change.alternatives]
    tied = [[share for share in each.shares if share.sort == TOGETHER] for each in alternatives]
    assert any(tied)
    assert all(len(shares) <= 1 for shares in tied)
    for each in alternatives:
        assert np.isclose(sum(share.loss for share in each.shares), each.others)
