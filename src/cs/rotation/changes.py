"""How many stints of a plan are changed against a published one, and how short of notice?

Counted from the matrix alone, stint by stint; see `Keeping` in problem.py for what counts.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from cs.rotation.keeping import Keeping
from cs.rotation.problem import NOWHERE, Posts, RotationProblem
from cs.rotation.stints import Stint, stints_of


@dataclass(frozen=True, slots=True)
class ChangedStint:
    """A stint that the published plan does not have.

    Attributes:
        first, last: first and last period of it in which the published plan has the agent, present,
            elsewhere.
        short: by how many periods the change falls short of the notice due.
    """

    agent: int
    stint: Stint
    first: int
    last: int
    short: int


def changed_stints(
    problem: RotationProblem, keeping: Keeping, posts: Posts
) -> Iterator[ChangedStint]:
    """Every changed stint, by agent and time.

    Parameters:
        posts: agents x horizon.
    """
    published = keeping.posts.tolist()
    for number, (agent, row) in enumerate(zip(problem.agents, posts.tolist(), strict=True)):
        if row == published[number][: len(row)]:
            continue
        for stint in stints_of(problem, agent, row):
            otherwise = [
                period
                for period in range(stint.start, stint.end + 1)
                if published[number][period] not in (NOWHERE, stint.post)
                and period not in agent.absent
            ]
            if otherwise:
                first = otherwise[0]
                yield ChangedStint(number, stint, first, otherwise[-1], keeping.short[first])


def count_changes(problem: RotationProblem, keeping: Keeping, posts: Posts) -> tuple[int, int]:
    """Changed stints, and the periods by which they fall short of notice, summed."""
    found = list(changed_stints(problem, keeping, posts))
    return len(found), sum(change.short for change in found)


def cost_of_changes(problem: RotationProblem, posts: Posts) -> float:
    """What changes add to the objective where they weigh in it, as a mean over agents."""
    keeping = problem.keeping
    if keeping is None or not keeping.weighs or not problem.agents:
        return 0.0
    changed, short = count_changes(problem, keeping, posts)
    each, period = keeping.cost
    return (each * changed + period * short) / len(problem.agents)
