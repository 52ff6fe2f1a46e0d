"""Has the candidate completed stints at enough different posts by the window's opening day?"""

from datetime import date, timedelta

from cs.kernel.messages import Message, message
from cs.promotion.conditions.condition import POSTS_FACT, Condition, folded, met_if
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


ROTATED_POSTS = Condition(
    model=RotatedPostsCondition,
    fact=lambda rule: POSTS_FACT,
    judge=_judge,
    unknown=_unknown,
)
