"""Of equally good plans, which is most like the one before?

Among plans of the same worth the planner takes any; compared with the old plan, stints would then
differ for no reason. So the new plan takes back what it can: an agent gets the old stints again,
alone or by changing places with another who has them now, wherever all rules still hold and the
plan stays as good within the gap. A local search with a fixed number of trials; that no nearer plan
exists is not claimed.
"""

from collections.abc import Iterator

import numpy as np

from cs.rotation.evaluation import evaluate
from cs.rotation.problem import NOWHERE, Evaluation, Posts, RotationProblem
from cs.rotation.verifier import verify

MOST_TRIALS = 400
_CELLS = 2_000_000
"""Trials times agents times periods: how much is looked at in all."""


def as_good(problem: RotationProblem, posts: Posts, best: Evaluation, gap: float) -> bool:
    """Whether a plan keeps all rules and is as good as another one, within the gap."""
    if verify(problem, posts):
        return False
    found = evaluate(problem, posts)
    return (
        found.overdue <= best.overdue
        and found.deviations <= best.deviations
        and found.objective - best.objective <= gap * max(abs(found.objective), 1e-6)
    )


def nearer(
    problem: RotationProblem, posts: Posts, wanted: Posts, best: Evaluation, gap: float
) -> Posts:
    """The plan with as many of the wanted posts as it can take.

    Args:
        posts: a plan that keeps all rules: agents x horizon.
        wanted: the plan before, in the same shape; it may break rules.
        best: the worth to be kept, within the gap.
    """
    current = posts.copy()
    left = min(MOST_TRIALS, max(1, _CELLS // max(posts.size, 1)))
    improved = True
    while improved and left > 0:
        improved = False
        for row in _differing(current, wanted):
            for trial in _trials(current, wanted, row):
                if left <= 0:
                    return current
                left -= 1
                if as_good(problem, trial, best, gap):
                    current, improved = trial, True
                    break
    return current


def _differing(posts: Posts, wanted: Posts) -> list[int]:
    """The agents whose stints differ, those with most differences first."""
    counts = (posts != wanted).sum(axis=1)
    return sorted(np.flatnonzero(counts).tolist(), key=lambda row: (-int(counts[row]), row))


def _trials(posts: Posts, wanted: Posts, row: int) -> Iterator[Posts]:
    """Plans in which an agent has the wanted posts, each nearer to the wanted plan."""
    differs = posts[row] != wanted[row]
    if not differs.any() or (wanted[row][differs] == NOWHERE).any():
        return
    first = int(np.argmax(differs))
    end = len(differs) - int(np.argmax(differs[::-1]))
    alone = posts.copy()
    alone[row] = wanted[row]
    yield alone
    part = slice(first, end)
    has = (posts[:, part] == wanted[row, part]).all(axis=1)
    for other in np.flatnonzero(has).tolist():
        before = (posts[other, part] != wanted[other, part]).sum()
        after = (posts[row, part] != wanted[other, part]).sum()
        if after - before < differs.sum():
            swapped = posts.copy()
            swapped[row, part], swapped[other, part] = posts[other, part], posts[row, part]
            yield swapped
