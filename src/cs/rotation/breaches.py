"""What does a broken rule say, and which line of the policy states it?"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from cs.kernel.findings import Route
from cs.kernel.messages import Message, message
from cs.kernel.ranges import Range
from cs.rotation.problem import BrokenRule, RotationProblem
from cs.rotation.wider_breaches import describe_wider


@dataclass(frozen=True, slots=True)
class Conflict:
    """Breaches of one rule at one post (or of one rule, where no post is concerned).

    Attributes:
        periods: where, in order of time.
        agents: whom they concern, in order; empty for rules over posts.
        worst: the breach furthest from what is allowed.
    """

    rule: str
    post: int | None
    periods: tuple[int, ...]
    agents: tuple[int, ...]
    worst: BrokenRule


def conflicts(broken: Iterable[BrokenRule]) -> tuple[Conflict, ...]:
    """Breaches gathered by rule and post, in the order in which they first come."""
    gathered: defaultdict[tuple[str, int | None], list[BrokenRule]] = defaultdict(list)
    for breach in broken:
        gathered[(breach.rule, breach.post)].append(breach)
    return tuple(
        Conflict(
            rule,
            post,
            tuple(sorted({one.period for one in breaches if one.period is not None})),
            tuple(sorted({one.agent for one in breaches if one.agent is not None})),
            max(breaches, key=lambda one: abs(one.found - one.limit)),
        )
        for (rule, post), breaches in gathered.items()
    )


def rule_route(breach: BrokenRule) -> Route | None:
    """Where the policy states the rule; None for rules that tables state (pins, leave, staff)."""
    if breach.item is not None and breach.rule in _LISTED_RULES:
        return ("rules", _LISTED_RULES[breach.rule], breach.item)
    field = _POST_FIELDS.get(breach.rule)
    if field is not None:
        return None if breach.post is None else ("posts", breach.post, field)
    return _RULE_ROUTES.get(breach.rule)


def rule_table(rule: str) -> str:
    """Which table states a rule that the policy does not."""
    return _TABLES.get(rule, "staff")


def rule_name(rule: str) -> Message:
    """What people call the rule."""
    return _NAMES[rule]


def describe(problem: RotationProblem, breach: BrokenRule) -> Message:
    """One sentence with the figures of a breach."""
    post = "" if breach.post is None else problem.posts[breach.post].name
    period = "" if breach.period is None else problem.periods[breach.period].label
    agent = "" if breach.agent is None else problem.agents[breach.agent].id
    found, limit = int(breach.found), int(breach.limit)
    match breach.rule:
        case "headcount":
            return message(
                "{post} has headcount {found} in {period}, allowed {allowed}.",
                post=post,
                found=found,
                period=period,
                allowed=str(_allowed(problem, breach)),
            )
        case "stint_length":
            return _length(problem, breach)
        case "consecutive_posts":
            return message(
                "{agent} starts a new stint at the same post {post} in {period}.",
                agent=agent,
                post=post,
                period=period,
            )
        case "ring_order":
            return message(
                "{agent} enters {post} in {period}, the next in order is {next}.",
                agent=agent,
                post=post,
                period=period,
                next=problem.posts[limit].name,
            )
        case "no_return":
            return message(
                "{agent} returns to {post} in {period}; other posts in between {found}, needed "
                "{limit}.",
                agent=agent,
                post=post,
                period=period,
                found=found,
                limit=limit,
            )
        case "leaving_share":
            return message(
                "Agents who leave {post} for another post in {period}: {found}, allowed {limit}.",
                found=found,
                post=post,
                period=period,
                limit=limit,
            )
        case "experienced_share":
            return message(
                "Experienced agents at {post} in {period}: {found}, needed {limit}.",
                post=post,
                found=found,
                period=period,
                limit=limit,
            )
        case "required_skill":
            return message(
                "{agent} enters {post} in {period} with {found} of the {limit} skills "
                "that it requires.",
                agent=agent,
                post=post,
                period=period,
                found=found,
                limit=limit,
            )
        case "agreement":
            return message(
                "{agent} enters {post} in {period} without the agreement that it needs.",
                agent=agent,
                post=post,
                period=period,
            )
        case "pin":
            return message(
                "{agent} is not at {post} in {period}, as the pins table demands.",
                agent=agent,
                post=post,
                period=period,
            )
        case "forbidden_stint":
            return message(
                "{agent} is at {post} in {period}, which the pins table forbids.",
                agent=agent,
                post=post,
                period=period,
            )
        case "current_stint":
            return message(
                "{agent} changes to {post} in {period} while absent.",
                agent=agent,
                post=post,
                period=period,
            )
        case "employment":
            if limit:
                return message("{agent} has no post in {period}.", agent=agent, period=period)
            return message("{agent} is at {post} in {period}, but not employed then.",
                           agent=agent, post=post, period=period)  # fmt: skip
        case _:
            return describe_wider(problem, breach)


def _length(problem: RotationProblem, breach: BrokenRule) -> Message:
    rule = problem.posts[breach.post or 0]
    figures = {
        "agent": problem.agents[breach.agent or 0].id,
        "post": rule.name,
        "period": problem.periods[breach.period or 0].label,
        "found": int(breach.found),
        "allowed": str(Range(rule.shortest, rule.longest)),
    }
    if breach.found < breach.limit:
        return message(
            "The stint of {agent} at {post} is over in {period}; periods served {found}, allowed "
            "{allowed}.",
            **figures,
        )
    return message(
        "The stint of {agent} at {post} goes on to {period}; periods served {found}, allowed "
        "{allowed}.",
        **figures,
    )


def _allowed(problem: RotationProblem, breach: BrokenRule) -> Range:
    rule, period = problem.posts[breach.post or 0], breach.period or 0
    return Range(rule.low[period], rule.high[period])


_POST_FIELDS = {
    "headcount": "headcount",
    "stint_length": "stint",
    "required_skill": "requires",
    "agreement": "agreement",
    "prerequisite": "after",
    "return_after": "return_after",
    "followed_by": "followed_by",
    "paired_with": "paired_with",
    "allowed_headcount": "headcounts",
    "skill_level": "skill_level",
}
_LISTED_RULES = {
    "times": "times",
    "group_headcount": "post_groups",
    "leave_pool": "leave_pools",
}
_TABLES = {
    "pin": "pins",
    "forbidden_stint": "pins",
    "current_stint": "leave",
    "together": "pairs",
    "apart": "pairs",
}
_RULE_ROUTES: dict[str, Route] = {
    "leave_pool": ("rules", "leave_pools"),
    "mentored": ("rules", "mentored_for"),
    "ring_order": ("order",),
    "no_return": ("rules", "no_return"),
    "leaving_share": ("rules", "leaving_share"),
    "experienced_share": ("rules", "experienced_share"),
}
_NAMES = {
    "headcount": message("headcount"),
    "stint_length": message("length of a stint"),
    "consecutive_posts": message("another post after each stint"),
    "ring_order": message("ring order"),
    "no_return": message("no return"),
    "leaving_share": message("leaving share"),
    "experienced_share": message("experienced share"),
    "required_skill": message("required skill"),
    "agreement": message("agreement"),
    "pin": message("pinned stint"),
    "forbidden_stint": message("forbidden stint"),
    "current_stint": message("post kept while absent"),
    "employment": message("employment"),
    "times": message("how often posts come"),
    "prerequisite": message("posts that come before"),
    "return_after": message("time before a return"),
    "followed_by": message("post that must follow"),
    "paired_with": message("posts in pairs"),
    "allowed_headcount": message("allowed headcounts"),
    "group_headcount": message("headcount of posts together"),
    "leave_pool": message("places for leave"),
    "together": message("agents together"),
    "apart": message("agents apart"),
    "mentored": message("with the mentor"),
    "skill_level": message("skill level"),
}
