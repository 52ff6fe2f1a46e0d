"""Which stints does a plan's matrix state, and which of them are overdue or of unusual length?"""

from dataclasses import dataclass

from cs.rotation.problem import NOWHERE, Posts, RotatingAgent, RotationProblem


@dataclass(frozen=True, slots=True)
class Stint:
    """One run of a post in an agent's row.

    Attributes:
        start, end: first and last period of the run, both included.
        length: periods served in all, before time zero included, absence not counted.
        present: periods served within the run.
        running: it already ran at time zero.
        overdue: it already ran at time zero and had reached its post's longest stint.
        open: the horizon ends before the stint does.
        exits: the agent's employment ends with it.
    """

    post: int
    start: int
    end: int
    length: int
    present: int
    running: bool
    overdue: bool
    open: bool
    exits: bool


@dataclass(frozen=True, slots=True)
class Odd:
    """A stint that is overdue or differs from its post's length, with the periods in question."""

    agent: int
    stint: Stint
    periods: int


def stints_of(problem: RotationProblem, agent: RotatingAgent, row: list[int]) -> tuple[Stint, ...]:
    """An agent's row cut into stints, in order of time."""
    found: list[Stint] = []
    start = 0
    while start < len(row):
        post = row[start]
        end = start
        while end + 1 < len(row) and row[end + 1] == post:
            end += 1
        if post != NOWHERE:
            running = start == 0 and post == agent.post
            served = agent.served if running else 0
            present = sum(period not in agent.absent for period in range(start, end + 1))
            at_end = end + 1 == len(row)
            found.append(
                Stint(
                    post=post,
                    start=start,
                    end=end,
                    length=served + present,
                    present=present,
                    running=running,
                    overdue=running and served >= problem.posts[post].longest,
                    open=at_end and agent.last > end,
                    exits=agent.last == end or (not at_end and row[end + 1] == NOWHERE),
                )
            )
        start = end + 1
    return tuple(found)


def all_stints(problem: RotationProblem, posts: Posts) -> tuple[tuple[Stint, ...], ...]:
    """The stints of every agent, in the agents' order."""
    return tuple(
        stints_of(problem, agent, row)
        for agent, row in zip(problem.agents, posts.tolist(), strict=True)
    )


def overdue_stints(
    problem: RotationProblem, stints: tuple[tuple[Stint, ...], ...]
) -> tuple[Odd, ...]:
    """Stints that go on although they had reached their longest at time zero."""
    return tuple(
        Odd(agent, stint, stint.present)
        for agent, row in enumerate(stints)
        for stint in row
        if stint.overdue and stint.present
    )


def deviating_stints(
    problem: RotationProblem, stints: tuple[tuple[Stint, ...], ...]
) -> tuple[Odd, ...]:
    """Stints longer (positive) or shorter (negative) than their post's length.

    Overdue stints are not among them; stints that the horizon or an exit cuts short only if longer.
    A stint left at time zero has no period in the plan: it ends at period -1.
    """
    found: list[Odd] = []
    for agent, row in enumerate(stints):
        left = _left_at_zero(problem, problem.agents[agent], row)
        if left is not None and left.length != problem.posts[left.post].length:
            found.append(Odd(agent, left, left.length - problem.posts[left.post].length))
        for stint in row:
            periods = stint.length - problem.posts[stint.post].length
            cut = stint.open or stint.exits
            if periods and not stint.overdue and (periods > 0 or not cut):
                found.append(Odd(agent, stint, periods))
    return tuple(found)


def _left_at_zero(
    problem: RotationProblem, agent: RotatingAgent, row: tuple[Stint, ...]
) -> Stint | None:
    if agent.post is None or not row or row[0].start > 0 or row[0].running:
        return None
    if agent.served >= problem.posts[agent.post].longest:
        return None
    return Stint(
        post=agent.post,
        start=0,
        end=-1,
        length=agent.served,
        present=0,
        running=True,
        overdue=False,
        open=False,
        exits=False,
    )
