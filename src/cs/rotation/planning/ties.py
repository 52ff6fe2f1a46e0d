"""Who is tied to another agent, and for how long? Until then nobody else's paths are the same.

Rules that keep two agents together or apart look at these two alone, so each tied agent is a family
of its own, with stint types of its own, up to the last period of its ties.
"""

import numpy as np

from cs.rotation.evaluation import Flags, Integers, StaffTable
from cs.rotation.planning.memory import Memory
from cs.rotation.problem import RotationProblem, Tie


def tied_periods(problem: RotationProblem, tie: Tie) -> tuple[int, ...]:
    """The tie's periods in which both are employed, in order."""
    one, other = problem.agents[tie.first], problem.agents[tie.second]
    first = max(one.first, other.first, 0)
    last = min(one.last, other.last, problem.length - 1)
    return tuple(sorted(period for period in tie.periods if first <= period <= last))


def ties(problem: RotationProblem, staff: StaffTable) -> Memory | None:
    """No columns; facts: who it is (1 from; 0 if untied) and the period after the last tied one."""
    facts = np.zeros((len(problem.agents), 2), np.int64)
    for tie in problem.ties:
        periods = tied_periods(problem, tie)
        for agent in (tie.first, tie.second) if periods else ():
            facts[agent] = agent + 1, max(int(facts[agent, 1]), periods[-1] + 1)
    if not facts.any():
        return None

    def later(known: Integers, period: int) -> Integers:
        return np.where(known[:, 1:] > period, known[:, :1], 0)

    return Memory("ties", np.zeros((len(facts), 0), np.int64), facts, later=later)


def still_tied(memories: tuple[Memory, ...], family: Integers, period: Integers) -> Flags:
    """Which families are tied in a period or later."""
    for memory in memories:
        if memory.name == "ties":
            return np.asarray(memory.facts[family, 1] > period)
    return np.zeros(len(family), np.bool_)
