"""What do the rules of a conflict say, and what would a change of them be, in words?"""

from collections.abc import Iterable, Sequence

from cs.kernel.findings import Route
from cs.kernel.messages import Message, message
from cs.kernel.ranges import Range
from cs.rotation.breaches import rule_name, rule_route
from cs.rotation.conflicts.changes import Change, value_of
from cs.rotation.conflicts.elements import Element
from cs.rotation.policy import RotationPolicy
from cs.rotation.problem import BrokenRule, RotationProblem, RuleName

_RULES: dict[str, RuleName] = {
    "headcount_low": "headcount",
    "headcount_high": "headcount",
    "group_low": "group_headcount",
    "group_high": "group_headcount",
    "stint_longest": "stint_length",
    "stint_shortest": "stint_length",
    "leave_elsewhere": "leave_pool",
    "leave": "current_stint",
    "tie": "together",
}


def rule_of(element: Element) -> RuleName:
    """The verifier's name of the rule."""
    # A sort that is not in the table is called by the verifier's own name of the rule.
    return _RULES.get(element.sort, element.sort)  # type: ignore[arg-type]


def name_of(element: Element) -> Message:
    """What people call the rule."""
    if element.sort == "tie":
        return message("agents together or apart")
    if element.sort == "leave":
        return message("leave")
    return rule_name(rule_of(element))


def route_of(policy: RotationPolicy, problem: RotationProblem, element: Element) -> Route | None:
    """Where the policy states the rule; None for rules that tables state."""
    post = element.post
    if post is not None and element.sort in ("headcount_low", "headcount_high"):
        month = problem.periods[element.periods[0]].start.month if element.periods else 0
        for number, season in enumerate(policy.posts[post].seasons):
            if month in season.months:
                return ("posts", post, "seasons", number, "headcount")
    if post is not None and element.sort in ("stint_longest", "stint_shortest"):
        return policy.stint_route(post)
    if element.sort == "tie" and element.item is not None:
        by_policy = problem.ties[element.item].by == "mentored_for"
        return ("rules", "mentored_for") if by_policy else None
    if element.sort in ("pin", "forbidden_stint", "leave"):
        return None
    return rule_route(BrokenRule(rule_of(element), post=post, item=element.item))


def table_of(element: Element) -> str:
    """Which table states a rule that the policy does not."""
    names = {"leave": "leave", "tie": "pairs", "pin": "pins", "forbidden_stint": "pins"}
    return names.get(element.sort, "staff")


def statement(problem: RotationProblem, element: Element) -> Message:
    """The rule in a sentence, with its figures, posts and months."""
    post = "" if element.post is None else problem.posts[element.post].name
    periods = periods_text(problem, element.periods)
    agents = agents_text(problem, element.agents)
    value = value_of(problem, element)
    match element.sort:
        case "headcount_low":
            return message("{post} needs at least {value} in {periods}.",
                           post=post, value=value, periods=periods)  # fmt: skip
        case "headcount_high":
            return message("{post} takes at most {value} in {periods}.",
                           post=post, value=value, periods=periods)  # fmt: skip
        case "group_low":
            return message("{posts} together need at least {value} in {periods}.",
                           posts=_group(problem, element), value=value,
                           periods=periods)  # fmt: skip
        case "group_high":
            return message("{posts} together take at most {value} in {periods}.",
                           posts=_group(problem, element), value=value,
                           periods=periods)  # fmt: skip
        case "allowed_headcount":
            allowed = problem.posts[element.post or 0].headcounts
            return message("{post} may have these headcounts only: {allowed}.",
                           post=post, allowed=tuple(sorted(allowed)))  # fmt: skip
        case "skill_level":
            return message("The mean skill at {post} is at least {value}%.", post=post, value=value)
        case "leaving_share":
            return message("Of a post's occupants at most {value}% change post at one changeover.",
                           value=value)  # fmt: skip
        case "experienced_share":
            return message("Of a post's occupants at least {value}% are experienced there.",
                           value=value)  # fmt: skip
        case "leave_pool":
            pool = problem.leave_pools[element.item or 0]
            return message("Of {posts} together at most {value} are on leave at once.",
                           posts=_names(problem, pool.posts), value=value)  # fmt: skip
        case "leave_elsewhere":
            return message("Posts in no pool for leave release nobody.")
        case "stint_longest":
            return message("A stint at {post} lasts at most {value} periods.",
                           post=post, value=value)  # fmt: skip
        case "stint_shortest":
            return message("A stint at {post} lasts at least {value} periods.",
                           post=post, value=value)  # fmt: skip
        case "times":
            rule = problem.times[element.item or 0]
            return message("Stints at {posts} in the plan, for each agent concerned: {allowed}.",
                           posts=_names(problem, rule.posts),
                           allowed=str(Range(rule.low, rule.high)))  # fmt: skip
        case "no_return":
            if problem.rules.no_return == "all":
                return message("No post again before all others were visited.")
            return message("No post again before {value} others were visited.", value=value)
        case "return_after":
            return message("Whoever leaves {post} is back after {value} periods at the soonest.",
                           post=post, value=value)  # fmt: skip
        case "ring_order":
            return message("Every agent goes on to the next post in order.")
        case "prerequisite":
            before = problem.posts[element.post or 0].after
            return message("Before {post} come stints at {value} of {posts}.",
                           post=post, value=value, posts=_names(problem, before))  # fmt: skip
        case "followed_by":
            following = problem.posts[element.post or 0].followed_by
            return message("From {post} agents go on to {posts} only.",
                           post=post, posts=_names(problem, following))  # fmt: skip
        case "paired_with":
            other = problem.posts[problem.posts[element.post or 0].paired_with or 0].name
            return message("A stint at {post} comes right before or after one at {other}.",
                           post=post, other=other)  # fmt: skip
        case "required_skill":
            return message("{post} requires skills: {skills}.", post=post,
                           skills=tuple(
                               sorted(problem.posts[element.post or 0].requires)))  # fmt: skip
        case "agreement":
            return message("{agents} may not enter {post} without its agreement.",
                           agents=agents, post=post)  # fmt: skip
        case "tie":
            return _tie(problem, element)
        case "forbidden_stint":
            return message("{agents} must not be at {post} in {periods}.",
                           agents=agents, post=post, periods=periods)  # fmt: skip
        case "pin":
            return message("{agents} must be at {post} in {periods}.",
                           agents=agents, post=post, periods=periods)  # fmt: skip
        case "leave":
            return message("{agents} is on leave in {periods} and keeps the post.",
                           agents=agents, periods=periods)  # fmt: skip


