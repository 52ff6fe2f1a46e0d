"""What does a breach of one of the wider rules say: sequences, groups, leave, pairs, skill?"""

from cs.kernel.messages import Message, message
from cs.kernel.ranges import Range
from cs.rotation.problem import BrokenRule, RotationProblem

THOUSANDTHS = 10
"""Thousandths in a percent."""


def describe_wider(problem: RotationProblem, breach: BrokenRule) -> Message:
    """One sentence with the figures of a breach.

    Raises:
        ValueError: the rule is not one of these.
    """
    post = "" if breach.post is None else problem.posts[breach.post].name
    period = "" if breach.period is None else problem.periods[breach.period].label
    agent = "" if breach.agent is None else problem.agents[breach.agent].id
    found, limit = int(breach.found), int(breach.limit)
    match breach.rule:
        case "times":
            rule = problem.times[breach.item or 0]
            return message(
                "Stints of {agent} at {posts} in the plan: {found}, allowed {allowed}.",
                agent=agent,
                posts=_names(problem, rule.posts),
                found=found,
                allowed=str(Range(rule.low, rule.high)),
            )
        case "prerequisite":
            return message(
                "{agent} enters {post} in {period} after {found} of the posts that come before "
                "it, needed {limit}.",
                agent=agent,
                post=post,
                period=period,
                found=found,
                limit=limit,
            )
        case "return_after":
            return message(
                "{agent} returns to {post} in {period}; periods away {found}, needed {limit}.",
                agent=agent,
                post=post,
                period=period,
                found=found,
                limit=limit,
            )
        case "followed_by":
            return message(
                "{agent} goes from {post} to {next} in {period}, which must not follow it.",
                agent=agent,
                post=post,
                next=problem.posts[found].name,
                period=period,
            )
        case "paired_with":
            return message(
                "The stint of {agent} at {post} that ends before {period} has no stint at {other} "
                "right before or after it.",
                agent=agent,
                post=post,
                period=period,
                other=problem.posts[limit].name,
            )
        case "allowed_headcount":
            return message(
                "{post} has headcount {found} in {period}, the nearest allowed is {limit}.",
                post=post,
                found=found,
                period=period,
                limit=limit,
            )
        case "group_headcount":
            group = problem.post_groups[breach.item or 0]
            at = breach.period or 0
            return message(
                "{posts} together have headcount {found} in {period}, allowed {allowed}.",
                posts=_names(problem, group.posts),
                found=found,
                period=period,
                allowed=str(Range(group.low[at], group.high[at])),
            )
        case "leave_pool" if breach.item is None:
            return message(
                "Agents of {post} on leave in {period}: {found}; the post is in no pool that "
                "releases agents.",
                post=post,
                period=period,
                found=found,
            )
        case "leave_pool":
            return message(
                "Agents of {posts} on leave in {period}: {found}, places {limit}.",
                posts=_names(problem, problem.leave_pools[breach.item or 0].posts),
                period=period,
                found=found,
                limit=limit,
            )
        case "together":
            return message(
                "{agent} and {other} are at different posts in {period}.",
                agent=agent,
                other=_other(problem, breach),
                period=period,
            )
        case "mentored":
            return message(
                "{agent} is not at the post of mentor {other} in {period}.",
                agent=agent,
                other=_other(problem, breach),
                period=period,
            )
        case "apart":
            return message(
                "{agent} and {other} are both at {post} in {period}.",
                agent=agent,
                other=_other(problem, breach),
                post=post,
                period=period,
            )
        case "skill_level":
            return message(
                "Mean skill at {post} in {period}: {found}%, needed {limit}%.",
                post=post,
                period=period,
                found=f"{breach.found / THOUSANDTHS:.1f}",
                limit=f"{breach.limit / THOUSANDTHS:.1f}",
            )
    raise ValueError(f"no wider rule: {breach.rule}")


def _names(problem: RotationProblem, posts: frozenset[int]) -> str:
    return " + ".join(problem.posts[post].name for post in sorted(posts))


def _other(problem: RotationProblem, breach: BrokenRule) -> str:
    tie = problem.ties[breach.item or 0]
    return problem.agents[tie.second if breach.agent == tie.first else tie.first].id
