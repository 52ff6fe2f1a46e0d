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
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.rotation.policy import RotationPolicy
from cs.rotation.staffing import headcount_in, rotating, sum_of

YEAR = range(1, 13)


def check(policies: PolicySet) -> Iterator[Finding]:
    """Policies whose least or largest headcounts the staff table does not meet."""
    if policies.staff is None:
        return
    for document in policies.of(RotationPolicy):
        policy = document.policy
        posts = policy.posts
        count = len(rotating(policy, policies.staff))
        sums = [_sums(policy, month) for month in YEAR]
        seasonal = any(post.seasons for post in posts)
        short = [month for month, (least, _) in zip(YEAR, sums, strict=True) if least > count]
        full = [
            month
            for month, (_, most) in zip(YEAR, sums, strict=True)
            if most is not None and most < count
        ]
        if short and seasonal:
            text = message(
                "In month {month} the least headcounts sum to {least}; agents who rotate: {count}.",
                month=short[0],
                least=sums[short[0] - 1][0],
                count=count,
            )
        elif short:
            text = message(
                "The least headcounts sum to {least}; agents who rotate: {count}.",
                least=sums[0][0],
                count=count,
            )
        elif full and seasonal:
            text = message(
                "In month {month} the largest headcounts sum to {most}; agents who rotate: "
                "{count}.",
                month=full[0],
                most=sums[full[0] - 1][1],
                count=count,
            )
        elif full:
            text = message(
                "The largest headcounts sum to {most}; agents who rotate: {count}.",
                most=sums[0][1],
                count=count,
            )
        else:
            continue
        yield Finding(
            RULE.code,
            RULE.severity,
            text,
            (document.place / "posts").key(),
            expected=message("least headcounts up to {count}, largest from {count}", count=count),
            mend=message(
                "Adjust the headcounts, check `who`, or whether the staff table names these posts."
            ),
        )


def _sums(policy: RotationPolicy, month: int) -> tuple[int, int | None]:
    """The fewest agents that the posts need in a month, and the most that they hold."""
    ranges = {post.id: headcount_in(post, month) for post in policy.posts}
    least, most = sum_of(ranges.values())
    leasts, mosts = [least], [most]
    for group in policy.rules.post_groups:
        inside = sum_of(ranges[post] for post in dict.fromkeys(group.posts) if post in ranges)
        outside = sum_of(held for post, held in ranges.items() if post not in group.posts)
        leasts.append(outside[0] + max(inside[0], group.headcount.low))
        if group.headcount.high is not None and outside[1] is not None:
            mosts.append(outside[1] + group.headcount.high)
    return max(leasts), min((most for most in mosts if most is not None), default=None)


RULE = Rule("ROT009", "headcount-not-staffed", Severity.ERROR, check)