def advice(problem: RotationProblem, change: Change) -> Message:
    """The change in a sentence: what to do, from which value to which."""
    element, to = change.element, change.to
    post = "" if element.post is None else problem.posts[element.post].name
    periods = periods_text(problem, element.periods)
    agents = agents_text(problem, element.agents)
    now = value_of(problem, element)
    match element.sort:
        case "headcount_low":
            return message("lower the least headcount of {post} from {now} to {to} in {periods}",
                           post=post, now=now, to=to, periods=periods)  # fmt: skip
        case "headcount_high":
            return message("raise the most headcount of {post} from {now} to {to} in {periods}",
                           post=post, now=now, to=to, periods=periods)  # fmt: skip
        case "leaving_share":
            return message("let {to}% of a post's occupants leave at one changeover, not {now}%",
                           to=to, now=now)  # fmt: skip
        case "experienced_share":
            return message("be content with {to}% experienced agents at every post, not {now}%",
                           to=to, now=now)  # fmt: skip
        case "skill_level":
            return message("be content with a mean skill of {to}% at {post}, not {now}%",
                           post=post, to=to, now=now)  # fmt: skip
        case "leave_pool":
            pool = problem.leave_pools[element.item or 0]
            return message("give {posts} {to} places for leave, not {now}",
                           posts=_names(problem, pool.posts), to=to, now=now)  # fmt: skip
        case "stint_longest":
            return message("lengthen stints at {post} to up to {to} periods, not {now}",
                           post=post, to=to, now=now)  # fmt: skip
        case "stint_shortest":
            return message("let stints at {post} end after {to} periods, not {now}",
                           post=post, to=to, now=now)  # fmt: skip
        case "no_return" if to is not None:
            return message("ask for {to} other posts before a return, not {now}", to=to, now=now)
        case "return_after":
            return message("let agents return to {post} after {to} periods, not {now}",
                           post=post, to=to, now=now)  # fmt: skip
        case "prerequisite":
            return message("ask for {to} of the posts before {post}, not {now}",
                           post=post, to=to, now=now)  # fmt: skip
        case "agreement":
            return message("have {agents} sign the agreement of {post}", agents=agents, post=post)
        case "pin":
            return message("drop the pin of {agents} at {post} in {periods}",
                           agents=agents, post=post, periods=periods)  # fmt: skip
        case "forbidden_stint":
            return message("allow {agents} at {post} in {periods}",
                           agents=agents, post=post, periods=periods)  # fmt: skip
        case "leave":
            return message("move the leave of {agents} in {periods}",
                           agents=agents, periods=periods)  # fmt: skip
    return message("drop this rule: {rule}", rule=statement(problem, element))


def periods_text(problem: RotationProblem, periods: Sequence[int]) -> tuple[str | Message, ...]:
    """Periods by their labels, runs of three and more as from and to."""
    runs: list[list[int]] = []
    for period in periods:
        if runs and runs[-1][-1] == period - 1:
            runs[-1].append(period)
        else:
            runs.append([period])
    found: list[str | Message] = []
    for run in runs:
        labels = [problem.periods[period].label for period in run]
        if len(run) > 2:
            found.append(message("{first} to {last}", first=labels[0], last=labels[-1]))
        else:
            found += labels
    return tuple(found)


def agents_text(problem: RotationProblem, agents: Iterable[int]) -> tuple[str, ...]:
    """Agents by their ids and names."""
    people = [problem.agents[number] for number in agents]
    return tuple(one.id if one.name == one.id else f"{one.id} {one.name}" for one in people)


def _group(problem: RotationProblem, element: Element) -> str:
    return _names(problem, problem.post_groups[element.item or 0].posts)


def _names(problem: RotationProblem, posts: Iterable[int]) -> str:
    return " + ".join(problem.posts[post].name for post in sorted(posts))


def _tie(problem: RotationProblem, element: Element) -> Message:
    tie = problem.ties[element.item or 0]
    first, second = agents_text(problem, (tie.first, tie.second))
    periods = periods_text(problem, sorted(tie.periods))
    if tie.together:
        return message("{first} and {second} are at one post in {periods}.",
                       first=first, second=second, periods=periods)  # fmt: skip
    return message("{first} and {second} are not at one post in {periods}.",
                   first=first, second=second, periods=periods)  # fmt: skip
