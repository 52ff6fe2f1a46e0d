"""What a planner with a spreadsheet does: when a stint is over, the next post that has room.

Posts are tried in listed order after the one just left; where none has room, the emptiest against
its headcount is taken. Nothing is looked ahead, so headcounts may break.
"""

import numpy as np

from cs.rotation.problem import Posts, RotationProblem


def plan_round_robin(problem: RotationProblem) -> Posts:
    """A plan by rotation in listed order."""
    ports = len(problem.posts)
    posts = np.zeros((len(problem.agents), problem.horizon), np.int16)
    at = [agent.post or 0 for agent in problem.agents]
    clock = [agent.served for agent in problem.agents]
    for period in range(problem.horizon):
        stays = [clock[n] < problem.posts[at[n]].length for n in range(len(at))]
        count = [0] * ports
        for number, post in enumerate(at):
            count[post] += stays[number]
        for number, post in enumerate(at):
            if not stays[number]:
                order = [(post + step) % ports for step in range(1, ports)]
                room = [p for p in order if count[p] < _limit(problem, p, period)]
                chosen = (
                    room[0]
                    if room
                    else min(order, key=lambda p: count[p] / problem.posts[p].length)
                )
                at[number], clock[number] = chosen, 0
                count[chosen] += 1
            clock[number] += 1
            posts[number, period] = at[number]
    return posts


def _limit(problem: RotationProblem, post: int, period: int) -> int:
    high = problem.posts[post].high[period]
    return len(problem.agents) if high is None else high
