"""Has the candidate completed stints at enough different posts by the window's opening day?"""

from collections.abc import Iterator
from datetime import date, timedelta

from cs.kernel.messages import Message, message
from cs.promotion.conditions.condition import POSTS_FACT, Condition, Way, folded, met_if, today_of
from cs.promotion.histories import PostHistory
from cs.promotion.past_conditions import RotatedPostsCondition
from cs.promotion.problem import Context, FactValue, Verdict


def _judge(
    rule: RotatedPostsCondition, value: FactValue, context: Context
) -> tuple[Verdict, Message]:
    if not isinstance(value, PostHistory):
        return Verdict.UNKNOWN, _unknown(rule)
    counted = {folded(post) for post in rule.posts}
    posts: dict[str, tuple[str, date]] = {}
    for post, start, end in value.stints:
        if end is None or end >= context.day or (counted and folded(post) not in counted):
            continue
        if _is_long_enough(rule, start, end, context):
            posts[folded(post)] = (post, end)
    figures = {
        "count": len(posts),
        "posts": tuple(
            message("{post} to {end}", post=post, end=end) for post, end in posts.values()
        ),
        "needed": rule.at_least,
    }
    return met_if(len(posts) >= rule.at_least), (
        message("posts completed: {count} ({posts}); needed: {needed}", **figures)
        if posts
        else message("no post completed; needed: {needed}", **figures)
    )


def _is_long_enough(rule: RotatedPostsCondition, start: date, end: date, context: Context) -> bool:
    if rule.stint_at_least is None:
        return True
    try:
        return rule.stint_at_least.after(start, context.calendar) <= end + timedelta(days=1)
    except ValueError:  # beyond the last day of the calendar
        return False


def _unknown(rule: RotatedPostsCondition) -> Message:
    return message("there is no table of stints")


def _changes(rule: RotatedPostsCondition, value: FactValue, context: Context) -> Iterator[date]:
    if isinstance(value, PostHistory):
        for _post, _start, end in value.stints:
            if end is not None and end < date.max:
                yield end + timedelta(days=1)


def _ways(rule: RotatedPostsCondition, value: FactValue, context: Context) -> list[tuple[Way, ...]]:
    """Further posts, one stint after the other from today on."""
    if not isinstance(value, PostHistory):
        return []
    counted = {folded(post) for post in rule.posts}
    held = {
        folded(post)
        for post, start, end in value.stints
        if end is not None
        and end < context.day
        and (not counted or folded(post) in counted)
        and _is_long_enough(rule, start, end, context)
    }
    lacking = rule.at_least - len(held)
    if counted and len(counted) < rule.at_least:
        return []
    day = today_of(context)
    ways = []
    for _number in range(lacking):
        if rule.stint_at_least is not None:
            try:
                day = rule.stint_at_least.after(day, context.calendar)
            except ValueError:  # beyond the last day of the calendar
                return []
        ways.append(
            Way(message("complete a stint at another post by {day}", day=day), day)
            if rule.stint_at_least is not None
            else Way(message("complete a stint at another post"), day)
        )
    return [tuple(ways)]


ROTATED_POSTS = Condition(
    model=RotatedPostsCondition,
    fact=lambda rule: POSTS_FACT,
    judge=_judge,
    unknown=_unknown,
    changes=_changes,
    ways=_ways,
)
