"""The headcounts do not fit the number of agents

All agents who rotate are at some post in every period. If the least headcounts need more agents
than there are, posts stay short; if the largest hold fewer, some agents have no place. The
headcounts of seasons and of groups of posts count in their months.

Bad:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: presale, name: 售前咨询, stint: 2 months, headcount: 2..3}
      - {id: complaints, name: 投诉处理, stint: 2 months, headcount: 2..3}
    ```

Good:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: presale, name: 售前咨询, stint: 2 months, headcount: 1..2}
      - {id: complaints, name: 投诉处理, stint: 2 months, headcount: 1..2}
    ```

Staff:

    ```csv
    id,name,post
    A1,甲,presale
    A2,乙,presale
    A3,丙,complaints
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import Document, PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import Message, message
from cs.rotation.policy import PostGroup, RotationPolicy
from cs.rotation.staffing import headcount_in, rotating, sum_of

YEAR = range(1, 13)


def check(policies: PolicySet) -> Iterator[Finding]:
    """Policies whose least or largest headcounts the staff table does not meet."""
    if policies.staff is None:
        return
    for document in policies.of(RotationPolicy):
        count = len(rotating(document.policy, policies.staff))
        said = _of_posts(document.policy, count)
        if said is not None:
            yield Finding(
                RULE.code,
                RULE.severity,
                said,
                (document.place / "posts").key(),
                expected=message(
                    "least headcounts up to {count}, largest from {count}", count=count
                ),
                mend=message("Adjust the headcounts, check `who`, or whether the staff table names "
                             "these posts."),
            )  # fmt: skip
            continue
        yield from _of_groups(document, count)


def _of_posts(policy: RotationPolicy, count: int) -> Message | None:
    posts = policy.posts
    sums = [sum_of(headcount_in(post, month) for post in posts) for month in YEAR]
    seasonal = any(post.seasons for post in posts)
    for month, (least, most) in zip(YEAR, sums, strict=True):
        if least > count and seasonal:
            return message(
                "In month {month} the least headcounts sum to {least}; agents who rotate: {count}.",
                month=month,
                least=least,
                count=count,
            )
        if least > count:
            return message(
                "The least headcounts sum to {least}; agents who rotate: {count}.",
                least=least,
                count=count,
            )
        if most is not None and most < count and seasonal:
            return message(
                "In month {month} the largest headcounts sum to {most}; agents who rotate: "
                "{count}.",
                month=month,
                most=most,
                count=count,
            )
        if most is not None and most < count:
            return message(
                "The largest headcounts sum to {most}; agents who rotate: {count}.",
                most=most,
                count=count,
            )
    return None


def _of_groups(document: Document[RotationPolicy], count: int) -> Iterator[Finding]:
    """Groups that the staff does not fill, or that hold too few, with the other posts as they are.

    The headcounts of the posts alone are fine. A group out of reach of its own posts is ROT047.
    """
    policy = document.policy
    for number, group in enumerate(policy.rules.post_groups):
        found = next(
            (each for month in YEAR if (each := _amiss(policy, group, month, count))), None
        )
        if found is None:
            continue
        said, expected = found
        yield Finding(
            RULE.code,
            RULE.severity,
            said,
            document.place.at("rules", "post_groups", number, "headcount"),
            expected=expected,
            mend=message("Adjust this headcount or those of the other posts, or check `who` and "
                         "the staff table."),
        )  # fmt: skip


def _amiss(
    policy: RotationPolicy, group: PostGroup, month: int, count: int
) -> tuple[Message, Message] | None:
    """What is wrong with a group in a month, and what would be right."""
    inside = [post for post in policy.posts if post.id in group.posts]
    outside = [post for post in policy.posts if post.id not in group.posts]
    least, most = sum_of(headcount_in(post, month) for post in inside)
    others, others_most = sum_of(headcount_in(post, month) for post in outside)
    low, high = group.headcount.low, group.headcount.high
    if (most is not None and most < low) or (high is not None and high < least):
        return None
    figures = {
        "posts": " + ".join(post.name for post in inside),
        "allowed": str(group.headcount),
        "count": count,
    }
    if low + others > count:
        return message(
            "{posts} together must hold {allowed}, and the other posts at least {others}; agents "
            "who rotate: {count}.",
            others=others,
            **figures,
        ), message("from at most {most}", most=count - others)
    if high is not None and others_most is not None and high + others_most < count:
        return message(
            "{posts} together may hold {allowed}, and the other posts at most {others}; agents "
            "who rotate: {count}.",
            others=others_most,
            **figures,
        ), message("up to at least {least}", least=count - others_most)
    return None


RULE = Rule("ROT009", "headcount-not-staffed", Severity.ERROR, check)
