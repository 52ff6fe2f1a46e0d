"""How many agents keep a service level? Erlang C.

Calls arrive at random, wait in one queue without giving up, and keep an agent for a random time
(A. K. Erlang, 1917). The chance to wait comes from the recursion of Erlang B, which is stable.
"""

from fractions import Fraction
from math import ceil, exp, floor

from cs.roster.policy import Volume

HALF_HOUR = 1800
MOST_AGENTS = 20_000
FULL = 100


def agents_needed(volume: Volume, per_half_hour: Fraction) -> int | None:
    """Agents on shift for so many calls in half an hour; None if no number is enough."""
    target, lost = volume.service_level / FULL, Fraction(volume.shrinkage) / FULL
    if not 0 < target < 1 or lost >= 1:
        return None
    load = float(per_half_hour * volume.handling_seconds / HALF_HOUR)
    if load == 0:
        return 0
    blocked, agents = 1.0, 0
    while agents < MOST_AGENTS:
        agents += 1
        blocked = load * blocked / (agents + load * blocked)
        if agents > floor(load) and _in_time(agents, load, blocked, volume) >= float(target):
            return ceil(agents / (1 - lost))
    return None


def _in_time(agents: int, load: float, blocked: float, volume: Volume) -> float:
    if agents <= load:
        return 0.0
    waits = blocked / (1 - load / agents * (1 - blocked))
    return 1 - waits * exp(-(agents - load) * volume.within_seconds / volume.handling_seconds)
