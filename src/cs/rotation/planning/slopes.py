"""What do stints cost where everybody comes back to posts often? By tangents to the goals.

Fairness |months - share| is convex in the months at a post, and what a post teaches is concave in
the stays there. A tangent is never above the true loss, and adds up stint by stint however often a
post is held:

    fairness   slope * (months - share), for a slope from -1 to 1; as months are whole, it may be
               raised until it touches at the whole month next to the share
    growth     gain - steepness * gain * (1 - stays), for a steepness from 0 to 1, taken as gained

Which tangents bound best is a matter of prices, as for headcounts: each agent's follow what his
best paths come to (subgradients).
"""

from dataclasses import dataclass

import numpy as np

from cs.rotation.evaluation import Floats, Integers, StaffTable, loss_tables, normalised_weights
from cs.rotation.planning.paths import Arcs, PathGraph
from cs.rotation.planning.pricing import NOTHING, kinds_of, posts_of
from cs.rotation.problem import RotationProblem

STEP, HALVED = 0.3, 8
"""Of a slope for a whole fair share too many or too few, and of a steepness for a stay; halved
after so many sweeps, a third after twice.
"""


@dataclass(frozen=True)
class Slopes:
    """Tangents, agents x posts.

    Attributes:
        fairness: from -1 to 1. growth: from 0 to 1.
    """

    fairness: Floats
    growth: Floats


def returns_often(problem: RotationProblem) -> bool:
    """Whether the horizon is longer than a stint at every post."""
    return problem.horizon > sum(post.length for post in problem.posts)


def skill_gains(problem: RotationProblem, staff: StaffTable) -> Floats:
    """What completing a stay at a post is worth to agents, agents x posts; once only."""
    tables = loss_tables(problem, staff)
    gains = tables.attainable.astype(np.float64) @ staff.teaches.T.astype(np.float64)
    worth = normalised_weights(problem)["growth"] * tables.growth_scale
    return np.asarray(gains * worth[:, None], np.float64)


def flat(problem: RotationProblem) -> Slopes:
    """Tangents to begin with."""
    shape = len(problem.agents), len(problem.posts)
    return Slopes(np.zeros(shape), np.zeros(shape))


def touching(slopes: Slopes, apart: Floats) -> Floats:
    """By how much tangents of |months - apart| may be raised where months are whole."""
    under = apart - np.floor(apart)
    below, above = under * (1 + slopes.fairness), (1 - under) * (1 - slopes.fairness)
    return np.asarray(np.minimum(below, above))


def followed(
    slopes: Slopes,
    problem: RotationProblem,
    staff: StaffTable,
    graph: PathGraph,
    arcs: Arcs,
    table: Integers,
    sweep: int,
) -> Slopes:
    """The tangents after agents' best paths were these arcs (agents x places)."""
    step = STEP / (1 + sweep / HALVED)
    share = loss_tables(problem, staff).fair_share[:, None]
    kinds = kinds_of(arcs, table)
    posts = posts_of(graph.types, kinds, problem.horizon)
    every = np.arange(len(problem.posts))
    months = (posts[:, :, None] == every).sum(axis=1)
    held = np.where(kinds != NOTHING, graph.types.post[kinds], -1)
    stays = (held[:, :, None] == every).sum(axis=1)
    apart = share - staff.history
    under = apart - np.floor(apart)
    below = under * (1 + slopes.fairness) <= (1 - under) * (1 - slopes.fairness)
    nearest = np.floor(apart) + np.where(below, 0, 1)
    off = (months - nearest) / np.maximum(share, 1.0)
    return Slopes(
        np.clip(slopes.fairness + step * off, -1.0, 1.0),
        np.clip(slopes.growth + step * (1 - stays), 0.0, 1.0),
    )
