"""Which stints does a published plan not have, and how short of notice do they come?

A stint counts as changed in the first of its periods in which the published plan has the agent, who
is present, elsewhere (`Keeping` in problem.py). What counts thus hangs on the agent's published
row: agents with different rows are of different families, and share their future only from where
their rows are alike.
"""

import numpy as np
import numpy.typing as npt

from cs.rotation.evaluation import Flags, Integers, StaffTable
from cs.rotation.keeping import Keeping
from cs.rotation.planning.memory import Memory, Stay
from cs.rotation.planning.paths import NO_STINT
from cs.rotation.problem import NOWHERE, RotationProblem

Keys = npt.NDArray[np.uint64]


def kept(problem: RotationProblem, staff: StaffTable) -> Memory | None:
    """The memory of changed stints and their shortfalls so far, as far as anything asks."""
    keeping = problem.keeping
    if keeping is None:
        return None
    facts = np.where(staff.present, keeping.posts, NOWHERE).astype(np.int64)
    width = 2 if keeping.weighs else 1 if keeping.most else 0

    def later(known: Integers, period: int) -> Integers:
        return known[:, period:]

    def allow(columns: Integers, stay: Stay) -> Flags:
        fits = np.ones(len(columns), np.bool_)
        if stay.post == NO_STINT:
            return fits
        if keeping.only:
            keys = keys_of(stay.facts, stay.start, stay.post, stay.end)
            fits &= np.isin(keys, keeping.only[stay.start])
        if keeping.most is not None:
            found = amounts(keeping, stay.facts, stay.post, stay.start, stay.end)[:, 0]
            fits &= found + (columns[:, 0] if width else 0) <= keeping.most
        return fits

    def serve(columns: Integers, stay: Stay) -> None:
        if width and stay.post != NO_STINT:
            found = amounts(keeping, stay.facts, stay.post, stay.start, stay.end)
            columns += found[:, :width]

    start = np.zeros((len(facts), width), np.int64)
    return Memory("kept", start, facts, later=later, allow=allow, serve=serve)


def amounts(
    keeping: Keeping,
    facts: Integers,
    post: Integers | int,
    start: Integers | int,
    end: Integers,
) -> Integers:
    """Stints x 2: whether each is changed, and by how many periods short of notice.

    Parameters:
        facts: the published row of each, as in the memory.
        post, start, end: of each stint.
    """
    found = np.zeros((len(facts), 2), np.int64)
    first, last = int(np.min(start, initial=facts.shape[1])), int(end.max(initial=0))
    for period in range(first, min(last, facts.shape[1])):
        published = facts[:, period]
        here = (published >= 0) & (published != post) & (start <= period) & (period < end)
        here &= found[:, 0] == 0
        found[here, 0] = 1
        found[here, 1] = keeping.short[period]
    return found


def keys_of(facts: Integers, start: int, post: Integers | int, end: Integers) -> Keys:
    """A number per stint, equal for equal posts and ends of equal published rows from `start` on.

    Two that differ may have one number; then one stint too many is looked at, which does no harm.
    """
    generator = np.random.Generator(np.random.PCG64(20_261_123))
    factors = generator.integers(1, 2**63, size=facts.shape[1] + 2, dtype=np.uint64) | np.uint64(1)
    rows = (facts[:, start:] + 2).astype(np.uint64) * factors[start : facts.shape[1]]
    rows ^= rows >> np.uint64(31)
    key = rows.sum(axis=1, dtype=np.uint64)
    key += np.asarray(post + 2, np.int64).astype(np.uint64) * factors[-2]
    key += (end + 1).astype(np.uint64) * factors[-1]
    return np.asarray(key ^ (key >> np.uint64(29)))
