"""Made-up departments to measure planners on: six posts with stints of 3/2/2/3/2/3 months.

The start is a stationary one: posts are held in proportion to their stints and served times are
spread evenly, so that a plan within a few percent of the long-run headcounts exists. Wishes are
skewed: two posts are wished for by most. Everything comes from one seed.
"""

import datetime
import math

import numpy as np

from cs.rotation.problem import (
    GoalWeights,
    HardRules,
    Period,
    PostRule,
    RotatingAgent,
    RotationProblem,
)

STINTS = (3, 2, 2, 3, 2, 3)
POPULARITY = (0.1, 0.45, 0.05, 0.25, 0.1, 0.05)


def department(
    agents: int,
    tolerance: float = 0.03,
    seed: int = 1,
    months: int = 12,
    rules: HardRules | None = None,
    stints: tuple[int, ...] = STINTS,
) -> RotationProblem:
    """A department of so many agents; `tolerance` is how far headcounts may be off their share."""
    rng = np.random.default_rng(seed)
    tour = sum(stints)
    ports = len(stints)
    length = months + max(stints) + 1
    posts = []
    for number, stint in enumerate(stints):
        share = agents * stint / tour
        low, high = math.floor(share * (1 - tolerance)), math.ceil(share * (1 + tolerance))
        posts.append(
            PostRule(
                id=f"post-{number + 1}",
                name=f"Post {number + 1}",
                length=stint,
                may_extend=1,
                may_shorten=0,
                low=(low,) * length,
                high=(high,) * length,
                teaches=frozenset({f"skill-{number + 1}"}),
            )
        )
    slots = [(post, served) for post, stint in enumerate(stints) for served in range(1, stint + 1)]
    popularity = np.array([POPULARITY[i % len(POPULARITY)] for i in range(ports)])
    popularity = popularity / popularity.sum()
    people = []
    for number in range(agents):
        post, served = (
            slots[number * tour // agents % tour] if agents >= tour else slots[number % tour]
        )
        visited = [p for p in range(ports) if p != post and rng.random() < 0.3]
        history = [0] * ports
        for other in visited:
            history[other] = stints[other]
        history[post] += served
        wishes = np.zeros(ports)
        first, second = rng.choice(ports, size=2, replace=False, p=popularity)
        wishes[first] = 1.0
        wishes[second] = round(float(rng.uniform(0.2, 0.8)), 2)
        people.append(
            RotatingAgent(
                id=f"A{number:06d}",
                name=f"Agent {number}",
                team=None,
                post=post,
                served=served,
                history=tuple(history),
                past=(*visited, post),
                skills=frozenset(f"skill-{p + 1}" for p in visited),
                may_enter=(True,) * ports,
                interest=tuple(wishes.tolist()),
                first=0,
                last=length - 1,
            )
        )
    return RotationProblem(
        posts=tuple(posts),
        agents=tuple(people),
        periods=tuple(_month(2026, 1 + i) for i in range(length)),
        horizon=months,
        rules=rules or HardRules(),
        goals=GoalWeights(40, 30, 20, 10),
    )


def _month(year: int, month: int) -> Period:
    start = datetime.date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
    following = datetime.date(year + month // 12, month % 12 + 1, 1)
    return Period(start, following - datetime.timedelta(days=1), start.strftime("%Y-%m"))
