"""How soon can somebody without any skill learn a set of skills by rotating?

Courses grant their skills at once; a completed stint grants those of its post, which may ask for
others first. The shortest order of posts is found over the sets of skills held (Dijkstra); under
ring order the next post is the only choice. Stints are as short as the policy allows. What other
agents do, headcounts and agreements are left aside: nobody can be faster than this.
"""

from collections.abc import Iterable
from heapq import heappop, heappush

from cs.kernel.durations import Duration, Unit
from cs.kernel.texts import fold
from cs.rotation.policy import RotationPolicy
from cs.rotation.staffing import shortest

MOST_SETS = 20_000
"""So many sets of skills are looked at; a larger rotation is taken to teach at once."""


def learning_time(policy: RotationPolicy, skills: Iterable[str]) -> Duration | None:
    """The least time until all the skills are held; None if they can never be."""
    needed = frozenset(fold(skill) for skill in skills)
    unit = Unit.MONTH if policy.period == "month" else Unit.WEEK
    periods = _periods(policy, needed)
    return None if periods is None else Duration(periods, unit)


def _periods(policy: RotationPolicy, needed: frozenset[str]) -> int | None:
    posts = [
        (
            shortest(policy, post) or 1,
            frozenset(map(fold, post.requires)),
            frozenset(map(fold, post.teaches)),
        )
        for post in policy.posts
    ]
    asked = needed.union(*(requires for _, requires, _ in posts))
    start = frozenset(fold(skill) for course in policy.courses for skill in course.teaches) & asked
    ring = policy.order == "ring"
    ahead: list[tuple[int, int, frozenset[str], int]] = [(0, 0, start, -1)]
    seen: set[tuple[frozenset[str], int]] = set()
    count = 0
    while ahead:
        time, _, held, last = heappop(ahead)
        if held >= needed:
            return time
        if (held, last) in seen:
            continue
        seen.add((held, last))
        if len(seen) > MOST_SETS:
            return 0
        choices = [(last + 1) % len(posts)] if ring and last >= 0 else range(len(posts))
        for number in choices:
            length, requires, teaches = posts[number]
            if not requires <= held or (not ring and teaches & asked <= held):
                continue
            count += 1
            further = held | (teaches & asked)
            heappush(ahead, (time + length, count, further, number if ring else -1))
    return None
