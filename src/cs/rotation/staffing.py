"""Who rotates under a policy? The staff whose post is one of its posts, as its `who` narrows them.

Also which posts a policy forces everybody through, because then long-run headcounts are no choice.
"""

from collections.abc import Iterable

from cs.kernel.agents import Agent
from cs.kernel.durations import Duration, Unit
from cs.kernel.ranges import Range
from cs.kernel.texts import fold
from cs.rotation.policy import Post, RotationPolicy


def rotating(policy: RotationPolicy, staff: Iterable[Agent]) -> tuple[Agent, ...]:
    """The agents of the staff table that rotate, in its order."""
    posts = {fold(text) for post in policy.posts for text in (post.id, post.name)}
    return tuple(
        agent
        for agent in staff
        if agent.post is not None
        and fold(agent.post) in posts
        and agent.status != "left"
        and _is_chosen(policy, agent)
    )


def headcount_in(post: Post, month: int) -> Range:
    """The headcounts that a post may have in a month of the year, from the least to the largest.

    Seasons count, and so do the only numbers allowed, unless none of them is within the range.
    """
    usual = next((each.headcount for each in post.seasons if month in each.months), post.headcount)
    numbers = [number for number in post.headcounts if number in usual]
    return Range(min(numbers), max(numbers)) if numbers else usual


def sum_of(ranges: Iterable[Range]) -> tuple[int, int | None]:
    """The sums of the lower and of the upper ends; None if one has no upper end."""
    held = tuple(ranges)
    highs = [each.high for each in held if each.high is not None]
    return sum(each.low for each in held), sum(highs) if len(highs) == len(held) else None


def taught_skills(policy: RotationPolicy) -> tuple[str, ...]:
    """Every skill that a post or a course teaches, as the policy writes it."""
    by_posts = tuple(skill for post in policy.posts for skill in post.teaches)
    return by_posts + tuple(skill for course in policy.courses for skill in course.teaches)


def forces_all_posts(policy: RotationPolicy) -> bool:
    """Whether every agent visits every post equally often in the long run."""
    no_barrier = all(post.agreement is None for post in policy.posts)
    return policy.order == "ring" or (
        no_barrier and policy.rules.no_return in ("all", len(policy.posts) - 1)
    )


def shortest(policy: RotationPolicy, post: Post) -> int | None:
    """Fewest periods of a stint; None if the stint is not whole periods."""
    length = policy.periods(post)
    return None if length is None else max(1, length - post.may_shorten)


def longest(policy: RotationPolicy, post: Post) -> int | None:
    """Most periods of a stint; None if the stint is not whole periods."""
    length = policy.periods(post)
    return None if length is None else length + post.may_extend


def longest_stay(policy: RotationPolicy) -> Duration | None:
    """The longest stint that a rotation allows; None if a stint is not whole periods."""
    stays = [longest(policy, post) for post in policy.posts]
    if any(stay is None for stay in stays):
        return None
    unit = Unit.MONTH if policy.period == "month" else Unit.WEEK
    return Duration(max(stay or 0 for stay in stays), unit)


def _is_chosen(policy: RotationPolicy, agent: Agent) -> bool:
    wanted = (
        (policy.who.status, agent.status),
        (policy.who.sites, agent.site),
        (policy.who.teams, agent.team),
        (policy.who.grades, agent.grade),
    )
    return all(
        not allowed or (value is not None and fold(value) in {fold(text) for text in allowed})
        for allowed, value in wanted
    )
