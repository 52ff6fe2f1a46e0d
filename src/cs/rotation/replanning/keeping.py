"""The published plan as a matrix of the problem that replans it, and the notice that is due."""

from datetime import date

import numpy as np

from cs.kernel.calendars import WorkingCalendar
from cs.kernel.durations import Duration
from cs.rotation.keeping import Keeping
from cs.rotation.names import Names, fold
from cs.rotation.plan_files import PlanFile
from cs.rotation.problem import NOWHERE, Posts, RotationProblem


def published_posts(plan: PlanFile, problem: RotationProblem) -> Posts:
    """Agents x model periods: the posts that a plan says, as far as it speaks of them.

    Agents whom the problem does not have are passed over. A post that it does not have gets a
    number beyond its posts.
    """
    names = Names.of_problem(problem)
    agents = {fold(agent.id): number for number, agent in enumerate(problem.agents)}
    posts = np.full((len(problem.agents), problem.length), NOWHERE, np.int16)
    for stint in plan.stints:
        agent = agents.get(fold(stint.agent))
        if agent is None:
            continue
        post = names.post(stint.post)
        first, last = _periods(problem, stint.start, plan.last if stint.end is None else stint.end)
        posts[agent, first:last] = len(problem.posts) if post is None else post
    return posts


def published_keeping(
    plan: PlanFile, problem: RotationProblem, notice: Duration, calendar: WorkingCalendar
) -> Keeping:
    """What the problem is to keep of a plan.

    Parameters:
        notice: due before a change, counted from the first day of the problem.
        calendar: of the notice's working days.
    """
    until = notice.after(problem.periods[0].start, calendar)
    due = sum(period.start < until for period in problem.periods)
    short = tuple(max(0, due - period) for period in range(problem.length))
    return Keeping(published_posts(plan, problem), short)


def hint_posts(plan: PlanFile, problem: RotationProblem) -> Posts:
    """Agents x horizon: a plan as a hint, without what the problem does not know."""
    posts = published_posts(plan, problem)[:, : problem.horizon]
    posts = np.where(posts >= len(problem.posts), NOWHERE, posts)
    return np.ascontiguousarray(posts, np.int16)


def _periods(problem: RotationProblem, first: date, last: date) -> tuple[int, int]:
    """The periods whose first day lies between two days, as a half-open range."""
    starts = [period.start for period in problem.periods]
    begin = sum(start < first for start in starts)
    end = sum(start <= last for start in starts)
    return begin, max(begin, end)
